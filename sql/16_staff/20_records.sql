-- From what staff names to the row, in whatever state it is; and locked for a change of what it shows.

create or replace function iwm.staff_movie_id(_public_id text)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    -- its own id first, also of what was deleted or merged away; then any id that leads to it
    _id constant bigint := coalesce((select m.id from movies as m where m.external_id = _public_id), iwm.movie_id_of(_public_id),
        (select min(e.movie_id) from movie_external_ids as e where (e.source, e.value) in (('imdb', _public_id),
            ('wikidata', _public_id), (split_part(_public_id, '_', 1), substr(_public_id, strpos(_public_id, '_') + 1)))));
begin
    if _id is null then
        perform iwm.fail('movie_not_found', format('No film has the id %s.', _public_id),
            'GET /v1/staff/movies lists films, the deleted ones too.', 'movie_id');
    end if;
    return _id;
end
$$;
comment on function iwm.staff_movie_id is 'The internal id of a film by its public id or one of another source, deleted and merged ones included.';

create or replace function iwm.staff_person_id(_public_id text)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := coalesce((select p.id from people as p where p.external_id = _public_id), iwm.person_id_of(_public_id),
        (select min(e.person_id) from person_external_ids as e where (e.source, e.value) in (('imdb', _public_id),
            ('wikidata', _public_id), (split_part(_public_id, '_', 1), substr(_public_id, strpos(_public_id, '_') + 1)))));
begin
    if _id is null then
        perform iwm.fail('person_not_found', format('No person has the id %s.', _public_id),
            'GET /v1/staff/people lists people, the deleted ones too.', 'person_id');
    end if;
    return _id;
end
$$;
comment on function iwm.staff_person_id is
'The internal id of a person by the public id or one of another source, deleted and merged ones included.';

create or replace function iwm.refuse_gone(_what text, _merged_into text, _deleted_at timestamptz, _path text)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _merged_into is not null then
        perform iwm.fail('record_merged', format('This %s was merged into %s.', _what, _merged_into), 'Change that one.');
    elsif _deleted_at is not null then
        perform iwm.fail('record_deleted', format('This %s was deleted.', _what),
            format('Bring it back first: POST /v1/staff/%s/…/restore.', _path));
    end if;
end
$$;
comment on function iwm.refuse_gone is 'Fails with record_merged or record_deleted for what cannot be changed any more.';

create or replace function iwm.lock_movie(_public_id text)
returns iwm.movies
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _movie movies;
begin
    select m.* into _movie from movies as m where m.id = iwm.staff_movie_id(_public_id) for update;
    perform iwm.refuse_gone('film', (select m.external_id from movies as m where m.id = _movie.merged_into), _movie.deleted_at,
        'movies');
    return _movie;
end
$$;
comment on function iwm.lock_movie is 'A film that is about to be changed, locked. Fails with movie_not_found, record_merged, record_deleted.';

create or replace function iwm.lock_person(_public_id text)
returns iwm.people
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _person people;
begin
    select p.* into _person from people as p where p.id = iwm.staff_person_id(_public_id) for update;
    perform iwm.refuse_gone('person', (select p.external_id from people as p where p.id = _person.merged_into),
        _person.deleted_at, 'people');
    return _person;
end
$$;
comment on function iwm.lock_person is 'A person who is about to be changed, locked. Fails with person_not_found, record_merged, record_deleted.';

create or replace function iwm.genre_id_of(_slug text)
returns bigint
language sql stable parallel safe
as $$
select coalesce((select g.id from iwm.genres as g where g.slug = _slug),
    (select r.genre_id from iwm.genre_redirects as r where r.slug = _slug))
$$;
comment on function iwm.genre_id_of is 'The internal id of a genre by its slug, or one that it had or that was merged into it.';

create or replace function iwm.lock_genre(_slug text)
returns iwm.genres
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _genre genres;
begin
    select g.* into _genre from genres as g where g.id = iwm.genre_id_of(_slug) for update;
    if _genre.id is null then
        perform iwm.fail('genre_not_found', format('No genre has the slug %s.', _slug), 'GET /v1/genres lists them.', 'slug');
    end if;
    return _genre;
end
$$;
comment on function iwm.lock_genre is 'A genre that is about to be changed, locked. Fails with genre_not_found.';

create or replace function iwm.check_items(_items jsonb, _most integer, _field text)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if jsonb_typeof(_items) is distinct from 'array' or jsonb_path_exists(_items, '$[*] ? (@.type() != "object")') then
        perform iwm.fail('invalid_list', format('%s is no list of objects.', _field), 'An empty list is [].', _field);
    elsif jsonb_array_length(_items) > _most then
        perform iwm.fail('invalid_list', format('%s has %s entries, at most %s are allowed.', _field,
            jsonb_array_length(_items), _most), 'Send fewer.', _field);
    end if;
end
$$;
comment on function iwm.check_items is 'Fails with invalid_list for what is no JSON array of objects, or one with too many.';

create or replace function iwm.check_list(_items text[], _most integer, _field text)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _items is null or array_position(_items, null) is not null then
        perform iwm.fail('invalid_list', format('%s holds something empty.', _field), 'Leave empty entries out.', _field);
    elsif cardinality(_items) > _most then
        perform iwm.fail('invalid_list', format('%s has %s entries, at most %s are allowed.', _field, cardinality(_items), _most),
            'Send fewer.', _field);
    elsif (select count(distinct i) from unnest(_items) as i) < cardinality(_items) then
        perform iwm.fail('invalid_list', format('%s names %s twice.', _field, (
            select left(i, 100) from unnest(_items) as i group by i having count(*) > 1 order by 1 limit 1)),
            'Name each once.', _field);
    end if;
end
$$;
comment on function iwm.check_list is 'Fails with invalid_list for a list with empty entries, with one entry twice, or with too many.';

create or replace function iwm.lock_both(_table text, _one bigint, _other bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    execute format('select from iwm.%I where id in ($1, $2) order by id for update', _table) using _one, _other;
end
$$;
comment on function iwm.lock_both is
'Locks two rows of movies, people or genres, the older first: two merges in opposite directions come one after the other.';
