-- Errors of registering, signing in, sessions and API tokens, beside those of errors_accounts.sql.

insert into iwm.errors (code, status, title) values
    ('registration_closed', 403, 'New accounts are not made at the moment'),
    ('wrong_password', 403, 'The present password is another one'),
    ('session_not_found', 404, 'There is no such session'),
    ('token_not_found', 404, 'There is no such token'),
    ('login_locked', 429, 'Too many wrong passwords'),
    ('too_many_tokens', 409, 'There are too many tokens'),
    ('unknown_scope', 422, 'A token cannot have this scope')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
