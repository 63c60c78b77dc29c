create or replace function api.staff_unsuspend_user(
    _viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason default null
)
returns api.staff_user
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'staff:write');
    _user_id constant bigint := iwm.need_user(_username);
begin
    perform iwm.unsuspend_user(_actor, _user_id, _reason);
    return iwm.staff_user(_actor, _user_id);
end
$$;
comment on function api.staff_unsuspend_user is $$
End the suspension of a user

Sessions and tokens that have not ended meanwhile have their power again. Nothing where there is none.

@route POST /staff/users/{username}/unsuspend
@auth  moderator
@touches user:{data.id} users
@param username  Username, whatever its case, or public id (usr_…)
@param reason    Why; it stands in the audit log
@error user_not_found
@error not_on_yourself
@error rank_too_low
@tag   Staff: users
$$;
