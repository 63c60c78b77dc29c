create or replace function api.finish_login(
    _user_id iwm.public_id, _hash text, _new_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text,
    _device iwm.label, _methods text[]
)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _id bigint;
    _wait integer;
begin
    select u.id into _id from users as u where u.external_id = _user_id and u.hashed_password = _hash for no key update;
    if _id is null then -- changed or gone since it was verified
        perform iwm.fail('invalid_credentials', 'The name or the password is wrong.', 'Try again.');
    end if;
    _wait := iwm.login_passed(_id, _client);
    if _wait > 0 then
        return jsonb_build_object('wait', _wait);
    end if;
    if _new_hash is not null then
        update users set hashed_password = _new_hash where id = _id;
    end if;
    return jsonb_build_object('account', to_jsonb(
        iwm.sign_in(_id, _session_id, _refresh_hash, _client, _user_agent, _device, _methods)));
end
$$;
comment on function api.finish_login is $$
Opens the session of somebody whose password, and second factor, were right

_hash: what the password was verified against; _new_hash: what is to take its place, null to keep it.
{"account"}, or {"wait"} where others have locked the account meanwhile.

@internal
@error invalid_credentials
$$;
