create or replace function api.dashboard_job(_viewer iwm.viewer, _job_id text)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    return to_jsonb(jobs.show_whole(jobs.need_job(_job_id)));
end
$$;
comment on function api.dashboard_job is $$
A job with all that is known of it, for the dashboard

@internal
@error job_not_found
$$;
