create or replace function api.staff_list_jobs(
    _viewer iwm.viewer, _queue iwm.queue_name default null, _task iwm.task_name default null, _state jobs.state default null,
    _q iwm.job_text default null, _subject iwm.public_id default null, _user iwm.user_ref default null,
    _since timestamptz default null, _until timestamptz default null, _cursor iwm.feed_cursor default null,
    _limit iwm.list_limit default 20
)
returns api.job_card_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _list constant text := 'staff jobs';
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _user_id bigint;
    _found record;
    _feed api.job_card_feed;
    _one jobs.all_jobs := jobs.find(_q);
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    if _since > _until then
        perform iwm.fail('range_reversed', 'since is after until.', 'Swap the two.', 'since');
    end if;
    if _user is not null then
        _user_id := coalesce(iwm.user_id_of(_user), 0);
    end if;
    if _one.id is not null then -- a whole id finds its job
        _feed.items := array[jobs.show_card(_one)];
        return _feed;
    end if;
    select * into _found from jobs.search(_before, _limit, case when _state is not null then array[_state] end, _queue, _task, _q,
        _subject, _user_id, _since, _until);
    _feed.items := array(select jobs.show_card(a) from jobs.all_jobs as a where a.id = any (_found.ids) order by a.id desc);
    _feed.next_cursor := case when _found.next_before is not null then iwm.to_cursor(_list, _found.next_before) end;
    return _feed;
end
$$;
comment on function api.staff_list_jobs is $$
Jobs

Of all queues, the newest first. A page reads 20,000 jobs at most: where few fit the filters, it may hold fewer than asked for, or
none, and next_cursor goes on from there; null is the end.

@route GET /staff/jobs
@auth  moderator
@param queue    Only those of this queue
@param task     Only those of this task
@param state    Only those in this state: dead is the dead letter
@param q        A public id; or part of task, subject, message, arguments or errors, in any case
@param subject  Only those about this, as in video:vid_…
@param user     Only those of this user: username or public id
@param since    Added from this time on
@param until    Added before this time
@param cursor   next_cursor of the page before
@param limit    How many, at most 100
@error range_reversed
@tag   Staff: jobs
$$;
