create or replace function ops.import_match_movies(_source text) returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform ops.import_step('matching films');

    -- By any id: what it became last time, the ids of other sources, the public id.
    with ids as (
        select s.line, s.source_id, v.source, v.value
        from ops.stage_movies as s
        cross join lateral (values ('imdb', s.imdb_id), ('tmdb', s.tmdb_id), ('movielens', s.movielens_id))
            as v (source, value)
        where v.value is not null and s.outcome is null
    ), found as (
        select ids.line, e.movie_id from ids join movie_external_ids as e using (source, value)
        union
        select ids.line, m.id from ids
        join movies as m on m.external_id = case ids.source when 'imdb' then ids.value else ids.source || '_' || ids.value end
        union
        select s.line, i.movie_id
        from ops.stage_movies as s
        join ops.imported_movies as i on i.source = _source and i.source_id = s.source_id
        where s.outcome is null
    ), one as (
        select found.line, min(coalesce(m.merged_into, m.id)) as movie_id,
            count(distinct coalesce(m.merged_into, m.id)) as films,
            string_agg(distinct m.external_id, ', ') as names
        from found join movies as m on m.id = found.movie_id
        group by found.line
    ), first as (
        select one.*, row_number() over (partition by one.movie_id order by one.line) as nth
        from one where one.films = 1
    ), matched as (
        update ops.stage_movies as s set
            outcome = case when first.nth = 1 then 'matched' else 'rejected' end,
            movie_id = case when first.nth = 1 then first.movie_id end
        from first where first.line = s.line
    ), torn as (
        update ops.stage_movies as s set outcome = 'rejected' from one where one.line = s.line and one.films > 1
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'films', s.source_id, 'ids', one.names,
        case when one.films > 1 then 'its ids belong to different films'
            else 'an earlier row is the same film' end
    from one
    join ops.stage_movies as s on s.line = one.line
    left join first on first.line = one.line
    where one.films > 1 or first.nth > 1
    order by s.line;

    -- By title and year, where that names one film on both sides and no id speaks against it.
    with candidates as (
        select s.line, m.id as movie_id,
            count(*) over (partition by s.line) as films,
            count(*) over (partition by m.id) as rows
        from ops.stage_movies as s
        join movies as m on m.title_search = iwm.normalize(s.title) and m.year = s.year
        where s.outcome is null
            and m.merged_into is null and m.deleted_at is null
            and not exists (select from ops.stage_movies as o where o.movie_id = m.id)
            and not exists (
                select from movie_external_ids as e
                where e.movie_id = m.id
                    and e.source in (
                        case when s.imdb_id is not null then 'imdb' end,
                        case when s.tmdb_id is not null then 'tmdb' end,
                        case when s.movielens_id is not null then 'movielens' end))
    )
    update ops.stage_movies as s set outcome = 'matched', movie_id = c.movie_id
    from candidates as c
    where c.line = s.line and c.films = 1 and c.rows = 1;

    update ops.stage_movies set
        outcome = 'new',
        external_id = coalesce(imdb_id, 'tmdb_' || tmdb_id, new_id('mov'))
    where outcome is null;
    analyze ops.stage_movies;
end
$$;
comment on function ops.import_match_movies(text) is
'Finds the film of each staged row: by id first, then by title and year. Different ids are never the same film.';
