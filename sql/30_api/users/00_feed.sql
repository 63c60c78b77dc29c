-- Lists of people that go on: a cursor stands for a row, and shows nobody its number.

create or replace function iwm.to_cursor(_list text, _position bigint)
returns text
language sql immutable strict parallel safe
as $$ select lpad(to_hex(_position # ('x' || left(md5(_list), 16))::bit(64)::bigint), 16, '0') $$;
comment on function iwm.to_cursor is
'The cursor behind the row with this id in a list of this name (followers:17). Not a secret: only nothing to count with.';

create or replace function iwm.from_cursor(_list text, _cursor text)
returns bigint
language sql immutable parallel safe
as $$
select coalesce(('x' || left(_cursor, 16))::bit(64)::bigint # ('x' || left(md5(_list), 16))::bit(64)::bigint,
    9223372036854775807)
$$;
comment on function iwm.from_cursor is 'The id that iwm.to_cursor made a cursor of; above every id where there is none.';

create or replace function iwm.user_feed(_list text, _ids bigint[], _user_ids bigint[], _limit integer)
returns api.user_feed
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (
        iwm.user_cards(coalesce(_user_ids[1:_limit], '{}')),
        case when cardinality(_user_ids) > _limit then iwm.to_cursor(_list, _ids[_limit]) end);
end
$$;
comment on function iwm.user_feed is
'A page of a list: the first _limit users; the cursor for more, where there is one more. _ids: the rows that they come from.';

create or replace function iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer)
returns api.follow_request_feed
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _requests api.follow_request[];
begin
    _requests := array(
        select row(r.external_id, row(u.external_id, u.username, u.name, u.avatar_url)::api.user_card,
            r.created_at)::api.follow_request
        from unnest(_request_ids[1:_limit]) with ordinality as i(id, place)
        join follow_requests as r on r.external_id = i.id
        join users as u on u.id = case r.user_id when _me then r.requester_id else r.user_id end
        order by i.place);
    return (
        _requests, case when cardinality(_request_ids) > _limit then substr(_request_ids[_limit], 5) end);
end
$$;
comment on function iwm.follow_request_feed is
'A page of requests: the first _limit of these public ids, each with the other side than _me; the cursor for more.';
