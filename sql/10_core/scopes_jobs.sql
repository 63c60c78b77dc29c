insert into iwm.scopes (scope, title, grantable) values
    ('jobs:read', 'See your jobs; those of others and the queues, where your role allows it', true),
    ('jobs:write', 'Cancel your jobs; work on jobs and queues, where your role allows it', true)
on conflict (scope) do update set title = excluded.title, grantable = excluded.grantable;
