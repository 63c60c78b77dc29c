create or replace function api.staff_update_queue(_viewer iwm.viewer, _if_match text, _name iwm.queue_name, _patch jsonb)
returns api.queue
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'jobs:write');
    _old jobs.queues;
    _new jobs.queues;
    _patched api.queue_patch;
begin
    perform iwm.act_as(_actor);
    _old := jobs.need_queue(_name);
    if nullif(_if_match, '') is not null then
        perform iwm.check_version(_if_match, _old.version);
    end if;
    _patched := row(_old.max_running, _old.max_attempts, _old.timeout_seconds, round(_old.backoff_seconds::numeric, 3),
        _old.backoff_cap_seconds)::api.queue_patch;
    _patched := iwm.patched(_patched, _patch);
    _new := jobs.configure(_name, (select jsonb_object_agg(k.key, p.value)
        from jsonb_object_keys(_patch) as k(key) join jsonb_each(to_jsonb(_patched)) as p on p.key = k.key));
    if _new.version <> _old.version then
        perform iwm.audit('update', 'queue', _name, hstore(_new) - hstore(_old) - '{version,limit_xid}'::text[],
            slice(hstore(_old), akeys(hstore(_new) - hstore(_old) - '{version,limit_xid}'::text[])));
    end if;
    return (jobs.show_queues(_name))[1];
end
$$;
comment on function api.staff_update_queue is $$
Change the settings of a queue

What is not named stays. A limit (max_running) holds for jobs that start from now on; attempts, timeout and backoff for those that
are added, or fail, from now on. With If-Match only while it is the version that you saw.

@route PATCH /staff/queues/{name}
@auth  admin
@patch api.queue_patch
@error queue_not_found
@error invalid_input
@error precondition_failed
@version
@tag   Staff: jobs
$$;
