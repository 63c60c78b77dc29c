-- Analytics of three months read a row for each day, task and bucket: coarser sums of the same times, so that few are read.

create table jobs.daily_totals (
    day date not null,
    running boolean not null,
    bucket smallint not null,
    jobs bigint not null default 0,
    primary key (day, running, bucket)
);
comment on table jobs.daily_totals is 'jobs.daily_times of all queues and tasks together.
@distribution local';
insert into jobs.daily_totals (day, running, bucket, jobs)
select t.day, t.running, t.bucket, sum(t.jobs) from jobs.daily_times as t group by 1, 2, 3;

create table jobs.weekly_times (
    week date not null,
    queue_id integer not null,
    task text not null,
    running boolean not null,
    bucket smallint not null,
    jobs bigint not null default 0,
    primary key (week, queue_id, task, running, bucket)
);
comment on table jobs.weekly_times is 'jobs.daily_times by week; week: its Monday.
@distribution local';
insert into jobs.weekly_times (week, queue_id, task, running, bucket, jobs)
select date_trunc('week', t.day)::date, t.queue_id, t.task, t.running, t.bucket, sum(t.jobs) from jobs.daily_times as t
group by 1, 2, 3, 4, 5;
