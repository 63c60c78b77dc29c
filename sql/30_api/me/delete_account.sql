create or replace function api.delete_account(_viewer iwm.viewer)
returns api.account
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    perform iwm.require_fresh(_viewer);
    perform iwm.schedule_deletion(_user_id, (_viewer).session_id);
    return iwm.account(_user_id);
end
$$;
comment on function api.delete_account is $$
Delete your account

It is hidden at once, and deleted with everything in it on deletion_due_at (after 30 days, unless the staff set another
time). Until then you can sign in and take it back: POST /v1/me/restore. Your other sessions end, API tokens do
nothing, and a mail tells the date.
Needs a session that signed in a few minutes ago: sign in again where it answers fresh_sign_in_needed.

@route DELETE /me
@auth  user
@rate  write
@touches user:{data.id}
@error fresh_sign_in_needed
@error last_admin
@tag   Account
$$;
