create or replace function api.patch_account(_viewer iwm.viewer, _if_match text, _patch jsonb)
returns api.account
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'profile:write');
begin
    perform iwm.patch_account(_user_id, _patch, _if_match);
    return iwm.account(_user_id);
end
$$;
comment on function api.patch_account is $$
Change your profile

A JSON merge patch: what is left out stays, null clears. With If-Match (the ETag of GET /v1/me, or the version) a change made
in the meantime is not overwritten. Another username takes effect at once, and the old address of the profile ends. Who makes
the profile public approves whoever asked to follow; who makes it private ends what was asked.

@route PATCH /me
@auth  user
@rate  write
@patch api.account_patch
@touches user:{data.id}
@error invalid_input
@error username_taken
@error username_reserved
@error precondition_failed
@version
@tag   Account
$$;
