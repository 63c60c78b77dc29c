create or replace function api.staff_create_movie(
    _viewer iwm.viewer, _title iwm.movie_title, _original_title iwm.movie_title default null, _tagline iwm.tagline default null,
    _overview iwm.long_text default null, _year iwm.release_year default null, _release_date date default null,
    _runtime iwm.runtime_minutes default null, _rating iwm.content_rating default null,
    _status iwm.status_word default 'released', _kind iwm.movie_kind default 'movie', _adult boolean default false,
    _poster_url iwm.web_url default null, _backdrop_url iwm.web_url default null, _budget iwm.amount default null,
    _revenue iwm.amount default null, _external_ids api.external_id_input[] default '{}', _genres iwm.slug[] default '{}',
    _countries iwm.country_code[] default '{}', _languages iwm.language_code[] default '{}',
    _keywords iwm.label[] default '{}', _companies api.company_input[] default '{}',
    _credits api.credit_input[] default '{}', _reason iwm.reason default null
)
returns api.staff_movie
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _id bigint;
begin
    perform iwm.act_as(_actor, _reason);
    _id := iwm.create_movie(jsonb_strip_nulls(jsonb_build_object('title', _title, 'original_title', _original_title,
        'tagline', _tagline, 'overview', _overview, 'year', _year, 'release_date', _release_date, 'runtime', _runtime,
        'rating', _rating, 'status', _status, 'kind', _kind, 'adult', _adult, 'poster_url', _poster_url,
        'backdrop_url', _backdrop_url, 'budget', _budget, 'revenue', _revenue)), to_jsonb(_external_ids));
    perform iwm.set_movie_genres(_id, _genres::text[]), iwm.set_movie_countries(_id, _countries::text[]),
        iwm.set_movie_languages(_id, _languages::text[]), iwm.set_movie_keywords(_id, _keywords::text[]),
        iwm.set_movie_companies(_id, to_jsonb(_companies)), iwm.set_movie_credits(_id, to_jsonb(_credits));
    return iwm.staff_movie(_id);
end
$$;
comment on function api.staff_create_movie is $$
Add a film

Its public id is its IMDb id or tmdb_… where it has one, else a new one. The year follows the release date. Trivia,
timeline and alternative titles have operations of their own.

@route POST /staff/movies
@auth  moderator
@status 201
@message Created
@touches movie:{data.id} movies people genres
@param release_date  First release
@param kind          What sort of film it is
@param adult         For adults only
@param external_ids  What other sources call it, at most 50
@param genres        Slugs of GET /v1/genres, the main one first
@param countries     Codes of GET /v1/countries, the main one first
@param languages     Codes of GET /v1/languages, the main one first
@param keywords      Names; a new one is made
@param companies     Companies by id or name
@param credits       Who did what
@param reason        Why; it stands in the audit log
@error external_id_taken
@error unknown_value
@error unknown_status
@error invalid_list
@error invalid_date
@error invalid_input
@error nothing_given
@error year_contradicts_date
@version
@tag   Staff: films
$$;
