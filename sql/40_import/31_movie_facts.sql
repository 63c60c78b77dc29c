-- What stands beside a film: ids, votes, scores, and what the source said of it this time (written last).

create or replace function ops.import_movie_ids() returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('ids', 0, 0, 0);
    _total bigint;
begin
    perform ops.import_step('ids of films');
    select count(*) into _total
    from ops.stage_movies as s
    cross join lateral (values (s.imdb_id), (s.tmdb_id), (s.movielens_id)) as v (value)
    where s.movie_id is not null and v.value is not null;

    insert into movie_external_ids (source, value, movie_id)
    select v.source, v.value, s.movie_id
    from ops.stage_movies as s
    cross join lateral (values ('imdb', s.imdb_id), ('tmdb', s.tmdb_id), ('movielens', s.movielens_id))
        as v (source, value)
    where s.movie_id is not null and v.value is not null
        -- a film keeps the id that it has from a source
        and not exists (select from movie_external_ids as e where e.movie_id = s.movie_id and e.source = v.source)
    on conflict do nothing;
    get diagnostics _count.added = row_count;

    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'ids', s.source_id, v.source || ' id', v.value, 'the film has another id of this source'
    from ops.stage_movies as s
    cross join lateral (values ('imdb', s.imdb_id), ('tmdb', s.tmdb_id), ('movielens', s.movielens_id))
        as v (source, value)
    where s.movie_id is not null and v.value is not null
        and not exists (
            select from movie_external_ids as e
            where e.source = v.source and e.value = v.value and e.movie_id = s.movie_id);
    get diagnostics _count.unchanged = row_count;
    _count.unchanged := _total - _count.added - _count.unchanged;
    return _count;
end
$$;
comment on function ops.import_movie_ids() is 'Writes the ids by which other sources know the staged films.';

create or replace function ops.import_votes(_source text) returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('votes', 0, 0, 0);
begin
    perform ops.import_step('votes');
    insert into movie_stats (movie_id, vote_count, vote_sum)
    select s.movie_id, coalesce(s.vote_count, 0), coalesce(s.vote_sum, 0)
    from ops.stage_movies as s
    where s.movie_id is not null and not exists (select from movie_stats as t where t.movie_id = s.movie_id)
    order by s.movie_id;
    get diagnostics _count.added = row_count;

    -- Votes of our users stand in the same row: only the difference to last time is added.
    update movie_stats as t set vote_count = t.vote_count + d.votes, vote_sum = t.vote_sum + d.points
    from (
        select s.movie_id,
            s.vote_count - coalesce((i.fields ->> 'vote_count')::bigint, 0) as votes,
            s.vote_sum - coalesce((i.fields ->> 'vote_sum')::numeric, 0) as points
        from ops.stage_movies as s
        left join ops.imported_movies as i on i.source = _source and i.source_id = s.source_id
        where s.outcome = 'matched' and s.vote_count is not null
    ) as d
    where t.movie_id = d.movie_id and (d.votes <> 0 or d.points <> 0)
        and t.vote_count + d.votes >= 0
        and t.vote_sum + d.points between 0 and (t.vote_count + d.votes) * 10;
    get diagnostics _count.changed = row_count;
    select count(*) - _count.added - _count.changed into _count.unchanged
    from ops.stage_movies as s where s.movie_id is not null;
    return _count;
end
$$;
comment on function ops.import_votes(text) is
'Gives each staged film its row of movie_stats and adds the source''s votes, once.';

create or replace function ops.import_scores() returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('scores', 0, 0, 0);
    _total bigint;
begin
    perform ops.import_step('scores');
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'scores', s.source_id, o.source, o.value::text, 'not between 0 and ' || o.scale
    from ops.stage_scores as o
    join ops.stage_movies as s on s.film = o.film and s.movie_id is not null
    where o.value not between 0 and o.scale;

    select count(*) into _total
    from (
        select distinct s.movie_id, o.source
        from ops.stage_scores as o
        join ops.stage_movies as s on s.film = o.film and s.movie_id is not null
        where o.value between 0 and o.scale
    ) as d;
    with wanted as (
        select distinct on (s.movie_id, o.source) s.movie_id, o.source, o.value, o.scale, case when o.votes >= 0 then o.votes end as votes
        from ops.stage_scores as o
        join ops.stage_movies as s on s.film = o.film and s.movie_id is not null
        where o.value between 0 and o.scale
        order by s.movie_id, o.source, o.line
    )
    update external_scores as e set value = w.value, scale = w.scale, votes = w.votes, fetched_at = iwm.now()
    from wanted as w
    where e.movie_id = w.movie_id and e.source = w.source
        and (e.value, e.scale, e.votes) is distinct from (w.value, w.scale, w.votes);
    get diagnostics _count.changed = row_count;

    insert into external_scores (movie_id, source, value, scale, votes)
    select distinct on (s.movie_id, o.source) s.movie_id, o.source, o.value, o.scale, case when o.votes >= 0 then o.votes end
    from ops.stage_scores as o
    join ops.stage_movies as s on s.film = o.film and s.movie_id is not null
    where o.value between 0 and o.scale
        and not exists (select from external_scores as e where e.movie_id = s.movie_id and e.source = o.source)
    order by s.movie_id, o.source, o.line
    on conflict do nothing;
    get diagnostics _count.added = row_count;
    _count.unchanged := _total - _count.added - _count.changed;
    return _count;
end
$$;
comment on function ops.import_scores() is 'Writes the scores that other sources give to the staged films.';

create or replace function ops.import_remember(_source text) returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform ops.import_step('what the source said');
    insert into ops.imported_movies as i (source, source_id, movie_id, fields)
    select _source, s.source_id, s.movie_id, s.fields
    from ops.stage_movies as s
    left join ops.imported_movies as o on o.source = _source and o.source_id = s.source_id
    where s.movie_id is not null
        and (o.movie_id, o.fields) is distinct from (s.movie_id, s.fields)
    on conflict (source, source_id) do update
        set movie_id = excluded.movie_id, fields = excluded.fields, imported_at = iwm.now();
    -- most people are found again by their ids
    insert into ops.imported_people as i (source, source_id, person_id)
    select _source, p.person, p.person_id
    from ops.stage_people as p
    left join people as e on e.external_id = p.external_id
    left join person_external_ids as x on x.source = 'imdb' and x.value = p.imdb_id
    left join ops.imported_people as o on o.source = _source and o.source_id = p.person
    where p.person_id is not null and e.id is null and x.person_id is null
        and o.person_id is distinct from p.person_id
    on conflict (source, source_id) do update set person_id = excluded.person_id;
end
$$;
comment on function ops.import_remember(text) is 'Keeps what each staged row became and said, for the next import.';
