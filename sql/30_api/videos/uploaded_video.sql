create or replace function api.uploaded_video(_viewer iwm.viewer, _upload_id iwm.public_id)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _video videos;
begin
    select v.* into _video from videos as v
    where v.user_id = _me and v.external_id = iwm.uploaded_as(_upload_id) and v.deleted_at is null;
    if _video.id is null then
        return null;
    end if;
    return to_jsonb(iwm.video_card(_video, _me));
end
$$;
comment on function api.uploaded_video is $$
The video that an upload of the caller has become; null where it has not

@internal
$$;
