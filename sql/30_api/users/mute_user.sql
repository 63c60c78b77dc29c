create or replace function api.mute_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
begin
    insert into user_mutes (user_id, muted_id) values (_me, _id) on conflict do nothing;
    return iwm.relation(_me, _id);
end
$$;
comment on function api.mute_user is $$
Mute a user

What they write is left out of what you read; their profile and the follows stay as they are. They are not told. The same where
you mute them already.

@route PUT /users/{username}/mute
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
$$;
