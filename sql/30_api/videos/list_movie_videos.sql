create or replace function api.list_movie_videos(
    _viewer iwm.viewer, _movie_id iwm.public_id, _role iwm.video_role default null,
    _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.video_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'optional');
    _movie constant bigint := iwm.need_movie(_movie_id);
    _list constant text := 'movie videos:' || _movie;
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _ids bigint[];
    _user_ids bigint[];
begin
    select array_agg(x.id order by x.id desc), array_agg(x.user_id order by x.id desc) into _ids, _user_ids
    from (
        select v.id, v.user_id from videos as v
        join user_sight(_me) as s on s.user_id = v.user_id and s.listed and not s.muted
        where v.movie_id = _movie and v.deleted_at is null and v.id < _before and (_role is null or v.role = _role)
        order by v.id desc
        limit _limit + 1
    ) as x;
    return iwm.video_feed(_list, coalesce(_user_ids, '{}'), coalesce(_ids, '{}'), _me, _limit);
end
$$;
comment on function api.list_movie_videos is $$
Videos of a film

Trailers, clips and what else people uploaded for it, the newest first.

@route GET /movies/{movie_id}/videos
@auth  optional
@param movie_id  Public id, or any external id (imdb tt…, tmdb_…)
@param role      Those that are this to the film only
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error movie_not_found
@tag   Videos
$$;
