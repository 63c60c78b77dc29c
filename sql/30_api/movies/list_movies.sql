create or replace function api.list_movies(
    _genre iwm.slug_list default null, _without_genre iwm.slug_list default null, _year iwm.release_year default null,
    _year_gte iwm.release_year default null, _year_lte iwm.release_year default null,
    _country iwm.country_code default null, _language iwm.language_code default null, _person iwm.id_list default null,
    _company iwm.id_list default null, _keyword iwm.slug_list default null, _score_gte iwm.score default null,
    _score_lte iwm.score default null, _vote_count_gte iwm.vote_count default null,
    _runtime_gte iwm.runtime_minutes default null, _runtime_lte iwm.runtime_minutes default null,
    _rating iwm.content_rating default null, _status iwm.movie_status default null,
    _include_adult boolean default false,
    _sort iwm.movie_sort default 'popularity.desc', _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.movie_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _where text;
    _ids bigint[] := array[]::bigint[];
    _total bigint;
begin
    _where := movie_filter(_genre, _without_genre, _year, _year_gte, _year_lte, _country, _language, _person, _company,
        _keyword, _score_gte, _score_lte, _vote_count_gte, _runtime_gte, _runtime_lte, _rating, _status::text);
    if _include_adult or _where <> '' then
        execute format('select count(*) from iwm.movies as m %s where m.deleted_at is null and m.merged_into is null%s%s',
            case when strpos(_where, ' s.') > 0 then 'join iwm.movie_stats as s on s.movie_id = m.id' else '' end,
            case when _include_adult then '' else ' and not m.adult' end, _where) into _total;
    else
        select t.total into _total from catalogue_totals as t where t.kind = 'movies';
    end if;
    -- first the ids of the page in the order of an index, then the rows: nothing wide is sorted
    if (_page - 1)::bigint * _per_page < _total then
        execute format('select array(select m.id from iwm.movies as m join iwm.movie_stats as s on s.movie_id = m.id'
            ' where m.deleted_at is null and m.merged_into is null%s%s order by %s limit %s offset %s)',
            case when _include_adult then '' else ' and not m.adult' end, _where, movie_order(_sort),
            _per_page, (_page - 1)::bigint * _per_page) into _ids;
    end if;
    return (movie_cards(_ids), _total);
end
$$;
comment on function api.list_movies is $$
Films

All films, by filters that all have to fit. Where a filter takes a list, a comma means all of them and a bar any of them:
`genre=drama,comedy` is both, `genre=drama|comedy` either.

@route GET /movies
@auth  none
@cache 1h movies
@param genre           Genres by slug (GET /v1/genres): drama,comedy or drama|comedy
@param without_genre   Films of none of these genres
@param year            Year of release
@param year_gte        Year of release, from
@param year_lte        Year of release, to
@param country         Country of origin (GET /v1/countries)
@param language        Language spoken (GET /v1/languages); en finds en-US too
@param person          Cast or crew, by public id or an id of another source
@param company         Companies by public id (GET /v1/companies)
@param keyword         Keywords by slug (GET /v1/keywords)
@param score_gte       Score, from
@param score_lte       Score, to
@param vote_count_gte  Number of votes, from
@param runtime_gte     Running time in minutes, from
@param runtime_lte     Running time in minutes, to
@param rating          Content rating, as in PG-13
@param status          How far the film has come
@param include_adult   Films for adults only, too
@param sort            Order; films without the value come last, and the id decides between equals
@param page            Page, from 1
@param per_page        Films on a page, at most 100
@error unknown_filter_value
@error range_reversed
@tag   Films
$$;
