create or replace function api.begin_email_change(
    _viewer iwm.viewer, _email iwm.email, _client text, _user_agent text
)
returns api.email_change
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
    _lifetime constant interval := (iwm.policy()).mail_link_lifetime;
    _present constant text := (select u.email from users as u where u.id = _me);
begin
    if _present = _email then
        perform iwm.fail('email_unchanged', null, null, 'email');
    elsif exists (select from users as u where lower(u.email) = lower(_email) and u.id <> _me) then
        perform iwm.fail('email_taken', null, 'Sign in to that account instead, or take another address.', 'email');
    end if;
    perform iwm.send_link(_me, 'change_email', _email, _lifetime);
    perform iwm.send_mail(_me, 'security_alert', jsonb_strip_nulls(jsonb_build_object(
        'event', 'email_change_requested', 'new_email', _email, 'client', _client)));
    perform iwm.security_event(_me, 'email_change_requested', (_viewer).session_id, _client, _user_agent, _email);
    return (_present, _email, iwm.now() + _lifetime)::api.email_change;
end
$$;
comment on function api.begin_email_change is $$
Mails the link that changes the address of an account, and tells the present address

The password was checked outside. Fails with email_taken, email_unchanged.

@internal
@error email_unchanged
@error email_taken
$$;
