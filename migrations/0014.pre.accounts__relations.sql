-- Follows, requests, blocks, reports: what callers name and say, and the indexes of lists and searches of users.

create domain iwm.user_ref as text
check (value ~ '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$' and char_length(value) between 2 and 50);
comment on domain iwm.user_ref is 'A username, whatever its case, or the public id of a user (usr_…).
@schema {"description": "a username or a public id of 2 to 50 letters and digits, with _ . - inside", "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$", "minLength": 2, "maxLength": 50}';

create domain iwm.feed_cursor as text check (value ~ '^[0-9a-f]{16,32}$');
comment on domain iwm.feed_cursor is 'next_cursor of the page before; without it, the first page.
@schema {"description": "16 to 32 hexadecimal digits, as next_cursor gives them", "type": "string", "pattern": "^[0-9a-f]{16,32}$", "minLength": 16, "maxLength": 32}';

create domain iwm.report_text as text check (char_length(value) between 1 and 2000);
comment on domain iwm.report_text is 'What happened, at most 2,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

create type iwm.user_report_reason as enum ('spam', 'harassment', 'hate', 'impersonation', 'adult', 'other');
comment on type iwm.user_report_reason is 'Why somebody reports a user.';

create index idx_users_name_search on iwm.users (name_search text_pattern_ops);
comment on index iwm.idx_users_name_search is 'api.search_users: names that begin with one or two letters';
create index idx_users_username_prefix on iwm.users (lower(username) text_pattern_ops);
comment on index iwm.idx_users_username_prefix is 'api.search_users: usernames that begin with what was typed';

create index idx_follow_requests_user_id on iwm.follow_requests (user_id, external_id desc);
comment on index iwm.idx_follow_requests_user_id is 'api.list_follow_requests: the newest that wait for an answer';

create index idx_user_stats_followers on iwm.user_stats (followers desc, user_id) where followers > 0;
comment on index iwm.idx_user_stats_followers is 'api.suggest_users: the most followed';
