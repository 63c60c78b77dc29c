create or replace function iwm.match_people(_text text)
returns table (person_id bigint, relevance numeric, popularity double precision)
language plpgsql stable parallel safe
set "pg_trgm.word_similarity_threshold" = 0.5
as $$
declare
    _q constant text := iwm.normalize(_text);
    _plan text;
    _best numeric;
    _ids bigint[];
    _relevances numeric[];
    _popularities double precision[];
    _far bigint[];
begin
    if _q = '' then
        return;
    end if;
    _plan := replace($q$
        select f.id, round((f.closeness + case when f.closeness < 0.8
            then 0.06 * f.popularity / (f.popularity + 500) else 0 end)::numeric, 3), f.popularity
        from (
            select p.id, coalesce(s.popularity, 0) as popularity,
                iwm.relevance($1, $1, p.name_search, p.name_search) as closeness
            from iwm.people as p left join iwm.person_stats as s on s.person_id = p.id
            where (name fits) and p.deleted_at is null and p.merged_into is null
            offset 0
        ) as f$q$, '(name fits)', case when length(_q) <= 2
        then 'p.name_search ~>=~ $1 and p.name_search ~<~ ($1 || chr(1114111))'
        else '$1 operator(extensions.<%) p.name_search' end);
    perform set_config('pg_trgm.word_similarity_threshold', iwm.typo_threshold(_q), true);
    execute format('select array_agg(t.id), array_agg(t.relevance), array_agg(t.popularity), coalesce(max(t.relevance), 0)'
        ' from (%s) as t (id, relevance, popularity)', _plan)
        into _ids, _relevances, _popularities, _best using _q;
    if _best >= 0.8 or length(_q) not between 4 and 40 then
        return query select * from unnest(_ids, _relevances, _popularities);
        return;
    end if;
    -- nobody has these names: among the nearest count the slips of the finger; where none is near, look further
    if _best < 0.5 then
        perform set_config('pg_trgm.word_similarity_threshold', '0.3', true);
        _far := array(
            select p.id from iwm.people as p
            where _q operator(extensions.<%) p.name_search and p.deleted_at is null and p.merged_into is null
            order by extensions.similarity(_q, p.name_search) desc, p.id limit 30);
    end if;
    return query
        with near as (
            select * from unnest(_ids, _relevances, _popularities) as n(id, relevance, popularity)
        ), counted as (
            select w.id, iwm.slips(_q, w.name_search, iwm.slips_allowed(_q)) as slips, w.popularity
            from (
                select p.id, p.name_search, coalesce(s.popularity, 0) as popularity
                from iwm.people as p left join iwm.person_stats as s on s.person_id = p.id
                where p.id = any (_far) or p.id in (select n.id from near as n order by n.relevance desc, n.id limit 30)
                offset 0
            ) as w
        ), slipped as (
            select c.id, c.popularity, 0.78 - 0.06 * c.slips + 0.05 * c.popularity / (c.popularity + 500) as relevance
            from counted as c where c.slips <= iwm.slips_allowed(_q)
        )
        select coalesce(n.id, s.id), round(greatest(n.relevance, s.relevance::numeric), 3), coalesce(n.popularity, s.popularity)
        from near as n full join slipped as s on s.id = n.id;
end
$$;
comment on function iwm.match_people is $$
People whose name fits a text: typos, accents, capitals, swapped names, one name of several

Unordered: order by relevance desc, popularity desc, person_id.
$$;
