create or replace function iwm.watch_video(_name text, _user_id bigint, _staff boolean)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _video videos;
begin
    select v.* into _video from videos as v
    where v.external_id = _name and v.deleted_at is null and (_staff or v.user_id = _user_id);
    if _video.id is null then
        return null;
    end if;
    return jsonb_build_object(
        'video', _video.external_id, 'title', _video.title,
        'operations', (
            select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('job', c.id, 'operation_id', c.operation_id,
                'type', c.type, 'state', c.state, 'progress', c.progress, 'message', c.message, 'error', c.error,
                'asset', (c.asset).id)) order by c.created_at desc, c.operation_id desc), '[]')
            from (select array_agg(x.id) as ids from (
                select o.id from video_operations as o where o.user_id = _video.user_id and o.video_id = _video.id
                order by o.id desc limit 50) as x) as o
            cross join lateral unnest(iwm.operation_cards(array_fill(_video.user_id, array[cardinality(o.ids)]), o.ids)) as c
            where o.ids is not null));
end
$$;
comment on function iwm.watch_video is $$
The state of topic video:<id> of the live feed: its latest 50 operations, for its owner and staff; null for others

What changes about their jobs is told by the queue itself.
$$;
