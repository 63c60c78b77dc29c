create or replace function api.list_video_assets(
    _viewer iwm.viewer, _video_id iwm.public_id, _kind iwm.video_operation_type default null,
    _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.video_asset_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'optional');
    _video constant videos := iwm.visible_video(_me, _video_id);
    _list constant text := 'assets:' || _video.id;
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _ids bigint[];
begin
    _ids := array(
        select a.id from video_assets as a
        where a.user_id = _video.user_id and a.video_id = _video.id and a.id < _before and (_kind is null or a.kind = _kind)
        order by a.id desc
        limit _limit + 1);
    return (
        iwm.asset_cards(array_fill(_video.user_id, array[least(cardinality(_ids), _limit)]), _ids[1:_limit]),
        case when cardinality(_ids) > _limit then iwm.to_cursor(_list, _ids[_limit]) end)::api.video_asset_feed;
end
$$;
comment on function api.list_video_assets is $$
Files that were made of a video

The newest first. Who may see the video may have them.

@route GET /videos/{video_id}/assets
@auth  optional
@param video_id  Public id of the video
@param kind      Those of this kind of operation only
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error video_not_found
@tag   Videos
$$;
