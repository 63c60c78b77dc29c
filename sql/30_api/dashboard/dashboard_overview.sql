create or replace function api.dashboard_overview(_viewer iwm.viewer)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _found record;
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    select * into _found from jobs.search(9223372036854775807, 20, '{running}');
    return jsonb_build_object(
        'queues', to_jsonb(jobs.show_queues()),
        'minutes', (select jsonb_agg(to_jsonb(t) order by t.minute) from jobs.throughput(60) as t),
        'history', jobs.estimated_history(),
        'workers', to_jsonb(api.staff_list_workers(_viewer)),
        'running', coalesce((
            select jsonb_agg(to_jsonb(jobs.show_card(a)) order by a.started_at, a.id) from jobs.all_jobs as a
            where a.id = any (_found.ids)), '[]'));
end
$$;
comment on function api.dashboard_overview is $$
What the first page of the dashboard shows: queues, the last hour, workers, 20 of the jobs that run

From sums and estimates where there is much: it takes no longer with a million jobs.

@internal
$$;
