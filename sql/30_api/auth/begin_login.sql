create or replace function api.begin_login(_login iwm.login_name, _client text)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _id bigint;
    _user jsonb;
begin
    select u.id, jsonb_build_object('id', u.external_id, 'email', u.email, 'username', u.username, 'hash', u.hashed_password,
        'totp', iwm.totp_state(u.id) = 'on')
    into _id, _user
    from users as u
    where case when strpos(_login, '@') > 0 then lower(u.email) = lower(_login) else lower(u.username) = lower(_login) end;
    return jsonb_build_object('user', _user, 'wait', coalesce(iwm.login_wait(_id, _login, _client), 0));
end
$$;
comment on function api.begin_login is $$
Who wants to sign in: {"user": {id, email, username, hash, totp} or null, "wait": seconds for which nothing is tried}

@internal
$$;
