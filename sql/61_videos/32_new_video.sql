create or replace function iwm.insert_video(
    _user_id bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role,
    _probe jsonb, _id text default null
)
returns iwm.videos
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _limits constant iwm.video_policy := iwm.video_policy();
    _found record;
    _media_type text;
    _video videos;
begin
    select * into _found from jsonb_to_record(_probe) as x(container text, duration_seconds numeric, width bigint, height bigint,
        frames_per_second numeric, video_codec text, audio_codec text, bit_rate bigint);
    _media_type := iwm.media_type_of(_found.container, _found.video_codec, _found.audio_codec);
    if _media_type is null or coalesce(_found.duration_seconds, 0) <= 0
        or coalesce(_found.width, 0) <= 0 or coalesce(_found.height, 0) <= 0
    then
        perform iwm.fail('not_a_video', 'This is no video that can be read.', null, 'file');
    end if;
    if greatest(_found.width, _found.height) > _limits.most_pixels then
        perform iwm.fail('video_too_large', format('The pictures are %s x %s; the most is %s in each direction.', _found.width,
            _found.height, _limits.most_pixels), 'Make them smaller first.', 'file');
    end if;
    if _found.duration_seconds > _limits.most_seconds then
        perform iwm.fail('video_too_long', format('The video is %s seconds long; the most is %s.',
            round(_found.duration_seconds), _limits.most_seconds), 'Cut it first.', 'file');
    end if;
    if not iwm.claim_file(_key) then
        perform iwm.fail('upload_not_found', 'The upload took too long: its file is gone.', 'Send it again.');
    end if;
    insert into videos (
        user_id, external_id, title, file_name, storage_key, media_type, bytes, sha256, container, duration_seconds, width,
        height, frames_per_second, video_codec, audio_codec, bit_rate, movie_id, role)
    values (
        _user_id, coalesce(_id, iwm.new_id('vid')), coalesce(nullif(iwm.one_line(_title), ''), iwm.file_title(iwm.clean_file_name(_file_name))),
        iwm.clean_file_name(_file_name), _key, _media_type, _bytes, _sha256, _found.container, round(_found.duration_seconds, 3),
        _found.width, _found.height,
        case when _found.frames_per_second is not null then least(_found.frames_per_second, 9999) end, _found.video_codec, _found.audio_codec,
        _found.bit_rate, _movie_id, _role)
    returning * into _video;
    return _video;
end
$$;
comment on function iwm.insert_video is $$
A video whose file has come and was probed, however much its owner has

_probe: what it holds: container, duration_seconds, width, height, frames_per_second, video_codec, audio_codec, bit_rate.
_id: its public id; without it, a new one. Fails with not_a_video, video_too_large, video_too_long, upload_not_found.
$$;

create or replace function iwm.new_video(
    _me bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role,
    _probe jsonb, _id text default null
)
returns iwm.videos
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _role is not null and _movie_id is null then
        perform iwm.fail('invalid_input', 'A role is what a video is to a film.', 'Give movie_id, too.', 'role');
    end if;
    perform from users as u where u.id = _me for no key update; -- two at once: the second one counts the first
    perform iwm.give_room_back(_me, _key);
    perform iwm.require_room(_me, _bytes);
    return iwm.insert_video(_me, _key, _bytes, _sha256, _file_name, _title, _movie_id, _role, _probe, _id);
end
$$;
comment on function iwm.new_video is $$
iwm.insert_video where there is room

Fails as that does, and with file_too_large, quota_exceeded and invalid_input.
$$;
