create or replace function api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class)
returns api.rate_limit
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'admin', 'staff:read');
    if not exists (select from rate_limits as r where r.class = _class) then
        perform iwm.fail('rate_class_not_found', format('There is no class %s.', _class), 'GET /v1/staff/rate-limits lists them.', 'class');
    end if;
    return iwm.staff_rate_limit(_class);
end
$$;
comment on function api.staff_get_rate_limit is $$
A class of rate limits

With its version.

@route GET /staff/rate-limits/{class}
@auth  admin
@error rate_class_not_found
@version
@tag   Staff: service
$$;
