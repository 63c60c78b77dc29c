create or replace function iwm.movies_of_ids(_ids jsonb)
returns bigint[]
language sql stable
as $$
select array(
    select distinct coalesce(m.merged_into, m.id)
    from jsonb_to_recordset(case when jsonb_typeof(_ids) = 'array' then _ids else '[]' end) as e(source text, id text)
    join iwm.movies as m
        on m.id = (select x.movie_id from iwm.movie_external_ids as x where x.source = e.source and x.value = e.id)
        or m.external_id = case e.source when 'imdb' then e.id else e.source || '_' || e.id end
    order by 1)
$$;
comment on function iwm.movies_of_ids is 'Internal ids of the films that external ids ([{source, id}]) lead to, deleted ones included.';

create or replace function iwm.people_of_rows(_rows jsonb)
returns bigint[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select distinct c.person_id
        from jsonb_array_elements(_rows) as r
        cross join lateral unnest(iwm.movies_of_ids(r -> 'external_ids')) as f(id)
        join credits as c on c.movie_id = f.id
        where jsonb_typeof(r -> 'credits') = 'array');
end
$$;
comment on function iwm.people_of_rows is 'Internal ids of those who are credited in the films of a bulk upsert whose credits are given.';

create or replace function iwm.upsert_movie(_row jsonb)
returns table (movie_id bigint, result text)
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _lists constant text[] := array['external_ids', 'genres', 'countries', 'languages', 'keywords', 'companies', 'credits',
        'alternative_titles'];
    _given constant jsonb := jsonb_strip_nulls(_row);
    _ids constant jsonb := coalesce(nullif(_row -> 'external_ids', 'null'), '[]');
    _found bigint[];
    _movie movies;
    _changed boolean;
    _changes boolean[] := array[]::boolean[]; -- each list is written whatever the others did: "or" may leave a call out
begin
    if _ids = '[]' then
        perform iwm.fail('nothing_given', 'A film of a bulk upsert is found by an external id.', 'Send external_ids.', 'external_ids');
    end if;
    if _row ->> 'release_date' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
        perform iwm.fail('invalid_date', format('%s is no date.', left(_row ->> 'release_date', 50)), 'YYYY-MM-DD.', 'release_date');
    end if;
    _found := iwm.movies_of_ids(_ids);
    if cardinality(_found) > 1 then
        perform iwm.fail('external_ids_disagree', format('The external ids belong to different films: %s.', (
            select string_agg(m.external_id, ', ' order by m.id) from movies as m where m.id = any (_found))),
            'Merge them if they are the same film.', 'external_ids');
    end if;
    if cardinality(_found) = 0 then
        movie_id := iwm.create_movie(_given - _lists, _ids);
        result := 'created';
    else
        movie_id := _found[1];
        select m.* into _movie from movies as m where m.id = movie_id for update;
        perform iwm.refuse_gone('film', (select m.external_id from movies as m where m.id = _movie.merged_into),
            _movie.deleted_at, 'movies');
        _changes := _changes || iwm.set_movie_ids(movie_id, _ids, true);
        result := 'updated';
    end if;

    -- a list that is given takes the place of the one that is there
    if _given ? 'genres' then
        _changes := _changes || iwm.set_movie_genres(movie_id, array(select jsonb_array_elements_text(_row -> 'genres')));
    end if;
    if _given ? 'countries' then
        _changes := _changes || iwm.set_movie_countries(movie_id, array(select jsonb_array_elements_text(_row -> 'countries')));
    end if;
    if _given ? 'languages' then
        _changes := _changes || iwm.set_movie_languages(movie_id, array(select jsonb_array_elements_text(_row -> 'languages')));
    end if;
    if _given ? 'keywords' then
        _changes := _changes || iwm.set_movie_keywords(movie_id, array(select jsonb_array_elements_text(_row -> 'keywords')));
    end if;
    if _given ? 'companies' then
        _changes := _changes || iwm.set_movie_companies(movie_id, _row -> 'companies');
    end if;
    if _given ? 'credits' then
        _changes := _changes || iwm.set_movie_credits(movie_id, _row -> 'credits', false);
    end if;
    if _given ? 'alternative_titles' then
        _changes := _changes || iwm.set_movie_titles(movie_id, _row -> 'alternative_titles');
    end if;
    if result = 'updated' then
        _changed := iwm.write_movie(iwm.patched_movie(_movie, _given - _lists), true = any (_changes));
        result := case when _changed then 'updated' else 'unchanged' end;
    end if;
    return next;
end
$$;
comment on function iwm.upsert_movie is $$
One film of a bulk upsert (api.bulk_movie as JSON): made, or found by its external ids and changed

result: created, updated or unchanged. The counts of its people are left to the caller. Fails as the functions do that it calls, and with external_ids_disagree.
$$;

create or replace function iwm.upsert_movies(_rows jsonb)
returns api.bulk_result[]
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _results api.bulk_result[] := array[]::api.bulk_result[];
    _one api.bulk_result;
    _id bigint;
    _number integer := 0;
    _row jsonb;
    _people bigint[];
begin
    -- all that are there, in one order, so that two calls at once do not wait for each other in a circle
    perform from movies as m
    where m.id in (
        select i from jsonb_array_elements(_rows) as r cross join lateral unnest(iwm.movies_of_ids(r -> 'external_ids')) as i)
    order by m.id for update;
    _people := iwm.people_of_rows(_rows);
    for _row in select * from jsonb_array_elements(_rows) loop
        _number := _number + 1;
        for _try in 1..2 loop
            _one := (_number, null, null, null, null, null);
            begin
                select u.movie_id, u.result into _id, _one.result from iwm.upsert_movie(_row) as u;
                exit;
            exception
                when unique_violation then
                    -- somebody else has just made it: now it is there, and can be changed
                    _one := (_number, 'failed', null, 'conflict', 'Something like this was made at the same moment.', null);
                when others then
                    get stacked diagnostics _one.reason = message_text, _one.code = constraint_name, _one.field = column_name;
                    _one.result := 'failed';
                    _one.field := nullif(_one.field, '');
                    if sqlstate not like 'IW%' then
                        if sqlstate not like '22%' and sqlstate not like '23%' then
                            raise;
                        end if;
                        _one.code := 'invalid_input';
                        _one.reason := 'A value is not allowed here.';
                        _one.field := null;
                    end if;
                    exit;
            end;
        end loop;
        if _one.result <> 'failed' then
            _one.id := (select m.external_id from movies as m where m.id = _id);
        end if;
        _results := _results || _one;
    end loop;
    -- once for all: somebody may stand in many of the films
    perform iwm.refresh_stats_of(_people || iwm.people_of_rows(_rows));
    return _results;
end
$$;
comment on function iwm.upsert_movies is $$
What became of each film of a bulk upsert ([api.bulk_movie as JSON]); of one that fails nothing is written

What is not the fault of a row (no space, a deadlock) fails the whole call.
$$;
