create or replace function api.list_countries(_with_films boolean default true)
returns api.country[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return array(
        select row(c.code, c.name, coalesce(n.films, 0))::api.country
        from countries as c
        left join (
            select x.country_code, count(*) as films
            from movie_countries as x join movies as m on m.id = x.movie_id
            where m.deleted_at is null and m.merged_into is null and not m.adult
            group by x.country_code
        ) as n on n.country_code = c.code
        where n.films > 0 or not _with_films
        order by c.name);
end
$$;
comment on function api.list_countries is $$
Countries of origin

By name, each with the number of its films. Former countries are among them: SU, YU, XC (Czechoslovakia), XG (East Germany).

@route GET /countries
@auth  none
@cache 24h movies
@param with_films  Only countries that have films
@tag   Reference
$$;
