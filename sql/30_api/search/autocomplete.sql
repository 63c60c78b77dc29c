create or replace function api.autocomplete(
    _q iwm.search_text, _type iwm.search_type default null, _limit iwm.list_limit default 10
)
returns api.suggestion[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _prefix constant text := iwm.normalize(_q);
    _movies bigint[] := array[]::bigint[];
    _people bigint[] := array[]::bigint[];
begin
    if _prefix = '' then
        return array[]::api.suggestion[];
    end if;
    if _type is null or _type = 'movie' then
        _movies := suggest_movies(_prefix, _limit);
    end if;
    if _type is null or _type = 'person' then
        _people := suggest_people(_prefix, _limit);
    end if;
    -- the first film, the first person, the second film …: their popularities cannot be compared
    return array(
        select row(t.type, t.id, t.text, t.year, t.image_url)::api.suggestion
        from (
            select 'movie' as type, m.external_id as id, m.title as text, m.year::integer, m.poster_url as image_url, i.place
            from unnest(_movies) with ordinality as i(id, place) join movies as m on m.id = i.id
            union all
            select 'person', p.external_id, p.name, null, p.image_url, i.place
            from unnest(_people) with ordinality as i(id, place) join people as p on p.id = i.id
        ) as t
        order by t.place, t.type
        limit _limit);
end
$$;
comment on function api.autocomplete is $$
What the typed letters may become

Films and people whose name begins so, the popular first, then those with a later word that begins so. Accents and capitals
do not matter.

@route GET /search/autocomplete
@auth  none
@cache 30m movies people
@param q      What was typed so far
@param type   Only this type
@param limit  How many, at most 100
@tag   Search
$$;
