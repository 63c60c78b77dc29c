-- Lists of a film only grow by an import: what it lacks is put after what it has.

create or replace function ops.import_movie_lists() returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _added bigint;
    _total bigint;
begin
    perform ops.import_step('genres of films');
    with wanted as (
        select s.movie_id, g.id as genre_id, min(u.nth) as nth
        from ops.stage_movies as s
        cross join lateral unnest(s.genres) with ordinality as u (name, nth)
        join ops.stage_names as n on n.kind = 'genre' and n.name = u.name
        join genres as g on g.slug = n.code
        where s.movie_id is not null
        group by s.movie_id, g.id
    ), added as (
        insert into movie_genres (movie_id, genre_id, position)
        select w.movie_id, w.genre_id, coalesce(h.next, 0)
            + row_number() over (partition by w.movie_id order by w.nth, w.genre_id) - 1
        from wanted as w
        left join (
            select movie_id, max(position) + 1 as next from movie_genres group by movie_id
        ) as h using (movie_id)
        where not exists (
            select from movie_genres as o where o.movie_id = w.movie_id and o.genre_id = w.genre_id)
        order by w.movie_id
        on conflict do nothing
        returning 1
    )
    select (select count(*) from added), (select count(*) from wanted) into _added, _total;
    return next ('genres of films', _added, 0, _total - _added)::ops.import_count;

    perform ops.import_step('countries of films');
    with wanted as (
        select s.movie_id, n.code, min(u.nth) as nth
        from ops.stage_movies as s
        cross join lateral unnest(s.countries) with ordinality as u (name, nth)
        join ops.stage_names as n on n.kind = 'country' and n.name = u.name and n.code is not null
        where s.movie_id is not null
        group by s.movie_id, n.code
    ), added as (
        insert into movie_countries (movie_id, country_code, position)
        select w.movie_id, w.code, coalesce(h.next, 0)
            + row_number() over (partition by w.movie_id order by w.nth, w.code) - 1
        from wanted as w
        left join (
            select movie_id, max(position) + 1 as next from movie_countries group by movie_id
        ) as h using (movie_id)
        where not exists (
            select from movie_countries as o where o.movie_id = w.movie_id and o.country_code = w.code)
        order by w.movie_id
        on conflict do nothing
        returning 1
    )
    select (select count(*) from added), (select count(*) from wanted) into _added, _total;
    return next ('countries of films', _added, 0, _total - _added)::ops.import_count;

    perform ops.import_step('languages of films');
    with wanted as (
        select s.movie_id, n.code, min(u.nth) as nth
        from ops.stage_movies as s
        cross join lateral unnest(s.languages) with ordinality as u (name, nth)
        join ops.stage_names as n on n.kind = 'language' and n.name = u.name and n.code is not null
        where s.movie_id is not null
        group by s.movie_id, n.code
    ), added as (
        insert into movie_languages (movie_id, language_code, position)
        select w.movie_id, w.code, coalesce(h.next, 0)
            + row_number() over (partition by w.movie_id order by w.nth, w.code) - 1
        from wanted as w
        left join (
            select movie_id, max(position) + 1 as next from movie_languages group by movie_id
        ) as h using (movie_id)
        where not exists (
            select from movie_languages as o where o.movie_id = w.movie_id and o.language_code = w.code)
        order by w.movie_id
        on conflict do nothing
        returning 1
    )
    select (select count(*) from added), (select count(*) from wanted) into _added, _total;
    return next ('languages of films', _added, 0, _total - _added)::ops.import_count;
end
$$;
comment on function ops.import_movie_lists() is 'Adds genres, countries and languages to the staged films.';

create or replace function ops.import_companies() returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _added bigint;
    _total bigint;
begin
    perform ops.import_step('companies');
    insert into ops.stage_rejects (kind, field, value, reason)
    select distinct 'companies', 'name', left(u.name, 100), 'longer than 200 characters'
    from ops.stage_movies as s cross join lateral unnest(s.companies) as u (name)
    where s.movie_id is not null and char_length(u.name) > 200;

    select count(distinct u.name) into _total
    from ops.stage_movies as s cross join lateral unnest(s.companies) as u (name)
    where s.movie_id is not null and char_length(u.name) between 1 and 200;
    insert into companies (external_id, name)
    select 'cmp_' || repeat('0', 12) || left(encode(sha256(convert_to(d.name, 'UTF8')), 'hex'), 16), d.name
    from (
        select distinct u.name
        from ops.stage_movies as s cross join lateral unnest(s.companies) as u (name)
        where s.movie_id is not null and char_length(u.name) between 1 and 200
    ) as d
    where not exists (select from companies as c where c.name = d.name)
    order by d.name
    on conflict do nothing;
    get diagnostics _added = row_count;
    return next ('companies', _added, 0, _total - _added)::ops.import_count;
    analyze companies;

    with known as (
        select name, min(id) as id from companies group by name
    ), wanted as (
        select s.movie_id, k.id as company_id, min(u.nth) as nth
        from ops.stage_movies as s
        cross join lateral unnest(s.companies) with ordinality as u (name, nth)
        join known as k on k.name = u.name
        where s.movie_id is not null
        group by s.movie_id, k.id
    ), added as (
        insert into movie_companies (movie_id, company_id, role, position)
        select w.movie_id, w.company_id, 'production', coalesce(h.next, 0)
            + row_number() over (partition by w.movie_id order by w.nth, w.company_id) - 1
        from wanted as w
        left join (
            select movie_id, max(position) + 1 as next from movie_companies where role = 'production' group by movie_id
        ) as h using (movie_id)
        where not exists (
            select from movie_companies as o
            where o.movie_id = w.movie_id and o.company_id = w.company_id and o.role = 'production')
        order by w.movie_id
        on conflict do nothing
        returning 1
    )
    select (select count(*) from added), (select count(*) from wanted) into _added, _total;
    return next ('companies of films', _added, 0, _total - _added)::ops.import_count;
end
$$;
comment on function ops.import_companies() is
'Finds or makes the companies of the staged films by their exact name. A company''s id follows from its name, so that
it is the same in every database.';
