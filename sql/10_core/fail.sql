create or replace function iwm.fail(
    _code text, _message text default null, _hint text default null, _field text default null
)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _error iwm.errors;
begin
    select * into _error from iwm.errors where code = _code;
    if _error.code is null then
        raise exception using errcode = 'XX000', message = format('error code %s is not declared in iwm.errors', _code);
    end if;
    if _hint is null then -- an empty one would be a line of its own in psql
        raise exception using errcode = 'IW' || _error.status, message = coalesce(_message, _error.title),
            constraint = _code, column = coalesce(_field, '');
    end if;
    raise exception using errcode = 'IW' || _error.status, message = coalesce(_message, _error.title), hint = _hint,
        constraint = _code, column = coalesce(_field, '');
end
$$;
comment on function iwm.fail is $$
Ends a call with an error of the registry iwm.errors

SQLSTATE IW + status, message: a sentence for the caller (the title without one), hint: what to do about it,
constraint: the code, column: the argument that is wrong.
$$;
