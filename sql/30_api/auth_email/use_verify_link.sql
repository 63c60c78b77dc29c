create or replace function api.use_verify_link(_token_id text, _client text, _user_agent text)
returns api.email_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _link constant iwm.one_time_tokens := iwm.use_link(_token_id, 'verify_email');
    _state api.email_state;
begin
    update users set email_verified_at = coalesce(email_verified_at, iwm.now()) where id = _link.user_id;
    perform iwm.security_event(_link.user_id, 'email_verified', null, _client, _user_agent);
    select u.email, true into _state from users as u where u.id = _link.user_id;
    return _state;
end
$$;
comment on function api.use_verify_link is $$
Verifies the address that a link was sent to

_token_id: the public id of the link, whose MAC was checked outside. Fails with invalid_link, link_used, link_expired.

@internal
$$;
