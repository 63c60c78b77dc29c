create or replace function api.list_languages(_with_films boolean default true)
returns api.language[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return array(
        select row(l.code, l.name, coalesce(n.films, 0))::api.language
        from languages as l
        left join (
            select x.language_code, count(*) as films
            from movie_languages as x join movies as m on m.id = x.movie_id
            where m.deleted_at is null and m.merged_into is null and not m.adult
            group by x.language_code
        ) as n on n.language_code = l.code
        where n.films > 0 or not _with_films
        order by l.name);
end
$$;
comment on function api.list_languages is $$
Languages spoken in films

By name, each with the number of its films. Codes that begin with x- are ours: invented languages, and those without a code.

@route GET /languages
@auth  none
@cache 24h movies
@param with_films  Only languages that have films
@tag   Reference
$$;
