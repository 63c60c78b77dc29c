create or replace function iwm.set_password(
    _user_id bigint, _hash text, _keep_session text default null, _client text default null, _user_agent text default null
)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _ended integer;
begin
    update users set hashed_password = _hash, password_changed_at = iwm.now() where id = _user_id;
    delete from login_failures where user_id = _user_id;
    -- links that were mailed before would undo it, or give the account to who asked for another address
    update one_time_tokens set used_at = iwm.now()
    where user_id = _user_id and purpose in ('reset_password', 'change_email') and used_at is null;
    _ended := iwm.revoke_sessions(_user_id, 'password changed', _keep_session);
    if _keep_session is null then
        -- whoever set a new one without the old one takes the account back: from somebody who knew it, or who made it first
        update api_tokens set revoked_at = iwm.now() where user_id = _user_id and revoked_at is null;
    end if;
    perform iwm.security_event(_user_id, 'password_changed', _keep_session, _client, _user_agent);
    perform iwm.send_mail(_user_id, 'password_changed', jsonb_strip_nulls(jsonb_build_object('client', _client)));
    return _ended;
end
$$;
comment on function iwm.set_password is $$
Gives an account a new password, however its owner has proved who they are

Ends all sessions but _keep_session, locks by wrong passwords, links to reset it or to change the address; tells the owner by
mail. Returns how many sessions ended. API tokens stay where there is a session to keep, and are revoked where there is none: a reset.
$$;
