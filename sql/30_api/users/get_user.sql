create or replace function api.get_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.user_profile
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'optional');
    _id constant bigint := iwm.visible_user(_me, _username);
    _profile api.user_profile;
begin
    select u.external_id, u.username, u.name,
        case when s.listed and s.proved then u.avatar_url end,
        case when s.content and s.proved then u.cover_url end,
        case when s.content and s.proved then u.bio end,
        case when s.content and s.proved then u.location end,
        case when s.content and s.proved then u.website end,
        u.visibility, iwm.suspended(u.suspended_at, u.suspended_until), s.content,
        case when s.content then coalesce(t.followers, 0) end,
        case when s.content then coalesce(t.following, 0) end,
        case when s.content then u.created_at end,
        case when _id <> _me then iwm.relation(_me, _id) end
    into _profile
    from users as u
    join user_sight(_me) as s on s.user_id = u.id
    left join user_stats as t on t.user_id = u.id
    where u.id = _id;
    return _profile;
end
$$;
comment on function api.get_user is $$
One user

The card, and what else is on the profile: to everyone where it is public, to followers where it is for followers. A private
profile is not found, but for its owner, those who follow already, and staff. Of a suspended account only the names are shown; of
one whose e-mail address is not verified neither pictures nor texts. One that is deactivated or waits for its deletion is not
found, nor is one where either of you blocks the other.

@route GET /users/{username}
@auth  optional
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@tag   Users
$$;
