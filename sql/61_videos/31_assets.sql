-- What was made of a video.

create or replace function iwm.asset_cards(_user_ids bigint[], _ids bigint[])
returns api.video_asset[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select row(
            a.external_id, v.external_id, o.external_id, a.kind, a.file_name, a.media_type, a.bytes, a.width, a.height,
            a.duration_seconds, '/v1/assets/' || a.external_id || '/file', a.created_at)::api.video_asset
        from unnest(_user_ids, _ids) with ordinality as x(user_id, id, place)
        join video_assets as a on a.user_id = x.user_id and a.id = x.id
        join videos as v on v.user_id = a.user_id and v.id = a.video_id
        left join video_operations as o on o.user_id = a.user_id and o.id = a.operation_id
        order by x.place);
end
$$;
comment on function iwm.asset_cards is 'Files of videos as the API shows them, in the order of these ids.';

create or replace function iwm.visible_asset(_me bigint, _asset_id text)
returns iwm.video_assets
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _asset video_assets;
    _seen boolean := false;
begin
    select a.* into _asset from video_assets as a where a.external_id = _asset_id;
    if _asset.id is not null then
        begin
            perform iwm.visible_video(_me, v.external_id) from videos as v where v.user_id = _asset.user_id and v.id = _asset.video_id;
            _seen := true;
        exception when sqlstate 'IW404' then null; -- told as the caller asked: by the file
        end;
    end if;
    if not _seen then
        perform iwm.fail('asset_not_found', format('No file of a video has the id %s.', _asset_id),
            'GET /v1/videos/{video_id}/assets lists them.', 'asset_id');
    end if;
    return _asset;
end
$$;
comment on function iwm.visible_asset is 'A file of a video that somebody (null: anonymous) may see. Fails with asset_not_found.';
