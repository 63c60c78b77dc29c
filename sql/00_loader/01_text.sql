-- Reading the text of a file: statements with their lines, and the line that an error is about.

create or replace function ops.split_sql(_content text)
returns table (line integer, statement text, head text)
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _scan constant text := '--|/\*|''|"|;|\$([A-Za-z_][A-Za-z_0-9]*)?\$';
    _length constant integer := length(_content);
    _pos integer := 1;
    _hit integer;
    _end integer;
    _start integer := 1;
    _mark text;
begin
    head := '';
    loop
        _hit := regexp_instr(_content, _scan, _pos);
        if _hit = 0 then
            head := head || substr(_content, _pos);
            exit;
        end if;
        head := head || substr(_content, _pos, _hit - _pos);
        _mark := substr(_content, _hit, 2);
        if _mark = '--' then
            _end := strpos(substr(_content, _hit), E'\n');
            _pos := case when _end = 0 then _length + 1 else _hit + _end - 1 end;
            if btrim(head, E' \t\n') = '' then
                _start := _pos;
            end if;
        elsif _mark = '/*' then
            _end := strpos(substr(_content, _hit), '*/');
            _pos := case when _end = 0 then _length + 1 else _hit + _end + 1 end;
            head := head || ' ';
            if btrim(head, E' \t\n') = '' then
                _start := _pos;
            end if;
        elsif left(_mark, 1) = '''' then
            if substr(_content, greatest(_hit - 2, 1), 2) ~ '(^|[^A-Za-z0-9_])[eE]$' then
                _end := regexp_instr(_content, '''', _hit + 1);
                while _end > 0 and length(substring(substr(_content, 1, _end - 1) from '\\*$')) % 2 = 1 loop
                    _end := regexp_instr(_content, '''', _end + 1);
                end loop;
            else
                _end := regexp_instr(_content, '''', _hit + 1);
            end if;
            _pos := case when _end = 0 then _length else _end end + 1;
            head := head || '''''';
        elsif left(_mark, 1) = '"' then
            _end := regexp_instr(_content, '"', _hit + 1);
            _pos := case when _end = 0 then _length else _end end + 1;
            head := head || substr(_content, _hit, _pos - _hit);
        elsif left(_mark, 1) = '$' then
            _mark := substring(substr(_content, _hit) from '^\$[A-Za-z_0-9]*\$');
            _end := strpos(substr(_content, _hit + length(_mark)), _mark);
            _pos := case when _end = 0 then _length + 1 else _hit + _end + 2 * length(_mark) - 1 end;
            head := head || '$$';
        else -- the end of a statement, unless it stands inside begin atomic … end
            _pos := _hit + 1;
            if head ~* '\mbegin\s+atomic\M' and not (head ~* '\mend\s*$'
                and regexp_count(head, '\mend\M', 1, 'i') > regexp_count(head, '\mcase\M', 1, 'i')) then
                head := head || ';';
                continue;
            end if;
            if btrim(head, E' \t\n') <> '' then
                statement := substr(_content, _start, _hit - _start);
                line := regexp_count(substr(_content, 1, _start - 1), E'\n')
                    + regexp_count(substring(statement from '^\s*'), E'\n') + 1;
                statement := regexp_replace(statement, '^\s+', '');
                head := regexp_replace(btrim(head, E' \t\n'), '\s+', ' ', 'g');
                return next;
            end if;
            _start := _pos;
            head := '';
        end if;
    end loop;
    if btrim(head, E' \t\n') <> '' then
        statement := substr(_content, _start);
        line := regexp_count(substr(_content, 1, _start - 1), E'\n')
            + regexp_count(substring(statement from '^\s*'), E'\n') + 1;
        statement := regexp_replace(statement, '^\s+', '');
        head := regexp_replace(btrim(head, E' \t\n'), '\s+', ' ', 'g');
        return next;
    end if;
end
$fn$;
comment on function ops.split_sql is
'Statements of a SQL file: the line where each begins, its text, its text without comments, strings and bodies.';

create or replace function ops.error_line(_statement text, _line integer, _message text, _context text)
returns integer
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _near text;
    _before text;
    _at integer;
begin
    -- A block names the line within its body, which begins at the first dollar quote.
    _near := substring(_context from 'PL/pgSQL function inline_code_block line (\d+)');
    if _near is not null then
        _before := substring(_statement from '^(.*?)\$[A-Za-z_0-9]*\$');
        return _line + regexp_count(coalesce(_before, ''), E'\n') + _near::integer - 1;
    end if;
    if _message ~ 'at end of input' and strpos(_statement, '$$') = 0 then
        return _line + regexp_count(rtrim(_statement, E' \t\n'), E'\n');
    end if;
    -- PostgreSQL does not tell SQL the place, but the message quotes it: the first line that holds what it quotes.
    _near := coalesce(substring(_message from 'at or near "([^"]+)"'), substring(_message from '"([^"]+)" does not exist'),
        substring(_message from 'function ([a-z0-9_.]+)\('), substring(_message from 'column ([a-z0-9_.]+) does not'));
    _at := regexp_instr(_statement, case when _near ~ '^[a-z0-9_.]+$' then format('\m%s\M', replace(_near, '.', '\.'))
        else '***=' || _near end);
    if _at > 0 then
        return _line + regexp_count(substr(_statement, 1, _at - 1), E'\n');
    end if;
    return _line;
end
$fn$;
comment on function ops.error_line is 'The line of the file that an error of one of its statements is about.';

create or replace function ops.load_error(_path text, _line integer, _message text, _hint text default null)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
begin
    raise exception using errcode = 'LD000', message = format('%s:%s: %s', _path, _line, _message),
        hint = coalesce(_hint, 'Nothing was loaded. Correct the file and load again.');
end
$fn$;
comment on function ops.load_error is 'Stops a load with "file:line: what is wrong".';
