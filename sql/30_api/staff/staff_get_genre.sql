create or replace function api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug)
returns api.staff_genre
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    if iwm.genre_id_of(_slug) is null then
        perform iwm.fail('genre_not_found', format('No genre has the slug %s.', _slug), 'GET /v1/genres lists them.', 'slug');
    end if;
    return iwm.staff_genre(iwm.genre_id_of(_slug));
end
$$;
comment on function api.staff_get_genre is $$
The record of a genre

With its version, and the slugs that lead to it.

@route GET /staff/genres/{slug}
@auth  moderator
@param slug  Name of the genre in addresses, also one that it had
@error genre_not_found
@version
@tag   Staff: genres
$$;
