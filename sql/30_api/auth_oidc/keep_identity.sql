create or replace function api.keep_identity(
    _viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text
)
returns api.identity[]
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
    _owner bigint;
begin
    perform iwm.require_fresh(_viewer); -- else whoever gets hold of a token would have a way in for ever
    perform from users as u where u.id = _me for no key update; -- one at a time
    select i.user_id into _owner from user_identities as i where i.provider = _provider and i.subject = _subject;
    if _owner <> _me then
        perform iwm.fail('identity_taken', 'This account of the service signs in to another account here.',
            'Sign in with it, and take it off there.');
    elsif _owner is null then
        if exists (select from user_identities as i where i.user_id = _me and i.provider = _provider) then
            perform iwm.fail('provider_linked', null, format('Take it off first: DELETE /v1/me/identities/%s.', _provider));
        end if;
        begin
            perform iwm.add_identity(_me, _provider, _subject, _email, _client, _user_agent, (_viewer).session_id);
        exception when unique_violation then
            perform iwm.fail('identity_taken', 'This account of the service signs in to another account here.',
                'Sign in with it, and take it off there.');
        end;
        perform iwm.send_mail(_me, 'security_alert', jsonb_strip_nulls(jsonb_build_object(
            'event', 'identity_linked', 'provider', _provider, 'client', _client)));
    end if;
    return iwm.identities(_me);
end
$$;
comment on function api.keep_identity is $$
Links an account of a sign-in service, proved outside, to the viewer; one that is linked already stays so

Needs a session that began a short while ago. Fails with fresh_sign_in_needed, identity_taken, provider_linked.

@internal
@error identity_taken
@error provider_linked
$$;
