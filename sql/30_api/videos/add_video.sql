create or replace function api.add_video(
    _viewer iwm.viewer, _key text, _bytes iwm.byte_count, _sha256 text, _file_name iwm.file_name, _probe jsonb,
    _title iwm.video_title default null, _movie_id iwm.public_id default null, _role iwm.video_role default null
)
returns api.video
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _video videos;
begin
    _video := iwm.new_video(_me, _key, _bytes, _sha256, _file_name, _title, iwm.attach_to(_me, _movie_id), _role, _probe);
    return iwm.video_card(_video, _me);
end
$$;
comment on function api.add_video is $$
A video whose file stands where api.begin_video said, and was probed

@internal
@error not_a_video
@error video_too_long
@error video_too_large
@error file_too_large
@error quota_exceeded
@error email_not_verified
@error movie_not_found
@error invalid_input
@error upload_not_found
$$;
