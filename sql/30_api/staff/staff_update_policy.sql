create or replace function api.staff_update_policy(_viewer iwm.viewer, _if_match text, _patch jsonb)
returns api.policy
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
begin
    perform iwm.act_as(_actor);
    perform iwm.change_policy(_if_match, _patch);
    return iwm.staff_policy();
end
$$;
comment on function api.staff_update_policy is $$
Change the settings of accounts

What is not named stays as it is. Times in seconds. It holds from the next call on. Send the version as If-Match.

@route PATCH /staff/policy
@auth  admin
@patch api.policy_patch
@error precondition_required
@error precondition_failed
@error invalid_input
@version
@tag   Staff: service
$$;
