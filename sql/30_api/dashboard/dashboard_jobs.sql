create or replace function api.dashboard_jobs(
    _viewer iwm.viewer, _state text default null, _queue text default null, _task text default null,
    _text text default null, _before bigint default null
)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _found record;
    _one jobs.all_jobs;
    _user_id bigint;
    _subject text;
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    -- whole ids have indexes
    _one := jobs.find_shown(_text);
    _user_id := (select u.id from users as u where u.external_id = _text);
    if exists (select from jobs.jobs as j where j.subject = _text) or exists (select from jobs.history as h where h.subject = _text) then
        _subject := _text;
    end if;
    if _one.id is null then
        select s.ids, s.next_before into _found from jobs.search(coalesce(_before, 9223372036854775807), 50,
            case when _state is not null then array[_state::jobs.state] end, _queue, _task,
            case when coalesce(_user_id::text, _subject) is null then _text end, _subject, _user_id) as s;
    else
        select array[_one.id] as ids, null::bigint as next_before into _found;
    end if;
    return jsonb_build_object(
        'jobs', coalesce((
            select jsonb_agg(to_jsonb(jobs.show_card(a)) order by a.id desc) from jobs.all_jobs as a
            where a.id = any (_found.ids)), '[]'),
        'next', _found.next_before,
        'queues', (select coalesce(jsonb_agg(q.name order by q.name), '[]') from jobs.queues as q));
end
$$;
comment on function api.dashboard_jobs is $$
Jobs for the dashboard, newest first, 50 at once: by state, queue, task and text

_text: the id of a job or its last 16 digits, of whom it is for, or all of its subject; else a part of task, subject, message, arguments or errors.

_before: `next` of the page before; jobs.search says how far a page reads.

@internal
$$;
