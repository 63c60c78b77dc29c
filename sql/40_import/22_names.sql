create or replace function ops.import_names() returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _added bigint;
    _known bigint;
begin
    perform ops.import_step('genres, countries, languages');
    insert into ops.stage_names (kind, name, normal)
    select n.kind, n.name, iwm.normalize(n.name)
    from (
        select distinct u.kind, u.name
        from ops.stage_movies as s
        cross join lateral (
            select 'genre', g from unnest(s.genres) as g
            union all
            select 'country', c from unnest(s.countries) as c
            union all
            select 'language', l from unnest(s.languages) as l
        ) as u (kind, name)
        where s.outcome <> 'rejected'
    ) as n;

    update ops.stage_names as n set code = coalesce(
        case n.kind
            when 'genre' then (
                select g.slug from genres as g
                where g.slug = replace(n.normal, ' ', '-') or iwm.normalize(g.name) = n.normal limit 1)
            when 'country' then (select c.code from countries as c where iwm.normalize(c.name) = n.normal limit 1)
            when 'language' then (select l.code from languages as l where iwm.normalize(l.name) = n.normal limit 1)
        end,
        (select a.code from name_aliases as a where a.kind = n.kind and a.alias = n.normal));
    -- an alias may name a genre that is not there yet, or a code that was taken away
    update ops.stage_names as n set code = null
    where (n.kind = 'country' and not exists (select from countries as c where c.code = n.code))
        or (n.kind = 'language' and not exists (select from languages as l where l.code = n.code));

    update ops.stage_names set code = replace(normal, ' ', '-')
    where kind = 'genre' and code is null and normal ~ '^[a-z0-9 ]{1,50}$' and char_length(name) <= 100;
    insert into genres (slug, name)
    select n.code, min(n.name) from ops.stage_names as n
    where n.kind = 'genre' and n.code is not null and not exists (select from genres as g where g.slug = n.code)
    group by n.code;
    get diagnostics _added = row_count;
    select count(distinct code) - _added into _known from ops.stage_names where kind = 'genre' and code is not null;
    return next ('genres', _added, 0, _known)::ops.import_count;

    -- A language without a code gets one of ours; a country without one is only told.
    update ops.stage_names set code = 'x-' || case
        when normal ~ '^[a-z0-9 ]{1,40}$' then replace(normal, ' ', '-') else left(md5(normal), 16) end
    where kind = 'language' and code is null and char_length(name) between 1 and 100;
    insert into languages (code, name)
    select n.code, min(n.name) from ops.stage_names as n
    where n.kind = 'language' and n.code is not null and not exists (select from languages as l where l.code = n.code)
    group by n.code;
    get diagnostics _added = row_count;
    select count(distinct code) - _added into _known from ops.stage_names where kind = 'language' and code is not null;
    return next ('languages', _added, 0, _known)::ops.import_count;
    select count(distinct code) into _known from ops.stage_names where kind = 'country' and code is not null;
    return next ('countries', 0, 0, _known)::ops.import_count;

    analyze ops.stage_names, genres, languages;
    insert into ops.stage_rejects (kind, field, value, reason)
    select case n.kind when 'genre' then 'genres' when 'country' then 'countries' else 'languages' end,
        'name', left(n.name, 100),
        case n.kind when 'country'
            then 'no country of this name is known: add it to name_aliases and import again'
            else 'the name is too long or cannot be a slug' end
    from ops.stage_names as n
    where n.code is null
    order by n.kind, n.name;
end
$$;
comment on function ops.import_names() is
'Finds or makes the genres and languages that the staged films name, and finds the countries.';
