create or replace function api.delete_upload(_viewer iwm.viewer, _upload_id iwm.public_id)
returns api.video_removed
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
begin
    delete from video_uploads as u where u.user_id = _me and u.external_id = _upload_id;
    if not found then
        perform iwm.fail('upload_not_found', format('You have no upload %s.', _upload_id), 'GET /v1/videos/uploads lists them.',
            'upload_id');
    end if;
    perform iwm.remove_files_soon();
    return row(_upload_id, true)::api.video_removed;
end
$$;
comment on function api.delete_upload is $$
Give up an upload in chunks

@route DELETE /videos/uploads/{upload_id}
@auth  user
@rate  write
@param upload_id  Public id of the upload
@error upload_not_found
@tag   Videos
$$;
