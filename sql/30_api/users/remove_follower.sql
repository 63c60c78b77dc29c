create or replace function api.remove_follower(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
begin
    perform iwm.unfollow(_id, _me);
    return iwm.relation(_me, _id);
end
$$;
comment on function api.remove_follower is $$
Remove a follower

A request of theirs that waits ends too. They are not told, and may follow or ask again: block them to prevent it. The same where
they did not follow.

@route DELETE /me/followers/{username}
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
$$;
