create or replace function api.upload_state(
    _viewer iwm.viewer, _upload_id iwm.public_id, _offset bigint default null, _to_write boolean default false
)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', case when _to_write then 'videos:write' else 'videos:read' end);
    _upload constant video_uploads := case when _offset is null then iwm.own_upload(_me, _upload_id)
        else iwm.upload_at(_me, _upload_id, _offset) end;
begin
    return jsonb_build_object('key', _upload.storage_key, 'upload', iwm.upload_card(_upload), 'file_name', _upload.file_name,
        'user', (select u.external_id from users as u where u.id = _me));
end
$$;
comment on function api.upload_state is $$
An upload and where its bytes stand: {"key", "upload", "file_name", "user"}; it must be at _offset where that is given

_to_write: it is going to be written to, or completed, which needs the scope videos:write; else videos:read.

@internal
@error upload_not_found
@error upload_offset
$$;
