-- Accounts: who somebody is, the sessions and tokens that prove it, what happened to the account.

create domain iwm.email as text
check (value ~ ('^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?'
        '([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$')
    and char_length(value) <= 200);
comment on domain iwm.email is 'An e-mail address, at most 200 characters.
@schema {"description": "an e-mail address of at most 200 characters, as in ada@example.org", "type": "string", "pattern": "^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$", "minLength": 5, "maxLength": 200}';

create domain iwm.username as text
check (value ~ '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$' and char_length(value) between 2 and 30);
comment on domain iwm.username is 'A name in addresses: 2 to 30 letters, digits, and _ . - inside. Case does not count.
@schema {"description": "2 to 30 letters and digits, with _ . - inside, as in ada.lovelace", "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$", "minLength": 2, "maxLength": 30}';

create domain iwm.login_name as text check (char_length(value) between 1 and 200);
comment on domain iwm.login_name is 'E-mail address or username.
@schema {"type": "string", "minLength": 1, "maxLength": 200}';

create domain iwm.display_name as text check (value ~ '[^\s]' and char_length(value) between 1 and 100);
comment on domain iwm.display_name is 'A name to show, at most 100 characters.
@schema {"description": "a name to show, of at most 100 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 100}';

create domain iwm.password as text check (char_length(value) between 1 and 1000);
comment on domain iwm.password is 'A password, at most 1,000 characters of any kind; how short it may be is a setting (8).
@schema {"type": "string", "minLength": 1, "maxLength": 1000}';

create domain iwm.secret_text as text check (char_length(value) between 1 and 2000);
comment on domain iwm.secret_text is 'A token or a code, as it was given out.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

create domain iwm.label as text check (value ~ '[^\s]' and char_length(value) between 1 and 100);
comment on domain iwm.label is 'What something is called, at most 100 characters.
@schema {"description": "a name of at most 100 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 100}';

create domain iwm.web_url as text check (value ~ '^https?://[^\s/?#]+([/?#][^\s]*)?$' and char_length(value) <= 255);
comment on domain iwm.web_url is 'An address of the web, at most 255 characters.
@schema {"description": "an http or https address of at most 255 characters", "type": "string", "pattern": "^https?://[^\\s/?#]+([/?#][^\\s]*)?$", "minLength": 8, "maxLength": 255}';

create type iwm.visibility as enum ('public', 'followers', 'private');
comment on type iwm.visibility is 'Who sees a profile: everyone; its owner and approved followers; nobody but owner and present followers.';

create table iwm.users (
    id bigint generated always as identity primary key,
    external_id text not null constraint idx_users_external_id unique,
    email text not null,
    username text not null,
    hashed_password text not null default '!',
    name text not null,
    avatar_url text,
    cover_url text,
    bio text,
    location text,
    website text,
    visibility iwm.visibility not null default 'public',
    email_verified_at timestamptz,
    password_changed_at timestamptz,
    last_seen_at timestamptz,
    suspended_at timestamptz,
    suspended_until timestamptz,
    suspension_reason text,
    deactivated_at timestamptz,
    deletion_due_at timestamptz,
    name_search text generated always as (iwm.normalize(name || ' ' || username)) stored,
    version integer not null default 1,
    created_at timestamptz not null default iwm.now(),
    updated_at timestamptz,
    constraint users_external_id_length check (char_length(external_id) between 1 and 50),
    constraint users_email_length check (char_length(email) between 3 and 200),
    constraint users_username_shape check (username::iwm.username is not null),
    constraint users_hashed_password_length check (char_length(hashed_password) between 1 and 255),
    constraint users_name_length check (char_length(name) between 1 and 100),
    constraint users_avatar_url_length check (char_length(avatar_url) <= 255),
    constraint users_cover_url_length check (char_length(cover_url) <= 255),
    constraint users_bio_length check (char_length(bio) <= 1000),
    constraint users_location_length check (char_length(location) <= 100),
    constraint users_website_length check (char_length(website) <= 255),
    constraint users_suspension_reason_length check (char_length(suspension_reason) <= 1000)
);
comment on table iwm.users is 'Accounts. hashed_password: Argon2id (or bcrypt until the next login), ! for none. @private
@distribution reference';
comment on index iwm.idx_users_external_id is 'iwm.require and every lookup of a user by public id';
create unique index idx_users_email on iwm.users (lower(email));
comment on index iwm.idx_users_email is 'login; one account an address, whatever its case';
create unique index idx_users_username on iwm.users (lower(username));
comment on index iwm.idx_users_username is 'api.get_user: a profile by its name';
create index idx_users_created_at on iwm.users (created_at desc);
comment on index iwm.idx_users_created_at is 'staff: the newest accounts';
create index idx_users_name_search_trgm on iwm.users using gin (name_search extensions.gin_trgm_ops);
comment on index iwm.idx_users_name_search_trgm is 'search for users by name or username, with typos';
create index idx_users_deletion_due on iwm.users (deletion_due_at) where deletion_due_at is not null;
comment on index iwm.idx_users_deletion_due is 'iwm.purge_accounts: whose grace period is over';

create table iwm.sessions (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    refresh_hash text not null,
    previous_hash text,
    previous_reused boolean not null default false,
    refresh_count integer not null default 0,
    refreshed_at timestamptz not null default iwm.now(),
    scopes text[],
    methods text[] not null default '{pwd}',
    device text,
    user_agent text,
    client text,
    created_at timestamptz not null default iwm.now(),
    last_seen_at timestamptz not null default iwm.now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoke_reason text,
    primary key (user_id, id),
    constraint sessions_device_length check (char_length(device) <= 100),
    constraint sessions_user_agent_length check (char_length(user_agent) <= 255)
);
comment on table iwm.sessions is 'Signed-in devices, one family of refresh tokens each: SHA-256 of the newest and of the one before. @private
@distribution user_id';
comment on column iwm.sessions.scopes is 'What this session may do; null: all that the user may.';
comment on column iwm.sessions.methods is 'How the user signed in: pwd, otp, oidc, device, recovery.';
create index idx_sessions_external_id on iwm.sessions (external_id);
comment on index iwm.idx_sessions_external_id is 'iwm.require: the session of an access token; refresh';
create index idx_sessions_expires_at on iwm.sessions (expires_at);
comment on index iwm.idx_sessions_expires_at is 'cleanup-sessions: what is over';

create table iwm.api_tokens (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    name text not null,
    token_hash text not null,
    hint text not null,
    scopes text[] not null,
    created_at timestamptz not null default iwm.now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    primary key (user_id, id),
    constraint api_tokens_name_length check (char_length(name) between 1 and 100)
);
comment on table iwm.api_tokens is 'Tokens for programs, by their SHA-256. hint: the last four characters. @private
@distribution user_id';
create index idx_api_tokens_token_hash on iwm.api_tokens (token_hash);
comment on index iwm.idx_api_tokens_token_hash is 'iwm.require: the token of a request';

create table iwm.one_time_tokens (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    external_id text not null,
    purpose text not null,
    email text not null,
    created_at timestamptz not null default iwm.now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (user_id, id),
    constraint one_time_tokens_purpose_known check (purpose in ('verify_email', 'reset_password', 'change_email'))
);
comment on table iwm.one_time_tokens is 'Links that were mailed. The secret part is a MAC made outside; here stands what it is for. @private
@distribution user_id';
create index idx_one_time_tokens_external_id on iwm.one_time_tokens (external_id);
comment on index iwm.idx_one_time_tokens_external_id is 'the link that was followed';

create table iwm.user_identities (
    provider text not null,
    subject text not null,
    user_id bigint not null references iwm.users (id) on delete cascade,
    email text,
    created_at timestamptz not null default iwm.now(),
    last_used_at timestamptz,
    primary key (provider, subject)
);
comment on table iwm.user_identities is 'Accounts of OpenID Connect providers that belong to a user. @private
@distribution reference';
create index idx_user_identities_user_id on iwm.user_identities (user_id, provider);
comment on index iwm.idx_user_identities_user_id is 'api.list_linked_accounts; foreign key';

create table iwm.user_totp (
    user_id bigint primary key references iwm.users (id) on delete cascade,
    secret text not null,
    created_at timestamptz not null default iwm.now(),
    confirmed_at timestamptz,
    last_step bigint
);
comment on table iwm.user_totp is 'Second factor: the secret, encrypted outside; the last time step that was used. @private
@distribution user_id';

create table iwm.recovery_codes (
    user_id bigint not null references iwm.users (id) on delete cascade,
    code_hash text not null,
    created_at timestamptz not null default iwm.now(),
    used_at timestamptz,
    primary key (user_id, code_hash)
);
comment on table iwm.recovery_codes is 'Codes that stand in for the second factor, each once; SHA-256. @private
@distribution user_id';

create table iwm.device_codes (
    id bigint generated always as identity primary key,
    device_code_hash text not null constraint idx_device_codes_hash unique,
    user_code text not null constraint idx_device_codes_user_code unique,
    client_name text not null,
    scopes text[],
    user_id bigint references iwm.users (id) on delete cascade,
    state text not null default 'pending',
    poll_interval integer not null default 5,
    last_polled_at timestamptz,
    created_at timestamptz not null default iwm.now(),
    expires_at timestamptz not null,
    constraint device_codes_state_known check (state in ('pending', 'approved', 'denied', 'used'))
);
comment on table iwm.device_codes is 'Devices that wait for somebody to type their code elsewhere (RFC 8628). @private
@distribution reference';
comment on index iwm.idx_device_codes_hash is 'api.device_poll: the code that the device holds';
comment on index iwm.idx_device_codes_user_code is 'api.approve_device: the code that a person types';
create index idx_device_codes_user_id on iwm.device_codes (user_id) where user_id is not null;
comment on index iwm.idx_device_codes_user_id is 'foreign key';

create table iwm.login_failures (
    user_id bigint not null references iwm.users (id) on delete cascade,
    known boolean not null,
    failures integer not null default 0,
    last_failed_at timestamptz not null default iwm.now(),
    locked_until timestamptz,
    primary key (user_id, known)
);
comment on table iwm.login_failures is 'Wrong passwords of an account, counted apart for addresses that it has signed in from: a stranger locks out strangers. @private
@distribution user_id';

create table iwm.security_events (
    id bigint generated always as identity,
    user_id bigint not null references iwm.users (id) on delete cascade,
    at timestamptz not null default iwm.now(),
    kind text not null,
    session_id text,
    client text,
    user_agent text,
    detail text,
    primary key (user_id, id)
);
comment on table iwm.security_events is 'What happened to an account: sign-ins, changed passwords, reused tokens. @private
@distribution user_id';
create index idx_security_events_at on iwm.security_events (at);
comment on index iwm.idx_security_events_at is 'cleanup-sessions: events that are old enough to go';

create table iwm.mails (
    id bigint generated always as identity primary key,
    user_id bigint references iwm.users (id) on delete cascade,
    to_address text not null,
    template text not null,
    data jsonb not null default '{}',
    state text not null default 'pending',
    attempts integer not null default 0,
    next_try_at timestamptz not null default iwm.now(),
    created_at timestamptz not null default iwm.now(),
    sent_at timestamptz,
    error text,
    constraint mails_state_known check (state in ('pending', 'sent', 'failed'))
);
comment on table iwm.mails is 'Mail to send: written with what causes it, sent afterwards, tried again when it fails. @private
@distribution reference';
create index idx_mails_pending on iwm.mails (next_try_at) where state = 'pending';
comment on index iwm.idx_mails_pending is 'api.claim_mails: what is due';
create index idx_mails_user_id on iwm.mails (user_id) where user_id is not null;
comment on index iwm.idx_mails_user_id is 'foreign key';
create index idx_mails_created_at on iwm.mails (created_at);
comment on index iwm.idx_mails_created_at is 'cleanup-sessions: mails that are old enough to go';
