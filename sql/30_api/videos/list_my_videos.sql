create or replace function api.list_my_videos(
    _viewer iwm.viewer, _movie_id iwm.public_id default null, _cursor iwm.feed_cursor default null,
    _limit iwm.list_limit default 20
)
returns api.video_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:read');
    _list constant text := 'videos:' || _me;
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _movie constant bigint := iwm.movie_id_of(_movie_id);
    _ids bigint[];
begin
    _ids := array(
        select v.id from videos as v
        where v.user_id = _me and v.deleted_at is null and v.id < _before and (_movie_id is null or v.movie_id = _movie)
        order by v.id desc
        limit _limit + 1);
    return iwm.video_feed(_list, array_fill(_me, array[cardinality(_ids)]), _ids, _me, _limit);
end
$$;
comment on function api.list_my_videos is $$
Your videos

The newest first.

@route GET /videos
@auth  user
@param movie_id  Those of this film only
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@tag   Videos
$$;
