create or replace function api.list_movie_timeline(_movie_id iwm.public_id, _type iwm.search_text default null)
returns api.timeline_item[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return timeline_of_movie(need_movie(_movie_id), _type);
end
$$;
comment on function api.list_movie_timeline is $$
Timeline of a film

What happened when in the making of a film, the earliest first.

@route GET /movies/{movie_id}/timeline
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param type  Only events of this type, as in release
@error movie_not_found
@tag   Films
$$;
