create or replace function api.search_users(
    _viewer iwm.viewer, _q iwm.search_text, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.user_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'optional');
    _ids bigint[];
    _total bigint;
begin
    with found as materialized (
        select f.* from match_users(_me, _q) as f
    ), page as (
        select f.user_id, row_number() over (order by f.relevance desc, f.followers desc, f.user_id) as place
        from found as f
        order by f.relevance desc, f.followers desc, f.user_id
        limit _per_page offset (_page - 1) * _per_page
    )
    select array_agg(p.user_id order by p.place), (select count(*) from found) into _ids, _total from page as p;
    return (iwm.user_cards(coalesce(_ids, '{}')), _total);
end
$$;
comment on function api.search_users is $$
Search users

By name or username, the best first: typos, accents and capitals do not matter. One or two letters find names that begin with
them. Private profiles, and users who turned `privacy.searchable` off, are found by those who follow them only; suspended
accounts, those with a block between you and those whose e-mail address is not verified by nobody else.

@route GET /users
@auth  optional
@param q         Whom to look for
@param page      Page, from 1
@param per_page  Users on a page, at most 100
@tag   Users
$$;
