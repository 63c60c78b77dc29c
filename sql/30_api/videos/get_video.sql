create or replace function api.get_video(_viewer iwm.viewer, _video_id iwm.public_id)
returns api.video
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'optional');
begin
    return iwm.video_card(iwm.visible_video(_me, _video_id), _me);
end
$$;
comment on function api.get_video is $$
A video

Yours; somebody else's where it belongs to a film. Staff sees all.

@route GET /videos/{video_id}
@auth  optional
@version
@param video_id  Public id of the video
@error video_not_found
@tag   Videos
$$;
