-- Errors that any operation may answer. A domain declares its own in its own file, in the same way.

insert into iwm.errors (code, status, title) values
    ('bad_request', 400, 'The request cannot be read'),
    ('unauthenticated', 401, 'Sign in first'),
    ('forbidden', 403, 'Not allowed'),
    ('not_found', 404, 'Not found'),
    ('conflict', 409, 'It conflicts with what is there'),
    ('invalid_input', 422, 'A value is not valid'),
    ('too_many_requests', 429, 'Too many requests'),
    ('internal_error', 500, 'Something went wrong on our side'),
    ('unavailable', 503, 'The service cannot answer at the moment')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
