create or replace function api.staff_list_users(
    _viewer iwm.viewer, _q iwm.search_text default null, _role iwm.short_label default null,
    _state iwm.account_state default null, _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.staff_user_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _before constant bigint := iwm.from_cursor('staff users', _cursor);
    _like constant text := '%' || iwm.normalize(_q) || '%';
    _holders bigint[];
    _ids bigint[];
    _feed api.staff_user_feed;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    if _role is not null and not exists (select from roles as r where r.role = _role) then
        perform iwm.fail('unknown_role', format('There is no role %s.', _role),
            (select 'One of ' || string_agg(r.role, ', ' order by r.rank) || '.' from roles as r), 'role');
    end if;
    if _role <> 'user' then
        _holders := array(select m.user_id from admin_user_meta as m where m.role = _role);
    end if;
    select array_agg(x.id order by x.id desc) into _ids
    from (
        select u.id from users as u
        where u.id < _before
            and (_q is null or _like <> '%%' and u.name_search like _like or lower(u.email) = lower(_q) or u.external_id = _q)
            and (_holders is null or u.id = any (_holders))
            and (_role is null or _role <> 'user' or not exists (select from admin_user_meta as m where m.user_id = u.id))
            -- what an index has, besides what the state means
            and (_state is null or _state <> 'suspended' or u.suspended_at is not null)
            and (_state is null or _state <> 'deactivated' or u.deactivated_at is not null)
            and (_state is null or _state <> 'leaving' or u.deletion_due_at is not null)
            and (_state is null or iwm.account_state_of(u) = _state)
        order by u.id desc limit _limit + 1
    ) as x;
    _feed.items := array(
        select row(u.external_id, u.username, u.name, coalesce(m.role, 'user'), iwm.account_state_of(u), u.created_at,
            u.last_seen_at)::api.staff_user_card
        from users as u left join admin_user_meta as m on m.user_id = u.id
        where u.id = any (_ids[:_limit]) order by u.id desc);
    _feed.next_cursor := case when cardinality(_ids) > _limit then iwm.to_cursor('staff users', _ids[_limit]) end;
    return _feed;
end
$$;
comment on function api.staff_list_users is $$
Users

The newest first, in whatever state.

@route GET /staff/users
@auth  moderator
@param q       Part of the name or the username; or a whole e-mail address or public id
@param role    Only those with this role: user, moderator, admin
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@error unknown_role
@tag   Staff: users
$$;
