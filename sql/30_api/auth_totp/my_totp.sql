create or replace function api.my_totp(_viewer iwm.viewer)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    return iwm.totp_row(_me);
end
$$;
comment on function api.my_totp is $$
The second factor of the viewer as iwm.totp_row gives it, to check a code; null where there is none

@internal
$$;
