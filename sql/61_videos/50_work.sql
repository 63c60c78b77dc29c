-- What the worker calls: what is to be done, and what came of it.

create or replace function jobs.video_work(_operation_id text, _job_id bigint, _attempt integer)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _limits constant iwm.video_policy := iwm.video_policy();
    _it record;
    _format iwm.media_format;
    _media_type text;
    _suffix text;
    _key text;
    _quota api.video_quota;
    _room bigint;
begin
    select o.user_id, o.id, o.video_id, o.type, o.parameters, o.work_key, v.storage_key, v.external_id, v.duration_seconds, v.width, v.height,
        v.frames_per_second, v.audio_codec is not null as sound, j.created_at, v.deleted_at
    into _it
    from video_operations as o
    join videos as v on v.user_id = o.user_id and v.id = o.video_id
    join jobs.jobs as j on j.id = _job_id and j.attempt = _attempt and j.state = 'running'
    where o.external_id = _operation_id
    for no key update of v; -- nobody else asks for the same, or begins with it, at this moment
    if _it.id is null or _it.deleted_at is not null then
        return null;
    elsif exists (
        select from video_operations as o join jobs.jobs as j on j.id = o.job_id
        where o.user_id = _it.user_id and o.video_id = _it.video_id and o.type = _it.type and o.parameters = _it.parameters
            and o.id > _it.id and j.cancel_requested_at is null)
    then -- it was over, and was begun again (jobs.redrive) after somebody had asked anew
        perform iwm.fail('too_many_operations', 'Another job makes the same already.', 'GET /v1/videos/{video_id}/operations shows it.');
    end if;
    _format := coalesce(_it.parameters ->> 'format', 'mp4')::iwm.media_format;
    _media_type := iwm.format_media_type(_format);
    _suffix := iwm.media_suffix(_media_type);
    _key := iwm.new_storage_key('assets', _suffix);
    perform iwm.expect_file(_key, _limits.operation_timeout + interval '24 hours');
    -- an attempt before this one left a file where its worker was lost
    update files_to_remove set at = clock_timestamp() where storage_key = _it.work_key and taken_at is null;
    update video_operations
    set job_id = _job_id, job_created_at = _it.created_at, work_key = _key, outcome = null, error = null, finished_at = null
    where user_id = _it.user_id and id = _it.id;
    _quota := iwm.video_quota(_it.user_id);
    -- a form keeps its room for minutes, and often more than it needs: what is made must not fail for good by it
    _room := _quota.most_bytes - _quota.bytes + iwm.room_of_forms(_it.user_id);
    return jsonb_build_object(
        'type', _it.type, 'parameters', _it.parameters, 'format', _format, 'source', _it.storage_key, 'key', _key,
        'duration', _it.duration_seconds, 'width', _it.width, 'height', _it.height, 'sound', _it.sound,
        'frames_per_second', _it.frames_per_second,
        'most_bytes', greatest(least(_quota.most_bytes_of_a_file, _room), 1));
end
$$;
comment on function jobs.video_work is $$
What a claimed job of an operation has to do: {"type", "parameters", "format", "source", "key", "duration", "width", "height",
"sound", "frames_per_second", "most_bytes"}

source: where the video stands; key: where the result shall, which is removed again where jobs.video_done does not come.
Null: there is nothing to do any more, the video is gone or the attempt out of date. Fails with too_many_operations where a
later operation makes the same: one of them is enough.
$$;

create or replace function jobs.video_done(
    _operation_id text, _job_id bigint, _attempt integer, _key text, _bytes bigint, _width integer default null,
    _height integer default null, _seconds numeric default null
)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _it record;
    _media_type text;
    _asset text;
begin
    select o.user_id, o.id, o.video_id, o.type, o.parameters, v.file_name, v.deleted_at into _it
    from video_operations as o join videos as v on v.user_id = o.user_id and v.id = o.video_id
    where o.external_id = _operation_id
    for no key update of v; -- whoever deletes it comes before or after
    select a.external_id into _asset from video_assets as a
    where a.user_id = _it.user_id and a.operation_id = _it.id and a.storage_key = _key;
    if _asset is not null then -- told before, by one who did not hear the answer
        return jsonb_build_object('asset_id', _asset);
    elsif _it.id is null or _it.deleted_at is not null or not iwm.claim_file(_key) then
        return null;
    end if;
    _media_type := iwm.format_media_type(coalesce(_it.parameters ->> 'format', 'mp4')::iwm.media_format);
    _asset := iwm.new_id('vas');
    if jobs.finish(array[_job_id], array[_attempt::smallint], array[jsonb_build_object('asset_id', _asset)]) = 0 then
        perform iwm.expect_file(_key, interval '0');
        return null;
    end if;
    insert into video_assets (
        user_id, video_id, operation_id, external_id, kind, file_name, storage_key, media_type, bytes, width, height,
        duration_seconds)
    values (
        _it.user_id, _it.video_id, _it.id, _asset, _it.type,
        iwm.asset_file_name(_it.file_name, _it.type, _media_type), _key, _media_type, _bytes, _width, _height,
        round(_seconds, 3));
    update video_operations set outcome = 'completed', work_key = null, error = null, finished_at = iwm.now()
    where user_id = _it.user_id and id = _it.id;
    return jsonb_build_object('asset_id', _asset);
end
$$;
comment on function jobs.video_done is $$
The file of an operation is there: its row, and the end of the job, in one transaction

_width, _height: of its pictures; _seconds: how long it is. Told twice, it is done once. Returns the job's result; null where the attempt is out of date
or the video gone: then the file belongs to nobody, and is to be removed.
$$;
