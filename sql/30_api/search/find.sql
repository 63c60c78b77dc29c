create or replace function api.find(_external_id iwm.public_id, _source iwm.id_source default null)
returns api.found
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _prefix constant text := split_part(_external_id, '_', 1);
    _rest constant text := substr(_external_id, strpos(_external_id, '_') + 1);
    _movies bigint[];
    _people bigint[];
begin
    -- the value alone, of any source or of the one given; or the source before an underscore: tmdb_157336
    _movies := array(
        select distinct movie_id_of(m.external_id) from (
            select e.movie_id from movie_external_ids as e
            where e.value = _external_id and (_source is null or e.source = _source::text)
            union all
            select e.movie_id from movie_external_ids as e
            where e.source = _prefix and e.value = _rest and (_source is null or e.source = _source::text)
            union all
            select w.id from movies as w where w.external_id = _external_id and _source is null
        ) as f join movies as m on m.id = f.movie_id order by 1);
    _people := array(
        select distinct person_id_of(p.external_id) from (
            select e.person_id from person_external_ids as e
            where e.value = _external_id and (_source is null or e.source = _source::text)
            union all
            select e.person_id from person_external_ids as e
            where e.source = _prefix and e.value = _rest and (_source is null or e.source = _source::text)
            union all
            select w.id from people as w where w.external_id = _external_id and _source is null
        ) as f join people as p on p.id = f.person_id order by 1);
    return (movie_cards(_movies), person_cards(_people));
end
$$;
comment on function api.find is $$
What an external id belongs to

Films and people that a source knows by this id: an id alone (tt0816692, 157336, Q13417189) or with its source before it
(tmdb_157336). Two empty lists where nothing has it.

@route GET /find/{external_id}
@auth  none
@cache 24h movies people
@param external_id  The id as the source writes it
@param source       Only ids of this source
@tag   Search
$$;
