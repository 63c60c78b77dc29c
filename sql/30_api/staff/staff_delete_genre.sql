create or replace function api.staff_delete_genre(
    _viewer iwm.viewer, _if_match text, _slug iwm.slug, _replaced_by iwm.slug default null, _reason iwm.reason default null
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _genre genres;
    _winner bigint;
begin
    perform iwm.act_as(_actor, _reason);
    perform iwm.lock_both('genres', iwm.genre_id_of(_slug), iwm.genre_id_of(_replaced_by));
    _genre := iwm.lock_genre(_slug);
    perform iwm.check_version(_if_match, _genre.version);
    if _replaced_by is not null then
        _winner := (iwm.lock_genre(_replaced_by)).id;
    end if;
    perform iwm.delete_genre(_genre, _winner);
end
$$;
comment on function api.staff_delete_genre is $$
Remove a genre

One that films have is refused, unless it is said which one takes its place: then the two are merged. Send the version as
If-Match.

@route DELETE /staff/genres/{slug}
@auth  moderator
@status 204
@touches genres movies catalogue
@param slug         Name of the genre in addresses
@param replaced_by  Slug of the genre that takes its place
@param reason       Why; it stands in the audit log
@error genre_not_found
@error genre_in_use
@error merge_with_itself
@error precondition_required
@error precondition_failed
@tag   Staff: genres
$$;
