create or replace function api.complete_upload(_viewer iwm.viewer, _upload_id iwm.public_id)
returns api.video
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'videos:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.complete_upload is $$
Make an upload a video

All its bytes must be there. The file is looked at: what is no video, is cut off, or is too long or too large, is refused, and
the upload is given up. Whoever does not hear the answer asks again: it is the same video.

@route  POST /videos/uploads/{upload_id}/complete
@auth   user
@rate   upload
@status 201
@handler complete_upload
@param  upload_id  Public id of the upload
@error  upload_not_found
@error  upload_busy
@error  upload_incomplete
@error  not_a_video
@error  video_broken
@error  video_too_long
@error  video_too_large
@error  quota_exceeded
@tag    Videos
$$;
