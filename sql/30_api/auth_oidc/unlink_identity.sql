create or replace function api.unlink_identity(_viewer iwm.viewer, _client text, _provider iwm.provider_name)
returns api.identity[]
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
    _hash text;
begin
    select u.hashed_password into _hash from users as u where u.id = _me for no key update; -- one at a time
    if _hash = '!' and exists (select from user_identities as i where i.user_id = _me and i.provider = _provider)
        and not exists (select from user_identities as i where i.user_id = _me and i.provider <> _provider)
    then
        perform iwm.fail('last_sign_in', 'Without it nobody could sign in to this account.',
            'Set a password first: POST /v1/auth/password/forgot mails a link.');
    end if;
    delete from user_identities where user_id = _me and provider = _provider;
    if found then
        perform iwm.security_event(_me, 'identity_unlinked', (_viewer).session_id, _client, null, _provider);
        perform iwm.send_mail(_me, 'security_alert', jsonb_strip_nulls(jsonb_build_object(
            'event', 'identity_unlinked', 'provider', _provider, 'client', _client)));
    end if;
    return iwm.identities(_me);
end
$$;
comment on function api.unlink_identity is $$
Take a sign-in service off

One that is not linked is no error. The last way to sign in stays. Answers with all that are linked.

@route DELETE /me/identities/{provider}
@auth  user
@rate  write
@param provider  The service to take off
@error last_sign_in
@tag   Signing in elsewhere
$$;
