create or replace function api.deactivate_account(_viewer iwm.viewer, _client text)
returns api.account
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    perform iwm.keep_an_admin(_user_id);
    update users set deactivated_at = iwm.now() where id = _user_id and deactivated_at is null;
    perform iwm.revoke_sessions(_user_id, 'account deactivated');
    perform iwm.security_event(_user_id, 'deactivated', (_viewer).session_id, _client);
    return iwm.account(_user_id);
end
$$;
comment on function api.deactivate_account is $$
Deactivate your account

Nobody sees you, all your sessions end, and your API tokens do nothing. Everything is kept: sign in, and all is as before.

@route POST /me/deactivate
@auth  user
@rate  write
@touches user:{data.id}
@error last_admin
@tag   Account
$$;
