create or replace function api.staff_sign_out_user(
    _viewer iwm.viewer, _username iwm.user_ref, _tokens boolean default false, _reason iwm.reason default null
)
returns api.staff_signed_out
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'staff:write');
    _user_id constant bigint := iwm.need_user(_username);
begin
    return row(iwm.sign_out_user(_actor, _user_id, _reason, _tokens))::api.staff_signed_out;
end
$$;
comment on function api.staff_sign_out_user is $$
Sign a user out

Ends all sessions, and the API tokens too where that is said.

@route POST /staff/users/{username}/sign-out
@auth  moderator
@touches users
@param username  Username, whatever its case, or public id (usr_…)
@param tokens    API tokens, too
@param reason    Why; it stands in the audit log
@error user_not_found
@error not_on_yourself
@error rank_too_low
@tag   Staff: users
$$;
