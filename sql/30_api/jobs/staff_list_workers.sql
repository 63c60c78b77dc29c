create or replace function api.staff_list_workers(_viewer iwm.viewer, _ended boolean default false)
returns api.worker[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    return array(
        select row(w.name, w.host, w.ended_at is null and w.seen_at > clock_timestamp() - make_interval(secs => w.lease_seconds),
            w.stopping, w.queues, w.concurrency, case when w.ended_at is null then w.running else 0 end, w.completed, w.failed,
            w.started_at, w.seen_at, w.ended_at)::api.worker
        from jobs.workers as w where w.ended_at is null or _ended order by w.id desc limit 200);
end
$$;
comment on function api.staff_list_workers is $$
Workers

Processes that run jobs, the newest first, at most 200.

@route GET /staff/workers
@auth  moderator
@param ended  Those of the last week that ended, too
@tag   Staff: jobs
$$;
