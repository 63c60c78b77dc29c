create or replace function ops.import_value(_current anyelement, _new anyelement, _last text) returns anyelement
language sql immutable parallel safe
as $$
select case
    when _new is null or _new::text = _last then _current
    when _current is null or _current::text = _last then _new
    else _current
end
$$;
comment on function ops.import_value(anyelement, anyelement, text) is
'What a field holds after an import: the new value where the field is empty or still as this source last left it;
the current one where the source says nothing, nothing new, or the field was changed by someone else.';

create or replace function ops.import_movies(_source text) returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('films', 0, 0, 0);
begin
    perform ops.import_step('films');
    analyze ops.stage_scores;

    -- One vote base a film: a second source's votes would count the same people twice.
    update ops.stage_movies as s set vote_count = null, vote_sum = null
    where s.vote_count is not null and s.movie_id is not null and exists (
        select from ops.imported_movies as i
        where i.movie_id = s.movie_id and i.source <> _source and i.fields ? 'vote_count');

    update ops.stage_movies as s set
        critics_score = w.critics, imdb_rating = w.imdb, rotten_tomatoes_score = w.tomatometer,
        country = w.country, language = w.language,
        fields = jsonb_strip_nulls(jsonb_build_object(
            'title', s.title, 'original_title', s.original_title, 'year', s.year::text,
            'release_date', s.release_date::text, 'runtime', s.runtime::text, 'rating', s.rating, 'kind', s.kind,
            'adult', s.adult::text, 'revenue', s.revenue::text, 'critics_score', w.critics::text,
            'imdb_rating', w.imdb::text, 'rotten_tomatoes_score', w.tomatometer::text, 'language', w.language,
            'country', w.country, 'vote_count', s.vote_count::text, 'vote_sum', s.vote_sum::text))
    from (
        select f.line, x.critics, x.imdb, x.tomatometer,
            left(coalesce(c.name, f.countries[1]), 50) as country,
            left(coalesce(l.name, f.languages[1]), 50) as language
        from ops.stage_movies as f
        left join ops.stage_names as cn on cn.kind = 'country' and cn.name = f.countries[1]
        left join countries as c on c.code = cn.code
        left join ops.stage_names as ln on ln.kind = 'language' and ln.name = f.languages[1]
        left join languages as l on l.code = ln.code
        left join (
            select o.film,
                max(o.value) filter (where o.source = 'critics')::numeric(4, 2) as critics,
                max(o.value) filter (where o.source = 'imdb')::numeric(3, 1) as imdb,
                max(o.value) filter (where o.source = 'tomatometer')::integer as tomatometer
            from ops.stage_scores as o
            where o.value between 0 and o.scale
            group by o.film
        ) as x on x.film = f.film
    ) as w
    where w.line = s.line and s.outcome <> 'rejected';

    insert into movies (external_id, title, original_title, year, release_date, runtime, rating, kind, adult, revenue,
        critics_score, imdb_rating, rotten_tomatoes_score, language, country)
    select s.external_id, s.title, s.original_title, s.year, s.release_date, s.runtime, s.rating,
        coalesce(s.kind, 'movie'), coalesce(s.adult, false), s.revenue,
        s.critics_score, s.imdb_rating, s.rotten_tomatoes_score, s.language, s.country
    from ops.stage_movies as s
    where s.outcome = 'new'
    order by s.line;
    get diagnostics _count.added = row_count;
    if _count.added > 0 then
        analyze movies;
    end if;
    update ops.stage_movies as s set movie_id = m.id
    from movies as m
    where m.external_id = s.external_id and s.outcome = 'new';
    analyze ops.stage_movies;

    with wanted as (
        select m.id,
            ops.import_value(m.title, s.title, l.title) as title,
            ops.import_value(m.original_title, s.original_title, l.original_title) as original_title,
            ops.import_value(m.year::bigint, s.year, l.year)::smallint as year,
            ops.import_value(m.release_date, s.release_date, l.release_date) as release_date,
            ops.import_value(m.runtime::bigint, s.runtime, l.runtime)::integer as runtime,
            ops.import_value(m.rating, s.rating, l.rating) as rating,
            ops.import_value(m.kind, s.kind, l.kind) as kind,
            ops.import_value(m.adult, s.adult, l.adult) as adult,
            ops.import_value(m.revenue, s.revenue, l.revenue) as revenue,
            ops.import_value(m.critics_score, s.critics_score, l.critics_score) as critics_score,
            ops.import_value(m.imdb_rating, s.imdb_rating, l.imdb_rating) as imdb_rating,
            ops.import_value(m.rotten_tomatoes_score, s.rotten_tomatoes_score, l.rotten_tomatoes_score)
                as rotten_tomatoes_score,
            ops.import_value(m.language, s.language, l.language) as language,
            ops.import_value(m.country, s.country, l.country) as country
        from ops.stage_movies as s
        join movies as m on m.id = s.movie_id
        left join ops.imported_movies as i on i.source = _source and i.source_id = s.source_id
        cross join lateral jsonb_to_record(coalesce(i.fields, '{}')) as l (
            title text, original_title text, year text, release_date text, runtime text, rating text, kind text,
            adult text, revenue text, critics_score text, imdb_rating text, rotten_tomatoes_score text,
            language text, country text)
        where s.outcome = 'matched' and i.fields is distinct from s.fields
    ), fitting as (
        -- a year and a date that contradict each other stay as they were
        select w.*, w.release_date is null or w.year = extract(year from w.release_date) as fits from wanted as w
    )
    update movies as m set
        title = w.title, original_title = w.original_title,
        year = case when w.fits then w.year else m.year end,
        release_date = case when w.fits then w.release_date else m.release_date end,
        runtime = w.runtime, rating = w.rating, kind = w.kind, adult = w.adult, revenue = w.revenue,
        critics_score = w.critics_score, imdb_rating = w.imdb_rating, rotten_tomatoes_score = w.rotten_tomatoes_score,
        language = w.language, country = w.country,
        version = m.version + 1, updated_at = iwm.now()
    from fitting as w
    where w.id = m.id
        and (m.title, m.original_title, m.runtime, m.rating, m.kind, m.adult, m.revenue, m.critics_score,
            m.imdb_rating, m.rotten_tomatoes_score, m.language, m.country, m.year, m.release_date)
        is distinct from (w.title, w.original_title, w.runtime, w.rating, w.kind, w.adult, w.revenue, w.critics_score,
            w.imdb_rating, w.rotten_tomatoes_score, w.language, w.country,
            case when w.fits then w.year else m.year end,
            case when w.fits then w.release_date else m.release_date end);
    get diagnostics _count.changed = row_count;
    select count(*) - _count.changed into _count.unchanged from ops.stage_movies as s where s.outcome = 'matched';
    return _count;
end
$$;
comment on function ops.import_movies(text) is
'Adds the new films and changes the matched ones, field by field as ops.import_value says.';
