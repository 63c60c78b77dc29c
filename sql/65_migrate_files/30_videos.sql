create or replace function ops.migrate_video(
    _source text, _old text, _user text, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _probe jsonb,
    _created_at timestamptz default null
)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _before constant text := ops.migrated_id(_source, 'video', _old);
    _user_id constant bigint := ops.migrated_user_id(_source, _user);
    _video videos;
begin
    if _before is not null then
        return ops.migrated_before(_before);
    elsif _user_id is null then
        return ops.not_migrated('its user is not there');
    end if;
    begin
        _video := iwm.insert_video(_user_id, _key, _bytes, _sha256, _file_name, left(_title, 200), null, null, _probe);
    exception when sqlstate 'IW422' or sqlstate 'IW404' then
        return ops.not_migrated(sqlerrm);
    end;
    update videos set created_at = ops.old_time(_created_at) where user_id = _user_id and id = _video.id;
    return ops.migrated_as(_source, 'video', _old, _video.external_id);
end
$$;
comment on function ops.migrate_video is $$
A video of an older service whose file was copied into the store and probed

_key: where it stands there, with iwm.expect_file before. Quotas do not count; what cannot be read, is too long or too large is
rejected.
$$;

create or replace function ops.migrate_asset(
    _source text, _old text, _video text, _kind iwm.video_operation_type, _key text, _bytes bigint, _media_type text,
    _width integer default null, _height integer default null
)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _before constant text := ops.migrated_id(_source, 'asset', _old);
    _id constant text := iwm.new_id('vas');
    _it videos;
begin
    select v.* into _it from videos as v
    where v.external_id = ops.migrated_id(_source, 'video', _video) and v.deleted_at is null;
    if _before is not null then
        return ops.migrated_before(_before);
    elsif _it.id is null then
        return ops.not_migrated('its video is not there');
    elsif not iwm.claim_file(_key) then
        return ops.not_migrated('its file is gone');
    end if;
    insert into video_assets (
        user_id, video_id, external_id, kind, file_name, storage_key, media_type, bytes, width, height, duration_seconds, created_at)
    values (
        _it.user_id, _it.id, _id, _kind, iwm.asset_file_name(_it.file_name, _kind, _media_type), _key, _media_type, _bytes,
        _width, _height, case when _kind <> 'thumbnail' then _it.duration_seconds end, _it.created_at);
    return ops.migrated_as(_source, 'asset', _old, _id);
end
$$;
comment on function ops.migrate_asset is 'A file that an older service made of a video (a resize, its sound, its thumbnail), copied into the store.';
