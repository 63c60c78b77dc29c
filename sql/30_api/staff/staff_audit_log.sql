create or replace function api.staff_audit_log(
    _viewer iwm.viewer, _entity iwm.audit_entity default null, _id iwm.public_id default null,
    _actor iwm.user_ref default null, _since timestamptz default null, _until timestamptz default null,
    _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.audit_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _before constant bigint := iwm.from_cursor('audit log', _cursor);
    _of text;
    _actor_id bigint;
    _found iwm.audit_log[];
    _feed api.audit_feed;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    if _id is not null and _entity is null then
        perform iwm.fail('nothing_given', 'An id says nothing without the kind of thing.', 'Send entity, too.', 'entity');
    elsif _since > _until then
        perform iwm.fail('range_reversed', 'since is after until.', 'Swap the two.', 'since');
    end if;
    -- users are named as everywhere, and kept by public id
    _of := case when _entity = 'user' then coalesce((select u.external_id from users as u where u.id = iwm.user_id_of(_id)), _id)
        else _id end;
    _actor_id := iwm.user_id_of(_actor);
    _found := array(
        select a from audit_log as a
        where a.id < _before and (_entity is null or a.entity = _entity::text) and (_of is null or a.entity_id = _of)
            and (_actor is null or a.actor_id = _actor_id or _actor_id is null and a.actor = _actor)
            and (_since is null or a.at >= _since) and (_until is null or a.at < _until)
        order by a.id desc limit _limit + 1);
    _feed.items := array(
        select row(a.at, a.actor, a.action, a.entity, a.entity_id, hstore_to_jsonb(a.changed), hstore_to_jsonb(a.previous),
            a.reason)::api.audit_entry
        from unnest(_found[:_limit]) with ordinality as a order by a.ordinality);
    if cardinality(_found) > _limit then
        _feed.next_cursor := iwm.to_cursor('audit log', (_found[_limit]).id);
    end if;
    return _feed;
end
$$;
comment on function api.staff_audit_log is $$
What staff did

Each change of a film, a person, a genre, a user's role or state, and of the settings of the service, by whomever: new values,
what they replaced, who and why. The newest first.

@route GET /staff/audit-log
@auth  moderator
@param entity  Only what happened to things of this kind
@param id      With entity: only what happened to this one, by public id, slug, class or username
@param actor   Only what this user did; or a database role, for what was done in psql
@param since   From this time on
@param until   Before this time
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@error nothing_given
@error range_reversed
@tag   Staff: service
$$;
