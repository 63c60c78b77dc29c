create or replace function api.delete_asset(_viewer iwm.viewer, _asset_id iwm.public_id)
returns api.video_removed
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _asset constant video_assets := iwm.visible_asset(_me, _asset_id);
begin
    if _asset.user_id <> _me and not iwm.is_staff(_me) then
        perform iwm.fail('forbidden', 'This is made of somebody else''s video.', 'Only the owner and staff may delete it.');
    end if;
    delete from video_assets where user_id = _asset.user_id and id = _asset.id;
    perform iwm.remove_files_soon();
    return row(_asset_id, true)::api.video_removed;
end
$$;
comment on function api.delete_asset is $$
Delete a file that was made of a video

@route DELETE /assets/{asset_id}
@auth  user
@rate  write
@param asset_id  Public id of the file
@error asset_not_found
@error forbidden
@tag   Videos
$$;
