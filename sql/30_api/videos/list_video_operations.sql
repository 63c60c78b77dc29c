create or replace function api.list_video_operations(
    _viewer iwm.viewer, _video_id iwm.public_id, _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.video_operation_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:read');
    _video constant videos := iwm.visible_video(_me, _video_id);
    _list constant text := 'operations:' || _video.id;
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _ids bigint[];
begin
    if _video.user_id <> _me and not iwm.is_staff(_me) then
        perform iwm.fail('forbidden', 'This video is somebody else''s.', 'GET /v1/videos/{video_id}/assets lists what was made of it.');
    end if;
    _ids := array(
        select o.id from video_operations as o
        where o.user_id = _video.user_id and o.video_id = _video.id and o.id < _before
        order by o.id desc
        limit _limit + 1);
    return (
        iwm.operation_cards(array_fill(_video.user_id, array[least(cardinality(_ids), _limit)]), _ids[1:_limit]),
        case when cardinality(_ids) > _limit then iwm.to_cursor(_list, _ids[_limit]) end)::api.video_operation_feed;
end
$$;
comment on function api.list_video_operations is $$
What was asked to be made of a video

With the state of each job, the newest first. For the owner and staff.

@route GET /videos/{video_id}/operations
@auth  user
@param video_id  Public id of the video
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error video_not_found
@error forbidden
@tag   Videos
$$;
