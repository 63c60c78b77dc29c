create or replace function api.download_account(_viewer iwm.viewer)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:read');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.download_account is $$
All your data, as a file

The same as GET /v1/me/export, with a name under which a browser saves it.

@route   GET /me/export/file
@auth    user
@handler download_account
@tag     Account
$$;
