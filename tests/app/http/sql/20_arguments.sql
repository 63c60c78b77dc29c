create or replace function api.echo_query(
    _whole integer default null, _big bigint default null, _number numeric default null, _word text default null,
    _flag boolean default null, _day date default null, _moment timestamptz default null, _ident uuid default null,
    _whole_list integer[] default null, _word_list text[] default null, _page iwm.page default 3)
returns api.given
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return row(_whole, _big, _number, _word, _flag, _day, _moment, _ident, _whole_list, _word_list, null, null, null, null,
        _page)::api.given;
end
$$;
comment on function api.echo_query is $$
Give back what came in the query

@route GET /echo
@auth  none
@param whole       A whole number
@param big         A big one
@param number      A number
@param word        Text
@param flag        Yes or no
@param day         A date
@param moment      A time
@param ident       A UUID
@param whole_list  Whole numbers
@param word_list   Texts
@tag   Tests
$$;

create or replace function api.echo_body(
    _client text, _idempotency_key text, _whole integer default null, _big bigint default null, _number numeric default null,
    _word text default null, _flag boolean default null, _day date default null, _moment timestamptz default null,
    _ident uuid default null, _whole_list integer[] default null, _word_list text[] default null,
    _parts api.note_part[] default null, _extra jsonb default null)
returns api.given
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return row(_whole, _big, _number, _word, _flag, _day, _moment, _ident, _whole_list, _word_list, _parts, _extra, null,
        _client, _idempotency_key)::api.given;
end
$$;
comment on function api.echo_body is $$
Give back what came in the body

@route  POST /echo
@auth   none
@status 201
@param  whole       A whole number
@param  big         A big one
@param  number      A number
@param  word        Text
@param  flag        Yes or no
@param  day         A date
@param  moment      A time
@param  ident       A UUID
@param  whole_list  Whole numbers
@param  word_list   Texts
@param  parts       Parts
@param  extra       Anything
@tag    Tests
$$;

create or replace function api.who_am_i(_viewer iwm.viewer)
returns api.given
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _given api.given;
begin
    perform iwm.require(_viewer, 'optional');
    _given.who := (_viewer).user_id;
    return _given;
end
$$;
comment on function api.who_am_i is $$
Who calls

@route GET /who
@auth  optional
@cache 1h who
@tag   Tests
$$;

create or replace function api.members_only(_viewer iwm.viewer)
returns api.given
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user');
    return null;
end
$$;
comment on function api.members_only is $$
For members

@route GET /members
@auth  user
@tag   Tests
$$;
