-- How fast somebody may begin to follow. What a DBA changed stays as it is.
insert into iwm.rate_limits (class, account_burst, account_seconds, client_burst, client_seconds, description) values
    ('follow', 60, 600, 300, 600, 'Following and asking to follow')
on conflict (class) do nothing;
