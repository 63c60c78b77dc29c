create or replace function api.count_calls(_rows jsonb)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _written integer;
begin
    -- In one order in every process, so that none waits for another that waits for it.
    perform from api_tokens as t
    where t.token_hash in (select substr(r ->> 0, 5) from jsonb_array_elements(_rows) as r where r ->> 0 like 'tok:%')
    order by t.user_id, t.id for no key update;
    update api_tokens as t set last_used_at = iwm.now()
    where t.token_hash in (select substr(r ->> 0, 5) from jsonb_array_elements(_rows) as r where r ->> 0 like 'tok:%');

    insert into api_calls as c (day, caller, client, operation, calls, errors)
    select (iwm.now() at time zone 'UTC')::date, x.caller, x.client, x.operation, sum(x.calls), sum(x.errors)
    from (
        select case
            when r ->> 0 = 'other' then 'other'
            -- somebody who is gone must not be named again
            else coalesce((select u.external_id from users as u where u.external_id = r ->> 0), (
                select t.external_id from api_tokens as t
                where r ->> 0 like 'tok:%' and t.token_hash = substr(r ->> 0, 5) order by t.id limit 1), 'anonymous') end as caller,
            r ->> 1 as client, r ->> 2 as operation, (r ->> 3)::bigint as calls, (r ->> 4)::bigint as errors
        from jsonb_array_elements(_rows) as r
    ) as x
    group by x.caller, x.client, x.operation
    order by x.caller, x.client, x.operation
    on conflict (day, caller, client, operation) do update
    set calls = c.calls + excluded.calls, errors = c.errors + excluded.errors;
    get diagnostics _written = row_count;
    return _written;
end
$$;
comment on function api.count_calls is $$
Adds what a process has counted to the calls of today

_rows: [[caller, client, operation, calls, errors], …]; caller is the public id of a user, anonymous, or tok: and the SHA-256
of an API token, whose last_used_at becomes the present; a token or a user that is none counts as anonymous. Returns how many
rows.

@internal
$$;
