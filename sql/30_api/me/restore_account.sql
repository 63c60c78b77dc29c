create or replace function api.restore_account(_viewer iwm.viewer)
returns api.account
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    perform iwm.cancel_deletion(_user_id);
    return iwm.account(_user_id);
end
$$;
comment on function api.restore_account is $$
Keep your account after all

Cancels its deletion; nothing happens where none was asked for.

@route POST /me/restore
@auth  user
@rate  write
@touches user:{data.id}
@tag   Account
$$;
