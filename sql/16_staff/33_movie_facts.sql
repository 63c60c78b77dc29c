create or replace function iwm.check_movie_ids(_movie_id bigint, _ids jsonb)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wrong record;
begin
    perform iwm.check_items(_ids, 50, 'external_ids');
    perform iwm.check_list(array(select e::text from jsonb_array_elements(_ids) as e), 50, 'external_ids');
    select e.source, e.id into _wrong from jsonb_to_recordset(_ids) as e(source text, id text)
    where not coalesce(pg_input_is_valid(e.source, 'iwm.id_source') and pg_input_is_valid(e.id, 'iwm.foreign_id'), false) limit 1;
    if found then
        perform iwm.fail('unknown_value', format('%s %s is no external id.', left(_wrong.source, 50), left(_wrong.id, 100)),
            format('source is one of %s.', array_to_string(enum_range(null::id_source), ', ')), 'external_ids');
    end if;
    -- neither as an id of another source nor, for the ids that films are called by, as the public id of another film
    select e.id, m.external_id as film into _wrong
    from jsonb_to_recordset(_ids) as e(source text, id text)
    join movies as m on m.id <> coalesce(_movie_id, -1) and (
        m.external_id = case e.source when 'imdb' then e.id else e.source || '_' || e.id end
        and not coalesce(m.merged_into = _movie_id, false)
        or m.id = (select x.movie_id from movie_external_ids as x where x.source = e.source and x.value = e.id))
    limit 1;
    if found then
        perform iwm.fail('external_id_taken', format('%s belongs to the film %s.', _wrong.id, _wrong.film),
            'Merge the two if they are the same film.', 'external_ids');
    end if;
end
$$;
comment on function iwm.check_movie_ids is
'Fails with unknown_value, invalid_list and external_id_taken for external ids ([{source, id}]) that a film may not have. Null: a new film.';

create or replace function iwm.set_movie_ids(_movie_id bigint, _ids jsonb, _only_add boolean default false)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _gone bigint := 0;
    _added bigint;
begin
    perform iwm.check_movie_ids(_movie_id, _ids);
    if not _only_add then
        delete from movie_external_ids as x
        where x.movie_id = _movie_id
            and not _ids @> jsonb_build_array(jsonb_build_object('source', x.source, 'id', x.value));
        get diagnostics _gone = row_count;
    end if;
    insert into movie_external_ids (source, value, movie_id)
    select e.source, e.id, _movie_id from jsonb_to_recordset(_ids) as e(source text, id text)
    where not exists (
        select from movie_external_ids as x where x.source = e.source and x.value = e.id and x.movie_id = _movie_id)
    order by 1, 2;
    get diagnostics _added = row_count;
    return _gone + _added > 0;
end
$$;
comment on function iwm.set_movie_ids is $$
What other sources call a film ([{source, id}]): these, or these besides those that it has; true where anything changed

Fails with unknown_value, invalid_list, external_id_taken.
$$;

create or replace function iwm.set_movie_titles(_movie_id bigint, _titles jsonb)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wrong record;
    _gone bigint;
    _written bigint;
begin
    perform iwm.check_items(_titles, 500, 'alternative_titles');
    perform iwm.check_list(array(select jsonb_build_array(t -> 'title', t -> 'country', t -> 'language')::text
        from jsonb_array_elements(_titles) as t), 500, 'alternative_titles');
    select t.* into _wrong from jsonb_to_recordset(_titles) as t(title text, country text, language text, type text)
    where not coalesce(pg_input_is_valid(t.title, 'iwm.other_title'), false) or not pg_input_is_valid(t.type, 'iwm.short_label')
        or t.country not in (select c.code from countries as c) or t.language not in (select l.code from languages as l)
    limit 1;
    if found then
        perform iwm.fail('unknown_value', format('%s (%s, %s) is no alternative title.', left(coalesce(_wrong.title, '(empty)'), 100),
            coalesce(left(_wrong.country, 50), 'no country'), coalesce(left(_wrong.language, 50), 'no language')),
            'country and language are codes of GET /v1/countries and /v1/languages.', 'alternative_titles');
    end if;
    delete from alternative_titles as a
    where a.movie_id = _movie_id and not exists (
        select from jsonb_to_recordset(_titles) as t(title text, country text, language text)
        where t.title = a.title and t.country is not distinct from a.country_code
            and t.language is not distinct from a.language_code);
    get diagnostics _gone = row_count;
    insert into alternative_titles as a (movie_id, title, country_code, language_code, type)
    select _movie_id, t.title, t.country, t.language, t.type
    from jsonb_to_recordset(_titles) as t(title text, country text, language text, type text)
    on conflict (movie_id, title, country_code, language_code) do update set type = excluded.type
    where a.type is distinct from excluded.type;
    get diagnostics _written = row_count;
    return _gone + _written > 0;
end
$$;
comment on function iwm.set_movie_titles is $$
The other titles of a film ([{title, country, language, type}]), one for each title, country and language

Fails with unknown_value, invalid_list.
$$;

create or replace function iwm.checked_items(_items jsonb, _field text)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _kept constant jsonb := jsonb_strip_nulls(_items);
    _wrong text;
begin
    perform iwm.check_items(_items, 500, _field);
    if not coalesce(case _field when 'trivia' then iwm.valid_trivia(_kept) else iwm.valid_timeline(_kept) end, false) then
        perform iwm.fail('invalid_list', format('%s has an entry that is not complete.', _field),
            case _field when 'trivia' then 'Each has question, category and answer, and may have explanation.'
                else 'Each has date (YYYY, YYYY-MM or YYYY-MM-DD), title, description and type.' end, _field);
    end if;
    select e ->> 'date' into _wrong from jsonb_array_elements(_kept) as e
    where (e ->> 'date') ~ '^....-..-..$' and not pg_input_is_valid(e ->> 'date', 'date') limit 1;
    if _wrong is not null then
        perform iwm.fail('invalid_date', format('There is no day %s.', _wrong), 'YYYY, YYYY-MM or YYYY-MM-DD.', _field);
    end if;
    return nullif(_kept, '[]');
end
$$;
comment on function iwm.checked_items is 'Trivia or timeline as films keep it: null for none. Fails with invalid_list and invalid_date.';
