create or replace function api.finish_confirmation(_viewer iwm.viewer, _client text)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return iwm.login_passed(iwm.require(_viewer, 'user', 'account:write'), _client);
end
$$;
comment on function api.finish_confirmation is $$
The password was right: forgets the wrong ones before it; seconds to wait where it is locked by now, else 0

@internal
$$;
