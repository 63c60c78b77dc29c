create or replace function api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append default null)
returns api.movie
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _id bigint;
    _movie api.movie;
    _parts text[];
begin
    -- one statement for the film by its public id, which nearly every call has
    select m.external_id, m.title, m.original_title, m.tagline, m.overview, m.year, m.release_date, m.runtime, m.rating,
        m.status, m.kind, m.adult, m.poster_url, m.backdrop_url, m.budget, m.revenue,
        s.score, coalesce(s.vote_count, 0), round(coalesce(s.popularity, 0)::numeric, 2),
        m.critics_score, m.imdb_rating, m.rotten_tomatoes_score,
        array(
            select row(g.slug, g.name)::api.genre_ref
            from movie_genres as mg join genres as g on g.id = mg.genre_id
            where mg.movie_id = m.id order by mg.position, g.id),
        array(
            select row(c.code, c.name)::api.country_ref
            from movie_countries as mc join countries as c on c.code = mc.country_code
            where mc.movie_id = m.id order by mc.position, c.code),
        array(
            select row(l.code, l.name)::api.language_ref
            from movie_languages as ml join languages as l on l.code = ml.language_code
            where ml.movie_id = m.id order by ml.position, l.code),
        array(
            select row(c.external_id, c.name, mc.role)::api.company_ref
            from movie_companies as mc join companies as c on c.id = mc.company_id
            where mc.movie_id = m.id order by mc.role desc, mc.position, c.id),
        array(
            select row(p.external_id, p.name)::api.person_ref
            from credits as c join people as p on p.id = c.person_id
            where c.movie_id = m.id and p.deleted_at is null
                and c.job_id = (select j.id from credit_jobs as j where j.department = 'Directing' and j.job = 'Director')
            order by c.billing_order nulls last, c.id),
        m.updated_at
    into _movie
    from movies as m left join movie_stats as s on s.movie_id = m.id
    where m.external_id = _movie_id and m.merged_into is null and m.deleted_at is null;
    if not found then
        _id := need_movie(_movie_id);
        return api.get_movie((select m.external_id from movies as m where m.id = _id), _append);
    end if;
    if _append is null then
        return _movie;
    end if;

    _id := movie_id_of(_movie_id);
    _parts := string_to_array(_append, ',');
    if 'credits' = any (_parts) then
        _movie.credits := credits_of_movie(_id);
    end if;
    if 'keywords' = any (_parts) then
        _movie.keywords := keywords_of_movie(_id);
    end if;
    if 'scores' = any (_parts) then
        _movie.scores := scores_of_movie(_id);
    end if;
    if 'similar' = any (_parts) then
        _movie.similar := similar_to_movie(_id, 10);
    end if;
    if 'external_ids' = any (_parts) then
        _movie.external_ids := external_ids_of_movie(_id);
    end if;
    if 'alternative_titles' = any (_parts) then
        _movie.alternative_titles := titles_of_movie(_id);
    end if;
    if 'trivia' = any (_parts) then
        _movie.trivia := trivia_of_movie(_id);
    end if;
    if 'timeline' = any (_parts) then
        _movie.timeline := timeline_of_movie(_id);
    end if;
    return _movie;
end
$$;
comment on function api.get_movie is $$
A film

Everything about one film, with its genres, countries, languages, companies and directors. `append` adds parts that have
addresses of their own, so that a page needs one call. A film that was merged into another answers with that other film.

@route GET /movies/{movie_id}
@auth  none
@cache 24h movie:{data.id} catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param append    Parts to add, with commas: credits, keywords, scores, similar, external_ids, alternative_titles, trivia,
                 timeline
@error movie_not_found
@tag   Films
$$;
