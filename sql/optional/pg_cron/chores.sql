-- Where pg_cron is installed in this database, it asks for the chores at their time: one cron.job for each, by its name.
-- The server's processes ask too; whoever comes first does it.

do $$
begin
    perform cron.schedule('cleanup-sessions', '0 * * * *', 'call ops.do_chores()');
exception when insufficient_privilege then
    raise warning '% may not use pg_cron: the server''s processes do the chores; to change that: grant usage on schema cron to %',
        current_user, current_user;
end
$$;
