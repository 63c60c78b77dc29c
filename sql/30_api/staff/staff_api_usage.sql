create or replace function api.staff_api_usage(
    _viewer iwm.viewer, _since date default null, _until date default null, _caller iwm.user_ref default null,
    _address iwm.search_text default null, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.api_usage_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _last constant date := coalesce(_until, greatest((iwm.now() at time zone 'UTC')::date, _since));
    _first constant date := coalesce(_since, _last - 29);
    _callers text[];
    _out api.api_usage_page;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    if _first > _last then
        perform iwm.fail('range_reversed', 'since is after until.', 'Swap the two.', 'since');
    end if;
    -- a user's calls are those of their tokens, too
    _callers := array(
        select u.external_id from users as u where u.id = iwm.user_id_of(_caller)
        union
        select t.external_id from api_tokens as t where t.user_id = iwm.user_id_of(_caller)
        union
        select _caller);
    _out.total := (
        select count(*) from (
            select distinct c.day, c.caller, c.client from api_calls as c
            where c.day between _first and _last and (_caller is null or c.caller = any (_callers))
                and (_address is null or c.client = _address)
        ) as x);
    _out.items := array(
        select row(x.day, x.caller, x.username, x.client, x.calls, x.errors)::api.api_usage
        from (
            select * from api_usage as c
            where c.day between _first and _last and (_caller is null or c.caller = any (_callers))
                and (_address is null or c.client = _address)
            order by c.day desc, c.calls desc, c.caller, c.client limit _per_page offset (_page - 1)::bigint * _per_page
        ) as x order by x.day desc, x.calls desc, x.caller, x.client);
    return _out;
end
$$;
comment on function api.staff_api_usage is $$
Calls of the API

Calls a day by caller (user, API token, anonymous) and address: the last day first, of a day whoever called most. Without
dates, the last 30 days.

@route GET /staff/api-usage
@auth  moderator
@param since     From this day on
@param until     Up to this day
@param caller    Username or public id of a user (tokens included), public id of a token, or anonymous
@param address   Only calls from this address
@param page      Page, from 1
@param per_page  Rows on a page, at most 100
@error range_reversed
@tag   Staff: service
$$;
