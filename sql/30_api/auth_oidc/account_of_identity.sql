create or replace function api.account_of_identity(
    _provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text
)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id bigint;
    _new boolean := false;
begin
    select i.user_id into _user_id from user_identities as i where i.provider = _provider and i.subject = _subject;
    if _user_id is null then
        if _email is null then
            perform iwm.fail('email_not_given', null, 'Let the service tell your address, or sign in here and link it.');
        end if;
        _user_id := iwm.user_of_email(_email, _email_verified);
        _new := _user_id is null;
        if _new then
            perform iwm.require_open_registration();
            _user_id := iwm.create_user(_email::iwm.email, coalesce(nullif(btrim(left(_name, 100)), ''), split_part(_email, '@', 1)));
            perform iwm.security_event(_user_id, 'registered', null, _client, _user_agent, _provider);
            if _email_verified then
                update users set email_verified_at = iwm.now() where id = _user_id;
            else
                perform iwm.send_link(_user_id, 'verify_email', _email, (iwm.policy()).mail_link_lifetime);
            end if;
        else
            perform iwm.check_suspension(_user_id);
            perform iwm.send_mail(_user_id, 'security_alert', jsonb_strip_nulls(jsonb_build_object(
                'event', 'identity_linked', 'provider', _provider, 'client', _client)));
        end if;
        perform iwm.add_identity(_user_id, _provider, _subject, _email, _client, _user_agent);
    end if;
    perform iwm.check_suspension(_user_id);
    update user_identities set email = left(_email, 200)
    where provider = _provider and subject = _subject and email is distinct from left(_email, 200) and _email is not null;
    return (select jsonb_build_object('id', u.external_id, 'username', u.username, 'totp', iwm.totp_state(u.id) = 'on', 'new', _new)
        from users as u where u.id = _user_id);
end
$$;
comment on function api.account_of_identity is $$
The account of somebody who has signed in elsewhere: the linked one, that of the same verified address, or a new one

What the service said was checked outside (app/accounts/oidc.py). {"id", "username", "totp", "new"}. Fails with
email_not_given, email_needs_proof, account_suspended, registration_closed, email_taken.

@internal
@error email_not_given
$$;
