create or replace function api.live_topics(
    _viewer iwm.viewer, _topics text[], _since pg_snapshot default null, _strict boolean default true,
    _seen pg_snapshot default null, _seen_id bigint default null
)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _most constant integer := 200;
    _user_id constant bigint := iwm.require(_viewer, 'user', null);
    _now constant pg_snapshot := pg_current_snapshot();
    _staff constant boolean := iwm.is_staff(_user_id);
    _topic text;
    _states jsonb := '{}'::jsonb;
    _state jsonb;
    _missed jsonb;
begin
    if exists (select from unnest(_topics) as t where t like any (array['job:%', 'queue:%', 'queues'])) then
        perform iwm.require(_viewer, 'user', 'jobs:read');
    end if;
    if exists (select from unnest(_topics) as t where t like 'video:%') then
        perform iwm.require(_viewer, 'user', 'videos:read');
    end if;
    foreach _topic in array _topics loop
        _state := jobs.watch(_topic, _user_id, _staff);
        continue when _state is null and not _strict;
        if _state is null then
            perform iwm.fail('topic_not_found', format('There is no topic %s that you may watch.', left(_topic, 100)),
                'Topics are job:<id>, video:<id>; for staff also queue:<name> and queues.', 'topics');
        end if;
        _states := _states || jsonb_build_object(_topic, _state);
    end loop;
    if pg_snapshot_xmax(_since) <= pg_snapshot_xmax(_now) then -- else it was taken in another database
        select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'topic', e.topic, 'kind', e.kind, 'data', e.data) order by e.id),
            '[]')
        into _missed
        from (select x.* from jobs.events as x
            where x.topic = any (_topics) and not pg_visible_in_snapshot(x.xid, _since)
                and not coalesce(pg_visible_in_snapshot(x.xid, _seen) and x.id <= _seen_id, false)
            order by x.id limit _most + 1) as e;
    end if;
    return jsonb_build_object('snapshot', _now, 'states', _states, 'looked_at', jobs.looked_at(_topics),
        'missed', case when jsonb_array_length(_missed) <= _most then _missed end);
end
$$;
comment on function api.live_topics is $$
The present state of topics that a viewer may watch, and what was told of them since a snapshot

Returns {"snapshot": of this moment, "states": by topic, "looked_at": those of them that have no events, "missed": events in their
order; null without _since, and where they are more than 200}. _seen and _seen_id: of those since then, the ones that _seen could see, up to this one, were told. Fails where one of the topics is not there or not for the viewer; without _strict it is left out: so it is asked
again and again while somebody watches.

@internal
@error topic_not_found
$$;
