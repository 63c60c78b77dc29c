create or replace function iwm.check_values(_type regtype, _values jsonb)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wrong record;
begin
    select k.name, t.oid as type into _wrong
    from jsonb_each(case when jsonb_typeof(_values) = 'object' then _values else '{}' end) as k(name, value)
    join pg_attribute as a on a.attrelid = (select t.typrelid from pg_type as t where t.oid = _type) and a.attname = k.name
        and a.attnum > 0 and not a.attisdropped
    join pg_type as t on t.oid = a.atttypid and t.typtype in ('b', 'd', 'e')
    where k.value <> 'null' and not pg_input_is_valid(_values ->> k.name, format_type(t.oid, null))
    order by a.attnum limit 1;
    if _wrong.name is not null then
        perform iwm.fail('invalid_input', format('%s must be %s.', _wrong.name, coalesce(
            substring(obj_description(_wrong.type, 'pg_type') from '"description": "([^"]+)"'),
            (select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum as e where e.enumtypid = _wrong.type),
            case (select t.typtype from pg_type as t where t.oid = _wrong.type) when 'd' then 'as its type says: '
                || rtrim(split_part(obj_description(_wrong.type, 'pg_type'), E'\n', 1), '.') end,
            'a value of type ' || format_type(_wrong.type, null))), 'See /docs for the limits.', _wrong.name);
    end if;
end
$$;
comment on function iwm.check_values is
'Fails with invalid_input, in words and with the name of the field, where a value is none of its attribute''s type.';

create or replace function iwm.check_year(_what text, _date date, _year integer, _given jsonb)
returns integer
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _field constant text := case _what when 'release_date' then 'year' when 'birthday' then 'birth_year' else 'death_year' end;
    _first constant integer := case _what when 'release_date' then 1870 else 1 end;
begin
    if _date is null then
        return _year;
    elsif not isfinite(_date) or extract(year from _date) not between _first and 2200 then
        perform iwm.fail('invalid_date', format('%s is too early or too late.', _what), 'See /docs for the limits.', _what);
    elsif _given ? _field and _year is distinct from extract(year from _date)::integer then
        perform iwm.fail('year_contradicts_date', format('%s is not the year of %s, which is %s.', _field, _what, _date),
            format('Change %s: %s follows it.', _what, _field), _field);
    end if;
    return extract(year from _date)::integer;
end
$$;
comment on function iwm.check_year is $$
The year that goes with a date: that of the date where there is one

_what: release_date, birthday, deathday; _given: what the caller gave. A year that was given and is another one fails.
$$;

create or replace function iwm.movie_status_of(_word text)
returns text
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _status constant text := case replace(iwm.normalize(_word), ' ', '-') when 'cancelled' then 'canceled'
        when 'rumoured' then 'rumored' else replace(iwm.normalize(_word), ' ', '-') end;
begin
    if not _status = any (enum_range(null::movie_status)::text[]) then
        perform iwm.fail('unknown_status', format('%s is no status of a film.', left(_word, 50)),
            format('One of %s.', array_to_string(enum_range(null::movie_status), ', ')), 'status');
    end if;
    return _status;
end
$$;
comment on function iwm.movie_status_of is 'Our word for the status of a film, of ours or as TMDB and Trakt write it (Post Production, in production).';

create or replace function iwm.patched_movie(_movie iwm.movies, _patch jsonb)
returns iwm.movies
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _given api.movie_patch;
begin
    perform iwm.check_values('api.movie_patch', _patch);
    _given := iwm.patched(_given, _patch);
    _movie := jsonb_populate_record(_movie, coalesce((
        select jsonb_object_agg(k.name, to_jsonb(_given) -> k.name) from jsonb_object_keys(_patch) as k(name)), '{}'));
    if _movie.title is null then
        perform iwm.fail('nothing_given', 'A film needs a title.', 'Send title.', 'title');
    end if;
    _movie.year := iwm.check_year('release_date', _movie.release_date, _movie.year, _patch);
    if _patch ? 'status' then
        _movie.status := iwm.movie_status_of(_movie.status);
    end if;
    return _movie;
end
$$;
comment on function iwm.patched_movie is $$
A film with a patch (api.movie_patch) laid over it, not written yet

The year follows the date; the status is ours. Fails with invalid_input, nothing_given, unknown_status, invalid_date and
year_contradicts_date.
$$;

create or replace function iwm.write_movie(_movie iwm.movies, _touched boolean default false)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update movies as m set
        title = _movie.title, original_title = _movie.original_title, tagline = _movie.tagline, overview = _movie.overview,
        year = _movie.year, release_date = _movie.release_date, runtime = _movie.runtime, rating = _movie.rating,
        status = _movie.status, kind = _movie.kind, adult = _movie.adult, poster_url = _movie.poster_url,
        backdrop_url = _movie.backdrop_url, budget = _movie.budget, revenue = _movie.revenue, trivia = _movie.trivia,
        timeline = _movie.timeline, version = m.version + 1, updated_at = iwm.now()
    where m.id = _movie.id and (_touched
        or (m.title, m.original_title, m.tagline, m.overview, m.year, m.release_date, m.runtime, m.rating, m.status, m.kind,
            m.adult, m.poster_url, m.backdrop_url, m.budget, m.revenue, m.trivia, m.timeline)
        is distinct from (_movie.title, _movie.original_title, _movie.tagline, _movie.overview, _movie.year,
            _movie.release_date, _movie.runtime, _movie.rating, _movie.status, _movie.kind, _movie.adult, _movie.poster_url,
            _movie.backdrop_url, _movie.budget, _movie.revenue, _movie.trivia, _movie.timeline));
    return found;
end
$$;
comment on function iwm.write_movie is $$
Writes the changed fields of a film, and a new version of it; true where anything changed

_touched: something beside the row changed (a list), so that there is a new version all the same.
$$;

create or replace function iwm.patched_person(_person iwm.people, _patch jsonb)
returns iwm.people
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _given api.person_patch;
begin
    perform iwm.check_values('api.person_patch', _patch);
    _given := iwm.patched(_given, _patch);
    _person := jsonb_populate_record(_person, coalesce((
        select jsonb_object_agg(k.name, to_jsonb(_given) -> k.name) from jsonb_object_keys(_patch) as k(name)), '{}'));
    if _person.name is null then
        perform iwm.fail('nothing_given', 'A person needs a name.', 'Send name.', 'name');
    end if;
    _person.birth_year := iwm.check_year('birthday', _person.birthday, _person.birth_year, _patch);
    _person.death_year := iwm.check_year('deathday', _person.deathday, _person.death_year, _patch);
    if _person.deathday < _person.birthday or _person.death_year < _person.birth_year then
        perform iwm.fail('invalid_date', 'Nobody dies before being born.', 'Swap the two.',
            case when _patch ? 'deathday' then 'deathday' else 'death_year' end);
    elsif _patch ? 'known_for_department' and _person.known_for_department is not null
        and not exists (select from credit_jobs as j where j.department = _person.known_for_department)
    then
        perform iwm.fail('unknown_value', format('There is no department %s.', left(_person.known_for_department, 50)),
            'GET /v1/staff/credit-jobs lists them.', 'known_for_department');
    end if;
    return _person;
end
$$;
comment on function iwm.patched_person is $$
A person with a patch (api.person_patch) laid over it, not written yet

Years follow the dates. Fails with invalid_input, nothing_given, unknown_value, invalid_date and year_contradicts_date.
$$;

create or replace function iwm.write_person(_person iwm.people, _touched boolean default false)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update people as p set
        name = _person.name, bio = _person.bio, image_url = _person.image_url, birthday = _person.birthday,
        deathday = _person.deathday, birth_year = _person.birth_year, death_year = _person.death_year,
        place_of_birth = _person.place_of_birth, known_for_department = _person.known_for_department,
        version = p.version + 1, updated_at = iwm.now()
    where p.id = _person.id and (_touched
        or (p.name, p.bio, p.image_url, p.birthday, p.deathday, p.birth_year, p.death_year, p.place_of_birth,
            p.known_for_department)
        is distinct from (_person.name, _person.bio, _person.image_url, _person.birthday, _person.deathday,
            _person.birth_year, _person.death_year, _person.place_of_birth, _person.known_for_department));
    return found;
end
$$;
comment on function iwm.write_person is
'Writes the changed fields of a person, and a new version; true where anything changed, or _touched says that something beside did.';
