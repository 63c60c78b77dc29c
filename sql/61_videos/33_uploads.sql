-- Uploads in chunks, as tus has them: an offset that only grows, and what comes at another one is refused.

create or replace function iwm.upload_card(_upload iwm.video_uploads)
returns api.video_upload
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (
        (_upload).external_id, (_upload).file_name, (_upload).title, (_upload).bytes_total, (_upload).bytes_received,
        (_upload).created_at, (_upload).expires_at)::api.video_upload;
end
$$;
comment on function iwm.upload_card is 'An upload as the API shows it.';

create or replace function iwm.own_upload(_me bigint, _upload_id text)
returns iwm.video_uploads
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _upload video_uploads;
begin
    select u.* into _upload from video_uploads as u
    where u.user_id = _me and u.external_id = _upload_id and u.expires_at > iwm.now();
    if _upload.id is null then
        perform iwm.fail('upload_not_found', format('You have no upload %s.', _upload_id),
            'It may be complete, or given up: POST /v1/videos/uploads begins another one.', 'upload_id');
    end if;
    return _upload;
end
$$;
comment on function iwm.own_upload is 'An upload of the caller that is still good. Fails with upload_not_found.';

create or replace function iwm.upload_at(_me bigint, _upload_id text, _offset bigint)
returns iwm.video_uploads
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _upload constant video_uploads := iwm.own_upload(_me, _upload_id);
begin
    if _offset is distinct from _upload.bytes_received then
        perform iwm.fail('upload_offset', format('The upload is at offset %s.', _upload.bytes_received),
            'GET /v1/videos/uploads/{upload_id} tells where to go on.');
    end if;
    return _upload;
end
$$;
comment on function iwm.upload_at is 'An upload of the caller that is at this offset. Fails with upload_not_found and upload_offset.';

create or replace function iwm.uploaded_as(_upload_id text)
returns text
language sql immutable
as $$ select 'vid_' || substr(_upload_id, 5) $$;
comment on function iwm.uploaded_as is
'The public id of the video that an upload becomes: whoever did not hear the answer finds the video by it.';
