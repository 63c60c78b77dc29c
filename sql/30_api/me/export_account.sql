create or replace function api.export_account(_viewer iwm.viewer)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:read');
begin
    return iwm.export_account(_user_id);
end
$$;
comment on function api.export_account is $$
All your data

Your account, and a list of rows for each table that holds something of yours; without hashes and secrets. GET
/v1/me/export/file gives the same as a file.

@route GET /me/export
@auth  user
@tag   Account
$$;
