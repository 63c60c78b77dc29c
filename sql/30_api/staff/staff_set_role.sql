create or replace function api.staff_set_role(
    _viewer iwm.viewer, _username iwm.user_ref, _role iwm.short_label, _reason iwm.reason default null
)
returns api.staff_user
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
    _user_id constant bigint := iwm.need_user(_username);
begin
    perform iwm.set_role(_actor, _user_id, _role, _reason);
    return iwm.staff_user(_actor, _user_id);
end
$$;
comment on function api.staff_set_role is $$
Give a user a role

user, moderator or admin, from the next call of that user on. Nobody changes their own; there is always an administrator.

@route PUT /staff/users/{username}/role
@auth  admin
@touches user:{data.id} users
@param username  Username, whatever its case, or public id (usr_…)
@param role      user, moderator or admin
@param reason    Why; it stands in the audit log
@error user_not_found
@error unknown_role
@error not_on_yourself
@error last_admin
@tag   Staff: users
$$;
