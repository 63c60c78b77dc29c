create or replace function api.reset_settings(_viewer iwm.viewer, _if_match text, _section iwm.settings_section)
returns api.settings
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:write');
begin
    if not exists (select from setting_definitions as d where split_part(d.key, '.', 1) = _section) then
        perform iwm.fail('settings_section_not_found', format('There is no section %s.', _section),
            'GET /v1/settings/schema lists them.', 'section');
    end if;
    perform iwm.patch_settings(_user_id, jsonb_build_object(_section, null), _if_match);
    return api.get_settings(_viewer);
end
$$;
comment on function api.reset_settings is $$
Reset a section

All settings of the section are as nobody had set them. Answers with all settings that hold.

@route DELETE /me/settings/{section}
@auth  user
@rate  write
@error settings_section_not_found
@error precondition_failed
@version
@tag   Settings
$$;
