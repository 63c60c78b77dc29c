create or replace function api.staff_suspend_user(
    _viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason, _until timestamptz default null
)
returns api.staff_user
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'staff:write');
    _user_id constant bigint := iwm.need_user(_username);
begin
    perform iwm.suspend_user(_actor, _user_id, _reason, _until);
    return iwm.staff_user(_actor, _user_id);
end
$$;
comment on function api.staff_suspend_user is $$
Suspend a user

Sessions and tokens have no power from the next call on, and the user is told by mail. Said again, the reason and the end are
the new ones. Moderators act on users only, administrators on everybody else.

@route POST /staff/users/{username}/suspend
@auth  moderator
@touches user:{data.id} users
@param username  Username, whatever its case, or public id (usr_…)
@param reason    Why; the user reads it
@param until     When it ends; without it, it does not end
@error user_not_found
@error not_on_yourself
@error rank_too_low
@error ends_in_the_past
@error last_admin
@tag   Staff: users
$$;
