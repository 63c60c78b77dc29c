create or replace function ops.cleanup_batch(_table regclass, _condition text, _most integer default 5000)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _gone integer;
begin
    -- a row that somebody holds at this moment is left to the next time
    execute format('delete from %1$s where ctid = any (array('
        'select x.ctid from %1$s as x where %2$s limit %3$s for update skip locked))', _table, _condition, _most);
    get diagnostics _gone = row_count;
    return _gone;
end
$$;
comment on function ops.cleanup_batch is
'Deletes at most _most rows of a table for which a condition over x holds. Returns how many; _most: there may be more.';

create or replace function ops.cleanup_sessions()
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _most constant integer := 5000;
    _until constant timestamptz := clock_timestamp() + interval '3 seconds';
    _result jsonb := jsonb '{"done": true}';
    _it record;
    _gone integer;
    _all integer;
begin
    -- an account in a transaction of its own, which waits for locks and so shall hold few
    if iwm.purge_accounts() > 0 then
        return jsonb '{"done": false, "accounts": 1}';
    end if;
    for _it in
        select * from (values
            ('sessions', 'least(x.revoked_at, x.expires_at, x.last_seen_at + (select p.session_idle from account_policy as p)) < (select iwm.now()) - interval ''30 days'''),
            ('one_time_tokens', 'least(x.used_at, x.expires_at) < (select iwm.now()) - interval ''1 day'''),
            ('device_codes', 'x.expires_at < (select iwm.now()) - interval ''1 day'''),
            ('idempotency_keys', 'x.created_at < (select iwm.now()) - interval ''1 day'''),
            -- a bucket that had the time to fill up says what no bucket says
            ('rate_buckets', 'x.at < (select iwm.now()) - coalesce((select make_interval(secs => greatest(l.account_seconds, l.client_seconds))'
                || ' from rate_limits as l where l.class = x.class), interval ''1 day'')'),
            ('unknown_login_failures', 'x.last_failed_at < (select iwm.now()) - interval ''1 day'''),
            ('used_tickets', 'x.expires_at < (select iwm.now())'),
            ('api_calls', 'x.day < (select iwm.now() at time zone ''UTC'' - interval ''1 year'')::date'),
            ('security_events', 'x.at < (select iwm.now()) - interval ''1 year'''),
            ('mails', 'x.state <> ''pending'' and x.created_at < (select iwm.now()) - interval ''30 days''')
        ) as t(name, condition)
    loop
        _all := 0;
        loop
            _gone := ops.cleanup_batch(('iwm.' || _it.name)::regclass, _it.condition, _most);
            _all := _all + _gone;
            exit when _gone < _most or clock_timestamp() > _until;
        end loop;
        _result := _result || jsonb_build_object(_it.name, _all);
        if _gone = _most then
            _result := _result || '{"done": false}';
        end if;
    end loop;
    return _result;
end
$$;
comment on function ops.cleanup_sessions is $$
Hourly: takes away what is over

Sessions 30 days after they ended, mailed links and device codes after a day, idempotency keys after a day, rate buckets that
are full, wrong passwords for names that nobody has after a day, what was used once and is over, counts of calls and security
events after a year, mails after 30 days; and before all that, accounts whose time of grace is over, one a call. Returns the numbers by table; "done": false after an account, or a few seconds of work, where there is more.
$$;
