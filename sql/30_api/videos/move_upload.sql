create or replace function api.move_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _from bigint, _to bigint)
returns api.video_upload
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _upload video_uploads := iwm.upload_at(_me, _upload_id, _from);
begin
    update video_uploads
    set bytes_received = _to, expires_at = iwm.now() + (iwm.video_policy()).upload_lifetime
    where user_id = _upload.user_id and id = _upload.id and bytes_received = _from
    returning * into _upload;
    if not found then
        perform iwm.fail('upload_offset', 'Another request has written to this upload.',
            'GET /v1/videos/uploads/{upload_id} tells where to go on.');
    end if;
    return iwm.upload_card(_upload);
end
$$;
comment on function api.move_upload is $$
The bytes of an upload from one offset to another have come

@internal
@error upload_not_found
@error upload_offset
$$;
