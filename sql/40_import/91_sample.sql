create or replace function ops.import_sample() returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _row ops.import_count;
    _changes bigint := 0;
begin
    perform ops.import_check_movies('sample');
    perform ops.import_match_movies('sample');
    for _row in select * from ops.import_names() loop
        _changes := _changes + _row.added;
        return next _row;
    end loop;
    foreach _row in array array[
        ops.import_movies('sample'), ops.import_movie_ids(), ops.import_votes('sample'), ops.import_scores()]
    loop
        _changes := _changes + _row.added + _row.changed;
        return next _row;
    end loop;
    for _row in select * from ops.import_movie_lists() union all select * from ops.import_companies() loop
        _changes := _changes + _row.added;
        return next _row;
    end loop;
    foreach _row in array array[ops.import_people('sample'), ops.import_credits('sample')] loop
        _changes := _changes + _row.added + _row.changed;
        return next _row;
    end loop;
    return next ops.import_finish('sample', _changes);
end
$$;
comment on function ops.import_sample() is
'Merges the staged sample (bokeh_sampledata''s movies.db) into the catalogue. One row a kind: added, changed, unchanged.';
