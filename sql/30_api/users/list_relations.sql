create or replace function api.list_relations(_viewer iwm.viewer, _users iwm.user_ref[])
returns api.relation[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:read');
begin
    if cardinality(_users) > 100 then
        perform iwm.fail('too_many_users', 'At most 100 users at once.', 'Ask for the rest in another call.', 'users');
    end if;
    return iwm.relations(_me, array(
        select i.id
        from (
            select iwm.user_id_of(n.name) as id, min(n.place) as place
            from unnest(_users::text[]) with ordinality as n(name, place)
            group by 1
        ) as i
        join user_sight(_me) as s on s.user_id = i.id and s.known
        where i.id <> _me
        order by i.place));
end
$$;
comment on function api.list_relations is $$
What users are to you

For many at once, in the order in which they are named. Those who are not found, and you yourself, are left out.

@route GET /me/relations
@auth  user
@param users  Usernames or public ids (usr_…), at most 100
@error too_many_users
@tag   Users
$$;
