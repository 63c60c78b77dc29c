-- Public ids of jobs: job_, 12 hex digits of milliseconds, 16 of the number, mixed so that it tells nothing.
-- They are computed when they are shown: adding a job costs nothing, and finding one uses the primary key.

create or replace function jobs.mix(_value bigint, _salt bigint, _back boolean)
returns bigint
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    _mask constant bigint := 4294967295;
    _left bigint := (_value >> 32) & _mask;
    _right bigint := _value & _mask;
    _half bigint;
    _key bigint;
begin
    for _round in 1..4 loop -- a Feistel network: any round function can be undone
        _key := (_salt >> (8 * case when _back then 5 - _round else _round end)) & _mask;
        if _back then
            _half := _left;
            _left := _right # ((((_half # _key) * 1103515245) >> 7) & _mask);
            _right := _half;
        else
            _half := _right;
            _right := _left # ((((_half # _key) * 1103515245) >> 7) & _mask);
            _left := _half;
        end if;
    end loop;
    return (_left << 32) | _right;
end
$$;
comment on function jobs.mix is 'A number of 64 bits mixed with a salt; _back undoes it.';

create or replace function jobs.public_id(_id bigint, _created_at timestamptz)
returns text
language sql stable
as $$
select 'job_' || lpad(to_hex((extract(epoch from _created_at) * 1000)::bigint), 12, '0')
    || lpad(to_hex(jobs.mix(_id, s.salt, false)), 16, '0')
from jobs.id_salt as s
$$;
comment on function jobs.public_id is 'What the API calls a job: job_ and 28 hex digits.';

create or replace function jobs.id_of(_public_id text)
returns bigint
language sql stable strict
as $$
select case when _public_id ~ '^job_[0-9a-f]{28}$'
    then jobs.mix(('x' || right(_public_id, 16))::bit(64)::bigint, s.salt, true) end
from jobs.id_salt as s
$$;
comment on function jobs.id_of is 'The number of a job from its public id; null for what is no such id. Whether it exists is not asked.';
