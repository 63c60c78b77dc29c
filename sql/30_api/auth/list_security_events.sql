create or replace function api.list_security_events(
    _viewer iwm.viewer, _cursor iwm.event_cursor default null, _limit iwm.list_limit default 20
)
returns api.security_events
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:read');
    _most constant integer := coalesce(_limit, 20);
    -- up to when, in microseconds, and how many of that moment were shown already
    _before constant timestamptz := case when _cursor is not null then
        timestamptz 'epoch' + split_part(_cursor, '-', 1)::bigint * interval '1 microsecond' end;
    _shown constant integer := coalesce(split_part(_cursor, '-', 2), '0')::integer;
    _found iwm.security_events[];
    _feed api.security_events;
    _last timestamptz;
begin
    _found := array(
        select e from security_events as e
        where e.user_id = _user_id and (_before is null or e.at <= _before)
        order by e.at desc, e.id desc offset _shown limit _most + 1);
    _feed.items := array(
        select row(e.kind, e.at, e.session_id, e.client, e.user_agent, e.detail)::api.security_event
        from unnest(_found[:_most]) with ordinality as e order by e.ordinality);
    if cardinality(_found) > _most then
        _last := (_found[_most]).at;
        _feed.next_cursor := (extract(epoch from _last) * 1000000)::bigint || '-'
            || (select count(*) from unnest(_found[:_most]) as e where e.at = _last)
            + case when _last = _before then _shown else 0 end;
    end if;
    return _feed;
end
$$;
comment on function api.list_security_events is $$
What happened to your account

Sign-ins, changed passwords, ended sessions, tokens made and revoked: the newest first.

@route GET /me/security-events
@auth  user
@tag   Accounts: sessions and tokens
$$;
