create or replace function api.hold_video(_viewer iwm.viewer, _key text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
begin
    update incoming_videos set expires_at = iwm.now() + iwm.room_kept_for() where user_id = _me and storage_key = _key;
    return found;
end
$$;
comment on function api.hold_video is $$
The file that api.begin_video made a place for is still coming: its room is kept on; false where there is none any more

@internal
$$;
