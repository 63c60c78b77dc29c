create or replace function api.reset_link_owner(_token_id text)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _link constant iwm.one_time_tokens := iwm.need_link(_token_id, 'reset_password');
begin
    return (select jsonb_build_object('email', u.email, 'username', u.username) from users as u where u.id = _link.user_id);
end
$$;
comment on function api.reset_link_owner is $$
{"email", "username"} of the account that a link for a new password is for, without using it up

Fails with invalid_link, link_used, link_expired.

@internal
$$;
