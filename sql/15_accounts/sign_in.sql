create or replace function iwm.check_suspension(_user_id bigint)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _it record;
begin
    select u.suspended_at, u.suspended_until, u.suspension_reason into _it from users as u where u.id = _user_id;
    if _it.suspended_at is not null and (_it.suspended_until is null or _it.suspended_until > iwm.now()) then
        perform iwm.fail('account_suspended', 'This account is suspended'
            || coalesce(to_char(_it.suspended_until at time zone 'UTC', '" until "YYYY-MM-DD HH24:MI" UTC"'), '')
            || coalesce(': ' || nullif(rtrim(_it.suspension_reason, '. '), ''), '') || '.',
            'Write to the staff if you think that this is a mistake.');
    end if;
end
$$;
comment on function iwm.check_suspension is 'Fails with account_suspended (403), and the reason, while a user is suspended.';

create or replace function iwm.sign_in(
    _user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[],
    _scopes text[] default null
)
returns api.account
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.check_suspension(_user_id);
    update users set deactivated_at = null, updated_at = iwm.now() where id = _user_id and deactivated_at is not null;
    if found then
        perform iwm.security_event(_user_id, 'reactivated', _session_id, _client, _user_agent);
    end if;
    perform iwm.open_session(_user_id, _session_id, _refresh_hash, _client, _user_agent, _device, _methods, _scopes);
    return iwm.account(_user_id);
end
$$;
comment on function iwm.sign_in is $$
Opens a session for somebody who has proved who they are, in whatever way, and returns their account

A deactivated account is active again; one that is to be deleted stays so until its owner cancels that.
_session_id and _refresh_hash are made outside (app/accounts/sign_in.py). Fails with account_suspended (403).
$$;
