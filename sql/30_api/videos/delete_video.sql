create or replace function api.delete_video(_viewer iwm.viewer, _video_id iwm.public_id)
returns api.video_removed
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _video videos;
begin
    if not exists (select from videos as v where v.user_id = _me and v.external_id = _video_id and v.deleted_at is not null) then
        _video := iwm.visible_video(_me, _video_id);
        if _video.user_id <> _me and not iwm.is_staff(_me) then
            perform iwm.fail('forbidden', 'This video is somebody else''s.', 'Only its owner and staff may delete it.');
        end if;
        perform iwm.delete_video(_video);
    end if;
    return row(_video_id, true)::api.video_removed;
end
$$;
comment on function api.delete_video is $$
Delete a video

And all that was made of it; what is being made is cancelled. The files are removed soon after. Deleting it again changes
nothing.

@route DELETE /videos/{video_id}
@auth  user
@rate  write
@param video_id  Public id of the video
@error video_not_found
@error forbidden
@tag   Videos
$$;
