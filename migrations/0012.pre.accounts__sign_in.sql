-- Signing in: wrong passwords for names that nobody has, and limits of arguments.

create unlogged table iwm.unknown_login_failures (
    login_hash text primary key,
    failures integer not null default 0,
    last_failed_at timestamptz not null default iwm.now(),
    locked_until timestamptz
);
comment on table iwm.unknown_login_failures is
'Wrong passwords for names that no account has, by the SHA-256 of the name: they are answered, and held up, as those of an account are. @private
@distribution local';
create index idx_unknown_login_failures_last on iwm.unknown_login_failures (last_failed_at);
comment on index iwm.idx_unknown_login_failures_last is 'iwm.login_failed: the ones to forget.';

create domain iwm.token_days as integer check (value between 1 and 3650);
comment on domain iwm.token_days is 'For how many days a token is good, at most 3,650.
@schema {"type": "integer", "minimum": 1, "maximum": 3650}';

create domain iwm.event_cursor as text check (value ~ '^[0-9]{1,17}-[0-9]{1,6}$');
comment on domain iwm.event_cursor is 'Where the next part of a list of events begins: next_cursor of the part before.
@schema {"description": "next_cursor of the part before", "type": "string", "pattern": "^[0-9]{1,17}-[0-9]{1,6}$", "minLength": 3, "maxLength": 24}';

create index idx_sessions_live on iwm.sessions (user_id, last_seen_at desc) where revoked_at is null;
comment on index iwm.idx_sessions_live is 'api.list_sessions, iwm.open_session, iwm.knows_client: the sessions of a user that are not over';
create index idx_security_events_signed_in on iwm.security_events (user_id, client, at desc) where kind = 'signed_in';
comment on index iwm.idx_security_events_signed_in is 'iwm.knows_client: whether a user signed in from this address';
create index idx_security_events_feed on iwm.security_events (user_id, at desc, id desc);
comment on index iwm.idx_security_events_feed is 'api.list_security_events: the newest of a user';
