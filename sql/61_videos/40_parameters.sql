-- What an operation is to do: the parameters as they came, checked against the video, with all that was left out filled in.

create or replace function iwm.wrong_parameter(_field text, _message text, _hint text default null)
returns void
language sql stable
as $$ select iwm.fail('invalid_input', _message, _hint, _field) $$;
comment on function iwm.wrong_parameter is 'Ends a call with invalid_input about a parameter of an operation.';

create or replace function iwm.known_parameters(_type iwm.video_operation_type)
returns text[]
language sql immutable
as $$
select case _type
    when 'thumbnail' then array['at', 'width', 'format']
    when 'resize' then array['width', 'height', 'keep_ratio', 'quality']
    when 'convert' then array['format', 'quality']
    when 'extract_audio' then array['format']
    when 'trim' then array['start', 'end', 'quality']
    when 'preview' then array['start', 'seconds', 'width', 'format'] end
$$;
comment on function iwm.known_parameters is 'The parameters of an operation.';

create or replace function iwm.known_formats(_type iwm.video_operation_type)
returns iwm.media_format[]
language sql immutable
as $$
select case _type
    when 'thumbnail' then array['jpg', 'png', 'webp']
    when 'convert' then array['mp4', 'webm', 'mkv', 'gif']
    when 'extract_audio' then array['mp3', 'm4a', 'ogg', 'wav', 'flac']
    when 'preview' then array['mp4', 'webm', 'gif', 'webp'] end::iwm.media_format[]
$$;
comment on function iwm.known_formats is 'What an operation can make, its default first; null where it makes MP4 only.';

create or replace function iwm.check_parameters(_type iwm.video_operation_type, _given jsonb)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _known constant text[] := iwm.known_parameters(_type);
    _formats constant iwm.media_format[] := iwm.known_formats(_type);
    _it record;
begin
    for _it in select k.key, k.value, jsonb_typeof(k.value) as kind, k.value #>> '{}' as text from jsonb_each(_given) as k loop
        if not _it.key = any (_known) then
            perform iwm.wrong_parameter(left(_it.key, 200), format('%s takes no %s.', _type, left(_it.key, 100)),
                format('It takes %s.', array_to_string(_known, ', ')));
        elsif _it.key in ('at', 'start', 'end', 'seconds') and (_it.kind <> 'number' or _it.text::numeric not between 0 and 86400) then
            perform iwm.wrong_parameter(_it.key, format('%s is a number of seconds, 0 to 86400.', _it.key));
        elsif _it.key in ('width', 'height') and (_it.kind <> 'number' or _it.text !~ '^\d{2,4}(\.0*)?$'
            or _it.text::numeric not between 16 and 4096) then
            perform iwm.wrong_parameter(_it.key, format('%s is a whole number of pixels, 16 to 4096.', _it.key));
        elsif _it.key = 'keep_ratio' and _it.kind <> 'boolean' then
            perform iwm.wrong_parameter(_it.key, 'keep_ratio is true or false.');
        elsif _it.key = 'quality' and (_it.kind <> 'string' or not _it.text = any (enum_range(null::iwm.media_quality)::text[])) then
            perform iwm.wrong_parameter(_it.key, 'quality is low, medium or high.');
        elsif _it.key = 'format' and (_it.kind <> 'string' or not _it.text = any (_formats::text[])) then
            perform iwm.wrong_parameter(_it.key, format('%s makes %s.', _type, array_to_string(_formats, ', ')));
        end if;
    end loop;
end
$$;
comment on function iwm.check_parameters is 'Ends a call whose parameters are unknown to the operation, of a wrong kind, or out of bounds.';

create or replace function iwm.even(_number numeric)
returns integer
language sql immutable
as $$ select greatest(round(_number / 2) * 2, 2)::integer $$;
comment on function iwm.even is 'The nearest even number, at least 2: codecs halve the resolution of colours.';

create or replace function iwm.fitted_size(_video iwm.videos, _width numeric, _height numeric, _keep_ratio boolean)
returns integer[]
language plpgsql immutable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    -- as large as fits into what was given
    _factor constant numeric := least(_width / (_video).width, _height / (_video).height);
begin
    if not _keep_ratio and _width is not null and _height is not null then
        return array[iwm.even(_width), iwm.even(_height)];
    end if;
    return array[iwm.even((_video).width * _factor), iwm.even((_video).height * _factor)];
end
$$;
comment on function iwm.fitted_size is 'Width and height of a video that is made to fit: both even, its shape kept unless that is not wanted.';

create or replace function iwm.checked_size(_size integer[], _most integer, _given jsonb)
returns integer[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if greatest(_size[1], _size[2]) > _most then
        perform iwm.wrong_parameter(case when _given ? 'width' then 'width' else 'height' end,
            format('That would make it %s x %s; the most is %s.', _size[1], _size[2], _most));
    end if;
    return _size;
end
$$;
comment on function iwm.checked_size is 'A size that is not too large in either direction; else the call ends.';

create or replace function iwm.operation_parameters(_type iwm.video_operation_type, _given jsonb, _video iwm.videos)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _length constant numeric := (_video).duration_seconds;
    _from numeric;
    _to numeric;
    _size integer[];
    _format text;
begin
    perform iwm.check_parameters(_type, _given);
    _format := coalesce(_given ->> 'format', (iwm.known_formats(_type))[1]::text);
    _from := round(coalesce((_given ->> 'at')::numeric, (_given ->> 'start')::numeric,
        case when _type = 'thumbnail' then least(1, _length / 2) else 0 end), 3);
    if _from >= _length then
        perform iwm.wrong_parameter(case when _type = 'thumbnail' then 'at' else 'start' end,
            format('The video is %s seconds long: %s is behind its end.', trim_scale(_length), trim_scale(_from)));
    end if;
    if _type = 'thumbnail' then
        _size := iwm.checked_size(case when _given ? 'width'
            then iwm.fitted_size(_video, (_given ->> 'width')::numeric, null, true)
            else iwm.fitted_size(_video, least((_video).width, 4096), least((_video).height, 4096), true) end, 4096, _given);
        return jsonb_build_object('at', trim_scale(_from), 'width', _size[1], 'height', _size[2], 'format', _format);
    elsif _type = 'resize' then
        if not _given ?| array['width', 'height'] then
            perform iwm.wrong_parameter('width', 'resize needs a width, a height, or both.', 'With one of them the other follows.');
        end if;
        _size := iwm.checked_size(iwm.fitted_size(_video, (_given ->> 'width')::numeric, (_given ->> 'height')::numeric,
            coalesce((_given ->> 'keep_ratio')::boolean, true)), 4096, _given);
        return jsonb_build_object('width', _size[1], 'height', _size[2], 'quality', coalesce(_given ->> 'quality', 'medium'));
    elsif _type = 'convert' then
        if _format = 'gif' and _length > 60 then
            perform iwm.wrong_parameter('format', 'Only videos of up to 60 seconds can become a GIF.', 'Trim it first, or take webm.');
        end if;
        return jsonb_build_object('format', _format, 'quality', coalesce(_given ->> 'quality', 'medium'));
    elsif _type = 'extract_audio' then
        if (_video).audio_codec is null then
            perform iwm.fail('no_audio', 'The video has no sound that could be taken out.');
        end if;
        return jsonb_build_object('format', _format);
    elsif _type = 'trim' then
        if not _given ?| array['start', 'end'] then
            perform iwm.wrong_parameter('start', 'trim needs start, end, or both.', 'Seconds from the beginning.');
        end if;
        _to := round(coalesce((_given ->> 'end')::numeric, _length), 3);
        if _to <= _from then
            perform iwm.wrong_parameter('end', format('end (%s) must be behind start (%s).', trim_scale(_to), trim_scale(_from)));
        elsif _to > _length + 1 then -- the length is rounded when it is shown: who asks for all of it is not told that it is too much
            perform iwm.wrong_parameter('end', format('The video is %s seconds long: %s is behind its end.',
                trim_scale(_length), trim_scale(_to)));
        end if;
        return jsonb_build_object('start', trim_scale(_from), 'end', trim_scale(least(_to, _length)),
            'quality', coalesce(_given ->> 'quality', 'medium'));
    end if;
    _to := round(coalesce((_given ->> 'seconds')::numeric, 5), 3);
    if _to <= 0 or _to > 30 then
        perform iwm.wrong_parameter('seconds', 'A preview is 0.001 to 30 seconds long.');
    end if;
    _size := iwm.checked_size(case when _given ? 'width'
        then iwm.fitted_size(_video, (_given ->> 'width')::numeric, null, true)
        else iwm.fitted_size(_video, least(320, (_video).width), 320, true) end, 1280, _given);
    return jsonb_build_object('start', trim_scale(_from), 'seconds', trim_scale(least(_to, _length - _from)), 'width', _size[1],
        'height', _size[2], 'format', _format);
end
$$;
comment on function iwm.operation_parameters is $$
The parameters of an operation on a video, complete: two calls that ask for the same have the same

Fails with invalid_input, naming the parameter, and with no_audio.
$$;
