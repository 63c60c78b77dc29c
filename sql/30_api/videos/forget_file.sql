create or replace function api.forget_file(_viewer iwm.viewer, _key text, _removed boolean default true)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
begin
    perform iwm.give_room_back(_me, _key);
    delete from files_to_remove as f where _removed and f.storage_key = _key and f.taken_at is null;
end
$$;
comment on function api.forget_file is $$
Nothing comes of a file that api.begin_video made a place for: its room is free again

_removed: it was removed from the store, and need not be looked for.

@internal
$$;
