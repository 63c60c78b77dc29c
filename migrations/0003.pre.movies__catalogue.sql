-- The catalogue: films and what describes them. Reference data for every user, hence @distribution reference.

create table iwm.movies (
    id bigint generated always as identity primary key,
    external_id text not null constraint idx_movies_external_id unique,
    title text not null,
    original_title text,
    tagline text,
    year smallint,
    release_date date,
    runtime integer,
    siddu_score numeric(4, 2),
    critics_score numeric(4, 2),
    imdb_rating numeric(3, 1),
    rotten_tomatoes_score integer,
    rating text,
    language text,
    country text,
    overview text,
    poster_url text,
    backdrop_url text,
    budget bigint,
    revenue bigint,
    status text not null default 'released',
    kind text not null default 'movie',
    adult boolean not null default false,
    trivia jsonb,
    timeline jsonb,
    title_search text generated always as (iwm.normalize(title)) stored,
    original_title_search text generated always as (iwm.normalize(original_title)) stored,
    merged_into bigint references iwm.movies (id),
    version integer not null default 1,
    created_at timestamptz not null default iwm.now(),
    updated_at timestamptz not null default iwm.now(),
    deleted_at timestamptz,
    constraint movies_external_id_length check (char_length(external_id) between 1 and 50),
    constraint movies_title_length check (char_length(title) between 1 and 500),
    constraint movies_original_title_length check (char_length(original_title) between 1 and 500),
    constraint movies_tagline_length check (char_length(tagline) <= 500),
    constraint movies_year_range check (year between 1870 and 2200),
    constraint movies_year_follows_release_date check (release_date is null or year = extract(year from release_date)),
    constraint movies_runtime_range check (runtime between 1 and 100000),
    constraint movies_siddu_score_range check (siddu_score between 0 and 10),
    constraint movies_critics_score_range check (critics_score between 0 and 10),
    constraint movies_imdb_rating_range check (imdb_rating between 0 and 10),
    constraint movies_rotten_tomatoes_score_range check (rotten_tomatoes_score between 0 and 100),
    constraint movies_rating_length check (char_length(rating) <= 10),
    constraint movies_language_length check (char_length(language) <= 50),
    constraint movies_country_length check (char_length(country) <= 50),
    constraint movies_poster_url_length check (char_length(poster_url) <= 255),
    constraint movies_backdrop_url_length check (char_length(backdrop_url) <= 255),
    constraint movies_budget_range check (budget >= 0),
    constraint movies_revenue_range check (revenue >= 0),
    constraint movies_status_known check (status in (
        'rumored', 'planned', 'in-production', 'post-production', 'upcoming', 'released', 'canceled')),
    constraint movies_kind_known check (kind in ('movie', 'short', 'tv-movie', 'tv-special', 'video')),
    constraint movies_trivia_shape check (iwm.valid_trivia(trivia)),
    constraint movies_timeline_shape check (iwm.valid_timeline(timeline))
);
comment on table iwm.movies is 'Films. A merged film keeps its row and points to the one that took its place.
@distribution reference';

create index idx_movies_title_trgm on iwm.movies using gin (title extensions.gin_trgm_ops);
comment on index iwm.idx_movies_title_trgm is 'select … from movies where title % ''Intersteller'' (typo search as stored)';
create index idx_movies_title_search_trgm on iwm.movies using gin (title_search extensions.gin_trgm_ops);
comment on index iwm.idx_movies_title_search_trgm is 'api.search_movies: typo search without accents and case';
create index idx_movies_original_title_search_trgm on iwm.movies using gin (original_title_search extensions.gin_trgm_ops);
comment on index iwm.idx_movies_original_title_search_trgm is 'api.search_movies: by the original title, with typos';
create index idx_movies_title_search on iwm.movies (title_search text_pattern_ops, id);
comment on index iwm.idx_movies_title_search is 'api.autocomplete: prefix of a title; imports: title + year; sort by title';
create index idx_movies_year on iwm.movies (year);
comment on index iwm.idx_movies_year is 'api.list_movies: films of a year or a range of years';
create index idx_movies_release_date on iwm.movies (release_date desc nulls last, id desc);
comment on index iwm.idx_movies_release_date is 'api.list_movies: sorted by release date';
create index idx_movies_siddu_score on iwm.movies (siddu_score desc) where siddu_score is not null;
comment on index iwm.idx_movies_siddu_score is 'select … from movies order by siddu_score desc (psql)';
create index idx_movies_status on iwm.movies (status);
comment on index iwm.idx_movies_status is 'select … from movies where status = ''upcoming''';
create index idx_movies_trivia_gin on iwm.movies using gin (trivia);
comment on index iwm.idx_movies_trivia_gin is 'select … from movies where trivia @> ''[{"category": "production"}]''';
create index idx_movies_timeline_gin on iwm.movies using gin (timeline);
comment on index iwm.idx_movies_timeline_gin is 'select … from movies where timeline @> ''[{"type": "production"}]''';
create index idx_movies_merged_into on iwm.movies (merged_into) where merged_into is not null;
comment on index iwm.idx_movies_merged_into is 'foreign key: films merged into one';
comment on index iwm.idx_movies_external_id is 'every lookup of a film by its public id';

-- What people's actions change about a film: one narrow row a film, so that a vote never rewrites its page.
-- score: mean of all votes shrunk towards 6.0 as if 20 votes of 6.0 stood there already (Bayesian mean).
-- popularity: votes weighted with that score, and recent activity on top.
create table iwm.movie_stats (
    movie_id bigint primary key references iwm.movies (id) on delete cascade,
    vote_count bigint not null default 0,
    vote_sum numeric not null default 0,
    activity double precision not null default 0,
    score numeric(4, 2) generated always as (
        case when vote_count > 0 then (vote_sum + 120.0) / (vote_count + 20.0) end) stored,
    popularity double precision generated always as (
        vote_count * (vote_sum::double precision + 120.0) / (vote_count + 20.0) / 10.0 + activity) stored,
    constraint movie_stats_counts check (vote_count >= 0 and vote_sum between 0 and vote_count * 10)
);
comment on table iwm.movie_stats is 'Votes, score and popularity of a film; changed by deltas only.
@distribution reference';
create index idx_movie_stats_score on iwm.movie_stats (score desc nulls last, movie_id desc) include (vote_count);
comment on index iwm.idx_movie_stats_score is 'api.top_rated_movies; api.list_movies sorted by score';
create index idx_movie_stats_popularity on iwm.movie_stats (popularity desc, movie_id desc);
comment on index iwm.idx_movie_stats_popularity is 'api.popular_movies; api.list_movies sorted by popularity (the default)';
create index idx_movie_stats_vote_count on iwm.movie_stats (vote_count desc, movie_id desc);
comment on index iwm.idx_movie_stats_vote_count is 'api.list_movies: sorted by votes';

create table iwm.movie_external_ids (
    source text not null,
    value text not null,
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    primary key (source, value),
    constraint movie_external_ids_source_known check (source in (
        'imdb', 'tmdb', 'wikidata', 'movielens', 'letterboxd', 'trakt', 'rottentomatoes', 'metacritic', 'justwatch')),
    constraint movie_external_ids_value_shape check (value ~ '^[A-Za-z0-9][A-Za-z0-9_.:/-]*$' and char_length(value) <= 100)
);
comment on table iwm.movie_external_ids is 'What other sources call a film; a value belongs to one film only.
@distribution reference';
create index idx_movie_external_ids_movie_id on iwm.movie_external_ids (movie_id, source);
comment on index iwm.idx_movie_external_ids_movie_id is 'api.get_movie: external ids of a film';
create index idx_movie_external_ids_value on iwm.movie_external_ids (value);
comment on index iwm.idx_movie_external_ids_value is 'api.find_by_external_id without a source; any id as {movie_id}';

create table iwm.genres (
    id bigint generated always as identity primary key,
    slug text not null constraint idx_genres_slug unique,
    name text not null,
    constraint genres_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 50),
    constraint genres_name_length check (char_length(name) between 1 and 100)
);
comment on table iwm.genres is 'Genres by slug.
@distribution reference';
comment on index iwm.idx_genres_slug is 'genre by slug';
insert into iwm.genres (slug, name) values
('sci-fi', 'Science Fiction'), ('drama', 'Drama'), ('action', 'Action'), ('comedy', 'Comedy'),
('horror', 'Horror'), ('thriller', 'Thriller'), ('romance', 'Romance'), ('documentary', 'Documentary');

create table iwm.movie_genres (
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    genre_id bigint not null references iwm.genres (id),
    position smallint not null default 0,
    primary key (movie_id, genre_id)
);
comment on table iwm.movie_genres is 'Genres of a film, in order.
@distribution reference';
create index idx_movie_genres_genre_id on iwm.movie_genres (genre_id, movie_id);
comment on index iwm.idx_movie_genres_genre_id is 'films of a genre; api.list_genres: counts';

create table iwm.countries (
    code text primary key,
    name text not null unique,
    constraint countries_code_shape check (code ~ '^[A-Z]{2}$'),
    constraint countries_name_length check (char_length(name) between 1 and 100)
);
comment on table iwm.countries is 'Countries of today and of film history.
@distribution reference';
comment on index iwm.countries_name_key is 'imports: country by name';

create table iwm.movie_countries (
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    country_code text not null references iwm.countries (code),
    position smallint not null default 0,
    primary key (movie_id, country_code)
);
comment on table iwm.movie_countries is 'Countries of origin of a film, in order.
@distribution reference';
create index idx_movie_countries_country_code on iwm.movie_countries (country_code, movie_id);
comment on index iwm.idx_movie_countries_country_code is 'films of a country';

create table iwm.languages (
    code text primary key,
    name text not null unique,
    constraint languages_code_shape check (code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$'),
    constraint languages_name_length check (char_length(name) between 1 and 100)
);
comment on table iwm.languages is 'Languages by BCP 47 code; x-… where no code exists.
@distribution reference';
comment on index iwm.languages_name_key is 'imports: language by name';

create table iwm.movie_languages (
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    language_code text not null references iwm.languages (code),
    position smallint not null default 0,
    primary key (movie_id, language_code)
);
comment on table iwm.movie_languages is 'Languages spoken in a film, in order.
@distribution reference';
create index idx_movie_languages_language_code on iwm.movie_languages (language_code, movie_id);
comment on index iwm.idx_movie_languages_language_code is 'films in a language';

-- Sources name one country or language in several ways; imports look here after the names themselves.
create table iwm.name_aliases (
    kind text not null,
    alias text not null,
    code text not null,
    primary key (kind, alias),
    constraint name_aliases_kind_known check (kind in ('country', 'language', 'genre'))
);
comment on table iwm.name_aliases is 'Other names of countries, languages (by code) and genres (by slug) in imported data, in normalised form.
@distribution reference';
insert into iwm.name_aliases (kind, alias, code) values
('genre', 'sci fi', 'sci-fi'), ('genre', 'science fiction', 'sci-fi'), ('genre', 'scifi', 'sci-fi'),
('genre', 'film noir', 'film-noir'), ('genre', 'children', 'family'), ('genre', 'children s', 'family'),
('genre', 'documentary film', 'documentary'), ('genre', 'biopic', 'biography');
