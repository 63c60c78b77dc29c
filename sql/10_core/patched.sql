create or replace function iwm.patched(_old anyelement, _patch jsonb)
returns anyelement
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _type constant regtype := pg_typeof(_old);
    _wrong record;
begin
    if jsonb_typeof(_patch) is distinct from 'object' then
        perform iwm.fail('invalid_input', 'The patch must be a JSON object.', 'Name what is to change; null clears it.', 'patch');
    end if;
    select k.name, a.attname as known into _wrong
    from jsonb_each(_patch) as k(name, value)
    join pg_type as t on t.oid = _type
    left join pg_attribute as a on a.attrelid = t.typrelid and a.attname = k.name and a.attnum > 0 and not a.attisdropped
    where a.attname is null
        or k.value = 'null' and not coalesce(col_description(a.attrelid, a.attnum) ~ '@null\M', false)
    limit 1;
    if _wrong.name is not null then
        perform iwm.fail('invalid_input', format(case when _wrong.known is null then '%s is not known here.'
            else '%s cannot be null.' end, left(_wrong.name, 200)), format('A patch may hold what %s has.', _type), _wrong.name);
    end if;
    return jsonb_populate_record(_old, _patch);
end
$$;
comment on function iwm.patched is $$
A value of a composite type with a JSON merge patch laid over it, for operations with @patch

What _patch does not name stays as in _old; null clears. Fails with invalid_input for a name that is no attribute, and for
null where the attribute's comment does not say @null. Types and domains are checked as in any assignment.
$$;
