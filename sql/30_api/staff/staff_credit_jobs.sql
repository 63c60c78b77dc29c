create or replace function api.staff_credit_jobs(_viewer iwm.viewer)
returns api.credit_job[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    return array(select row(j.department, j.job)::api.credit_job from credit_jobs as j order by j.position, j.id);
end
$$;
comment on function api.staff_credit_jobs is $$
Jobs that a credit may name

By department, in the order of a film's credits. The cast is the department Acting.

@route GET /staff/credit-jobs
@auth  moderator
@tag   Staff: films
$$;
