create or replace function api.staff_list_people(
    _viewer iwm.viewer, _state iwm.record_state default null, _cursor iwm.feed_cursor default null,
    _limit iwm.list_limit default 20
)
returns api.staff_person_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _before constant bigint := iwm.from_cursor('staff people', _cursor);
    _ids bigint[];
    _feed api.staff_person_feed;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    select array_agg(x.id order by x.id desc) into _ids
    from (
        select p.id from people as p
        where p.id < _before and case _state when 'deleted' then p.deleted_at is not null and p.merged_into is null
            when 'merged' then p.merged_into is not null
            when 'listed' then p.deleted_at is null and p.merged_into is null else true end
        order by p.id desc limit _limit + 1
    ) as x;
    _feed.items := array(
        select row(p.external_id, p.version, iwm.record_state_of(p.deleted_at, p.merged_into),
            (select w.external_id from people as w where w.id = p.merged_into), p.name, p.birth_year,
            (select count(*) from credits as c where c.person_id = p.id), p.updated_at, p.deleted_at)::api.staff_person_card
        from people as p where p.id = any (_ids[:_limit]) order by p.id desc);
    _feed.next_cursor := case when cardinality(_ids) > _limit then iwm.to_cursor('staff people', _ids[_limit]) end;
    return _feed;
end
$$;
comment on function api.staff_list_people is $$
Records of people

The newest first; also those that were deleted, or merged into another one.

@route GET /staff/people
@auth  moderator
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Staff: people
$$;
