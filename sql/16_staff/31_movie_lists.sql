-- The lists of a film, each replaced as a whole: only what differs is written. True where anything did.

create or replace function iwm.replace_list(_movie_id bigint, _table text, _column text, _keys text[])
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _type constant text := case when _column like '%\_id' then 'bigint' else 'text' end;
    _gone bigint;
    _written bigint;
begin
    execute format('delete from iwm.%I where movie_id = $1 and %I <> all ($2::%s[])', _table, _column, _type)
        using _movie_id, _keys;
    get diagnostics _gone = row_count;
    execute format('insert into iwm.%1$I as t (movie_id, %2$I, position)'
        ' select $1, k.key, k.place - 1 from unnest($2::%3$s[]) with ordinality as k(key, place)'
        ' on conflict (movie_id, %2$I) do update set position = excluded.position where t.position <> excluded.position',
        _table, _column, _type) using _movie_id, _keys;
    get diagnostics _written = row_count;
    return _gone + _written > 0;
end
$$;
comment on function iwm.replace_list is
'Makes movie_genres, movie_countries or movie_languages of a film hold these keys in this order.';

create or replace function iwm.set_movie_genres(_movie_id bigint, _slugs text[])
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _ids text[];
    _missing text;
begin
    perform iwm.check_list(_slugs, 30, 'genres');
    select array_agg(g.id::text order by g.place), min(g.slug) filter (where g.id is null) into _ids, _missing
    from (select s.slug, s.place, iwm.genre_id_of(s.slug) as id from unnest(_slugs) with ordinality as s(slug, place)) as g;
    if _missing is not null then
        perform iwm.fail('unknown_value', format('There is no genre %s.', left(_missing, 100)), 'GET /v1/genres lists them.', 'genres');
    end if;
    _ids := coalesce(_ids, '{}');
    if (select count(distinct i) from unnest(_ids) as i) < cardinality(_ids) then
        perform iwm.fail('invalid_list', 'genres names a genre by two of its slugs.', 'Name each once.', 'genres');
    end if;
    return iwm.replace_list(_movie_id, 'movie_genres', 'genre_id', _ids);
end
$$;
comment on function iwm.set_movie_genres is 'The genres of a film by slug, the main one first. Fails with unknown_value, invalid_list.';

create or replace function iwm.set_movie_countries(_movie_id bigint, _codes text[])
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _missing text;
    _changed boolean;
begin
    perform iwm.check_list(_codes, 50, 'countries');
    select min(c) into _missing from unnest(_codes) as c where c not in (select x.code from countries as x);
    if _missing is not null then
        perform iwm.fail('unknown_value', format('There is no country %s.', left(_missing, 100)), 'GET /v1/countries lists them.',
            'countries');
    end if;
    _changed := iwm.replace_list(_movie_id, 'movie_countries', 'country_code', _codes);
    if _changed then -- the main one by name, as the table of the seeds has it
        update movies set country = (select left(c.name, 50) from countries as c where c.code = _codes[1]) where id = _movie_id;
    end if;
    return _changed;
end
$$;
comment on function iwm.set_movie_countries is 'The countries of a film by code, the main one first. Fails with unknown_value, invalid_list.';

create or replace function iwm.set_movie_languages(_movie_id bigint, _codes text[])
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _missing text;
    _changed boolean;
begin
    perform iwm.check_list(_codes, 50, 'languages');
    select min(c) into _missing from unnest(_codes) as c where c not in (select x.code from languages as x);
    if _missing is not null then
        perform iwm.fail('unknown_value', format('There is no language %s.', left(_missing, 100)), 'GET /v1/languages lists them.',
            'languages');
    end if;
    _changed := iwm.replace_list(_movie_id, 'movie_languages', 'language_code', _codes);
    if _changed then
        update movies set language = (select left(l.name, 50) from languages as l where l.code = _codes[1]) where id = _movie_id;
    end if;
    return _changed;
end
$$;
comment on function iwm.set_movie_languages is 'The languages of a film by code, the main one first. Fails with unknown_value, invalid_list.';

create or replace function iwm.set_movie_keywords(_movie_id bigint, _names text[])
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _slugs text[];
    _wrong text;
    _gone bigint;
    _added bigint;
begin
    perform iwm.check_list(_names, 500, 'keywords');
    select min(n) into _wrong from unnest(_names) as n where iwm.slugify(n) !~ '^[a-z0-9-]{1,100}$' or char_length(n) > 100;
    if _wrong is not null then
        perform iwm.fail('unknown_value', format('%s cannot be a keyword.', left(_wrong, 100)),
            'A keyword has 1 to 100 letters and digits of the Latin alphabet, and blanks between.', 'keywords');
    end if;
    _slugs := array(select distinct iwm.slugify(n) from unnest(_names) as n);
    if cardinality(_slugs) < cardinality(_names) then
        perform iwm.fail('invalid_list', 'keywords names one in two ways.', 'Name each once.', 'keywords');
    end if;
    insert into keywords (slug, name)
    select iwm.slugify(n), lower(btrim(n)) from unnest(_names) as n
    where not exists (select from keywords as k where k.slug = iwm.slugify(n))
    order by 1
    on conflict do nothing;
    delete from movie_keywords as x using keywords as k
    where x.movie_id = _movie_id and k.id = x.keyword_id and k.slug <> all (_slugs);
    get diagnostics _gone = row_count;
    insert into movie_keywords (movie_id, keyword_id)
    select _movie_id, k.id from keywords as k where k.slug = any (_slugs) order by k.id
    on conflict do nothing;
    get diagnostics _added = row_count;
    return _gone + _added > 0;
end
$$;
comment on function iwm.set_movie_keywords is 'The keywords of a film by name; what is new is made. Fails with unknown_value, invalid_list.';

create or replace function iwm.set_movie_companies(_movie_id bigint, _companies jsonb)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wanted jsonb;
    _it record;
    _id bigint;
    _gone bigint;
    _written bigint;
begin
    perform iwm.check_items(_companies, 200, 'companies');
    _wanted := '[]';
    for _it in
        select c.value ->> 'id' as public_id, btrim(c.value ->> 'name') as name,
            coalesce(c.value ->> 'role', 'production') as role
        from jsonb_array_elements(_companies) as c
    loop
        _id := null;
        if (_it.public_id is null) = (coalesce(_it.name, '') = '') then
            perform iwm.fail('nothing_given', 'A company is named by its id or by its name.', 'Send one of the two.', 'companies');
        elsif not _it.role = any (enum_range(null::company_role)::text[]) or char_length(_it.name) > 200 then
            perform iwm.fail('unknown_value', 'A company has a name of at most 200 characters and the role production or distribution.',
                'GET /v1/companies lists them.', 'companies');
        elsif _it.public_id is not null then
            select c.id into _id from companies as c where c.external_id = _it.public_id;
            if _id is null then
                perform iwm.fail('unknown_value', format('There is no company %s.', left(_it.public_id, 100)),
                    'GET /v1/companies lists them.', 'companies');
            end if;
        else
            -- the id follows from the name, as imports make it, so that it is the same in every database
            select min(c.id) into _id from companies as c where c.name_search = iwm.normalize(_it.name) and c.name = _it.name;
            if _id is null then
                insert into companies (external_id, name)
                values ('cmp_' || repeat('0', 12) || left(encode(sha256(convert_to(_it.name, 'UTF8')), 'hex'), 16), _it.name)
                on conflict (external_id) do update set external_id = excluded.external_id
                returning id into _id;
            end if;
        end if;
        _wanted := _wanted || jsonb_build_array(jsonb_build_object('id', _id, 'role', _it.role));
    end loop;
    if (select count(distinct w) from jsonb_array_elements(_wanted) as w) < jsonb_array_length(_wanted) then
        perform iwm.fail('invalid_list', 'companies names a company twice in one role.', 'Name each once.', 'companies');
    end if;

    delete from movie_companies as x
    where x.movie_id = _movie_id
        and not _wanted @> jsonb_build_array(jsonb_build_object('id', x.company_id, 'role', x.role));
    get diagnostics _gone = row_count;
    insert into movie_companies as x (movie_id, company_id, role, position)
    select _movie_id, (w.value ->> 'id')::bigint, w.value ->> 'role', w.place - 1
    from jsonb_array_elements(_wanted) with ordinality as w(value, place)
    on conflict (movie_id, company_id, role) do update set position = excluded.position where x.position <> excluded.position;
    get diagnostics _written = row_count;
    return _gone + _written > 0;
end
$$;
comment on function iwm.set_movie_companies is $$
The companies of a film: [{id or name, role}], in order; a name that there is none of makes a company

Fails with nothing_given, unknown_value, invalid_list.
$$;
