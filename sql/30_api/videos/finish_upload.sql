create or replace function api.finish_upload(
    _viewer iwm.viewer, _upload_id iwm.public_id, _sha256 text, _probe jsonb
)
returns api.video
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _upload constant video_uploads := iwm.own_upload(_me, _upload_id);
    _video videos;
begin
    if _upload.bytes_received < _upload.bytes_total then
        perform iwm.fail('upload_incomplete', format('%s of %s bytes are there.', _upload.bytes_received, _upload.bytes_total),
            'Send the rest.');
    end if;
    -- its file is one to be removed from now on, which the video claims
    delete from video_uploads where user_id = _upload.user_id and id = _upload.id;
    _video := iwm.new_video(_me, _upload.storage_key, _upload.bytes_total, _sha256, _upload.file_name, _upload.title,
        _upload.movie_id, case when _upload.movie_id is not null then _upload.role end, _probe,
        iwm.uploaded_as(_upload_id));
    return iwm.video_card(_video, _me);
end
$$;
comment on function api.finish_upload is $$
A complete upload that was probed becomes a video

@internal
@error upload_not_found
@error upload_incomplete
@error not_a_video
@error video_too_long
@error video_too_large
@error quota_exceeded
$$;
