create or replace function api.follow_user(_viewer iwm.viewer, _username iwm.user_ref)
returns api.relation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id bigint;
begin
    perform iwm.require_verified(_me);
    _id := iwm.follow(_me, _username);
    return iwm.relation(_me, _id);
end
$$;
comment on function api.follow_user is $$
Follow a user, or ask to

A public profile is followed at once (`follows`); one for followers waits for an answer (`requested`). Following again, or
asking again, changes nothing and answers the same. Nobody can ask to follow a private profile: it is not found; nor one whose
owner takes no requests (the setting `privacy.allow_follow_requests`).

@route PUT /users/{username}/follow
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@rate  follow
@error user_not_found
@error email_not_verified
@error not_yourself
@error you_block_user
@error user_suspended
@error no_follow_requests
@error too_many_follows
@tag   Users
$$;
