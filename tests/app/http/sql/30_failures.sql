create or replace function api.divide(_by integer)
returns integer
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ begin return 10 / _by; end $$;
comment on function api.divide is $$
Divide ten

@route GET /divide/{by}
@auth  none
@param by  By what
@tag   Tests
$$;

create or replace function api.nap(_seconds numeric default 0.01)
returns numeric
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ begin perform pg_sleep(_seconds); return _seconds; end $$;
comment on function api.nap is $$
Sleep

@route GET /nap
@auth  none
@param seconds  How long
@tag   Tests
$$;

-- Fails as often as asked, then answers how often it was called: a sequence remembers what a rollback undoes.
create or replace function api.stumble(_state text, _times integer)
returns bigint
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _call bigint;
begin
    _call := nextval('test_calls');
    if _call <= _times then
        raise exception using errcode = _state, message = 'stumbled in "secret_table"';
    end if;
    return _call;
end
$$;
comment on function api.stumble is $$
Fail, then answer

@route GET /stumble/{state}/{times}
@auth  none
@param state  The SQLSTATE
@param times  How often
@tag   Tests
$$;

create or replace function api.stumble_write(_state text, _times integer)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ begin return api.stumble(_state, _times); end $$;
comment on function api.stumble_write is $$
Fail, then write

@route POST /stumble/{state}/{times}
@auth  none
@param state  The SQLSTATE
@param times  How often
@tag   Tests
$$;

create or replace function api.cut_connection(_times integer)
returns bigint
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _call constant bigint := nextval('test_calls');
begin
    if _call <= _times then
        perform pg_terminate_backend(pg_backend_pid());
    end if;
    return _call;
end
$$;
comment on function api.cut_connection is $$
Lose the connection, then answer

@route GET /cut/{times}
@auth  none
@param times  How often
@tag   Tests
$$;

create or replace function api.cut_connection_write(_idempotency_key text, _times integer)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ begin return api.cut_connection(_times); end $$;
comment on function api.cut_connection_write is $$
Lose the connection in a write

@route POST /cut/{times}
@auth  none
@param times  How often
@tag   Tests
$$;
