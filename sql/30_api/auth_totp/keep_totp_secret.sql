create or replace function api.keep_totp_secret(_viewer iwm.viewer, _secret text)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    insert into user_totp as t (user_id, secret) values (_me, _secret)
    on conflict (user_id) do update set secret = excluded.secret, created_at = iwm.now(), last_step = null
    where t.confirmed_at is null;
    if not found then
        perform iwm.fail('totp_enabled', null, 'Turn it off first: POST /v1/me/totp/disable.');
    end if;
    return (select u.email from users as u where u.id = _me);
end
$$;
comment on function api.keep_totp_secret is $$
Keeps the secret (encrypted outside) of a second factor that is not on yet; returns the e-mail address to label it with

Fails with totp_enabled.

@internal
@error totp_enabled
$$;
