create or replace function api.patch_settings(_viewer iwm.viewer, _if_match text, _patch jsonb)
returns api.settings
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:write');
begin
    perform iwm.patch_settings(_user_id, _patch, _if_match);
    return api.get_settings(_viewer);
end
$$;
comment on function api.patch_settings is $$
Change settings

A JSON merge patch of sections: {"display": {"theme": "dark"}, "region": {"time_zone": null}}. What is left out stays,
null resets a setting or a whole section. With If-Match (the ETag, or the version) a change that somebody else made in the
meantime is not overwritten. Answers with all settings that hold.

@route PATCH /me/settings
@auth  user
@rate  write
@patch jsonb
@param patch Settings by section
@error unknown_setting
@error invalid_setting
@error precondition_failed
@version
@tag   Settings
$$;
