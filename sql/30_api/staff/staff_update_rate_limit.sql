create or replace function api.staff_update_rate_limit(
    _viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb
)
returns api.rate_limit
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
begin
    perform iwm.act_as(_actor);
    perform iwm.change_rate_limit(_if_match, _class, _patch);
    return iwm.staff_rate_limit(_class);
end
$$;
comment on function api.staff_update_rate_limit is $$
Change a class of rate limits

What is not named stays as it is. It holds from the next call on. Send the version as If-Match.

@route PATCH /staff/rate-limits/{class}
@auth  admin
@patch api.rate_limit_patch
@error rate_class_not_found
@error precondition_required
@error precondition_failed
@error invalid_input
@version
@tag   Staff: service
$$;
