-- Errors of what people are to each other: follows, requests, blocks, mutes, reports.

insert into iwm.errors (code, status, title) values
    ('followers_only', 403, 'Only followers see this'),
    ('follow_request_not_found', 404, 'No such request waits'),
    ('you_block_user', 409, 'You block this user'),
    ('user_suspended', 403, 'This account is suspended'),
    ('no_follow_requests', 403, 'This user takes no requests to follow'),
    ('already_reported', 409, 'You reported this user already'),
    ('not_yourself', 422, 'This is you'),
    ('too_many_follows', 422, 'You follow too many'),
    ('details_needed', 422, 'Say what happened'),
    ('too_many_users', 422, 'Too many users at once')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
