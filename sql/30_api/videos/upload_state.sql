create or replace function api.upload_state(_viewer iwm.viewer, _upload_id iwm.public_id, _offset bigint default null)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user');
    _upload constant video_uploads := case when _offset is null then iwm.own_upload(_me, _upload_id)
        else iwm.upload_at(_me, _upload_id, _offset) end;
begin
    return jsonb_build_object('key', _upload.storage_key, 'upload', iwm.upload_card(_upload), 'file_name', _upload.file_name);
end
$$;
comment on function api.upload_state is $$
An upload and where its bytes stand: {"key", "upload", "file_name"}; it must be at _offset where that is given

@internal
@error upload_not_found
@error upload_offset
$$;
