create or replace function api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _asked constant bigint := (
        select r.user_id from follow_requests as r
        where r.requester_id = _me and (r.external_id = _request_id or r.user_id = iwm.user_id_of(_request_id))
        limit 1);
    _withdrawn boolean := false;
begin
    if _asked is not null then
        perform iwm.lock_relation(_me, _asked);
        delete from follow_requests as r where r.requester_id = _me and r.user_id = _asked;
        _withdrawn := found;
    end if;
    if not _withdrawn then
        perform iwm.fail('follow_request_not_found', 'No request of yours waits there.',
            'GET /v1/me/follow-requests/sent lists them. It may have been answered.', 'request_id');
    end if;
    return iwm.relation(_me, _asked);
end
$$;
comment on function api.cancel_follow_request is $$
Withdraw a request to follow somebody

`DELETE /v1/users/{username}/follow` does the same without minding whether one waits.

@route DELETE /me/follow-requests/sent/{request_id}
@auth  user
@param request_id  Public id of the request (frq_…), or the username or public id of whom you asked
@error follow_request_not_found
@tag   Users
$$;
