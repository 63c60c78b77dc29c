create or replace function api.unmute_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
begin
    delete from user_mutes as m where m.user_id = _me and m.muted_id = _id;
    return iwm.relation(_me, _id);
end
$$;
comment on function api.unmute_user is $$
Mute a user no more

The same where you did not mute them.

@route DELETE /users/{username}/mute
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
$$;
