create or replace function api.asset_file(
    _viewer iwm.viewer, _asset_id iwm.public_id, _as text default null, _to_link boolean default false
)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := case when _as is not null then iwm.link_maker(_as)
        when _to_link then iwm.require(_viewer, 'user', 'videos:read') else iwm.require(_viewer, 'optional') end;
    _asset constant video_assets := iwm.visible_asset(_me, _asset_id);
begin
    return jsonb_build_object(
        'key', _asset.storage_key, 'media_type', _asset.media_type, 'file_name', _asset.file_name, 'bytes', _asset.bytes,
        'modified', extract(epoch from _asset.created_at)::bigint, 'me', (select u.external_id from users as u where u.id = _me));
end
$$;
comment on function api.asset_file is $$
Where a file that was made of a video stands, for who may see it: as api.video_file

@internal
@error asset_not_found
@error link_not_valid
$$;
