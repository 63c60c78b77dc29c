create or replace function api.staff_delete_movie(
    _viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason default null
)
returns api.staff_movie
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _movie movies;
begin
    perform iwm.act_as(_actor, _reason);
    select m.* into _movie from movies as m where m.id = iwm.staff_movie_id(_movie_id) for update;
    if _movie.merged_into is not null then
        perform iwm.fail('record_merged', 'This film was merged into another one.', 'Its ids answer with that one.');
    elsif _movie.deleted_at is null then
        perform iwm.check_version(_if_match, _movie.version);
        perform iwm.delete_movie(_movie.id);
    end if;
    return iwm.staff_movie(_movie.id);
end
$$;
comment on function api.staff_delete_movie is $$
Delete a film

Nobody sees it any more; its record stays and can be restored. Of one that is deleted, nothing changes. Send the version as If-Match.

@route DELETE /staff/movies/{movie_id}
@auth  moderator
@touches movie:{data.id} movies people genres catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: films
$$;
