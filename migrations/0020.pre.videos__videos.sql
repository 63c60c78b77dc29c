-- Videos: what people upload, what is made of it, and where the files stand.

create domain iwm.video_title as text check (value ~ '[^\s]' and char_length(value) between 1 and 200);
comment on domain iwm.video_title is 'Title of a video, at most 200 characters.
@schema {"description": "a title of at most 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 200}';

create domain iwm.file_name as text check (char_length(value) between 1 and 1000);
comment on domain iwm.file_name is 'Name of a file; folders, control characters and the like are taken out of it.
@schema {"type": "string", "minLength": 1, "maxLength": 1000}';

create domain iwm.byte_count as bigint check (value between 1 and 9007199254740991);
comment on domain iwm.byte_count is 'A number of bytes.
@schema {"type": "integer", "minimum": 1, "maximum": 9007199254740991}';

create domain iwm.media_seconds as numeric check (value between 0 and 86400);
comment on domain iwm.media_seconds is 'A moment or a length of a video in seconds, at most a day.
@schema {"type": "number", "minimum": 0, "maximum": 86400}';

create domain iwm.pixels as integer check (value between 16 and 4096);
comment on domain iwm.pixels is 'A width or height in pixels, 16 to 4096.
@schema {"type": "integer", "minimum": 16, "maximum": 4096}';

create domain iwm.storage_key as text check (value ~ '^[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}([.][a-z0-9]{1,5})?$');
comment on domain iwm.storage_key is 'Where a file stands in the store.
@schema {"description": "a key as in videos/3f/3f0c24a1b5d94e0f8a7b6c5d4e3f2a1b", "type": "string", "pattern": "^[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}([.][a-z0-9]{1,5})?$"}';

create type iwm.video_operation_type as enum ('thumbnail', 'resize', 'convert', 'extract_audio', 'trim', 'preview');
comment on type iwm.video_operation_type is 'What can be made of a video.';

create type iwm.video_role as enum ('trailer', 'teaser', 'clip', 'featurette', 'behind-the-scenes', 'scene');
comment on type iwm.video_role is 'What a video is to a film.';

create type iwm.media_format as enum (
    'mp4', 'webm', 'mkv', 'gif', 'webp', 'jpg', 'png', 'mp3', 'm4a', 'ogg', 'wav', 'flac');
comment on type iwm.media_format is 'What kind of file is made; which ones fit depends on the operation.';

create type iwm.media_quality as enum ('low', 'medium', 'high');
comment on type iwm.media_quality is 'How good a converted video is: high makes the largest files.';

create table iwm.videos (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    title text not null,
    file_name text not null,
    storage_key iwm.storage_key not null,
    media_type text not null,
    bytes bigint not null,
    sha256 text not null,
    container text not null,
    duration_seconds numeric(10, 3) not null,
    width integer not null,
    height integer not null,
    frames_per_second numeric(7, 3),
    video_codec text not null,
    audio_codec text,
    bit_rate bigint,
    movie_id bigint references iwm.movies (id) on delete set null,
    role iwm.video_role,
    version integer not null default 1,
    created_at timestamptz not null default iwm.now(),
    updated_at timestamptz,
    deleted_at timestamptz,
    primary key (user_id, id),
    constraint videos_title_length check (char_length(title) between 1 and 200),
    constraint videos_file_name_length check (char_length(file_name) between 1 and 255),
    constraint videos_media_type_shape check (media_type ~ '^video/[a-z0-9.-]+$'),
    constraint videos_range check (bytes > 0 and duration_seconds > 0 and width > 0 and height > 0),
    constraint videos_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table iwm.videos is 'Uploaded videos, as they were probed. The file stands under storage_key in the store. @private
@distribution user_id';
comment on column iwm.videos.storage_key is 'Where the file is. @unexported';
comment on column iwm.videos.deleted_at is 'Its file is gone or about to go; the row stays for 30 days.';
create index idx_videos_external_id on iwm.videos (external_id);
comment on index iwm.idx_videos_external_id is 'api.get_video: a video by its public id';
create index idx_videos_movie_id on iwm.videos (movie_id, id desc) where movie_id is not null;
comment on index iwm.idx_videos_movie_id is 'api.list_movie_videos; foreign key';
create index idx_videos_deleted_at on iwm.videos (deleted_at) where deleted_at is not null;
comment on index iwm.idx_videos_deleted_at is 'ops.cleanup_videos: rows of videos that were deleted long ago';

create table iwm.video_operations (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    video_id bigint not null,
    external_id text not null,
    type iwm.video_operation_type not null,
    parameters jsonb not null,
    job_id bigint,
    job_created_at timestamptz,
    work_key iwm.storage_key,
    outcome jobs.state,
    error text,
    created_at timestamptz not null default iwm.now(),
    finished_at timestamptz,
    primary key (user_id, id),
    foreign key (user_id, video_id) references iwm.videos (user_id, id) on delete cascade,
    constraint video_operations_parameters_shape check (jsonb_typeof(parameters) = 'object')
);
comment on table iwm.video_operations is 'What was asked to be made of a video, and the job that makes it. @private
@distribution user_id';
comment on column iwm.video_operations.job_id is 'Number of its job in jobs.jobs or jobs.history; job_created_at makes its public id. @unexported';
comment on column iwm.video_operations.job_created_at is 'See job_id. @unexported';
comment on column iwm.video_operations.work_key is 'Where the attempt that runs writes its file. @unexported';
comment on column iwm.video_operations.outcome is
'How its job ended; set with the file that it made, or by ops.cleanup_videos. While there is a job, that tells the state.';
create index idx_video_operations_external_id on iwm.video_operations (external_id);
comment on index iwm.idx_video_operations_external_id is 'jobs.video_work: an operation by its public id';
create index idx_video_operations_video on iwm.video_operations (user_id, video_id, id desc);
comment on index iwm.idx_video_operations_video is 'api.list_video_operations; foreign key';
create index idx_video_operations_open on iwm.video_operations (user_id, id) where outcome is null;
comment on index iwm.idx_video_operations_open is 'how many operations of a user run; ops.cleanup_videos: which ended without a file';

create table iwm.video_assets (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    video_id bigint not null,
    operation_id bigint,
    external_id text not null,
    kind iwm.video_operation_type not null,
    file_name text not null,
    storage_key iwm.storage_key not null,
    media_type text not null,
    bytes bigint not null,
    width integer,
    height integer,
    duration_seconds numeric(10, 3),
    created_at timestamptz not null default iwm.now(),
    primary key (user_id, id),
    foreign key (user_id, video_id) references iwm.videos (user_id, id) on delete cascade,
    foreign key (user_id, operation_id) references iwm.video_operations (user_id, id) on delete cascade,
    constraint video_assets_file_name_length check (char_length(file_name) between 1 and 255),
    constraint video_assets_media_type_shape check (media_type ~ '^(video|audio|image)/[a-z0-9.-]+$'),
    constraint video_assets_range check (bytes > 0)
);
comment on table iwm.video_assets is 'Files made of videos. @private
@distribution user_id';
comment on column iwm.video_assets.storage_key is 'Where the file is. @unexported';
create index idx_video_assets_external_id on iwm.video_assets (external_id);
comment on index iwm.idx_video_assets_external_id is 'api.get_asset_file: a file by its public id';
create index idx_video_assets_video on iwm.video_assets (user_id, video_id, id desc);
comment on index iwm.idx_video_assets_video is 'api.list_video_assets; foreign key';
create index idx_video_assets_operation on iwm.video_assets (user_id, operation_id);
comment on index iwm.idx_video_assets_operation is 'the file of an operation; foreign key';

create table iwm.video_uploads (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    file_name text not null,
    title text,
    movie_id bigint references iwm.movies (id) on delete set null,
    role iwm.video_role,
    bytes_total bigint not null,
    bytes_received bigint not null default 0,
    storage_key iwm.storage_key not null,
    created_at timestamptz not null default iwm.now(),
    expires_at timestamptz not null,
    primary key (user_id, id),
    constraint video_uploads_title_length check (char_length(title) between 1 and 200),
    constraint video_uploads_file_name_length check (char_length(file_name) between 1 and 255),
    constraint video_uploads_range check (bytes_total > 0 and bytes_received between 0 and bytes_total)
);
comment on table iwm.video_uploads is 'Uploads in chunks that are under way. @private
@distribution user_id';
comment on column iwm.video_uploads.storage_key is 'Where its bytes are written. @unexported';
create index idx_video_uploads_external_id on iwm.video_uploads (external_id);
comment on index iwm.idx_video_uploads_external_id is 'the next chunk of an upload';
create index idx_video_uploads_expires_at on iwm.video_uploads (expires_at);
comment on index iwm.idx_video_uploads_expires_at is 'ops.cleanup_videos: uploads that were given up';
create index idx_video_uploads_movie_id on iwm.video_uploads (movie_id) where movie_id is not null;
comment on index iwm.idx_video_uploads_movie_id is 'foreign key';

create table iwm.files_to_remove (
    storage_key iwm.storage_key primary key,
    at timestamptz not null default iwm.now(),
    taken_at timestamptz
);
comment on table iwm.files_to_remove is $$
Files that are to be removed from the store at a time

Those whose rows are gone, and each one that is being written, for the case that nothing comes of it: with its row of
videos or assets comes its deletion from here, in one transaction. taken_at: a worker is removing it, nobody can claim it
any more. @private
@distribution local
$$;
create index idx_files_to_remove_at on iwm.files_to_remove (at);
comment on index iwm.idx_files_to_remove_at is 'jobs.files_to_remove: whose time has come';

create table iwm.video_policy (
    only_row boolean primary key default true check (only_row),
    most_bytes bigint not null default 2147483648,
    most_bytes_in_all bigint not null default 10737418240,
    most_videos integer not null default 200,
    most_uploads integer not null default 10,
    most_active_operations integer not null default 20,
    most_at_once integer not null default 2,
    most_seconds integer not null default 14400,
    most_pixels integer not null default 8192,
    upload_lifetime interval not null default interval '24 hours',
    operation_timeout interval not null default interval '4 hours',
    kept_after_deletion interval not null default interval '30 days',
    constraint video_policy_range check (
        most_bytes > 0 and most_bytes_in_all > 0 and most_videos > 0 and most_uploads > 0 and most_active_operations > 0
        and most_at_once between 1 and 100 and most_seconds > 0 and most_pixels between 16 and 16384
        and upload_lifetime > interval '0' and kept_after_deletion >= interval '0'
        and operation_timeout between interval '1 second' and interval '30 days')
);
comment on table iwm.video_policy is 'Limits of videos: of one file (bytes, seconds, width and height), and of all of a user. One row.
@distribution reference';
comment on column iwm.video_policy.most_at_once is 'So many operations of one user run at once; more wait.';
insert into iwm.video_policy default values;
