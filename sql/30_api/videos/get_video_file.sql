create or replace function api.get_video_file(
    _viewer iwm.viewer, _video_id iwm.public_id, _link iwm.secret_text default null, _download boolean default false
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
comment on function api.get_video_file is $$
The file of a video

Parts of it with Range, as players ask for them; If-Range, If-None-Match and HEAD, too. Without an Authorization header: the
address that POST /v1/videos/{video_id}/links gives.

@route GET /videos/{video_id}/file
@auth  optional
@handler video_file
@download
@param video_id  Public id of the video
@param link      What makes a link good without signing in
@param download  true: to be saved, not shown
@error video_not_found
@error link_not_valid
@tag   Videos
$$;
