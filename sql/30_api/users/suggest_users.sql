create or replace function api.suggest_users(_viewer iwm.viewer, _limit iwm.list_limit default 20)
returns api.user_suggestion[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:read');
    _ids bigint[];
    _mutual integer[];
    _cards api.user_card[];
begin
    -- friends of friends: a sample of the newest, so that it costs the same for those who follow thousands
    select coalesce(array_agg(x.id order by x.mutual desc, x.followers desc, x.id), '{}'),
        array_agg(x.mutual order by x.mutual desc, x.followers desc, x.id)
    into _ids, _mutual
    from (
        select n.id, n.mutual, t.followers
        from (
            select theirs.id, count(*)::integer as mutual
            from (
                select f.following_id as id from user_follows as f where f.follower_id = _me order by f.id desc limit 100
            ) as mine
            join user_sight(_me) as s on s.user_id = mine.id and s.content
            cross join lateral (
                select f.following_id as id from user_follows as f where f.follower_id = mine.id order by f.id desc limit 100
            ) as theirs
            group by theirs.id
            order by mutual desc, theirs.id
            limit 1000
        ) as n
        join user_stats as t on t.user_id = n.id
        join suggestible_users(_me) as s on s.user_id = n.id
        order by n.mutual desc, t.followers desc, n.id
        limit _limit
    ) as x;
    if cardinality(_ids) < _limit then -- then those whom most follow
        _ids := _ids || array(
            select t.user_id
            from user_stats as t
            join suggestible_users(_me) as s on s.user_id = t.user_id
            where t.followers > 0 and t.user_id <> all (_ids)
            order by t.followers desc, t.user_id
            limit _limit - cardinality(_ids));
    end if;
    _cards := iwm.user_cards(_ids);
    return array(
        select row(_cards[g.place], coalesce(_mutual[g.place], 0))::api.user_suggestion
        from generate_subscripts(_cards, 1) as g(place)
        order by g.place);
end
$$;
comment on function api.suggest_users is $$
Whom to follow

Those whom the people that you follow follow, the most of them first; then those with the most followers. Whom you follow,
asked to follow, mute or block is left out, and so are private profiles, those who turned `privacy.searchable` off and
those whose e-mail address is not verified.

@route GET /users/suggestions
@auth  user
@param limit  How many, at most 100
@tag   Users
$$;
