-- Slips of the finger, counted. Trigrams find candidates fast, but a short word with two slips shares hardly any.

create or replace function iwm.edit_distance(_a text, _b text, _most integer)
returns integer
language plpgsql immutable strict parallel safe
as $$
-- letters put in, left out, exchanged, and neighbours swapped (optimal string alignment)
declare
    _as constant text[] := string_to_array(_a, null);
    _bs constant text[] := string_to_array(_b, null);
    _n constant integer := cardinality(_bs);
    -- further from the diagonal than _most, no cell can come back below it
    _far constant integer[] := array_fill(_most + 1, array[_n + 1]);
    _before integer[];
    _last integer[] := _far;
    _row integer[];
    _best integer;
    _cell integer;
begin
    if abs(cardinality(_as) - _n) > _most then
        return _most + 1;
    end if;
    for _j in 0..least(_n, _most) loop
        _last[_j + 1] := _j;
    end loop;
    for _i in 1..cardinality(_as) loop
        _row := _far;
        _best := _most + 1;
        if _i <= _most then
            _row[1] := _i;
            _best := _i;
        end if;
        for _j in greatest(1, _i - _most)..least(_n, _i + _most) loop
            _cell := least(_last[_j + 1] + 1, _row[_j] + 1, _last[_j] + (_as[_i] <> _bs[_j])::integer);
            if _i > 1 and _j > 1 and _as[_i] = _bs[_j - 1] and _as[_i - 1] = _bs[_j] then
                _cell := least(_cell, _before[_j - 1] + 1);
            end if;
            _row[_j + 1] := _cell;
            _best := least(_best, _cell);
        end loop;
        if _best > _most then
            return _most + 1;
        end if;
        _before := _last;
        _last := _row;
    end loop;
    return least(_last[_n + 1], _most + 1);
end
$$;
comment on function iwm.edit_distance is
'How many slips make one text the other: insertion, deletion, exchange, swapped neighbours. Above _most: _most + 1.';

create or replace function iwm.slips(_q text, _name text, _most integer)
returns integer
language plpgsql immutable strict parallel safe
as $$
declare
    _words constant text[] := string_to_array(_name, ' ');
    _count constant integer := cardinality(string_to_array(_q, ' '));
    _length constant integer := length(_q);
    _best integer := _most + 1;
    _part text;
begin
    -- as many words of the name as were typed; one more or less where a blank slipped
    for _size in greatest(_count - 1, 1)..least(_count + 1, cardinality(_words)) loop
        for _from in 1..cardinality(_words) - _size + 1 loop
            exit when _best = 0;
            _part := array_to_string(_words[_from:_from + _size - 1], ' ');
            if abs(length(_part) - _length) < _best then
                _best := least(_best, iwm.edit_distance(_q, _part, _best - 1));
            end if;
        end loop;
    end loop;
    return _best;
end
$$;
comment on function iwm.slips is
'The fewest slips between what was typed and consecutive words of a name, both normalised; above _most: _most + 1.';

create or replace function iwm.slips_allowed(_q text)
returns integer
language sql immutable strict parallel safe
as $$ select case when length(_q) < 4 then 0 when length(_q) < 7 then 1 when length(_q) < 14 then 2 else 3 end $$;
comment on function iwm.slips_allowed is 'How many slips a text of this length may hold: one from 4 letters, two from 7, three from 14.';
