-- Cron expressions: five fields, read once into sets of numbers. The rules are those of Vixie's cron, which pg_cron has too.

insert into iwm.errors (code, status, title) values
    ('invalid_cron', 422, 'This is no cron expression'),
    ('invalid_time_zone', 422, 'There is no such time zone')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;

create or replace function ops.cron_number(_text text, _what text, _low integer, _high integer, _names text[])
returns integer
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _number constant integer := case when _text ~ '^[0-9]{1,4}$' then _text::integer
        else array_position(_names, _text) - 1 + _low end;
begin
    if _number is null or _number not between _low and _high then
        perform iwm.fail('invalid_cron', format('"%s" is no %s.', _text, _what),
            format('It goes from %s to %s%s.', _low, _high,
                case when _names is not null then format(', or %s to %s', _names[1], _names[cardinality(_names)]) end), 'cron');
    end if;
    return _number;
end
$$;
comment on function ops.cron_number is 'A number or a name in a field of a cron expression. Fails with invalid_cron.';

create or replace function ops.cron_field(_text text, _what text, _low integer, _high integer, _names text[] default null)
returns integer[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _part text;
    _it text[];
    _from integer;
    _to integer;
    _step integer;
    _all integer[] := array[]::integer[];
begin
    foreach _part in array string_to_array(_text, ',') loop
        _it := regexp_match(_part, '^(?:(\*)|([0-9]+|[a-z]{3})(?:-([0-9]+|[a-z]{3}))?)(?:/([0-9]+))?$');
        if _it is null then
            perform iwm.fail('invalid_cron', format('"%s" is no %s.', _part, _what),
                'Write *, a number, a range (1-5), a step (*/15, 9-17/2), or a list of these with commas.', 'cron');
        elsif _it[4] is not null and _it[1] is null and _it[3] is null then
            perform iwm.fail('invalid_cron', format('"%s": a step needs a range.', _part),
                format('Write %s-%s/%s.', _it[2], _high, _it[4]), 'cron');
        end if;
        _from := case when _it[1] is null then ops.cron_number(_it[2], _what, _low, _high, _names) else _low end;
        _to := case when _it[1] is not null then _high
            when _it[3] is null then _from else ops.cron_number(_it[3], _what, _low, _high, _names) end;
        if _from > _to then
            perform iwm.fail('invalid_cron', format('"%s" goes backwards.', _part),
                format('Write %s-%s,%s-%s.', _from, _high, _low, _to), 'cron');
        end if;
        _step := ops.cron_number(coalesce(_it[4], '1'), 'step', 1, greatest(_high, 1), null);
        _all := _all || array(select generate_series(_from, _to, _step));
    end loop;
    return array(select distinct a from unnest(_all) as a order by a);
end
$$;
comment on function ops.cron_field is 'The numbers that a field of a cron expression stands for, sorted. Fails with invalid_cron.';

create or replace function ops.plain_cron(_cron text)
returns text
language sql immutable
as $$
select case p.cron
    when '@hourly' then '0 * * * *'
    when '@daily' then '0 0 * * *'
    when '@midnight' then '0 0 * * *'
    when '@weekly' then '0 0 * * 0'
    when '@monthly' then '0 0 1 * *'
    when '@yearly' then '0 0 1 1 *'
    when '@annually' then '0 0 1 1 *'
    else p.cron end
from (select lower(btrim(regexp_replace(_cron, '\s+', ' ', 'g'))) as cron) as p
$$;
comment on function ops.plain_cron is 'A cron expression in five fields with single blanks, also where it is written as @daily and its like.';

create or replace function ops.read_cron(
    _cron text, out minutes integer[], out hours integer[], out days integer[], out months integer[], out weekdays integer[],
    out either boolean
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _fields constant text[] := string_to_array(ops.plain_cron(_cron), ' ');
    _longest integer;
begin
    if cardinality(_fields) is distinct from 5 then
        perform iwm.fail('invalid_cron', format('"%s" is no cron expression.', left(_cron, 60)),
            'It has five fields: minute, hour, day of the month, month, day of the week, as in 0 4 * * 1; '
            'or is one of @hourly, @daily, @weekly, @monthly, @yearly.', 'cron');
    end if;
    minutes := ops.cron_field(_fields[1], 'minute', 0, 59);
    hours := ops.cron_field(_fields[2], 'hour', 0, 23);
    days := ops.cron_field(_fields[3], 'day of the month', 1, 31);
    months := ops.cron_field(_fields[4], 'month', 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
    weekdays := array(select distinct w % 7
        from unnest(ops.cron_field(_fields[5], 'day of the week', 0, 7, '{sun,mon,tue,wed,thu,fri,sat}')) as w order by 1);
    -- where both kinds of day are given, either will do; a field that begins with * gives none, but may narrow (*/2)
    either := _fields[3] !~ '^\*' and _fields[5] !~ '^\*';
    if not either then
        select max(case when m = 2 then 29 when m in (4, 6, 9, 11) then 30 else 31 end) into _longest from unnest(months) as m;
        if days[1] > _longest then
            perform iwm.fail('invalid_cron', format('"%s" never comes: no month that it names has a day %s.', left(_cron, 60), days[1]),
                'The longest month that it names has ' || _longest || ' days.', 'cron');
        end if;
    end if;
end
$$;
comment on function ops.read_cron is $$
What a cron expression stands for: sets of numbers, weekdays from 0 (Sunday) to 6. Fails with invalid_cron

either: a day of the month or a day of the week is enough, since both are given; else both have to fit.
$$;
