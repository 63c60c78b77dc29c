create or replace function api.begin_confirmation(_viewer iwm.viewer, _client text)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    return (
        select jsonb_build_object('id', u.external_id, 'email', u.email, 'username', u.username, 'hash', u.hashed_password,
            'totp', iwm.totp_state(u.id) = 'on', 'wait', coalesce(iwm.login_wait(u.id, u.username, _client), 0))
        from users as u where u.id = _user_id);
end
$$;
comment on function api.begin_confirmation is $$
Who is to confirm something with the password: {id, email, username, hash, totp, wait: seconds for which nothing is tried}

@internal
$$;
