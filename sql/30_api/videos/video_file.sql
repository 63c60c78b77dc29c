create or replace function api.video_file(
    _viewer iwm.viewer, _video_id iwm.public_id, _as text default null, _to_link boolean default false
)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := case when _as is not null then iwm.link_maker(_as)
        when _to_link then iwm.require(_viewer, 'user', 'videos:read') else iwm.require(_viewer, 'optional') end;
    _video constant videos := iwm.visible_video(_me, _video_id);
begin
    return jsonb_build_object(
        'key', _video.storage_key, 'media_type', _video.media_type, 'file_name', _video.file_name, 'bytes', _video.bytes,
        'modified', extract(epoch from _video.created_at)::bigint, 'me', (select u.external_id from users as u where u.id = _me));
end
$$;
comment on function api.video_file is $$
Where the file of a video stands, for who may see it: {"key", "media_type", "file_name", "bytes", "modified", "me"}

_as: the public id of who made the link by which it is asked for, in place of _viewer. _to_link: a link is to be made. me: the
public id of who asks.

@internal
@error video_not_found
@error link_not_valid
$$;
