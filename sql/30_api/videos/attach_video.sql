create or replace function api.attach_video(_viewer iwm.viewer, _movie_id iwm.public_id)
returns void
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
begin
    perform iwm.attach_to(_me, _movie_id);
end
$$;
comment on function api.attach_video is $$
May a video of the caller belong to this film? Asked before its file comes, where the form says so before it

@internal
@error email_not_verified
@error movie_not_found
$$;
