-- Errors of the live feed.

insert into iwm.errors (code, status, title) values
    ('topic_not_found', 404, 'There is no such topic')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
