create or replace function api.deny_follow_request(_viewer iwm.viewer, _request_id iwm.public_id)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _requester constant bigint := iwm.answer_follow_request(_me, _request_id, false);
begin
    return iwm.relation(_me, _requester);
end
$$;
comment on function api.deny_follow_request is $$
Deny a request to follow you

The request ends. They are not told, and may ask again: block them to prevent it.

@route POST /me/follow-requests/{request_id}/deny
@auth  user
@param request_id  Public id of the request (frq_…)
@error follow_request_not_found
@tag   Users
$$;
