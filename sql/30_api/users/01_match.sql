create or replace function iwm.match_users(_viewer_id bigint, _text text)
returns table (user_id bigint, relevance numeric, followers integer)
language plpgsql stable parallel safe
set "pg_trgm.word_similarity_threshold" = 0.5
as $$
declare
    _q constant text := iwm.normalize(_text);
    _name constant text := lower(btrim(_text, ' @'));
    _plan text;
    _best numeric;
    _ids bigint[];
    _relevances numeric[];
    _followers integer[];
    _far bigint[];
begin
    if _q = '' then
        return;
    end if;
    -- Of a text that fits very many (user1) some thousand are compared; whom it names is among them in any case.
    -- name_search begins with the name, and the username stands behind it.
    _plan := replace($q$
        select f.id, round((f.closeness + case when f.closeness < 0.8
            then 0.06 * f.followers / (f.followers + 500.0) else 0 end)::numeric, 3), f.followers
        from (
            select c.id, coalesce(t.followers, 0) as followers,
                case when lower(c.username) = $2 then 1.0
                    else greatest(case when starts_with(lower(c.username), $2) then 0.88 end,
                        iwm.relevance($1, $1, c.name_search, c.name_search)) end as closeness
            from (
                select u.id, u.username, u.name_search from iwm.users as u where lower(u.username) = $2
                union
                (select u.id, u.username, u.name_search from iwm.users as u
                where lower(u.username) ~>=~ $2 and lower(u.username) ~<~ ($2 || chr(1114111))
                order by lower(u.username) using ~<~ limit 500)
                union
                (select u.id, u.username, u.name_search from iwm.users as u where (name fits) limit 3000)
            ) as c
            join iwm.user_sight($3) as s on s.user_id = c.id and s.found
            left join iwm.user_stats as t on t.user_id = c.id
            offset 0
        ) as f$q$, '(name fits)', case when length(_q) <= 2
        then 'u.name_search ~>=~ $1 and u.name_search ~<~ ($1 || chr(1114111))'
        else '$1 operator(extensions.<%) u.name_search' end);
    perform set_config('pg_trgm.word_similarity_threshold', iwm.typo_threshold(_q), true);
    execute format('select array_agg(t.id), array_agg(t.relevance), array_agg(t.followers), coalesce(max(t.relevance), 0)'
        ' from (%s) as t (id, relevance, followers)', _plan)
        into _ids, _relevances, _followers, _best using _q, _name, _viewer_id;
    if _best >= 0.8 or length(_q) not between 4 and 40 then
        return query select * from unnest(_ids, _relevances, _followers);
        return;
    end if;
    -- nobody has this name: among the nearest count the slips of the finger; where none is near, look further
    if _best < 0.5 then
        perform set_config('pg_trgm.word_similarity_threshold', '0.3', true);
        _far := array(
            select c.id
            from (
                select u.id, u.name_search from iwm.users as u where _q operator(extensions.<%) u.name_search limit 3000
            ) as c
            join iwm.user_sight(_viewer_id) as s on s.user_id = c.id and s.found
            order by extensions.similarity(_q, c.name_search) desc, c.id limit 30);
    end if;
    return query
        with near as (
            select * from unnest(_ids, _relevances, _followers) as n(id, relevance, followers)
        ), counted as (
            select w.id, iwm.slips(_q, w.name_search, iwm.slips_allowed(_q)) as slips, w.followers
            from (
                select u.id, u.name_search, coalesce(t.followers, 0) as followers
                from (
                    select f.id from unnest(_far) as f(id)
                    union
                    (select n.id from near as n order by n.relevance desc, n.id limit 30)
                ) as i
                join iwm.users as u on u.id = i.id
                left join iwm.user_stats as t on t.user_id = u.id
                offset 0
            ) as w
        ), slipped as (
            select c.id, c.followers, 0.78 - 0.06 * c.slips + 0.05 * c.followers / (c.followers + 500.0) as relevance
            from counted as c where c.slips <= iwm.slips_allowed(_q)
        )
        select coalesce(n.id, s.id), round(greatest(n.relevance, s.relevance), 3), coalesce(n.followers, s.followers)
        from near as n full join slipped as s on s.id = n.id;
end
$$;
comment on function iwm.match_users is $$
Users whom a viewer may find, whose name or username fits a text: typos, accents, capitals, one name of several

Unordered: order by relevance desc, followers desc, user_id.
$$;
