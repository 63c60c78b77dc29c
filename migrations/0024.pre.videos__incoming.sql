-- Room that is kept for videos while their bytes come: of many forms at once, each used to get the same room.

create table iwm.incoming_videos (
    user_id bigint not null references iwm.users (id) on delete cascade,
    storage_key iwm.storage_key not null,
    bytes bigint not null,
    expires_at timestamptz not null,
    primary key (user_id, storage_key),
    constraint incoming_videos_range check (bytes > 0)
);
comment on table iwm.incoming_videos is $$
Videos that are being uploaded in forms, and the room that is kept for each until there is a row of iwm.videos

expires_at: unless the server that takes it says again that it does (api.hold_video). @private
@distribution user_id
$$;
comment on column iwm.incoming_videos.storage_key is 'Where its bytes are written. @unexported';

alter table iwm.video_policy add column most_incoming integer not null default 4
constraint video_policy_most_incoming check (most_incoming > 0);
comment on column iwm.video_policy.most_incoming is 'So many forms of one user may bring a video at once.';
