create or replace function api.get_upload(_viewer iwm.viewer, _upload_id iwm.public_id)
returns api.video_upload
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'videos:read');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.get_upload is $$
How far an upload in chunks is

`offset` is where the next chunk begins; it stands in the header Upload-Offset, too, so that HEAD is enough.

@route GET /videos/uploads/{upload_id}
@auth  user
@handler get_upload
@param upload_id  Public id of the upload
@error upload_not_found
@tag   Videos
$$;
