-- From what a caller names to the row: a public id, an id of another source, or an id that was merged away.

create or replace function iwm.movie_id_of(_public_id text)
returns bigint
language plpgsql stable strict parallel safe
as $$
declare
    _id bigint;
    _winner bigint;
    _deleted timestamptz;
begin
    select m.id, m.merged_into, m.deleted_at into _id, _winner, _deleted from iwm.movies as m where m.external_id = _public_id;
    if _id is null then
        select e.movie_id into _id from iwm.movie_external_ids as e
        where (e.source, e.value) in (('imdb', _public_id), ('wikidata', _public_id),
            (split_part(_public_id, '_', 1), substr(_public_id, strpos(_public_id, '_') + 1)))
        order by e.movie_id limit 1;
        select m.merged_into, m.deleted_at into _winner, _deleted from iwm.movies as m where m.id = _id;
    end if;
    -- a chain of merges is short; the limit only guards against a circle
    for _step in 1..20 loop
        exit when _winner is null;
        select m.id, m.merged_into, m.deleted_at into _id, _winner, _deleted from iwm.movies as m where m.id = _winner;
    end loop;
    return case when _winner is null and _deleted is null then _id end;
end
$$;
comment on function iwm.movie_id_of is $$
The id of a film by its public id, or by an id of another source (tt0816692, Q13417189, tmdb_157336)

A merged film gives the one that took its place. Null where there is none, or it is deleted.
$$;

create or replace function iwm.need_movie(_public_id text)
returns bigint
language plpgsql stable parallel safe
as $$
declare
    _id constant bigint := iwm.movie_id_of(_public_id);
begin
    if _id is null then
        perform iwm.fail('movie_not_found', format('No film has the id %s.', _public_id),
            'Look for it with GET /v1/search/movies?q=… or GET /v1/find/{external_id}.', 'movie_id');
    end if;
    return _id;
end
$$;
comment on function iwm.need_movie is 'iwm.movie_id_of, or the error movie_not_found.';

create or replace function iwm.person_id_of(_public_id text)
returns bigint
language plpgsql stable strict parallel safe
as $$
declare
    _id bigint;
    _winner bigint;
    _deleted timestamptz;
begin
    select p.id, p.merged_into, p.deleted_at into _id, _winner, _deleted from iwm.people as p where p.external_id = _public_id;
    if _id is null then
        select e.person_id into _id from iwm.person_external_ids as e
        where (e.source, e.value) in (('imdb', _public_id), ('wikidata', _public_id),
            (split_part(_public_id, '_', 1), substr(_public_id, strpos(_public_id, '_') + 1)))
        order by e.person_id limit 1;
        select p.merged_into, p.deleted_at into _winner, _deleted from iwm.people as p where p.id = _id;
    end if;
    for _step in 1..20 loop
        exit when _winner is null;
        select p.id, p.merged_into, p.deleted_at into _id, _winner, _deleted from iwm.people as p where p.id = _winner;
    end loop;
    return case when _winner is null and _deleted is null then _id end;
end
$$;
comment on function iwm.person_id_of is $$
The id of a person by the public id, or by an id of another source (nm0634240, Q25191, tmdb_525)

A merged person gives the one that took their place. Null where there is none, or it is deleted.
$$;

create or replace function iwm.need_person(_public_id text)
returns bigint
language plpgsql stable parallel safe
as $$
declare
    _id constant bigint := iwm.person_id_of(_public_id);
begin
    if _id is null then
        perform iwm.fail('person_not_found', format('No person has the id %s.', _public_id),
            'Look for them with GET /v1/search/people?q=… or GET /v1/find/{external_id}.', 'person_id');
    end if;
    return _id;
end
$$;
comment on function iwm.need_person is 'iwm.person_id_of, or the error person_not_found.';
