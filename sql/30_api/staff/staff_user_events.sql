create or replace function api.staff_user_events(
    _viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.security_events
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _id bigint;
    _before bigint;
    _found iwm.security_events[];
    _feed api.security_events;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    _id := iwm.need_user(_username);
    _before := iwm.from_cursor('events of ' || _id, _cursor);
    _found := array(
        select e from security_events as e where e.user_id = _id and e.id < _before order by e.id desc limit _limit + 1);
    _feed.items := array(
        select row(e.kind, e.at, e.session_id, e.client, e.user_agent, e.detail)::api.security_event
        from unnest(_found[:_limit]) with ordinality as e order by e.ordinality);
    if cardinality(_found) > _limit then
        _feed.next_cursor := iwm.to_cursor('events of ' || _id, (_found[_limit]).id);
    end if;
    return _feed;
end
$$;
comment on function api.staff_user_events is $$
What happened to the account of a user

Sign-ins, changed passwords, ended sessions: the newest first.

@route GET /staff/users/{username}/events
@auth  moderator
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@tag   Staff: users
$$;
