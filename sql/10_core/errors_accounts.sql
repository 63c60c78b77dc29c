-- Errors of accounts: signing in, tokens, roles. A domain may declare more in a file of its own.

insert into iwm.errors (code, status, title) values
    ('http_only', 501, 'Only over HTTP'),
    ('invalid_token', 401, 'The token is not valid'),
    ('invalid_credentials', 401, 'Wrong name or password'),
    ('totp_required', 401, 'A code of the second factor is needed'),
    ('account_suspended', 403, 'The account is suspended'),
    ('insufficient_scope', 403, 'The token does not allow this'),
    ('email_not_verified', 403, 'The e-mail address is not verified yet'),
    ('user_not_found', 404, 'No user has this name'),
    ('email_taken', 409, 'There is an account with this e-mail address'),
    ('username_taken', 409, 'Somebody has this username'),
    ('username_reserved', 422, 'This username is reserved'),
    ('precondition_failed', 412, 'It was changed in the meantime'),
    ('precondition_required', 428, 'Say which version you change'),
    ('idempotency_key_reused', 422, 'This key was used for another request'),
    ('idempotency_key_running', 409, 'The first request with this key is still running')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
