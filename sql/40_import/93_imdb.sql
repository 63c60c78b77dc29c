create or replace function ops.import_imdb() returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _row ops.import_count;
    _changes bigint := 0;
begin
    analyze ops.stage_scores;
    perform ops.import_check_movies('imdb');
    update ops.stage_movies as s set vote_count = o.votes, vote_sum = o.value * o.votes
    from ops.stage_scores as o
    where o.film = s.film and o.source = 'imdb' and o.votes >= 0 and o.value between 0 and 10;
    perform ops.import_match_movies('imdb');
    for _row in select * from ops.import_names() loop
        _changes := _changes + _row.added;
        return next _row;
    end loop;
    foreach _row in array array[
        ops.import_movies('imdb'), ops.import_movie_ids(), ops.import_votes('imdb'), ops.import_scores(),
        ops.import_titles()]
    loop
        _changes := _changes + _row.added + _row.changed;
        return next _row;
    end loop;
    for _row in select * from ops.import_movie_lists() loop
        _changes := _changes + _row.added;
        return next _row;
    end loop;
    foreach _row in array array[ops.import_people('imdb'), ops.import_credits('imdb')] loop
        _changes := _changes + _row.added + _row.changed;
        return next _row;
    end loop;
    return next ops.import_finish('imdb', _changes);
end
$$;
comment on function ops.import_imdb() is
'Merges staged rows of IMDb''s files into the catalogue. One row a kind: added, changed, unchanged.';
