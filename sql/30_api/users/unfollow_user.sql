create or replace function api.unfollow_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
begin
    perform iwm.unfollow(_me, _id);
    return iwm.relation(_me, _id);
end
$$;
comment on function api.unfollow_user is $$
Unfollow a user, or withdraw the request to

Answers what they are to you now; the same where you did not follow them.

@route DELETE /users/{username}/follow
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
$$;
