create or replace function api.get_asset_file(
    _viewer iwm.viewer, _asset_id iwm.public_id, _link iwm.secret_text default null, _download boolean default false
)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'optional');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.get_asset_file is $$
A file that was made of a video

Parts of it with Range, as players ask for them; If-Range, If-None-Match and HEAD, too. Without an Authorization header: the
address that POST /v1/assets/{asset_id}/links gives.

@route GET /assets/{asset_id}/file
@auth  optional
@handler asset_file
@download
@param asset_id  Public id of the file
@param link      What makes a link good without signing in
@param download  true: to be saved, not shown
@error asset_not_found
@error link_not_valid
@tag   Videos
$$;
