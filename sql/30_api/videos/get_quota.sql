create or replace function api.get_quota(_viewer iwm.viewer)
returns api.video_quota
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:read');
begin
    return iwm.video_quota(_me);
end
$$;
comment on function api.get_quota is $$
Room for your videos

How much there is, and how much of it is taken.

@route GET /me/quota
@auth  user
@tag   Videos
$$;
