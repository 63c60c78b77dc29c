create or replace function ops.import_check_movies(_source text) returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform ops.import_step('checking films');
    analyze ops.stage_movies;

    -- A film needs a title that fits, and may stand in the file once.
    with wrong as (
        select s.line, s.source_id, v.field, v.value, v.reason
        from ops.stage_movies as s
        cross join lateral (values
            ('title', left(s.title, 100), 'the title is empty', btrim(s.title) = ''),
            ('title', left(s.title, 100), 'the title is longer than 500 characters', char_length(s.title) > 500)
        ) as v (field, value, reason, holds)
        where v.holds
        union all
        select d.line, d.source_id, d.field, d.value, 'an earlier row has the same ' || d.field
        from (
            select s.line, s.source_id, v.field, v.value,
                row_number() over (partition by v.field, v.value order by s.line) as nth
            from ops.stage_movies as s
            cross join lateral (values ('id', s.source_id), ('imdb id', s.imdb_id)) as v (field, value)
            where v.value is not null
        ) as d
        where d.nth > 1
    ), rejected as (
        update ops.stage_movies as s set outcome = 'rejected' from wrong where wrong.line = s.line
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select distinct on (wrong.line) 'films', wrong.source_id, wrong.field, wrong.value, wrong.reason
    from wrong
    order by wrong.line, wrong.field;

    -- Anything else that does not fit is left out, and the film stays.
    with wrong as (
        select s.line, s.source_id, v.field, v.value, v.reason
        from ops.stage_movies as s
        cross join lateral (values
            ('original_title', left(s.original_title, 100), 'longer than 500 characters or empty',
                char_length(s.original_title) not between 1 and 500),
            ('year', s.year::text, 'not between 1870 and 2200', s.year not between 1870 and 2200),
            ('release_date', s.release_date::text, 'not in the year of the film',
                s.release_date is not null and s.year is distinct from extract(year from s.release_date)),
            ('runtime', s.runtime::text, 'not between 1 and 100000 minutes', s.runtime not between 1 and 100000),
            ('rating', left(s.rating, 100), 'longer than 10 characters', char_length(s.rating) > 10),
            ('kind', s.kind, 'not a kind of film',
                s.kind not in ('movie', 'short', 'tv-movie', 'tv-special', 'video')),
            ('revenue', s.revenue::text, 'negative', s.revenue < 0),
            ('votes', s.vote_count::text || ' votes, sum ' || coalesce(s.vote_sum::text, 'unknown'),
                'the sum is not that of votes from 0 to 10',
                s.vote_count < 0 or not coalesce(s.vote_sum between 0 and s.vote_count * 10, s.vote_count is null))
        ) as v (field, value, reason, holds)
        where v.holds and s.outcome is null
    ), fixed as (
        update ops.stage_movies as s set
            original_title = case when 'original_title' = any (w.fields) then null else s.original_title end,
            year = case when 'year' = any (w.fields) then null else s.year end,
            release_date = case when w.fields && '{year,release_date}' then null else s.release_date end,
            runtime = case when 'runtime' = any (w.fields) then null else s.runtime end,
            rating = case when 'rating' = any (w.fields) then null else s.rating end,
            kind = case when 'kind' = any (w.fields) then null else s.kind end,
            revenue = case when 'revenue' = any (w.fields) then null else s.revenue end,
            vote_count = case when 'votes' = any (w.fields) then null else s.vote_count end,
            vote_sum = case when 'votes' = any (w.fields) then null else s.vote_sum end
        from (select wrong.line, array_agg(wrong.field) as fields from wrong group by wrong.line) as w
        where w.line = s.line
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'values', wrong.source_id, wrong.field, wrong.value, wrong.reason from wrong order by wrong.line;

    -- One TMDB id may stand at several films (a mistake in some sources): the first keeps it.
    with twice as (
        select d.line, d.source_id, d.tmdb_id
        from (
            select s.line, s.source_id, s.tmdb_id, row_number() over (partition by s.tmdb_id order by s.line) as nth
            from ops.stage_movies as s
            where s.tmdb_id is not null and s.outcome is null
        ) as d
        where d.nth > 1
    ), fixed as (
        update ops.stage_movies as s set tmdb_id = null from twice where twice.line = s.line
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'ids', twice.source_id, 'tmdb id', twice.tmdb_id, 'an earlier row of ' || _source || ' has it' from twice;
end
$$;
comment on function ops.import_check_movies(text) is
'Rejects staged films without a usable title or that stand twice in the file, and clears values that do not fit.
The limits are those of the table movies.';
