-- What people are to each other, and what they prefer.

create table iwm.user_follows (
    id bigint generated always as identity primary key,
    follower_id bigint not null references iwm.users (id) on delete cascade,
    following_id bigint not null references iwm.users (id) on delete cascade,
    created_at timestamptz not null default iwm.now(),
    constraint user_follows_others check (follower_id <> following_id)
);
comment on table iwm.user_follows is 'Who follows whom. @private
@distribution reference';
create index idx_user_follows_follower on iwm.user_follows (follower_id, id desc);
comment on index iwm.idx_user_follows_follower is 'api.list_following';
create index idx_user_follows_following on iwm.user_follows (following_id, id desc);
comment on index iwm.idx_user_follows_following is 'api.list_followers';
create unique index idx_user_follows_unique on iwm.user_follows (follower_id, following_id);
comment on index iwm.idx_user_follows_unique is 'does A follow B; once only';

create table iwm.follow_requests (
    user_id bigint not null references iwm.users (id) on delete cascade,
    requester_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    created_at timestamptz not null default iwm.now(),
    primary key (user_id, requester_id),
    constraint follow_requests_others check (user_id <> requester_id)
);
comment on table iwm.follow_requests is 'Requests to follow user_id that wait for an answer; answered ones are gone. @private
@distribution user_id';
create index idx_follow_requests_requester_id on iwm.follow_requests (requester_id, created_at desc);
comment on index iwm.idx_follow_requests_requester_id is 'api.list_sent_follow_requests; foreign key';
create index idx_follow_requests_external_id on iwm.follow_requests (external_id);
comment on index iwm.idx_follow_requests_external_id is 'api.approve_follow_request: a request by its public id';

create table iwm.user_blocks (
    user_id bigint not null references iwm.users (id) on delete cascade,
    blocked_id bigint not null references iwm.users (id) on delete cascade,
    created_at timestamptz not null default iwm.now(),
    primary key (user_id, blocked_id),
    constraint user_blocks_others check (user_id <> blocked_id)
);
comment on table iwm.user_blocks is 'Who does not want to see or be seen by whom. @private
@distribution user_id';
create index idx_user_blocks_blocked_id on iwm.user_blocks (blocked_id, user_id);
comment on index iwm.idx_user_blocks_blocked_id is 'is A blocked by B; foreign key';

create table iwm.user_mutes (
    user_id bigint not null references iwm.users (id) on delete cascade,
    muted_id bigint not null references iwm.users (id) on delete cascade,
    created_at timestamptz not null default iwm.now(),
    primary key (user_id, muted_id),
    constraint user_mutes_others check (user_id <> muted_id)
);
comment on table iwm.user_mutes is 'Whose content somebody does not want to read; nobody is told. @private
@distribution user_id';
create index idx_user_mutes_muted_id on iwm.user_mutes (muted_id);
comment on index iwm.idx_user_mutes_muted_id is 'foreign key';

create table iwm.user_stats (
    user_id bigint primary key references iwm.users (id) on delete cascade,
    followers integer not null default 0,
    following integer not null default 0,
    constraint user_stats_range check (followers >= 0 and following >= 0)
);
comment on table iwm.user_stats is 'Counters of a profile, kept by the transactions that change what they count.
@distribution user_id';

create table iwm.user_reports (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    reported_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    reason text not null,
    details text,
    state text not null default 'open',
    created_at timestamptz not null default iwm.now(),
    primary key (user_id, id),
    constraint user_reports_others check (user_id <> reported_id),
    constraint user_reports_reason_known check (reason in ('spam', 'harassment', 'hate', 'impersonation', 'adult', 'other')),
    constraint user_reports_other_says_why check (reason <> 'other' or details ~ '\S'),
    constraint user_reports_details_length check (char_length(details) <= 2000),
    constraint user_reports_state_known check (state in ('open', 'resolved', 'dismissed'))
);
comment on table iwm.user_reports is 'Reports of users by users. @private
@distribution user_id';
create unique index idx_user_reports_open on iwm.user_reports (user_id, reported_id) where state = 'open';
comment on index iwm.idx_user_reports_open is 'api.report_user: one open report a pair';
create index idx_user_reports_reported_id on iwm.user_reports (reported_id, created_at desc);
comment on index iwm.idx_user_reports_reported_id is 'staff: reports about a user; foreign key';

create table iwm.setting_definitions (
    key text primary key,
    kind text not null,
    initial jsonb not null,
    allowed jsonb,
    pattern text,
    most integer,
    description text not null,
    constraint setting_definitions_key_shape check (key ~ '^[a-z]+[.][a-z_]+$'),
    constraint setting_definitions_kind_known check (kind in ('boolean', 'text', 'choice', 'list'))
);
comment on table iwm.setting_definitions is 'What a user may set: section.name, kind, what holds unless it is set, what is allowed.
@distribution reference';
comment on column iwm.setting_definitions.most is 'Longest text, or most items of a list.';
comment on column iwm.setting_definitions.pattern is 'What a text, or each item of a list, must match; null for choices.';

create table iwm.user_settings (
    user_id bigint primary key references iwm.users (id) on delete cascade,
    version integer not null default 1,
    settings jsonb not null default '{}',
    updated_at timestamptz not null default iwm.now(),
    constraint user_settings_shape check (jsonb_typeof(settings) = 'object')
);
comment on table iwm.user_settings is 'What a user set, by section; what is not set holds as iwm.setting_definitions says. @private
@distribution user_id';

create table iwm.user_genre_preferences (
    user_id bigint not null references iwm.users (id) on delete cascade,
    genre_id bigint not null references iwm.genres (id) on delete cascade,
    preference text not null,
    created_at timestamptz not null default iwm.now(),
    primary key (user_id, genre_id),
    constraint user_genre_preferences_known check (preference in ('like', 'dislike'))
);
comment on table iwm.user_genre_preferences is 'Genres that somebody likes or dislikes. @private
@distribution user_id';
create index idx_user_genre_preferences_genre_id on iwm.user_genre_preferences (genre_id, preference);
comment on index iwm.idx_user_genre_preferences_genre_id is 'who likes a genre; foreign key';

create table iwm.notification_types (
    type text primary key,
    title text not null,
    in_app boolean not null default true,
    email boolean not null default false,
    push boolean not null default false,
    webhook boolean not null default false,
    mandatory boolean not null default false,
    constraint notification_types_shape check (type ~ '^[a-z][a-z_]*$')
);
comment on table iwm.notification_types is 'What people can be told of, and by which channels unless they say otherwise. mandatory: cannot be turned off.
@distribution reference';

create table iwm.notification_preferences (
    user_id bigint not null references iwm.users (id) on delete cascade,
    type text not null references iwm.notification_types (type) on delete cascade,
    channel text not null,
    enabled boolean not null,
    primary key (user_id, type, channel),
    constraint notification_preferences_channel_known check (channel in ('in_app', 'email', 'push', 'webhook'))
);
comment on table iwm.notification_preferences is 'Where somebody wants it otherwise than iwm.notification_types says. @private
@distribution user_id';
create index idx_notification_preferences_type on iwm.notification_preferences (type);
comment on index iwm.idx_notification_preferences_type is 'foreign key';
