create or replace function api.staff_set_movie_timeline(
    _viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _timeline api.timeline_input[],
    _reason iwm.reason default null
)
returns api.staff_movie
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _movie movies;
begin
    perform iwm.act_as(_actor, _reason);
    _movie := iwm.lock_movie(_movie_id);
    perform iwm.check_version(_if_match, _movie.version);
    _movie.timeline := iwm.checked_items(to_jsonb(_timeline), 'timeline');
    perform iwm.write_movie(_movie);
    return iwm.staff_movie(_movie.id);
end
$$;
comment on function api.staff_set_movie_timeline is $$
Set the timeline of a film

The whole list, at most 500. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/timeline
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param timeline  Events with their dates
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error invalid_list
@error invalid_date
@version
@tag   Staff: films
$$;
