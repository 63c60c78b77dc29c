create or replace function api.list_companies(
    _q iwm.search_text default null, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.company_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _from constant text := coalesce(iwm.normalize(_q), '');
    _to constant text := coalesce(iwm.normalize(_q), '') || chr(1114111);
begin
    if _q is not null and _from = '' then
        return (array[]::api.company[], 0::bigint);
    end if;
    return (
        array(
            select row(c.external_id, c.name, c.country_code, (
                select count(distinct x.movie_id) from movie_companies as x join movies as m on m.id = x.movie_id
                where x.company_id = c.id and m.deleted_at is null and m.merged_into is null and not m.adult))::api.company
            from (
                select w.* from companies as w
                where w.name_search ~>=~ _from and w.name_search ~<~ _to
                order by w.name_search using ~<~, w.id limit _per_page offset (_page - 1)::bigint * _per_page
            ) as c
            order by c.name_search using ~<~, c.id),
        (select count(*) from companies as w where w.name_search ~>=~ _from and w.name_search ~<~ _to));
end
$$;
comment on function api.list_companies is $$
Companies

Companies that made or distributed films, in alphabetical order; with `q` those whose name begins with it.

@route GET /companies
@auth  none
@cache 1h movies
@param q         What the name begins with; accents and capitals do not matter
@param page      Page, from 1
@param per_page  Companies on a page, at most 100
@tag   Companies
$$;
