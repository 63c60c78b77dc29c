create or replace function jobs.forget_user(_user_id bigint)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _count integer;
begin
    perform jobs.cancel(j.id) from jobs as j where j.user_id = _user_id and j.cancel_requested_at is null order by j.id;
    delete from events where topic in (
        select t.topic
        from (
            select j.id, j.created_at, j.subject from jobs as j where j.user_id = _user_id
            union all
            select h.id, h.created_at, h.subject from history as h where h.user_id = _user_id
        ) as x
        cross join lateral (values ('job:' || jobs.public_id(x.id, x.created_at)), (x.subject)) as t(topic));
    -- one that runs ends as soon as its worker hears of it; whose it was nobody knows from now on
    update jobs set user_id = null, subject = null where user_id = _user_id;
    delete from history where user_id = _user_id;
    get diagnostics _count = row_count;
    return _count;
end
$$;
comment on function jobs.forget_user is $$
Jobs of a user who is deleted: those under way are cancelled, those that are over are forgotten

Returns how many of the history are gone. It has no right of its own: whoever deletes the user calls it.
$$;
