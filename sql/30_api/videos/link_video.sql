create or replace function api.link_video(_viewer iwm.viewer, _video_id iwm.public_id)
returns api.video_link
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'videos:read');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.link_video is $$
A link to the file of a video

For `<video src>` and whatever sends no Authorization header. It is good for an hour, for whoever has it, and ends earlier when
you may not see the video any more.

@route POST /videos/{video_id}/links
@auth  user
@rate  write
@status 201
@handler link_video
@param video_id  Public id of the video
@error video_not_found
@tag   Videos
$$;
