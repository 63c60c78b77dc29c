create or replace function api.use_email_link(_token_id text, _client text, _user_agent text)
returns api.email_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _link constant iwm.one_time_tokens := iwm.use_link(_token_id, 'change_email');
    _before text;
begin
    select u.email into _before from users as u where u.id = _link.user_id for update;
    begin
        update users set email = _link.email, email_verified_at = iwm.now(), updated_at = iwm.now(), version = version + 1
        where id = _link.user_id;
    exception when unique_violation then
        perform iwm.fail('email_taken', 'Another account has this address by now.', 'Take another one.', 'token');
    end;
    -- links that went to the old address are worth nothing any more
    update one_time_tokens set used_at = iwm.now() where user_id = _link.user_id and used_at is null;
    perform iwm.security_event(_link.user_id, 'email_changed', null, _client, _user_agent, _before);
    perform iwm.send_mail(_link.user_id, 'email_changed', jsonb_strip_nulls(jsonb_build_object(
        'new_email', _link.email, 'client', _client)), _before);
    return (_link.email, true)::api.email_state;
end
$$;
comment on function api.use_email_link is $$
Gives an account the address that a link was sent to, and tells the old one

Fails with invalid_link, link_used, link_expired; email_taken where somebody else has it by now.

@internal
@error email_taken
$$;
