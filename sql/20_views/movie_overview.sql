create or replace view iwm.movie_overview with (security_invoker = true) as
select m.external_id, m.title, m.year, m.release_date, m.runtime, m.rating, m.status,
    s.score, s.vote_count, s.popularity,
    array(
        select g.slug from iwm.movie_genres as x inner join iwm.genres as g on g.id = x.genre_id
        where x.movie_id = m.id order by x.position, g.id) as genres,
    array(
        select x.country_code from iwm.movie_countries as x
        where x.movie_id = m.id order by x.position, x.country_code) as countries,
    array(
        select x.language_code from iwm.movie_languages as x
        where x.movie_id = m.id order by x.position, x.language_code) as languages,
    array(
        select p.name from iwm.credits as c
        inner join iwm.credit_jobs as j on j.id = c.job_id and j.department = 'Directing' and j.job = 'Director'
        inner join iwm.people as p on p.id = c.person_id
        where c.movie_id = m.id order by c.billing_order nulls last, c.id) as directors,
    m.id
from iwm.movies as m
left join iwm.movie_stats as s on s.movie_id = m.id
where m.deleted_at is null and m.merged_into is null;
comment on view iwm.movie_overview is
'Films with their genres, countries, languages, directors and score: select * from movie_overview where title ilike ''%matrix%''';
