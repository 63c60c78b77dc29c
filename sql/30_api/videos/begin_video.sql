create or replace function api.begin_video(_viewer iwm.viewer, _bytes iwm.byte_count default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _room constant bigint := iwm.require_room(_me, coalesce(_bytes, 1));
    _key constant text := iwm.new_storage_key('videos');
begin
    perform iwm.expect_file(_key);
    return jsonb_build_object('key', _key, 'most_bytes', _room);
end
$$;
comment on function api.begin_video is $$
A place for the file of a new video: {"key", "most_bytes"}, asked for before the first byte is written

_bytes: how many are announced. Unless api.add_video comes within a day, the file is removed.

@internal
@error file_too_large
@error quota_exceeded
$$;
