create or replace function ops.import_keywords(_taggers integer) returns setof ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _added bigint;
    _total bigint;
begin
    perform ops.import_step('keywords');
    analyze ops.stage_tags;
    -- What one person wrote is a note; what several wrote, in whatever spelling, is a keyword.
    insert into ops.stage_names (kind, name, normal)
    select 'keyword', d.tag, iwm.normalize(d.tag)
    from (
        select t.tag from ops.stage_tags as t
        union
        select k from ops.stage_movies as s cross join lateral unnest(s.keywords) as k
    ) as d;
    update ops.stage_names set code = replace(normal, ' ', '-')
    where kind = 'keyword' and normal ~ '^[a-z0-9 ]{1,100}$' and char_length(name) <= 100;
    analyze ops.stage_names;
    insert into ops.stage_rejects (kind, field, value, reason)
    select 'keywords', 'name', left(n.name, 100), 'longer than 100 characters, or without a letter that an address may hold'
    from ops.stage_names as n
    where n.kind = 'keyword' and n.code is null
    order by n.name;

    insert into ops.stage_found_keywords (movie_id, slug, name)
    select f.movie_id, f.slug, mode() within group (order by f.name)
    from (
        select s.movie_id, n.code as slug, t.tag as name, t.tagger
        from ops.stage_tags as t
        join ops.stage_movies as s on s.film = t.film and s.movie_id is not null
        join ops.stage_names as n on n.kind = 'keyword' and n.name = t.tag and n.code is not null
    ) as f
    group by f.movie_id, f.slug
    having count(distinct f.tagger) >= _taggers
    union
    select s.movie_id, n.code, k.name
    from ops.stage_movies as s
    cross join lateral unnest(s.keywords) as k (name)
    join ops.stage_names as n on n.kind = 'keyword' and n.name = k.name and n.code is not null
    where s.movie_id is not null;

    insert into keywords (slug, name)
    select f.slug, lower(mode() within group (order by f.name))
    from ops.stage_found_keywords as f
    where not exists (select from keywords as k where k.slug = f.slug)
    group by f.slug
    order by f.slug
    on conflict do nothing;
    get diagnostics _added = row_count;
    select count(distinct f.slug) into _total from ops.stage_found_keywords as f;
    return next ('keywords', _added, 0, _total - _added)::ops.import_count;

    insert into movie_keywords (movie_id, keyword_id)
    select distinct f.movie_id, k.id
    from ops.stage_found_keywords as f
    join keywords as k on k.slug = f.slug
    where not exists (select from movie_keywords as o where o.movie_id = f.movie_id and o.keyword_id = k.id)
    order by f.movie_id, k.id
    on conflict do nothing;
    get diagnostics _added = row_count;
    select count(*) into _total from (select distinct f.movie_id, f.slug from ops.stage_found_keywords as f) as d;
    return next ('keywords of films', _added, 0, _total - _added)::ops.import_count;
end
$$;
comment on function ops.import_keywords(integer) is
'Makes keywords of the tags that at least so many different users gave to the same film, and of the films'' own.';

create or replace function ops.import_country_code(_region text) returns text
language sql immutable parallel safe
as $$
select case _region
    when 'SUHH' then 'SU' when 'CSHH' then 'XC' when 'YUCS' then 'YU' when 'CSXX' then 'CS' when 'DDDE' then 'XG'
    when 'XWG' then 'DE' when 'BUMM' then 'BU' when 'ZRCD' then 'ZR' when 'VDVN' then 'VN' when 'XKV' then 'XK'
    when 'XNA' then 'SS' when 'XSI' then 'SI' else _region
end
$$;
comment on function ops.import_country_code(text) is 'Our code of a region as IMDb writes it (SUHH: the Soviet Union).';

create or replace function ops.import_titles() returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('titles', 0, 0, 0);
    _total bigint;
begin
    perform ops.import_step('alternative titles');
    analyze ops.stage_titles;
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'titles', s.source_id, 'title', left(t.title, 100), 'longer than 1000 characters'
    from ops.stage_titles as t
    join ops.stage_movies as s on s.film = t.film and s.movie_id is not null
    where char_length(t.title) > 1000;

    with wanted as (
        select distinct on (s.movie_id, t.title, c.code, l.code)
            s.movie_id, t.title, c.code as country_code, l.code as language_code, left(t.type, 50) as type
        from ops.stage_titles as t
        join ops.stage_movies as s on s.film = t.film and s.movie_id is not null
        join movies as m on m.id = s.movie_id
        left join countries as c on c.code = ops.import_country_code(t.region)
        left join languages as l on l.code = t.language
        where char_length(t.title) between 1 and 1000
            -- the title itself is no other title, unless a country is named with it
            and (c.code is not null or l.code is not null
                or t.title not in (m.title, coalesce(m.original_title, m.title)))
        order by s.movie_id, t.title, c.code, l.code, t.line
    ), added as (
        insert into alternative_titles (movie_id, title, country_code, language_code, type)
        select w.movie_id, w.title, w.country_code, w.language_code, w.type
        from wanted as w
        where not exists (
            select from alternative_titles as a
            where a.movie_id = w.movie_id and a.title = w.title
                and coalesce(a.country_code, '') = coalesce(w.country_code, '')
                and coalesce(a.language_code, '') = coalesce(w.language_code, ''))
        order by w.movie_id, w.title
        on conflict do nothing
        returning 1
    )
    select (select count(*) from added), (select count(*) from wanted) into _count.added, _total;
    _count.unchanged := _total - _count.added;
    return _count;
end
$$;
comment on function ops.import_titles() is
'Adds the other titles of the staged films; a region or language that we do not know is left empty.';
