create or replace function api.list_uploads(_viewer iwm.viewer)
returns api.video_upload[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:read');
begin
    return array(
        select iwm.upload_card(u) from video_uploads as u where u.user_id = _me and u.expires_at > iwm.now() order by u.id desc);
end
$$;
comment on function api.list_uploads is $$
Your uploads in chunks that are under way

The newest first; there are 10 at most.

@route GET /videos/uploads
@auth  user
@tag   Videos
$$;
