create or replace function api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _requester constant bigint := iwm.answer_follow_request(_me, _request_id, true);
begin
    return iwm.relation(_me, _requester);
end
$$;
comment on function api.approve_follow_request is $$
Approve a request to follow you

They follow you from now on. A request that was answered or withdrawn is not found.

@route POST /me/follow-requests/{request_id}/approve
@auth  user
@param request_id  Public id of the request (frq_…)
@error follow_request_not_found
@tag   Users
$$;
