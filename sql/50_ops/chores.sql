-- Chores: what is done again and again, each slot once, whoever asks. A chore is a row of ops.chores and a function
-- ops.<name>() returns jsonb, with _ for -, which ends after a few seconds: {"done": false, …} asks to be called again.

create or replace function ops.chore_slot(_every interval, _at timestamptz default iwm.now())
returns timestamptz
language sql stable
as $$ select date_bin(_every, _at, timestamptz '2000-01-01 00:00+00') $$;
comment on function ops.chore_slot is 'The slot that a moment falls into: of an hourly chore, the full hour (UTC) before it.';

create or replace function ops.run_chore(_name text)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, ops, pg_temp
as $$
declare
    _result jsonb;
begin
    execute format('select ops.%I()', replace(_name, '-', '_')) into _result;
    return _result;
exception when others then
    raise warning 'chore % failed: %', _name, sqlerrm;
    return jsonb_build_object('done', false, 'error', sqlerrm);
end
$$;
comment on function ops.run_chore is 'Runs a chore now. Where it fails, all that it did is undone and the error is in the result.';

create or replace function ops.run_chores()
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, ops, pg_temp
as $$
declare
    _it record;
    _result jsonb;
    _results jsonb := jsonb '{}';
begin
    for _it in
        select c.name, ops.chore_slot(c.every) as slot
        from chores as c
        where c.last_slot is null or c.last_slot < ops.chore_slot(c.every)
        order by c.name
        -- who comes while another does it goes on; who comes afterwards sees that it is done
        for update skip locked
    loop
        update chores set last_started_at = clock_timestamp() where name = _it.name;
        _result := ops.run_chore(_it.name);
        update chores
        set last_slot = case when (_result -> 'done')::boolean then _it.slot else last_slot end,
            last_finished_at = clock_timestamp(), last_result = _result::text, runs = runs + 1
        where name = _it.name;
        _results := _results || jsonb_build_object(_it.name, _result);
    end loop;
    return _results;
end
$$;
comment on function ops.run_chores is $$
Does the chores that are due, each slot once, however many ask at the same time. Returns their results by name

Asked by each server process once a minute, and through ops.do_chores() by pg_cron or a crontab. A slot counts as done with
the transaction that did it: if that breaks off or the chore fails, the next one to ask does it.
$$;

create or replace function ops.chores_left(_results jsonb)
returns boolean
language sql immutable
as $$ select exists (select from jsonb_each(_results) as r where r.value -> 'done' = 'false' and not r.value ? 'error') $$;
comment on function ops.chores_left is 'Whether one of these results of ops.run_chores() says that there is more to do now.';

create or replace procedure ops.do_chores(_most integer default 1000)
language plpgsql
as $$
declare
    _left boolean := true;
begin
    for _call in 1.._most loop
        _left := ops.chores_left(ops.run_chores());
        commit;
        exit when not _left;
    end loop;
end
$$;
comment on procedure ops.do_chores is $$
Does the chores that are due until nothing is left of them, in transactions of a few seconds

For pg_cron, or a line of a crontab, or by hand, outside of a transaction:
* * * * *  psql -d iwm -qAtc 'call ops.do_chores()'
$$;
