create or replace function api.start_video_operation(
    _viewer iwm.viewer, _video_id iwm.public_id, _type iwm.video_operation_type, _parameters jsonb default null,
    _at iwm.media_seconds default null, _start iwm.media_seconds default null, _end iwm.media_seconds default null,
    _seconds iwm.media_seconds default null, _width iwm.pixels default null, _height iwm.pixels default null,
    _keep_ratio boolean default null, _format iwm.label default null, _quality iwm.media_quality default null
)
returns api.video_operation
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _video constant videos := iwm.own_video(_me, _video_id);
    _given jsonb := jsonb_strip_nulls(jsonb_build_object('at', _at, 'start', _start, 'end', _end, 'seconds', _seconds,
        'width', _width, 'height', _height, 'keep_ratio', _keep_ratio, 'format', _format, 'quality', _quality));
    _id bigint;
begin
    if jsonb_typeof(_parameters) <> 'object' then
        perform iwm.fail('invalid_input', 'parameters is an object.', 'Or give the parameters beside type.', 'parameters');
    end if;
    _given := jsonb_strip_nulls(coalesce(_parameters, '{}')) || _given;
    _id := iwm.start_operation(_video, _type, _given);
    return iwm.operation_card(_me, _id);
end
$$;
comment on function api.start_video_operation is $$
Let something be made of a video

The answer is the job that does it: watch `progress` with GET /v1/jobs/{id}, or live as topic `job:{id}` or `video:{video_id}`.
While the same is under way already, with the same parameters, the answer is that job, and no other one is begun.

| type | parameters (all optional unless said otherwise) |
|---|---|
| thumbnail | at: seconds from the beginning (1, or the middle of a shorter video); width; format: jpg, png, webp |
| resize | width, height: one of them at least; keep_ratio: as large as fits, true unless you say false; quality |
| convert | format: mp4, webm, mkv, gif (up to 60 seconds); quality: low, medium, high |
| extract_audio | format: mp3, m4a, ogg, wav, flac |
| trim | start, end: one of them at least; quality |
| preview | start; seconds: up to 30 (5); width: up to 1280 (320); format: mp4, webm, gif, webp; without sound |

@route  POST /videos/{video_id}/operations
@auth   user
@rate   write
@status 202
@param  video_id    Public id of the video
@param  type        What is to be made
@param  parameters  The parameters as an object, for those who rather have them there; what stands beside type wins
@param  at          thumbnail: the moment, in seconds
@param  start       trim, preview: where it begins, in seconds
@param  end         trim: where it ends, in seconds
@param  seconds     preview: how long it is
@param  width       Width in pixels, 16 to 4096
@param  height      resize: height in pixels, 16 to 4096
@param  keep_ratio  resize: false: exactly this width and height, out of shape if need be
@param  format      Kind of file: one that the operation makes, as the table says
@param  quality     low, medium (the default) or high
@error  video_not_found
@error  forbidden
@error  invalid_input
@error  no_audio
@error  too_many_operations
@error  quota_exceeded
@tag    Videos
$$;
