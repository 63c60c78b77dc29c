create or replace function api.search_people(
    _q iwm.search_text, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.person_match_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _ids bigint[];
    _relevance numeric[];
    _total bigint;
    _cards api.person_card[];
begin
    with found as materialized (
        select f.* from match_people(_q) as f
    ), page as (
        select f.*, row_number() over (order by f.relevance desc, f.popularity desc, f.person_id) as place
        from found as f
        order by f.relevance desc, f.popularity desc, f.person_id
        limit _per_page offset (_page - 1)::bigint * _per_page
    )
    select array_agg(p.person_id order by p.place), array_agg(p.relevance order by p.place), (select count(*) from found)
    into _ids, _relevance, _total
    from page as p;
    _cards := person_cards(coalesce(_ids, '{}'));
    return (
        array(
            select row(_relevance[g.place], _cards[g.place])::api.person_match
            from generate_subscripts(_cards, 1) as g(place) order by g.place),
        _total);
end
$$;
comment on function api.search_people is $$
Search people

By name: typos (`Kurosowa`), accents, capitals and the order of names (`nolan christopher`) do not matter, and one name of
several is enough. One or two letters find names that begin with them.

@route GET /search/people
@auth  none
@cache 30m people
@param q         Whom to look for
@param page      Page, from 1
@param per_page  People on a page, at most 100
@tag   Search
$$;
