create or replace function iwm.settle_operations(_limit integer default 1000)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _count integer;
begin
    with ended as (
        select o.user_id, o.id, h.state, h.errors -> -1 ->> 'error' as error, h.finished_at
        from (
            select x.user_id, x.id, x.job_id, x.created_at from video_operations as x
            where x.outcome is null and not exists (select from jobs.jobs as j where j.id = x.job_id)
            limit _limit for update skip locked
        ) as o
        left join lateral (
            select p.state, p.errors, p.finished_at from jobs.history as p where p.id = o.job_id order by p.finished_at desc limit 1
        ) as h on true
        where h.state is not null or o.created_at < iwm.now() - interval '1 day'
    )
    update video_operations as o
    set outcome = coalesce(e.state, 'failed'), error = coalesce(e.error, o.error), finished_at = coalesce(e.finished_at, iwm.now())
    from ended as e where o.user_id = e.user_id and o.id = e.id;
    get diagnostics _count = row_count;
    return _count;
end
$$;
comment on function iwm.settle_operations is 'Writes down how operations ended that made no file, before the history of jobs forgets it. Returns how many.';

create or replace function ops.cleanup_videos()
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _most constant integer := 1000;
    _settled constant integer := iwm.settle_operations(_most);
    _uploads constant integer := ops.cleanup_batch('iwm.video_uploads', 'x.expires_at < (select iwm.now())', _most);
    _videos constant integer := ops.cleanup_batch('iwm.videos',
        'x.deleted_at < (select iwm.now()) - (select p.kept_after_deletion from iwm.video_policy as p)', _most);
begin
    delete from incoming_videos where expires_at < iwm.now();
    if exists (select from files_to_remove as f where f.at <= greatest(clock_timestamp(), iwm.now())) then
        perform iwm.remove_files_soon();
    end if;
    return jsonb_build_object('operations', _settled, 'uploads', _uploads, 'videos', _videos,
        'done', greatest(_settled, _uploads, _videos) < _most);
end
$$;
comment on function ops.cleanup_videos is $$
Hourly: what is left over of videos

Outcomes of operations are written down, uploads that were given up are deleted, and videos 30 days after their deletion; a
worker is asked to remove the files of what is gone. Returns the numbers; "done": false where there is more.
$$;

create or replace function ops.ship_videos_schedules()
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform ops.ship_schedule('cleanup-videos', '50 * * * *', 'sql', 'select ops.cleanup_videos()',
        'Uploads that were given up, videos that were deleted, files without a row.', _timeout => '10 minutes');
end
$$;
comment on function ops.ship_videos_schedules is 'The schedules of videos.';

do $$ begin perform ops.ship_videos_schedules(); end $$;
