create or replace function api.append_upload(_viewer iwm.viewer, _upload_id iwm.public_id)
returns api.video_upload
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'videos:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.append_upload is $$
Send a chunk of an upload

The bytes as they are, with the header Upload-Offset: where they begin, which must be where the upload is. What came before a
connection broke is kept: ask for the offset, and go on from there.

@route PATCH /videos/uploads/{upload_id}
@auth  user
@rate  chunk
@handler append_upload
@upload raw
@param upload_id  Public id of the upload
@error upload_not_found
@error upload_offset
@error upload_busy
@error file_too_large
@tag   Videos
$$;
