create or replace function api.list_sent_follow_requests(
    _viewer iwm.viewer, _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.follow_request_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:read');
begin
    return iwm.follow_request_feed(array(
        select r.external_id
        from follow_requests as r
        join user_sight(_me) as s on s.user_id = r.user_id and s.visible
        where r.requester_id = _me and r.external_id < coalesce('frq_' || _cursor, 'g')
        order by r.external_id desc
        limit _limit + 1), _me, _limit);
end
$$;
comment on function api.list_sent_follow_requests is $$
Whom you asked to follow

Requests of yours that wait for an answer, the newest first.

@route GET /me/follow-requests/sent
@auth  user
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Users
$$;
