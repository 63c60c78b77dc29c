create or replace function api.list_jobs(
    _viewer iwm.viewer, _state jobs.state default null, _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.job_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'jobs:read');
    _list constant text := 'jobs';
    _found record;
    _feed api.job_feed;
begin
    select * into _found from jobs.search(iwm.from_cursor(_list, _cursor), _limit, case when _state is not null then array[_state] end,
        _user_id => _user_id);
    _feed.items := array(select jobs.show(a) from jobs.all_jobs as a where a.id = any (_found.ids) order by a.id desc);
    _feed.next_cursor := case when _found.next_before is not null then iwm.to_cursor(_list, _found.next_before) end;
    return _feed;
end
$$;
comment on function api.list_jobs is $$
Your jobs

What was asked for in your name: renditions of videos, exports and their like. The newest first.

@route GET /me/jobs
@auth  user
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Jobs
$$;
