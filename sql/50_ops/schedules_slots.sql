-- Slots: the moments that a cron expression names in a time zone.
-- Nothing is walked minute by minute: months, then days that fit, then the time of the day.

create or replace function ops.next_day(
    _from date, _months integer[], _days integer[], _weekdays integer[], _either boolean
)
returns date
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    _month date := date_trunc('month', _from)::date;
    _day date;
    _number integer;
    _fits boolean;
begin
    -- 29 February on a given day of the week comes at least once in 40 years
    for _step in 0..492 loop
        if extract(month from _month)::integer = any (_months) then
            _day := greatest(_month, _from);
            while _day < _month + interval '1 month' loop
                _number := extract(day from _day);
                _fits := extract(dow from _day)::integer = any (_weekdays);
                if (case when _either then _fits or _number = any (_days) else _fits and _number = any (_days) end) then
                    return _day;
                end if;
                _day := _day + 1;
            end loop;
        end if;
        _month := (_month + interval '1 month')::date;
    end loop;
    return null;
end
$$;
comment on function ops.next_day is 'The first day from _from on that fits (ops.read_cron); null where there is none within 41 years.';

create or replace function ops.slot_on_day(
    _day date, _minutes integer[], _hours integer[], _after timestamptz, _time_zone text
)
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _yesterday constant timestamp := (_day - 1) + time '12:00';
    _tomorrow constant timestamp := (_day + 1) + time '12:00';
    -- what the clocks show less UTC, before and after whatever happens on this day
    _before constant interval := _yesterday - (_yesterday at time zone _time_zone at time zone 'UTC');
    _behind constant interval := _tomorrow - (_tomorrow at time zone _time_zone at time zone 'UTC');
    _twice constant boolean := cardinality(_hours) = 24;
begin
    return (
        select min(i.at)
        from unnest(_hours) as h
        cross join unnest(_minutes) as m
        cross join lateral (select _day + make_time(h, m, 0) as wall) as w
        cross join lateral (select (w.wall - _before) at time zone 'UTC' as one, (w.wall - _behind) at time zone 'UTC' as two) as c
        cross join lateral (
            select c.one at time zone _time_zone = w.wall as one_is, c.two at time zone _time_zone = w.wall as two_is) as v
        cross join lateral (values
            -- a time that the clocks skip: as late as it would have been without the change
            (case when v.one_is or not v.two_is then c.one else c.two end),
            -- a time that they show twice: the first, and the second too for what runs in every hour
            (case when v.one_is and v.two_is and _twice then c.two end)) as i(at)
        where i.at > _after);
end
$$;
comment on function ops.slot_on_day is 'The first slot after a moment on a day on which clocks may change; null where there is none.';

create or replace function ops.next_slot(_cron text, _after timestamptz, _time_zone text default 'UTC')
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _it record;
    _local timestamp;
    _day date;
    _hour integer;
    _minute integer;
    _now_hour integer;
    _now_minute integer;
    _changes boolean := false;
    _slot timestamptz;
begin
    _it := ops.read_cron(_cron);
    if not coalesce(isfinite(_after), false) then
        perform iwm.fail('invalid_input', 'The moment to count from is not one.', null, 'after');
    end if;
    begin
        _local := _after at time zone _time_zone;
    exception when invalid_parameter_value then
        perform iwm.fail('invalid_time_zone', format('There is no time zone %s.', left(_time_zone, 64)),
            'Write it as IANA does: UTC, Europe/Berlin.', 'time_zone');
    end;
    _day := _local::date;
    if upper(_time_zone) <> 'UTC' then
        _changes := ((_day + 1) + time '12:00') at time zone _time_zone - ((_day - 1) + time '12:00') at time zone _time_zone
            <> interval '48 hours';
    end if;
    -- clocks that went back over midnight may have more of yesterday to come
    _day := ops.next_day(case when _changes then _day - 1 else _day end, _it.months, _it.days, _it.weekdays, _it.either);
    while _day is not null loop
        if upper(_time_zone) <> 'UTC' then
            _changes := ((_day + 1) + time '12:00') at time zone _time_zone - ((_day - 1) + time '12:00') at time zone _time_zone
                <> interval '48 hours';
        end if;
        if _changes then
            _slot := ops.slot_on_day(_day, _it.minutes, _it.hours, _after, _time_zone);
            if _slot is not null then
                return _slot;
            end if;
        elsif _day > _local::date then
            return (_day + make_time(_it.hours[1], _it.minutes[1], 0)) at time zone _time_zone;
        elsif _day = _local::date then
            _now_hour := extract(hour from _local);
            _now_minute := extract(minute from _local);
            select min(h) into _hour from unnest(_it.hours) as h where h >= _now_hour;
            if _hour = _now_hour then
                select min(m) into _minute from unnest(_it.minutes) as m where m > _now_minute;
                if _minute is null then
                    select min(h) into _hour from unnest(_it.hours) as h where h > _now_hour;
                end if;
            end if;
            if _hour is not null then
                return (_day + make_time(_hour, coalesce(_minute, _it.minutes[1]), 0)) at time zone _time_zone;
            end if;
        end if;
        _day := ops.next_day(_day + 1, _it.months, _it.days, _it.weekdays, _it.either);
    end loop;
    perform iwm.fail('invalid_cron', format('"%s" never comes.', left(_cron, 60)), 'No day within 40 years fits it.', 'cron');
    return null;
end
$$;
comment on function ops.next_slot is $$
The first moment after _after that a cron expression names in a time zone

A time that the clocks skip in spring is as late as it would have been without the change: 02:30 is 03:30. A time that they show
twice in autumn is the first of the two; what runs in every hour (*) runs in both. Each moment counts once.
Fails with invalid_cron (also for what never comes, such as 31 February) and invalid_time_zone.
$$;

create or replace function ops.last_slot(
    _cron text, _until timestamptz, _after timestamptz, _time_zone text default 'UTC'
)
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _slot timestamptz := ops.next_slot(_cron, _after, _time_zone);
    _end timestamptz := _until;
    _middle timestamptz;
    _next timestamptz;
begin
    if _slot > _until then
        return null;
    end if;
    -- halved again and again: slots are a minute apart at least, so a year takes 20 steps
    while _end - _slot >= interval '1 minute' loop
        _middle := _slot + (_end - _slot) / 2;
        _next := ops.next_slot(_cron, _middle, _time_zone);
        if _next <= _until then
            _slot := _next;
        else
            _end := _middle;
        end if;
    end loop;
    return _slot;
end
$$;
comment on function ops.last_slot is 'The last slot after _after that is not after _until; null where there is none.';

create or replace function ops.next_slots(
    _cron text, _count integer default 5, _time_zone text default 'UTC', _after timestamptz default null
)
returns timestamptz[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _slots timestamptz[] := array[]::timestamptz[];
    _at timestamptz := coalesce(_after, iwm.now());
begin
    for _number in 1.._count loop
        _at := ops.next_slot(_cron, _at, _time_zone);
        _slots := _slots || _at;
    end loop;
    return _slots;
end
$$;
comment on function ops.next_slots is 'The next slots of a cron expression, as a DBA tries one: select unnest(ops.next_slots(''0 4 * * 1''))';
