create or replace function api.open_identity_session(
    _user_id text, _provider text, _subject text, _methods text[], _session_id text, _refresh_hash text, _client text,
    _user_agent text
)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _id bigint;
    _wait integer;
begin
    update user_identities as i set last_used_at = iwm.now()
    from users as u
    where u.external_id = _user_id and i.user_id = u.id and i.provider = _provider and i.subject = _subject
    returning u.id into _id;
    if _id is null then -- taken off in the meantime
        perform iwm.fail('sign_in_expired', null, 'Begin again.');
    elsif iwm.totp_state(_id) = 'on' and not _methods && '{otp,recovery}' then -- turned on in the meantime
        perform iwm.fail('sign_in_expired', null, 'Begin again.');
    end if;
    if _methods && '{otp,recovery}' then
        _wait := iwm.login_passed(_id, _client);
        if _wait > 0 then
            return jsonb_build_object('wait', _wait);
        end if;
    end if;
    return jsonb_build_object('account', to_jsonb(
        iwm.sign_in(_id, _session_id, _refresh_hash, _client, _user_agent, null, _methods)));
end
$$;
comment on function api.open_identity_session is $$
Opens the session of somebody who has signed in elsewhere, and has given the second factor where there is one

_methods: oidc, with otp or recovery. {"account"}, or {"wait"} where wrong codes of others have locked the account meanwhile.
Fails with sign_in_expired, account_suspended.

@internal
@error sign_in_expired
$$;
