create or replace function iwm.one_line(_text text)
returns text
language sql immutable parallel safe
as $$
-- control characters, line and paragraph separators, and those that turn the direction of writing or cannot be seen
select btrim(regexp_replace(_text,
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\s]+', ' ', 'g'))
$$;
comment on function iwm.one_line is 'A text as it can be shown on one line: what cannot be seen, or would change how the rest is read, is a blank.';

create or replace function iwm.clean_file_name(_name text)
returns text
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    -- the last part of a path, of whichever system, without what systems or shells take for something else
    _clean constant text := btrim(regexp_replace(iwm.one_line(regexp_replace(_name, '^.*[/\\]', '')), '[<>:"|?*]+', ' ', 'g'), ' .');
    _suffix constant text := coalesce(substring(_clean from '\.[A-Za-z0-9]{1,8}$'), '');
begin
    return coalesce(nullif(left(_clean, least(char_length(_clean), 255) - char_length(_suffix)), ''), 'video') || _suffix;
end
$$;
comment on function iwm.clean_file_name is 'The name of a file without folders, control characters and the like, at most 255 characters; video where nothing is left.';

create or replace function iwm.file_title(_file_name text)
returns text
language sql immutable parallel safe
as $$
select left(coalesce(nullif(btrim(translate(regexp_replace(_file_name, '\.[A-Za-z0-9]{1,8}$', ''), '_', ' ')), ''),
    'Video'), 200)
$$;
comment on function iwm.file_title is 'The title of a video that was given none: the name of its file without the ending.';

create or replace function iwm.media_suffix(_media_type text)
returns text
language sql immutable parallel safe
as $$
select coalesce((select x.suffix from (values
    ('video/mp4', '.mp4'), ('video/webm', '.webm'), ('video/x-matroska', '.mkv'), ('video/x-msvideo', '.avi'),
    ('video/mp2t', '.ts'), ('video/mpeg', '.mpg'), ('video/ogg', '.ogv'), ('video/x-flv', '.flv'), ('video/x-ms-wmv', '.wmv'),
    ('image/gif', '.gif'), ('image/webp', '.webp'), ('image/jpeg', '.jpg'), ('image/png', '.png'), ('audio/mpeg', '.mp3'),
    ('audio/mp4', '.m4a'), ('audio/aac', '.aac'), ('audio/ogg', '.ogg'), ('audio/wav', '.wav'), ('audio/flac', '.flac')) as x(type, suffix)
    where x.type = _media_type), '')
$$;
comment on function iwm.media_suffix is 'How names of files of a kind end.';

create or replace function iwm.media_type_of(_container text, _video_codec text, _audio_codec text)
returns text
language sql immutable parallel safe
as $$
select case _container
    when 'mov' then 'video/mp4'
    when 'matroska' then case when _video_codec in ('vp8', 'vp9', 'av1') and coalesce(_audio_codec, 'opus') in ('opus', 'vorbis')
        then 'video/webm' else 'video/x-matroska' end
    when 'avi' then 'video/x-msvideo'
    when 'mpegts' then 'video/mp2t'
    when 'mpeg' then 'video/mpeg'
    when 'ogg' then 'video/ogg'
    when 'flv' then 'video/x-flv'
    when 'asf' then 'video/x-ms-wmv'
end
$$;
comment on function iwm.media_type_of is 'Media type of a video by what ffmpeg calls its container and codecs; null for one that we do not take.';

create or replace function iwm.format_media_type(_format iwm.media_format)
returns text
language sql immutable parallel safe
as $$
select case _format
    when 'mp4' then 'video/mp4' when 'webm' then 'video/webm' when 'mkv' then 'video/x-matroska'
    when 'gif' then 'image/gif' when 'webp' then 'image/webp' when 'jpg' then 'image/jpeg' when 'png' then 'image/png'
    when 'mp3' then 'audio/mpeg' when 'm4a' then 'audio/mp4' when 'ogg' then 'audio/ogg' when 'wav' then 'audio/wav'
    when 'flac' then 'audio/flac' end
$$;
comment on function iwm.format_media_type is 'Media type of what is made in a format.';

create or replace function iwm.asset_file_name(_file_name text, _kind iwm.video_operation_type, _media_type text)
returns text
language sql immutable parallel safe
as $$
select iwm.clean_file_name(left(regexp_replace(_file_name, '\.[A-Za-z0-9]{1,8}$', ''), 200) || '-'
    || replace(_kind::text, '_', '-') || iwm.media_suffix(_media_type))
$$;
comment on function iwm.asset_file_name is 'The name of a file that was made of a video: clip-thumbnail.jpg.';
