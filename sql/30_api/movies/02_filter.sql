-- The filters of lists of films, as SQL. Only values that were looked up or are of a checked type enter it, each through
-- format(%L); the text is made of the fixed pieces below.

create or replace function iwm.id_groups(_list text, _what text, _field text)
returns setof bigint[]
language plpgsql stable parallel safe
as $$
-- 'a,b|c' -> the ids of a; the ids of b and c: one of each group has to fit
declare
    _group text;
    _names text[];
    _ids bigint[];
    _missing text;
begin
    foreach _group in array string_to_array(_list, ',') loop
        _names := string_to_array(_group, '|');
        _ids := '{}';
        case _what
            when 'genre' then
                select array_agg(g.id), min(g.name) filter (where g.id is null) into _ids, _missing
                from (select n.name, iwm.genre_id_of(n.name) as id from unnest(_names) as n(name)) as g;
            when 'keyword' then
                select array_agg(k.id), min(n.name) filter (where k.id is null) into _ids, _missing
                from unnest(_names) as n(name) left join iwm.keywords as k on k.slug = n.name;
            when 'company' then
                select array_agg(c.id), min(n.name) filter (where c.id is null) into _ids, _missing
                from unnest(_names) as n(name) left join iwm.companies as c on c.external_id = n.name;
            when 'person' then
                select array_agg(p.id), min(p.name) filter (where p.id is null) into _ids, _missing
                from (select n.name, iwm.person_id_of(n.name) as id from unnest(_names) as n(name)) as p;
        end case;
        if _missing is not null then
            perform iwm.fail('unknown_filter_value', format('There is no %s %s.', _what, _missing),
                format('GET /v1/%s lists what there is.', case _what when 'genre' then 'genres' when 'keyword' then 'keywords'
                    when 'company' then 'companies' else 'search/people?q=…' end), _field);
        end if;
        return next _ids;
    end loop;
end
$$;
comment on function iwm.id_groups is $$
Internal ids of a list of slugs or public ids: one array a comma-separated group, whose members stand between bars

_what: genre, keyword, company, person. Fails with unknown_filter_value and names what does not exist.
$$;

create or replace function iwm.check_range(_low numeric, _high numeric, _field text)
returns void
language plpgsql immutable parallel safe
as $$
begin
    if _low > _high then
        perform iwm.fail('range_reversed', format('%s_gte (%s) is above %s_lte (%s).', _field, _low, _field, _high),
            'No film can fit; swap the two.', _field || '_gte');
    end if;
end
$$;
comment on function iwm.check_range is 'Fails with range_reversed when the lower end of a filter is above the upper one.';

create or replace function iwm.list_filter(_list text, _what text, _field text)
returns text
language plpgsql stable parallel safe
as $$
declare
    _table constant text := case _what when 'genre' then 'iwm.movie_genres' when 'keyword' then 'iwm.movie_keywords'
        when 'company' then 'iwm.movie_companies' else 'iwm.credits' end;
    _without constant boolean := _field = 'without_genre';
    _sql text := '';
    _ids bigint[];
begin
    if _list is null then
        return '';
    end if;
    for _ids in select * from iwm.id_groups(case when _without then replace(_list, ',', '|') else _list end, _what, _field) loop
        _sql := _sql || format(' and %s (select from %s as x where x.movie_id = m.id and x.%I = %s)',
            case when _without then 'not exists' else 'exists' end, _table, _what || '_id',
            case when cardinality(_ids) = 1 then format('%L::bigint', _ids[1]) else format('any (%L::bigint[])', _ids) end);
    end loop;
    return _sql;
end
$$;
comment on function iwm.list_filter is $$
A filter by a list as SQL over movies m; '' without a list

_what: genre, keyword, company, person; _field: the argument. without_genre: none of them, whatever stands between.
$$;

create or replace function iwm.movie_filter(
    _genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text,
    _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric,
    _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text
)
returns text
language plpgsql stable parallel safe
as $$
declare
    _sql text := '';
    _codes text[];
begin
    perform iwm.check_range(_year_gte, _year_lte, 'year');
    perform iwm.check_range(_score_gte, _score_lte, 'score');
    perform iwm.check_range(_runtime_gte, _runtime_lte, 'runtime');

    _sql := iwm.list_filter(_genre, 'genre', 'genre') || iwm.list_filter(_without_genre, 'genre', 'without_genre')
        || iwm.list_filter(_keyword, 'keyword', 'keyword') || iwm.list_filter(_company, 'company', 'company')
        || iwm.list_filter(_person, 'person', 'person');
    if _country is not null then
        if not exists (select from iwm.countries as c where c.code = _country) then
            perform iwm.fail('unknown_filter_value', format('There is no country %s.', _country),
                'GET /v1/countries lists what there is.', 'country');
        end if;
        _sql := _sql || format(
            ' and exists (select from iwm.movie_countries as x where x.movie_id = m.id and x.country_code = %L)', _country);
    end if;
    if _language is not null then
        -- en finds en-US too
        select array_agg(l.code) into _codes from iwm.languages as l
        where l.code = _language or l.code like _language || '-%';
        if _codes is null then
            perform iwm.fail('unknown_filter_value', format('There is no language %s.', _language),
                'GET /v1/languages lists what there is.', 'language');
        end if;
        _sql := _sql || format(
            ' and exists (select from iwm.movie_languages as x where x.movie_id = m.id and x.language_code = any (%L::text[]))',
            _codes);
    end if;

    return _sql
        || case when _year is null then '' else format(' and m.year = %L::integer', _year) end
        || case when _year_gte is null then '' else format(' and m.year >= %L::integer', _year_gte) end
        || case when _year_lte is null then '' else format(' and m.year <= %L::integer', _year_lte) end
        || case when _score_gte is null then '' else format(' and s.score >= %L::numeric', _score_gte) end
        || case when _score_lte is null then '' else format(' and s.score <= %L::numeric', _score_lte) end
        || case when _vote_count_gte is null then '' else format(' and s.vote_count >= %L::bigint', _vote_count_gte) end
        || case when _runtime_gte is null then '' else format(' and m.runtime >= %L::integer', _runtime_gte) end
        || case when _runtime_lte is null then '' else format(' and m.runtime <= %L::integer', _runtime_lte) end
        || case when _rating is null then '' else format(' and m.rating = %L', _rating) end
        || case when _status is null then '' else format(' and m.status = %L', _status) end;
end
$$;
comment on function iwm.movie_filter is $$
Filters of a list of films as SQL over movies m and movie_stats s: '' or ' and … and …'

Lists: a comma means all of them, a bar any of them. Fails with unknown_filter_value and range_reversed.
$$;
