create or replace view iwm.person_overview with (security_invoker = true) as
select p.external_id, p.name, p.birth_year, p.death_year, p.known_for_department,
    s.credit_count, s.movie_count, s.popularity,
    array(
        select j.job from iwm.credits as c inner join iwm.credit_jobs as j on j.id = c.job_id
        where c.person_id = p.id group by j.id, j.job order by count(*) desc, j.id) as jobs,
    (
        select min(m.year) from iwm.credits as c inner join iwm.movies as m on m.id = c.movie_id
        where c.person_id = p.id) as first_year,
    (
        select max(m.year) from iwm.credits as c inner join iwm.movies as m on m.id = c.movie_id
        where c.person_id = p.id) as last_year,
    p.id
from iwm.people as p
left join iwm.person_stats as s on s.person_id = p.id
where p.deleted_at is null and p.merged_into is null;
comment on view iwm.person_overview is
'People with their jobs, the years they were at work, films and popularity: select * from person_overview where name ilike ''chris%''';
