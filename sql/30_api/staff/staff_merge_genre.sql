create or replace function api.staff_merge_genre(
    _viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason default null
)
returns api.staff_genre
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _genre genres;
    _winner bigint;
begin
    perform iwm.act_as(_actor, _reason);
    perform iwm.lock_both('genres', iwm.genre_id_of(_slug), iwm.genre_id_of(_into));
    _genre := iwm.lock_genre(_slug);
    perform iwm.check_version(_if_match, _genre.version);
    _winner := (iwm.lock_genre(_into)).id;
    perform iwm.merge_genres(_genre.id, _winner);
    return iwm.staff_genre(_winner);
end
$$;
comment on function api.staff_merge_genre is $$
Merge a genre into another one

Its films, and the people who like or dislike it, go to the other one, each once; its slug leads there, and imports that name
it find the other one. Send the version of the genre that goes as If-Match.

@route POST /staff/genres/{slug}/merge
@auth  moderator
@touches genres movies catalogue
@param slug    Name of the genre in addresses
@param into    Slug of the genre that stays
@param reason  Why; it stands in the audit log
@error genre_not_found
@error merge_with_itself
@error precondition_required
@error precondition_failed
@version
@tag   Staff: genres
$$;
