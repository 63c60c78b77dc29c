-- Errors of videos.

insert into iwm.errors (code, status, title) values
    ('video_not_found', 404, 'No video has this id'),
    ('asset_not_found', 404, 'No file of a video has this id'),
    ('upload_not_found', 404, 'No upload has this id'),
    ('link_not_valid', 403, 'The link is not good any more'),
    ('not_a_video', 422, 'This is no video'),
    ('video_broken', 422, 'The video is broken'),
    ('video_too_long', 422, 'The video is too long'),
    ('video_too_large', 422, 'The pictures of the video are too large'),
    ('file_too_large', 413, 'The file is too large'),
    ('quota_exceeded', 409, 'You have no room for more'),
    ('too_many_operations', 409, 'Too many operations at once'),
    ('no_audio', 422, 'The video has no sound'),
    ('upload_offset', 409, 'The upload is at another offset'),
    ('upload_busy', 409, 'Another request writes to this upload'),
    ('upload_incomplete', 409, 'The upload is not complete')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
