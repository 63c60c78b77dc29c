-- What a token may be allowed: <what it is about>:<read or write>.

insert into iwm.scopes (scope, title, grantable) values
    ('profile:read', 'See your profile, and what only you and your followers see', true),
    ('profile:write', 'Change your profile', true),
    ('follows:read', 'See whom you follow, block and mute', true),
    ('follows:write', 'Follow, block, mute and report users', true),
    ('settings:read', 'See your settings', true),
    ('settings:write', 'Change your settings', true),
    ('catalogue:write', 'Change films, people and genres, where your role allows it', true),
    ('staff:read', 'See what staff sees, where your role allows it', true),
    ('staff:write', 'Do what staff does, where your role allows it', true),
    ('account:read', 'See your sessions, tokens and security events', false),
    ('account:write', 'Change e-mail address, password, second factor and tokens; delete the account', false)
on conflict (scope) do update set title = excluded.title, grantable = excluded.grantable;
