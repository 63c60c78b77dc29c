create or replace function api.staff_set_movie_companies(
    _viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _companies api.company_input[],
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
    perform iwm.write_movie(_movie, iwm.set_movie_companies(_movie.id, to_jsonb(_companies)));
    return iwm.staff_movie(_movie.id);
end
$$;
comment on function api.staff_set_movie_companies is $$
Set the companies of a film

The whole list, at most 200, in order. A company is named by its id or by its name; a name that is new makes a company. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/companies
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param companies  Companies by id or name, with what they did
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@error nothing_given
@version
@tag   Staff: films
$$;
