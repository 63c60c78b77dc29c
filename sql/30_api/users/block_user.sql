create or replace function api.block_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
begin
    perform iwm.block(_me, _id);
    return iwm.relation(_me, _id);
end
$$;
comment on function api.block_user is $$
Block a user

Neither of you finds the other any more, and what each wrote is hidden from the other. Follows and requests in both directions
end, and do not come back when the block ends. They are not told. The same where you block them already.

@route PUT /users/{username}/block
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
$$;
