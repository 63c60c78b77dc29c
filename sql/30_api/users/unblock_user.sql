create or replace function api.unblock_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
begin
    perform iwm.lock_relation(_me, _id);
    delete from user_blocks as b where b.user_id = _me and b.blocked_id = _id;
    return iwm.relation(_me, _id);
end
$$;
comment on function api.unblock_user is $$
Block a user no more

The same where you did not block them.

@route DELETE /users/{username}/block
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
$$;
