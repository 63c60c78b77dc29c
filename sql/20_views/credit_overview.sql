create or replace view iwm.credit_overview with (security_invoker = true) as
select m.title, m.year, p.name, j.department, j.job, c."character", c.billing_order,
    m.external_id as movie, p.external_id as person, c.id
from iwm.credits as c
inner join iwm.credit_jobs as j on j.id = c.job_id
inner join iwm.people as p on p.id = c.person_id and p.deleted_at is null and p.merged_into is null
inner join iwm.movies as m on m.id = c.movie_id and m.deleted_at is null and m.merged_into is null;
comment on view iwm.credit_overview is
'Who did what in which film: select * from credit_overview where name = ''Akira Kurosawa'' order by year';
