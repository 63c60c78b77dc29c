create or replace function iwm.staff_movie(_id bigint)
returns api.staff_movie
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _movie api.staff_movie;
begin
    select m.external_id, m.version, iwm.record_state_of(m.deleted_at, m.merged_into),
        (select w.external_id from movies as w where w.id = m.merged_into),
        m.title, m.original_title, m.tagline, m.overview, m.year, m.release_date, m.runtime, m.rating, m.status, m.kind, m.adult,
        m.poster_url, m.backdrop_url, m.budget, m.revenue, m.critics_score, m.imdb_rating, m.rotten_tomatoes_score,
        array(select row(g.slug, g.name)::api.genre_ref from movie_genres as x join genres as g on g.id = x.genre_id
            where x.movie_id = m.id order by x.position, g.id),
        array(select row(c.code, c.name)::api.country_ref from movie_countries as x join countries as c on c.code = x.country_code
            where x.movie_id = m.id order by x.position, c.code),
        array(select row(l.code, l.name)::api.language_ref
            from movie_languages as x join languages as l on l.code = x.language_code
            where x.movie_id = m.id order by x.position, l.code),
        array(select row(c.external_id, c.name, x.role)::api.company_ref
            from movie_companies as x join companies as c on c.id = x.company_id
            where x.movie_id = m.id order by x.role desc, x.position, c.id),
        iwm.keywords_of_movie(m.id), iwm.external_ids_of_movie(m.id), iwm.titles_of_movie(m.id), iwm.trivia_of_movie(m.id),
        iwm.timeline_of_movie(m.id), iwm.scores_of_movie(m.id),
        (select count(*) from credits as c where c.movie_id = m.id), coalesce(s.vote_count, 0),
        m.created_at, m.updated_at, m.deleted_at
    into _movie
    from movies as m left join movie_stats as s on s.movie_id = m.id
    where m.id = _id;
    return _movie;
end
$$;
comment on function iwm.staff_movie is 'The record of a film, in whatever state it is.';

create or replace function iwm.record_state_of(_deleted_at timestamptz, _merged_into bigint)
returns iwm.record_state
language sql immutable parallel safe
as $$
select case when _merged_into is not null then 'merged' when _deleted_at is not null then 'deleted' else 'listed' end::iwm.record_state
$$;
comment on function iwm.record_state_of is 'listed, deleted or merged.';

create or replace function iwm.create_movie(_fields jsonb, _ids jsonb)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _movie movies;
    _public_id text;
begin
    perform iwm.check_movie_ids(null, _ids);
    _movie.status := 'released';
    _movie.kind := 'movie';
    _movie.adult := false;
    _movie := iwm.patched_movie(_movie, _fields);
    -- called as an import would call it, so that a later one finds it
    _public_id := coalesce(
        (select e.id from jsonb_to_recordset(_ids) as e(source text, id text) where e.source = 'imdb' order by e.id limit 1),
        (select 'tmdb_' || e.id from jsonb_to_recordset(_ids) as e(source text, id text) where e.source = 'tmdb' order by e.id limit 1));
    if not coalesce(pg_input_is_valid(_public_id, 'iwm.public_id') and char_length(_public_id) <= 50, false) then
        _public_id := new_id('mov');
    end if;
    insert into movies (external_id, title, original_title, tagline, overview, year, release_date, runtime, rating, status, kind,
        adult, poster_url, backdrop_url, budget, revenue)
    values (_public_id, _movie.title, _movie.original_title, _movie.tagline, _movie.overview, _movie.year, _movie.release_date,
        _movie.runtime, _movie.rating, _movie.status, _movie.kind, _movie.adult, _movie.poster_url, _movie.backdrop_url,
        _movie.budget, _movie.revenue)
    returning id into _movie.id;
    insert into movie_stats (movie_id) values (_movie.id);
    perform iwm.set_movie_ids(_movie.id, _ids);
    return _movie.id;
end
$$;
comment on function iwm.create_movie is $$
A new film: its fields (api.movie_patch) and external ids ([{source, id}]); returns its internal id

Its public id is the IMDb id or tmdb_… where it has one, else a new one. Fails as iwm.patched_movie and iwm.set_movie_ids do.
$$;

create or replace function iwm.delete_movie(_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update movies set deleted_at = iwm.now(), version = version + 1, updated_at = iwm.now() where id = _id;
    perform iwm.refresh_stats_of(iwm.people_of_movie(_id));
end
$$;
comment on function iwm.delete_movie is 'Takes a film out; its record and lists stay, the counts of its people follow.';

create or replace function iwm.restore_movie(_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update movies set deleted_at = null, version = version + 1, updated_at = iwm.now() where id = _id;
    perform iwm.refresh_stats_of(iwm.people_of_movie(_id));
end
$$;
comment on function iwm.restore_movie is 'Brings a deleted film back; the counts of its people follow.';
