create or replace function ops.import_movielens() returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _row ops.import_count;
    _changes bigint := 0;
begin
    perform ops.import_check_movies('movielens');
    perform ops.import_match_movies('movielens');
    for _row in select * from ops.import_names() loop
        _changes := _changes + _row.added;
        return next _row;
    end loop;
    foreach _row in array array[
        ops.import_movies('movielens'), ops.import_movie_ids(), ops.import_votes('movielens'), ops.import_titles()]
    loop
        _changes := _changes + _row.added + _row.changed;
        return next _row;
    end loop;
    for _row in select * from ops.import_movie_lists() union all select * from ops.import_keywords(2) loop
        _changes := _changes + _row.added;
        return next _row;
    end loop;
    return next ops.import_finish('movielens', _changes);
end
$$;
comment on function ops.import_movielens() is
'Merges staged MovieLens films, links and tags into the catalogue. One row a kind: added, changed, unchanged.';
