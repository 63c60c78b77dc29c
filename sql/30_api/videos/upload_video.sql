create or replace function api.upload_video(
    _viewer iwm.viewer, _title iwm.video_title default null, _movie_id iwm.public_id default null,
    _role iwm.video_role default null
)
returns api.video
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'videos:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.upload_video is $$
Upload a video

A form with the part `file`. The file is looked at before it is taken: what is no video, is cut off, or is too long or too
large, is refused, and nothing of it is kept. For large files, or where the line is bad, see POST /v1/videos/uploads.

@route  POST /videos
@auth   user
@rate   upload
@status 201
@handler upload_video
@upload form
@param  title     Without it, the name of the file
@param  movie_id  Film that it belongs to: everybody can watch it there. Needs a verified e-mail address
@param  role      What it is to the film
@error  not_a_video
@error  video_broken
@error  video_too_long
@error  video_too_large
@error  file_too_large
@error  quota_exceeded
@error  email_not_verified
@error  movie_not_found
@error  invalid_input
@tag    Videos
$$;
