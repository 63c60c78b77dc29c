create or replace function api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.staff_user
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'staff:read');
begin
    return iwm.staff_user(_actor, iwm.need_user(_username));
end
$$;
comment on function api.staff_get_user is $$
A user, as staff sees them

State, role, and what tells how safe the account is. Moderators see of the e-mail address only the domain.

@route GET /staff/users/{username}
@auth  moderator
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@tag   Staff: users
$$;
