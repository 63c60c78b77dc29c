create or replace function api.staff_list_movies(
    _viewer iwm.viewer, _state iwm.record_state default null, _cursor iwm.feed_cursor default null,
    _limit iwm.list_limit default 20
)
returns api.staff_movie_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _before constant bigint := iwm.from_cursor('staff movies', _cursor);
    _ids bigint[];
    _feed api.staff_movie_feed;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    select array_agg(x.id order by x.id desc) into _ids
    from (
        select m.id from movies as m
        where m.id < _before and case _state when 'deleted' then m.deleted_at is not null and m.merged_into is null
            when 'merged' then m.merged_into is not null
            when 'listed' then m.deleted_at is null and m.merged_into is null else true end
        order by m.id desc limit _limit + 1
    ) as x;
    _feed.items := array(
        select row(m.external_id, m.version, iwm.record_state_of(m.deleted_at, m.merged_into),
            (select w.external_id from movies as w where w.id = m.merged_into), m.title, m.year, m.status, m.updated_at,
            m.deleted_at)::api.staff_movie_card
        from movies as m where m.id = any (_ids[:_limit]) order by m.id desc);
    _feed.next_cursor := case when cardinality(_ids) > _limit then iwm.to_cursor('staff movies', _ids[_limit]) end;
    return _feed;
end
$$;
comment on function api.staff_list_movies is $$
Records of films

The newest first; also those that were deleted, or merged into another one.

@route GET /staff/movies
@auth  moderator
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Staff: films
$$;
