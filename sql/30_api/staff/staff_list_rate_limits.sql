create or replace function api.staff_list_rate_limits(_viewer iwm.viewer)
returns api.rate_limit[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'admin', 'staff:read');
    return array(select iwm.staff_rate_limit(r.class) from rate_limits as r order by r.class);
end
$$;
comment on function api.staff_list_rate_limits is $$
Classes of rate limits

How often one account, and one address, may call what belongs to a class.

@route GET /staff/rate-limits
@auth  admin
@tag   Staff: service
$$;
