create or replace function api.totp_of_user(_user_id text)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return (select iwm.totp_row(u.id) from users as u where u.external_id = _user_id);
end
$$;
comment on function api.totp_of_user is $$
The second factor of a user (public id) who is signing in, as iwm.totp_row gives it; null where there is none

@internal
$$;
