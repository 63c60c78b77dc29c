-- How much of everything somebody may have.

insert into iwm.rate_limits (class, account_burst, account_seconds, client_burst, client_seconds, description) values
    ('upload', 60, 3600, 300, 3600, 'Uploads of videos: begun, and completed'),
    ('chunk', 600, 60, 1200, 60, 'Chunks of uploads')
on conflict (class) do nothing;

create or replace function iwm.video_policy()
returns iwm.video_policy
language sql stable
as $$ select p from iwm.video_policy as p $$;
comment on function iwm.video_policy is 'The limits of videos: select (iwm.video_policy()).most_bytes.';

create or replace function iwm.room_of_forms(_user_id bigint)
returns bigint
language sql stable
as $$
select coalesce(sum(i.bytes), 0)::bigint from iwm.incoming_videos as i where i.user_id = _user_id and i.expires_at > iwm.now()
$$;
comment on function iwm.room_of_forms is 'How many bytes are kept for forms of a user that bring a file at this moment.';

create or replace function iwm.video_quota(_user_id bigint)
returns api.video_quota
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _limits constant iwm.video_policy := iwm.video_policy();
    _videos record;
    _uploads record;
    _assets bigint;
    _active integer;
begin
    select count(*)::integer as count, coalesce(sum(v.bytes), 0)::bigint as bytes into _videos
    from videos as v where v.user_id = _user_id and v.deleted_at is null;
    select count(*)::integer as count, coalesce(sum(u.bytes_total), 0)::bigint as bytes into _uploads
    from video_uploads as u where u.user_id = _user_id and u.expires_at > iwm.now();
    select coalesce(sum(a.bytes), 0)::bigint into _assets from video_assets as a where a.user_id = _user_id;
    select count(*)::integer into _active
    from video_operations as o join jobs.jobs as j on j.id = o.job_id
    where o.user_id = _user_id and o.outcome is null;
    return (
        _videos.count, _limits.most_videos, _videos.bytes + _uploads.bytes + iwm.room_of_forms(_user_id) + _assets,
        _limits.most_bytes_in_all,
        _limits.most_bytes, _limits.most_seconds, _limits.most_pixels, _uploads.count, _limits.most_uploads, _active,
        _limits.most_active_operations)::api.video_quota;
end
$$;
comment on function iwm.video_quota is 'How much room a user has for videos, and how much of it is taken, or kept for what is being uploaded.';

create or replace function iwm.require_room(_user_id bigint, _bytes bigint default 1)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _quota constant api.video_quota := iwm.video_quota(_user_id);
    _room constant bigint := _quota.most_bytes - _quota.bytes;
begin
    if _bytes > _quota.most_bytes_of_a_file then
        perform iwm.fail('file_too_large', format('A file may have %s bytes at most.', _quota.most_bytes_of_a_file),
            'Make it smaller, for example with a lower quality.');
    end if;
    if _quota.videos + _quota.uploads >= _quota.most_videos then
        perform iwm.fail('quota_exceeded', format('You have %s videos, as many as one may have.', _quota.most_videos),
            'Delete one that you need no more: DELETE /v1/videos/{video_id}.');
    end if;
    if _bytes > _room then
        perform iwm.fail('quota_exceeded', format('Your videos may take %s bytes in all, of which %s are left.',
            _quota.most_bytes, greatest(_room, 0)), 'Delete what you need no more, or wait for uploads under way, which keep their room; '
            'GET /v1/me/quota tells how much there is.');
    end if;
    return least(_room, _quota.most_bytes_of_a_file);
end
$$;
comment on function iwm.require_room is $$
How many bytes one more video of a user may have; ends the call where _bytes do not fit

Fails with file_too_large (413) and quota_exceeded (409).
$$;
