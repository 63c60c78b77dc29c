-- People, what they did in films, and the rest of what describes a film.

create table iwm.people (
    id bigint generated always as identity primary key,
    external_id text not null constraint idx_people_external_id unique,
    name text not null,
    bio text,
    image_url text,
    birthday date,
    deathday date,
    birth_year smallint,
    death_year smallint,
    place_of_birth text,
    known_for_department text,
    name_search text generated always as (iwm.normalize(name)) stored,
    merged_into bigint references iwm.people (id),
    version integer not null default 1,
    created_at timestamptz not null default iwm.now(),
    updated_at timestamptz not null default iwm.now(),
    deleted_at timestamptz,
    constraint people_external_id_length check (char_length(external_id) between 1 and 50),
    constraint people_name_length check (char_length(name) between 1 and 200),
    constraint people_image_url_length check (char_length(image_url) <= 255),
    constraint people_birth_year_follows_birthday check (birthday is null or birth_year = extract(year from birthday)),
    constraint people_death_year_follows_deathday check (deathday is null or death_year = extract(year from deathday)),
    constraint people_years_in_order check (birth_year <= death_year)
);
comment on table iwm.people is 'People of films: cast and crew. Years stand alone where no full date is known.
@distribution reference';
create index idx_people_name_trgm on iwm.people using gin (name extensions.gin_trgm_ops);
comment on index iwm.idx_people_name_trgm is 'select name from people where name ilike ''chris%'' or name % ''…''';
create index idx_people_name_search_trgm on iwm.people using gin (name_search extensions.gin_trgm_ops);
comment on index iwm.idx_people_name_search_trgm is 'api.search_people: typo search without accents and case';
create index idx_people_name_search on iwm.people (name_search text_pattern_ops, id);
comment on index iwm.idx_people_name_search is 'api.autocomplete: prefix of a name; imports: person by name; sort by name';
create index idx_people_merged_into on iwm.people (merged_into) where merged_into is not null;
comment on index iwm.idx_people_merged_into is 'foreign key: people merged into one';
comment on index iwm.idx_people_external_id is 'every lookup of a person by public id';

create table iwm.person_stats (
    person_id bigint primary key references iwm.people (id) on delete cascade,
    credit_count integer not null default 0,
    movie_count integer not null default 0,
    popularity double precision not null default 0
);
comment on table iwm.person_stats is 'Counts and popularity of a person, from the films; refreshed by imports and jobs.
@distribution reference';
create index idx_person_stats_popularity on iwm.person_stats (popularity desc, person_id desc);
comment on index iwm.idx_person_stats_popularity is 'api.list_people: sorted by popularity (the default)';

create table iwm.person_external_ids (
    source text not null,
    value text not null,
    person_id bigint not null references iwm.people (id) on delete cascade,
    primary key (source, value),
    constraint person_external_ids_source_known check (source in ('imdb', 'tmdb', 'wikidata', 'letterboxd', 'trakt')),
    constraint person_external_ids_value_shape check (value ~ '^[A-Za-z0-9][A-Za-z0-9_.:/-]*$' and char_length(value) <= 100)
);
comment on table iwm.person_external_ids is 'What other sources call a person.
@distribution reference';
create index idx_person_external_ids_person_id on iwm.person_external_ids (person_id, source);
comment on index iwm.idx_person_external_ids_person_id is 'api.get_person: external ids of a person';
create index idx_person_external_ids_value on iwm.person_external_ids (value);
comment on index iwm.idx_person_external_ids_value is 'api.find_by_external_id without a source; any id as {person_id}';

-- The controlled list of jobs. Cast is the department Acting.
create table iwm.credit_jobs (
    id smallint generated always as identity primary key,
    department text not null,
    job text not null,
    position smallint not null default 100,
    constraint credit_jobs_department_job_key unique (department, job)
);
comment on table iwm.credit_jobs is 'Departments and jobs that a credit may name; position orders crews (director first).
@distribution reference';
comment on index iwm.credit_jobs_department_job_key is 'imports: job by name';
insert into iwm.credit_jobs (department, job, position) values
('Acting', 'Actor', 10), ('Acting', 'Voice', 11), ('Acting', 'Self', 12), ('Acting', 'Archive footage', 13),
('Directing', 'Director', 20), ('Directing', 'Co-Director', 21), ('Directing', 'Assistant Director', 29),
('Writing', 'Writer', 30), ('Writing', 'Screenplay', 31), ('Writing', 'Story', 32), ('Writing', 'Novel', 33),
('Writing', 'Characters', 34),
('Production', 'Producer', 40), ('Production', 'Executive Producer', 41), ('Production', 'Casting', 45),
('Camera', 'Director of Photography', 50), ('Camera', 'Camera Operator', 51),
('Editing', 'Editor', 60), ('Sound', 'Original Music Composer', 70), ('Sound', 'Sound Designer', 71),
('Art', 'Production Design', 80), ('Art', 'Art Direction', 81),
('Costume & Make-Up', 'Costume Design', 85), ('Costume & Make-Up', 'Makeup Artist', 86),
('Visual Effects', 'Visual Effects Supervisor', 90), ('Crew', 'Stunts', 95), ('Crew', 'Crew', 99);

create table iwm.credits (
    id bigint generated always as identity primary key,
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    person_id bigint not null references iwm.people (id),
    job_id smallint not null references iwm.credit_jobs (id),
    "character" text,
    billing_order smallint,
    constraint credits_movie_person_job_character_key unique nulls not distinct (movie_id, person_id, job_id, "character"),
    constraint credits_character_length check (char_length("character") between 1 and 500),
    constraint credits_billing_order_range check (billing_order >= 0)
);
comment on table iwm.credits is 'Who did what in a film: cast (department Acting, with character and billing order where known) and crew.
@distribution reference';
comment on index iwm.credits_movie_person_job_character_key is 'credits of a film; one row a film, person, job and character';
create index idx_credits_person_id on iwm.credits (person_id, movie_id);
comment on index iwm.idx_credits_person_id is 'api.get_person_credits, api.get_collaborators: films of a person';
create index idx_credits_job_id on iwm.credits (job_id, movie_id);
comment on index iwm.idx_credits_job_id is 'directors of films; foreign key';

create table iwm.keywords (
    id bigint generated always as identity primary key,
    slug text collate "C" not null unique,
    name text not null,
    constraint keywords_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 100),
    constraint keywords_name_length check (char_length(name) between 1 and 100)
);
comment on table iwm.keywords is 'Keywords by slug.
@distribution reference';
comment on index iwm.keywords_slug_key is 'keyword by slug';

create table iwm.movie_keywords (
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    keyword_id bigint not null references iwm.keywords (id),
    primary key (movie_id, keyword_id)
);
comment on table iwm.movie_keywords is 'Keywords of a film.
@distribution reference';
create index idx_movie_keywords_keyword_id on iwm.movie_keywords (keyword_id, movie_id);
comment on index iwm.idx_movie_keywords_keyword_id is 'films with a keyword';

create table iwm.companies (
    id bigint generated always as identity primary key,
    external_id text not null unique,
    name text not null,
    country_code text references iwm.countries (code),
    name_search text generated always as (iwm.normalize(name)) stored,
    constraint companies_external_id_length check (char_length(external_id) between 1 and 50),
    constraint companies_name_length check (char_length(name) between 1 and 200)
);
comment on table iwm.companies is 'Companies that produce and distribute films.
@distribution reference';
create index idx_companies_name_search on iwm.companies (name_search text_pattern_ops, id);
comment on index iwm.idx_companies_name_search is 'company by name: imports, prefix search';
create index idx_companies_country_code on iwm.companies (country_code) where country_code is not null;
comment on index iwm.idx_companies_country_code is 'foreign key: companies of a country';
comment on index iwm.companies_external_id_key is 'company by public id';

create table iwm.movie_companies (
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    company_id bigint not null references iwm.companies (id),
    role text not null default 'production',
    position smallint not null default 0,
    primary key (movie_id, company_id, role),
    constraint movie_companies_role_known check (role in ('production', 'distribution'))
);
comment on table iwm.movie_companies is 'Companies of a film, in order.
@distribution reference';
create index idx_movie_companies_company_id on iwm.movie_companies (company_id, movie_id);
comment on index iwm.idx_movie_companies_company_id is 'films of a company';

create table iwm.alternative_titles (
    id bigint generated always as identity primary key,
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    title text not null,
    country_code text references iwm.countries (code),
    language_code text references iwm.languages (code),
    type text,
    title_search text generated always as (iwm.normalize(title)) stored,
    constraint alternative_titles_key unique nulls not distinct (movie_id, title, country_code, language_code),
    constraint alternative_titles_title_length check (char_length(title) between 1 and 1000),
    constraint alternative_titles_type_length check (char_length(type) <= 50)
);
comment on table iwm.alternative_titles is 'Other titles of a film, by country and language.
@distribution reference';
comment on index iwm.alternative_titles_key is 'alternative titles of a film, each once';
create index idx_alternative_titles_title_search_trgm on iwm.alternative_titles
using gin (title_search extensions.gin_trgm_ops);
comment on index iwm.idx_alternative_titles_title_search_trgm is 'api.search_movies: by another title, with typos';
create index idx_alternative_titles_country_code on iwm.alternative_titles (country_code) where country_code is not null;
comment on index iwm.idx_alternative_titles_country_code is 'foreign key: titles in a country';
create index idx_alternative_titles_language_code on iwm.alternative_titles (language_code) where language_code is not null;
comment on index iwm.idx_alternative_titles_language_code is 'foreign key: titles in a language';

create table iwm.external_scores (
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    source text not null,
    value numeric not null,
    scale numeric not null,
    votes bigint,
    fetched_at timestamptz not null default iwm.now(),
    primary key (movie_id, source),
    constraint external_scores_source_known check (source in (
        'imdb', 'tmdb', 'metacritic', 'tomatometer', 'critics', 'audience', 'letterboxd', 'trakt', 'movielens')),
    constraint external_scores_range check (value between 0 and scale and scale > 0),
    constraint external_scores_votes_range check (votes >= 0)
);
comment on table iwm.external_scores is 'Scores that other sources give to a film: value out of scale, with votes where known. No score is no row.
@distribution reference';
