create or replace function api.search(
    _q iwm.search_text, _type iwm.search_type default null, _include_adult boolean default false,
    _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.search_result
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _types text[];
    _ids bigint[];
    _relevance numeric[];
    _movies bigint;
    _people bigint;
    _movie_cards api.movie_card[];
    _person_cards api.person_card[];
    _best text;
begin
    with found as materialized (
        -- popularity of both on one scale: the place among the films, or the people, that were found
        select 'movie' as type, f.movie_id as id, f.relevance, percent_rank() over (order by f.popularity) as popularity
        from match_movies(_q, null, _include_adult) as f
        union all
        select 'person', f.person_id, f.relevance, percent_rank() over (order by f.popularity) from match_people(_q) as f
    ), page as (
        select f.*, row_number() over (order by f.relevance desc, f.popularity desc, f.type, f.id) as place
        from found as f
        where _type is null or f.type = _type::text
        order by f.relevance desc, f.popularity desc, f.type, f.id
        limit _per_page offset (_page - 1)::bigint * _per_page
    )
    select array_agg(p.type order by p.place), array_agg(p.id order by p.place), array_agg(p.relevance order by p.place),
        (select count(*) from found as f where f.type = 'movie'), (select count(*) from found as f where f.type = 'person'),
        -- nothing holds what was typed: the nearest name is what was meant
        (
            select case when f.relevance < 0.8 then case f.type
                when 'movie' then (select m.title from movies as m where m.id = f.id)
                else (select p.name from people as p where p.id = f.id) end end
            from found as f order by f.relevance desc, f.popularity desc, f.type, f.id limit 1
        )
    into _types, _ids, _relevance, _movies, _people, _best
    from page as p;

    _movie_cards := movie_cards(array(select i.id from unnest(_types, _ids) with ordinality as i(type, id, place)
        where i.type = 'movie' order by i.place));
    _person_cards := person_cards(array(select i.id from unnest(_types, _ids) with ordinality as i(type, id, place)
        where i.type = 'person' order by i.place));
    return (
        _q::text,
        _best,
        array[row('movie', _movies)::api.search_facet, row('person', _people)::api.search_facet],
        case _type when 'movie' then _movies when 'person' then _people else _movies + _people end,
        array(
            select row(h.type, h.relevance,
                case when h.type = 'movie' then _movie_cards[h.nth] end,
                case when h.type = 'person' then _person_cards[h.nth] end)::api.search_hit
            from (
                select i.*, row_number() over (partition by i.type order by i.place) as nth
                from unnest(_types, _relevance) with ordinality as i(type, relevance, place)
            ) as h
            order by h.place));
end
$$;
comment on function api.search is $$
Search everything

Films and people together, the best first, with the number found of each type. `type` shows one of them and leaves the
numbers as they are. `did_you_mean` is the nearest name when nothing has what was typed.

@route GET /search
@auth  none
@cache 30m movies people
@param q              What to look for
@param type           Only this type
@param include_adult  Films for adults only, too
@param page           Page, from 1
@param per_page       Hits on a page, at most 100
@tag   Search
$$;
