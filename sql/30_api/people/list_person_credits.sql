create or replace function api.list_person_credits(
    _person_id iwm.public_id, _role iwm.credit_role default null, _page iwm.page default 1,
    _per_page iwm.per_page default 20
)
returns api.person_credit_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _id constant bigint := need_person(_person_id);
begin
    return (
        credits_of_person(_id, _role::text, (_page - 1)::bigint * _per_page, _per_page),
        (
            select count(*)
            from credits as c
            join credit_jobs as j on j.id = c.job_id
            join movies as m on m.id = c.movie_id and m.deleted_at is null and m.merged_into is null
            where c.person_id = _id and (_role is null or (_role = 'cast') = (j.department = 'Acting'))
        ));
end
$$;
comment on function api.list_person_credits is $$
Filmography of a person

What they did in which film, the newest first.

@route GET /people/{person_id}/credits
@auth  none
@cache 24h person:{person_id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param role       Only this side of the camera
@param page       Page, from 1
@param per_page   Credits on a page, at most 100
@error person_not_found
@tag   People
$$;
