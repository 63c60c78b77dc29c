create or replace function api.check_username(_username iwm.username)
returns api.username_check
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _check api.username_check;
begin
    _check.username := _username;
    _check.reason := case
        when iwm.username_reserved(_username) then 'reserved'
        when iwm.username_taken(_username) then 'taken'
    end;
    _check.available := _check.reason is null;
    if not _check.available then
        _check.suggestion := iwm.free_username(_username);
    end if;
    return _check;
end
$$;
comment on function api.check_username is $$
Whether a username is free

Says why not (taken, reserved), and suggests one that is free. Case does not count.

@route GET /auth/username/{username}
@auth  none
@tag   Accounts: signing in
$$;
