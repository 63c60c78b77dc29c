insert into iwm.scopes (scope, title, grantable) values
    ('videos:read', 'See your videos, and what is made of them', true),
    ('videos:write', 'Upload, change and delete videos, and let things be made of them', true)
on conflict (scope) do update set title = excluded.title, grantable = excluded.grantable;
