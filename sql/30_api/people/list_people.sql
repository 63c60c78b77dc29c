create or replace function api.list_people(
    _sort iwm.person_sort default 'popularity.desc', _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.person_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _skip constant bigint := (_page - 1)::bigint * _per_page;
    _total bigint;
    _ids bigint[];
begin
    select t.total into _total from catalogue_totals as t where t.kind = 'people';
    if _skip >= _total then
        return (array[]::api.person_card[], _total);
    end if;
    if _sort in ('name.asc', 'name.desc') then
        execute format('select array(select p.id from iwm.people as p where p.deleted_at is null and p.merged_into is null'
            ' order by %s limit $1 offset $2)', case _sort when 'name.asc'
            then 'p.name_search using ~<~, p.id' else 'p.name_search using ~>~, p.id desc' end) into _ids using _per_page, _skip;
    else
        execute format('select array(select s.person_id from iwm.person_stats as s join iwm.people as p on p.id = s.person_id'
            ' where p.deleted_at is null and p.merged_into is null order by %s limit $1 offset $2)',
            case _sort when 'popularity.desc' then 's.popularity desc, s.person_id desc'
            else 's.popularity, s.person_id' end) into _ids using _per_page, _skip;
    end if;
    return (person_cards(_ids), _total);
end
$$;
comment on function api.list_people is $$
People

Everybody who is credited in films.

@route GET /people
@auth  none
@cache 1h people
@param sort      Order; the id decides between equals
@param page      Page, from 1
@param per_page  People on a page, at most 100
@tag   People
$$;
