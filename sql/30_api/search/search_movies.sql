create or replace function api.search_movies(
    _q iwm.search_text, _year iwm.release_year default null, _include_adult boolean default false,
    _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.movie_match_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _ids bigint[];
    _relevance numeric[];
    _titles text[];
    _total bigint;
    _cards api.movie_card[];
begin
    with found as materialized (
        select f.* from match_movies(_q, _year, _include_adult) as f
    ), page as (
        select f.*, row_number() over (order by f.relevance desc, f.popularity desc, f.movie_id) as place
        from found as f
        order by f.relevance desc, f.popularity desc, f.movie_id
        limit _per_page offset (_page - 1)::bigint * _per_page
    )
    select array_agg(p.movie_id order by p.place), array_agg(p.relevance order by p.place),
        array_agg(p.matched_title order by p.place), (select count(*) from found)
    into _ids, _relevance, _titles, _total
    from page as p;
    _cards := movie_cards(coalesce(_ids, '{}'));
    return (
        array(
            select row(_relevance[g.place], _titles[g.place], _cards[g.place])::api.movie_match
            from generate_subscripts(_cards, 1) as g(place) order by g.place),
        _total);
end
$$;
comment on function api.search_movies is $$
Search films

By title, also the original or another title: typos (`Intersteller`), accents (`Amelie`), capitals, articles, the order
of words and the spelling of numbers (`godfather 2`) do not matter. The same title comes first, then titles that begin
so, then those that hold all the words, then similar ones; among equals the popular. A year at the end (`matrix 1999`)
brings films of that year to the front. One or two letters find titles that begin with them.

@route GET /search/movies
@auth  none
@cache 30m movies
@param q              What to look for
@param year           Only films of this year
@param include_adult  Films for adults only, too
@param page           Page, from 1
@param per_page       Films on a page, at most 100
@tag   Search
$$;
