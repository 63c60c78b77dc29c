create or replace function iwm.match_movies(
    _text text, _year integer default null, _include_adult boolean default false
)
returns table (movie_id bigint, relevance numeric, popularity double precision, matched_title text)
language plpgsql stable parallel safe
-- the thresholds of <%; set here, so that nothing depends on the settings of the database or the session
set "pg_trgm.word_similarity_threshold" = 0.5
as $$
declare
    _q text := iwm.normalize(_text);
    _full constant text := _q;
    _hint constant integer := case when _year is null then iwm.year_in_query(_q) end;
    _number text[];
    _numbered text;
    _names text;
    _plan text;
    _best numeric;
    _ids bigint[];
    _relevances numeric[];
    _popularities double precision[];
    _others text[];
    _far bigint[];
begin
    if _hint is not null then
        _q := left(_q, -5);
    end if;
    if _q = '' then
        return;
    end if;
    if length(_q) <= 2 or _q ~ '^(the|an?|of|and|in|on|to|for|is|it)( (the|an?|of|and|in|on|to|for|is|it))*$' then
        -- too short to be similar to anything, or in too many titles: those that begin with it
        _names := $q$
            select m.id, m.title_search as name, null::text as other from iwm.movies as m
            where m.title_search ~>=~ $1 and m.title_search ~<~ ($1 || chr(1114111))$q$;
    else
        _names := $q$
            select m.id, m.title_search as name, null::text as other from iwm.movies as m
            where $1 operator(extensions.<%) m.title_search
            union all
            select a.movie_id, a.title_search, a.title from iwm.alternative_titles as a
            where $1 operator(extensions.<%) a.title_search
            union all
            select m.id, m.original_title_search, m.original_title from iwm.movies as m
            where $1 operator(extensions.<%) m.original_title_search$q$;
        _number := iwm.number_in_query(_q);
        _numbered := regexp_replace(_q, _number[1], _number[2], 'g');
    end if;
    -- a number may be written otherwise: part 2 is ii; names that have it so are compared once more with it in digits
    if _numbered like '% %' then
        _names := format('select n.*, nullif(regexp_replace(n.name, %L, %L, ''g''), %s) as numbered from (%s) as n offset 0',
            _number[1], _number[2], case when _numbered = _q then 'n.name' else 'null' end, _names);
    else
        _names := format('select n.*, null::text as numbered from (%s) as n', _names);
    end if;
    -- execute: the plan is made for this text, whose rarity decides it
    -- offset 0: a subquery of its own, so that what it works out is not worked out again for each use of it
    _plan := replace($q$
        select f.id, round(f.relevance::numeric, 3), f.popularity, f.other
        from (
            select distinct on (d.id) d.id, d.other, d.popularity,
                -- among similar titles the known one is more likely meant
                d.closeness + case when d.closeness < 0.8 then 0.06 * d.popularity / (d.popularity + 50) else 0 end as relevance
            from (
                select c.id, c.other, c.popularity, case when $3 is null then c.closeness
                    else greatest(case when c.name = $2 then 1 else 0 end,
                        0.85 * c.closeness + case abs(c.year - $3) when 0 then 0.15 when 1 then 0.07 else 0 end)
                    end as closeness
                from (
                    select b.id, b.name, b.other, b.year, b.popularity,
                        greatest(iwm.relevance($1, $6, b.name, b.bare),
                            iwm.relevance($7, $8, b.numbered, b.numbered_bare) - 0.01)
                        - case when b.other is null then 0 else 0.01 end as closeness
                    from (
                        select m.id, n.name, n.other, n.numbered, m.year, coalesce(s.popularity, 0) as popularity,
                            iwm.without_article(n.name) as bare, iwm.without_article(n.numbered) as numbered_bare
                        from (names) as n
                        join iwm.movies as m on m.id = n.id
                        left join iwm.movie_stats as s on s.movie_id = n.id
                        where m.deleted_at is null and m.merged_into is null
                            and ($5 or not m.adult) and ($4 is null or m.year = $4)
                        offset 0
                    ) as b
                    offset 0
                ) as c
                offset 0
            ) as d
            order by d.id, d.closeness desc, d.other nulls first
        ) as f$q$, '(names)', '(' || _names || ')');
    perform set_config('pg_trgm.word_similarity_threshold', iwm.typo_threshold(_q), true);
    execute format('select array_agg(t.id), array_agg(t.relevance), array_agg(t.popularity), array_agg(t.other),'
        ' coalesce(max(t.relevance), 0) from (%s) as t (id, relevance, popularity, other)', _plan)
        into _ids, _relevances, _popularities, _others, _best
        using _q, _full, _hint, _year, _include_adult, iwm.without_article(_q), _numbered, iwm.without_article(_numbered);
    if _best >= 0.8 or length(_q) not between 4 and 40 then
        return query select * from unnest(_ids, _relevances, _popularities, _others);
        return;
    end if;
    -- nothing has these words: among the nearest count the slips of the finger; where none is near, look further
    if _best < 0.55 then
        perform set_config('pg_trgm.word_similarity_threshold', '0.25', true);
        _far := array(
            select m.id from iwm.movies as m
            where _q operator(extensions.<%) m.title_search and m.deleted_at is null and m.merged_into is null
                and (_include_adult or not m.adult) and (_year is null or m.year = _year)
            order by extensions.similarity(_q, m.title_search) desc, m.id limit 30);
    end if;
    return query
        with near as (
            select * from unnest(_ids, _relevances, _popularities, _others) as n(id, relevance, popularity, other)
        ), counted as (
            select w.id, iwm.slips(_q, w.title_search, iwm.slips_allowed(_q)) as slips, w.popularity, w.year,
                iwm.edit_distance(iwm.without_article(_q), iwm.without_article(w.title_search), iwm.slips_allowed(_q))
                    <= iwm.slips_allowed(_q) as is_whole
            from (
                select m.id, m.title_search, m.year, coalesce(s.popularity, 0) as popularity
                from iwm.movies as m left join iwm.movie_stats as s on s.movie_id = m.id
                where m.id = any (_far) or m.id in (select n.id from near as n order by n.relevance desc, n.id limit 30)
                offset 0
            ) as w
        ), slipped as (
            -- the whole title weighs more than all popularity: toy stroy is Toy Story before Toy Story 3
            select c.id, c.popularity, 0.72 - 0.06 * c.slips + 0.05 * c.popularity / (c.popularity + 50)
                + case when c.is_whole then 0.06 else 0 end
                - case when _hint is null or c.year = _hint then 0 else 0.12 end as relevance
            from counted as c where c.slips <= iwm.slips_allowed(_q)
        )
        select coalesce(n.id, s.id), round(greatest(n.relevance, s.relevance::numeric), 3),
            coalesce(n.popularity, s.popularity), n.other
        from near as n full join slipped as s on s.id = n.id;
end
$$;
comment on function iwm.match_movies is $$
Films whose title, original title or another title fits a text: typos, accents, capitals, missing articles, swapped words

A year at the end of the text (matrix 1999) brings films of that year to the front; _year leaves others out. Unordered:
order by relevance desc, popularity desc, movie_id. matched_title is the other title, when it fits better than the main one.
A number may be written as in the title or not: godfather 2 is The Godfather Part II.
$$;
