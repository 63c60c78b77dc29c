create or replace function api.create_upload(
    _viewer iwm.viewer, _file_name iwm.file_name, _bytes iwm.byte_count, _title iwm.video_title default null,
    _movie_id iwm.public_id default null, _role iwm.video_role default null
)
returns api.video_upload
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'videos:write');
    _limits constant video_policy := iwm.video_policy();
    _upload video_uploads;
begin
    perform from users as u where u.id = _me for no key update; -- two at once: the second one counts the first
    perform iwm.require_room(_me, _bytes);
    if _role is not null and _movie_id is null then
        perform iwm.fail('invalid_input', 'A role is what a video is to a film.', 'Give movie_id, too.', 'role');
    end if;
    if (select count(*) from video_uploads as u where u.user_id = _me and u.expires_at > iwm.now()) >= _limits.most_uploads then
        perform iwm.fail('quota_exceeded', format('%s uploads of yours are under way, as many as there may be.', _limits.most_uploads),
            'Complete one, or give one up: DELETE /v1/videos/uploads/{upload_id}.');
    end if;
    insert into video_uploads (user_id, external_id, file_name, title, movie_id, role, bytes_total, storage_key, expires_at)
    values (
        _me, iwm.new_id('upl'), iwm.clean_file_name(_file_name), nullif(iwm.one_line(_title), ''), iwm.attach_to(_me, _movie_id),
        _role, _bytes, iwm.new_storage_key('videos'), iwm.now() + _limits.upload_lifetime)
    returning * into _upload;
    return iwm.upload_card(_upload);
end
$$;
comment on function api.create_upload is $$
Begin an upload in chunks

For large files and bad lines. Then PATCH the chunks, each at the offset where the one before ended, in requests as large as you
like; when all bytes are there, POST …/complete makes it a video. What is not finished within a day of its last chunk is given up.

@route  POST /videos/uploads
@auth   user
@rate   upload
@status 201
@param  file_name  Name of the file
@param  bytes      Size of the file
@param  title      Without it, the name of the file
@param  movie_id   Film that it belongs to: everybody can watch it there. Needs a verified e-mail address
@param  role       What it is to the film
@error  file_too_large
@error  quota_exceeded
@error  invalid_input
@error  email_not_verified
@error  movie_not_found
@tag    Videos
$$;
