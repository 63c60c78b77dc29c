create or replace function api.fail_login(_user_id iwm.public_id, _login iwm.login_name, _client text)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return iwm.login_failed((select u.id from users as u where u.external_id = _user_id), _login, _client);
end
$$;
comment on function api.fail_login is $$
Counts a wrong password or code; seconds to wait where it is locked by now, else 0

@internal
$$;
