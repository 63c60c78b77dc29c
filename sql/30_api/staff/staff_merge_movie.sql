create or replace function api.staff_merge_movie(
    _viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason default null
)
returns api.staff_movie
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _winner bigint;
    _movie movies;
begin
    perform iwm.act_as(_actor, _reason);
    perform iwm.lock_both('movies', iwm.staff_movie_id(_movie_id), iwm.staff_movie_id(_into));
    _movie := iwm.lock_movie(_movie_id);
    perform iwm.check_version(_if_match, _movie.version);
    _winner := (iwm.lock_movie(_into)).id;
    perform iwm.merge_movies(_movie.id, _winner);
    return iwm.staff_movie(_winner);
end
$$;
comment on function api.staff_merge_movie is $$
Merge a film into another one

For two records of one film. Credits, genres, countries, languages, companies, keywords, titles, scores, external ids and
votes move to the other one, each once; where both say something, the other one's holds. The ids of this one go on
answering, with the other one. Send the version of the film that goes as If-Match.

@route POST /staff/movies/{movie_id}/merge
@auth  moderator
@touches movie:{data.id} movies people genres catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param into      The film that stays
@param reason    Why; it stands in the audit log
@error movie_not_found
@error merge_with_itself
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: films
$$;
