create or replace function api.random_movie(
    _genre iwm.slug_list default null, _without_genre iwm.slug_list default null, _year iwm.release_year default null,
    _year_gte iwm.release_year default null, _year_lte iwm.release_year default null,
    _country iwm.country_code default null, _language iwm.language_code default null, _person iwm.id_list default null,
    _keyword iwm.slug_list default null, _score_gte iwm.score default null, _vote_count_gte iwm.vote_count default null,
    _runtime_gte iwm.runtime_minutes default null, _runtime_lte iwm.runtime_minutes default null
)
returns api.movie
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _from text;
    _where text;
    _total bigint;
    _id text;
begin
    _where := movie_filter(_genre, _without_genre, _year, _year_gte, _year_lte, _country, _language, _person, null,
        _keyword, _score_gte, null, _vote_count_gte, _runtime_gte, _runtime_lte, null, null);
    _from := format('from iwm.movies as m %s where m.deleted_at is null and m.merged_into is null and not m.adult%s',
        case when strpos(_where, ' s.') > 0 then 'join iwm.movie_stats as s on s.movie_id = m.id' else '' end, _where);
    if _where = '' then
        select t.total into _total from catalogue_totals as t where t.kind = 'movies';
    else
        execute 'select count(*) ' || _from into _total;
    end if;
    if _total = 0 then
        perform fail('no_movie_matches', 'No film fits these filters.', 'Leave one of them out.');
    end if;
    execute format('select (select w.external_id from iwm.movies as w where w.id = p.id) from (select m.id %s order by m.id limit 1 offset %s) as p', _from, floor(random() * _total)) into _id;
    return api.get_movie(_id);
end
$$;
comment on function api.random_movie is $$
A film picked at random

Each film that fits the filters is as likely as any other. Never cached.

@route GET /movies/random
@auth  none
@param genre           Genres by slug (GET /v1/genres): drama,comedy or drama|comedy
@param without_genre   None of these genres
@param year            Year of release
@param year_gte        Year of release, from
@param year_lte        Year of release, to
@param country         Country of origin (GET /v1/countries)
@param language        Language spoken (GET /v1/languages); en finds en-US too
@param person          Cast or crew, by public id or an id of another source
@param keyword         Keywords by slug (GET /v1/keywords)
@param score_gte       Score, from
@param vote_count_gte  Number of votes, from
@param runtime_gte     Running time in minutes, from
@param runtime_lte     Running time in minutes, to
@error unknown_filter_value
@error range_reversed
@error no_movie_matches
@tag   Films
$$;
