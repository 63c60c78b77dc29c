create or replace function api.replace_password(
    _viewer iwm.viewer, _client text, _user_agent text, _hash text, _new_hash text
)
returns api.ended_sessions
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    if _hash = '!' then -- nothing was verified: whoever got hold of a session shall not get an account
        perform iwm.require_fresh(_viewer);
    end if;
    perform from users as u where u.id = _user_id and u.hashed_password = _hash for no key update;
    if not found then -- another change came first
        perform iwm.fail('wrong_password', 'The password was changed in the meantime.', 'Try again with the present one.',
            'current_password');
    end if;
    return row(iwm.set_password(_user_id, _new_hash, (_viewer).session_id, _client, _user_agent))::api.ended_sessions;
end
$$;
comment on function api.replace_password is $$
Changes the password from _hash, which was verified, to _new_hash; from none only just after a sign-in

Fails with wrong_password, fresh_sign_in_needed.

@internal
@error wrong_password
$$;
