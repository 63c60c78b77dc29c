create or replace function api.list_following(
    _viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.user_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'optional');
    _id constant bigint := iwm.visible_user(_me, _username);
    _list constant text := 'following:' || _id;
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _ids bigint[];
    _user_ids bigint[];
begin
    perform iwm.require_content(_me, _id);
    select array_agg(x.id order by x.id desc), array_agg(x.user_id order by x.id desc)
    into _ids, _user_ids
    from (
        select f.id, f.following_id as user_id
        from user_follows as f
        join user_sight(_me) as s on s.user_id = f.following_id and (s.listed or _id = _me and s.known)
        where f.follower_id = _id and f.id < _before
        order by f.id desc
        limit _limit + 1
    ) as x;
    return iwm.user_feed(_list, _ids, _user_ids, _limit);
end
$$;
comment on function api.list_following is $$
Whom a user follows

The newest first. Left out are accounts that are suspended, and private ones that you do not follow.

@route GET /users/{username}/following
@auth  optional
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@error followers_only
@error user_suspended
@tag   Users
$$;
