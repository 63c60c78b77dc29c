create or replace function iwm.movie_cards(_ids bigint[])
returns api.movie_card[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(m.external_id, m.title, m.original_title, m.year::integer, m.release_date, m.runtime, m.rating, m.status,
            m.poster_url, s.score, coalesce(s.vote_count, 0), round(coalesce(s.popularity, 0)::numeric, 2),
            array(
                select row(g.slug, g.name)::api.genre_ref
                from iwm.movie_genres as mg join iwm.genres as g on g.id = mg.genre_id
                where mg.movie_id = m.id order by mg.position, g.id
            ))::api.movie_card
        from unnest(_ids) with ordinality as i(id, place)
        join iwm.movies as m on m.id = i.id
        left join iwm.movie_stats as s on s.movie_id = m.id
        order by i.place);
end
$$;
comment on function iwm.movie_cards is 'Cards of films by internal ids, in the order of the ids.';
