create or replace function api.begin_video(
    _viewer iwm.viewer, _bytes iwm.byte_count default null, _most iwm.byte_count default null
)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _key constant text := iwm.new_storage_key('videos');
    _room constant bigint := iwm.keep_room(_me, _key, coalesce(_bytes, 1), _most);
begin
    perform iwm.expect_file(_key);
    return jsonb_build_object('key', _key, 'most_bytes', _room, 'user', (select u.external_id from users as u where u.id = _me));
end
$$;
comment on function api.begin_video is $$
A place for the file of a new video: {"key", "most_bytes", "user"}, asked for before the first byte is written

_bytes, _most: how many there are at least and at most, as far as the client says. most_bytes: so much room is kept, as long as
api.hold_video is called once a minute. Unless api.add_video comes within a day, the file is removed.

@internal
@error file_too_large
@error quota_exceeded
$$;
