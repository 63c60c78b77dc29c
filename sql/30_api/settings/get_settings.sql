create or replace function api.get_settings(_viewer iwm.viewer)
returns api.settings
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:read');
    _it api.settings;
begin
    select coalesce(s.version, 1), iwm.effective_settings(coalesce(s.settings, '{}')), coalesce(s.updated_at, u.created_at)
    into _it
    from users as u left join user_settings as s on s.user_id = u.id
    where u.id = _user_id;
    return _it;
end
$$;
comment on function api.get_settings is $$
Your settings

All that hold, by section, whether you set them or not; GET /v1/settings/schema says what each one means.

@route GET /me/settings
@auth  user
@version
@tag   Settings
$$;
