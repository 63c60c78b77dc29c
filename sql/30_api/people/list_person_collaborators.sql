create or replace function api.list_person_collaborators(
    _person_id iwm.public_id, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.collaborator_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _id constant bigint := need_person(_person_id);
begin
    return (
        collaborators_of_person(_id, (_page - 1)::bigint * _per_page, _per_page),
        (
            select count(distinct o.person_id)
            from credits as c
            join movies as m on m.id = c.movie_id and m.deleted_at is null and m.merged_into is null
            join credits as o on o.movie_id = c.movie_id and o.person_id <> _id
            join people as p on p.id = o.person_id and p.deleted_at is null and p.merged_into is null
            where c.person_id = _id
        ));
end
$$;
comment on function api.list_person_collaborators is $$
Who often works with a person

Everybody who is credited in the same films, the most often first, with these films.

@route GET /people/{person_id}/collaborators
@auth  none
@cache 24h person:{person_id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param page       Page, from 1
@param per_page   People on a page, at most 100
@error person_not_found
@tag   People
$$;
