create or replace function iwm.similar_to_movie(_id bigint, _limit integer)
returns api.similar_movie[]
language plpgsql stable parallel safe
as $$
-- Candidates share a person, a keyword or a company; where these are few, popular films of the same genres join them.
-- What is rare weighs more: a director more than an actor, a keyword of three films more than one of a thousand.
declare
    _year integer;
    _genres bigint[];
    _ids bigint[];
    _scores double precision[];
    _reasons jsonb;
    _cards api.movie_card[];
begin
    select m.year into _year from iwm.movies as m where m.id = _id;
    _genres := array(select g.genre_id from iwm.movie_genres as g where g.movie_id = _id);

    with people as (
        select c.person_id, max(case when j.department = 'Directing' then 3.0 when j.department = 'Writing' then 2.0
            when j.department = 'Acting' then 1.0 else 0.7 end) as weight
        from iwm.credits as c join iwm.credit_jobs as j on j.id = c.job_id
        where c.movie_id = _id group by c.person_id
    ), shared_people as (
        select s.movie_id, sum(s.weight) as points,
            array_agg(p.name order by s.weight desc, s.person_id) as names
        from (
            select distinct c.movie_id, c.person_id, w.weight
            from people as w join iwm.credits as c on c.person_id = w.person_id where c.movie_id <> _id
        ) as s join iwm.people as p on p.id = s.person_id
        group by s.movie_id
    ), shared_keywords as (
        select o.movie_id, sum(2.0 / ln(2.0 + n.films)) as points, array_agg(k.name order by n.films, k.id) as names
        from iwm.movie_keywords as t
        join iwm.keywords as k on k.id = t.keyword_id
        cross join lateral (select count(*)::double precision as films from iwm.movie_keywords as x where x.keyword_id = t.keyword_id) as n
        join iwm.movie_keywords as o on o.keyword_id = t.keyword_id and o.movie_id <> _id
        where t.movie_id = _id group by o.movie_id
    ), shared_companies as (
        select o.movie_id, 0.5 * count(distinct t.company_id) as points, array_agg(distinct c.name) as names
        from iwm.movie_companies as t
        join iwm.companies as c on c.id = t.company_id
        join iwm.movie_companies as o on o.company_id = t.company_id and o.movie_id <> _id
        where t.movie_id = _id group by o.movie_id
    ), popular as (
        select s.movie_id from iwm.movie_stats as s
        where exists (select from iwm.movie_genres as g where g.movie_id = s.movie_id and g.genre_id = any (_genres))
        order by s.popularity desc, s.movie_id desc limit 300
    ), candidates as (
        select movie_id from shared_people union select movie_id from shared_keywords
        union select movie_id from shared_companies union select movie_id from popular
    ), ranked as (
        select m.id, p.names as people, k.names as keywords, c.names as companies, g.names as genres, m.year,
            coalesce(p.points, 0) + coalesce(k.points, 0) + coalesce(c.points, 0)
            + 2.5 * coalesce(g.shared::double precision / nullif(g.own + cardinality(_genres) - g.shared, 0), 0)
            + coalesce(exp(-abs(m.year - _year) / 8.0), 0)
            + coalesce(s.score::double precision, 5) / 10 as points
        from candidates as d
        join iwm.movies as m on m.id = d.movie_id and m.deleted_at is null and m.merged_into is null and not m.adult
        left join iwm.movie_stats as s on s.movie_id = m.id
        left join shared_people as p on p.movie_id = m.id
        left join shared_keywords as k on k.movie_id = m.id
        left join shared_companies as c on c.movie_id = m.id
        cross join lateral (
            select count(*) filter (where x.genre_id = any (_genres)) as shared, count(*) as own,
                array_agg(n.name order by x.position) filter (where x.genre_id = any (_genres)) as names
            from iwm.movie_genres as x join iwm.genres as n on n.id = x.genre_id where x.movie_id = m.id
        ) as g
        where d.movie_id <> _id
        order by points desc, m.id limit _limit
    )
    select array_agg(r.id order by r.points desc, r.id), array_agg(r.points order by r.points desc, r.id),
        jsonb_agg(to_jsonb(array_remove(array[
            'people: ' || array_to_string(r.people[1:3], ', ') || case when cardinality(r.people) > 3
                then format(' and %s more', cardinality(r.people) - 3) else '' end,
            'keywords: ' || array_to_string(r.keywords[1:3], ', '),
            'companies: ' || array_to_string(r.companies[1:2], ', '),
            'genres: ' || array_to_string(r.genres, ', '),
            case when abs(r.year - _year) <= 5 then 'years: ' || r.year end], null)) order by r.points desc, r.id)
    into _ids, _scores, _reasons
    from ranked as r;

    _cards := iwm.movie_cards(coalesce(_ids, '{}'));
    return array(
        select row(_cards[g.place], round((1 - exp(-_scores[g.place] / 6))::numeric, 3),
            array(select jsonb_array_elements_text(_reasons -> (g.place - 1))))::api.similar_movie
        from generate_subscripts(_cards, 1) as g(place)
        order by g.place);
end
$$;
comment on function iwm.similar_to_movie is $$
Films like one film (by internal id), by what they hold: people, keywords, companies, genres, years near each other

The same data give the same answer. Each comes with its similarity (0 to 1) and the reasons.
$$;
