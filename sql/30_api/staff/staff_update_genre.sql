create or replace function api.staff_update_genre(
    _viewer iwm.viewer, _if_match text, _slug iwm.slug, _patch jsonb
)
returns api.staff_genre
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _genre genres;
    _given api.genre_patch;
begin
    perform iwm.act_as(_actor);
    _genre := iwm.lock_genre(_slug);
    perform iwm.check_version(_if_match, _genre.version);
    perform iwm.check_values('api.genre_patch', _patch);
    _given := iwm.patched(_given, _patch);
    perform iwm.change_genre(_genre, coalesce(_given.slug, _genre.slug), coalesce(_given.name, _genre.name));
    return iwm.staff_genre(_genre.id);
end
$$;
comment on function api.staff_update_genre is $$
Rename a genre

A new name, a new slug, or both. The old slug goes on answering, and imports that use the old name find the genre. Send the
version as If-Match.

@route PATCH /staff/genres/{slug}
@auth  moderator
@patch api.genre_patch
@touches genres movies catalogue
@param slug  Name of the genre in addresses
@error genre_not_found
@error genre_taken
@error invalid_input
@error precondition_required
@error precondition_failed
@version
@tag   Staff: genres
$$;
