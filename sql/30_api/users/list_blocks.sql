create or replace function api.list_blocks(
    _viewer iwm.viewer, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.user_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:read');
    _user_ids constant bigint[] := array(
        select x.blocked_id
        from user_blocks as x
        join user_sight(_me) as s on s.user_id = x.blocked_id and s.known
        where x.user_id = _me
        order by x.created_at desc, x.blocked_id desc);
    _skip constant integer := (_page - 1) * _per_page;
begin
    return (iwm.user_cards(_user_ids[_skip + 1:_skip + _per_page]), cardinality(_user_ids)::bigint);
end
$$;
comment on function api.list_blocks is $$
Whom you block

The newest first. Left out are accounts that are deactivated.

@route GET /me/blocks
@auth  user
@param page      Page, from 1
@param per_page  Users on a page, at most 100
@tag   Users
$$;
