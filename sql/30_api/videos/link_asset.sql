create or replace function api.link_asset(_viewer iwm.viewer, _asset_id iwm.public_id)
returns api.video_link
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'videos:read');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.link_asset is $$
A link to a file that was made of a video

For `<video src>` and whatever sends no Authorization header. It is good for an hour, for whoever has it, and ends earlier when
you may not see the file any more.

@route POST /assets/{asset_id}/links
@auth  user
@rate  write
@status 201
@handler link_asset
@param asset_id  Public id of the file
@error asset_not_found
@tag   Videos
$$;
