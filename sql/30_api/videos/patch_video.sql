create or replace function api.patch_video(_viewer iwm.viewer, _video_id iwm.public_id, _if_match text, _patch jsonb)
returns api.video
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _video videos;
begin
    _video := iwm.patch_video(_me, _video_id, _patch, _if_match);
    return iwm.video_card(_video, _me);
end
$$;
comment on function api.patch_video is $$
Change a video

A JSON merge patch: what is left out stays, null clears. With `movie_id` everybody can watch it at that film, which needs a
verified e-mail address. With If-Match a change made in the meantime is not overwritten.

@route PATCH /videos/{video_id}
@auth  user
@rate  write
@patch api.video_patch
@version
@param video_id  Public id of the video
@error video_not_found
@error forbidden
@error invalid_input
@error email_not_verified
@error movie_not_found
@error precondition_failed
@tag   Videos
$$;
