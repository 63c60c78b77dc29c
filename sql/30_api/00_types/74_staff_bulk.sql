-- Rows of a bulk upsert hold plain types, so that one wrong value fails its row and not the whole call.

create type api.bulk_external_id as (
    source text, -- imdb, tmdb, wikidata …
    id text -- The id as this source writes it
);
comment on type api.bulk_external_id is 'What another source calls a film.';

create type api.bulk_company as (
    name text, -- Name
    role text -- production (where none is given) or distribution @null
);
comment on type api.bulk_company is 'A company of a film.';

create type api.bulk_credit as (
    person_id text, -- Public id of the person, or an id of another source
    department text, -- Needed only where several departments have a job of this name @null
    job text, -- One of GET /v1/staff/credit-jobs
    "character" text, -- Whom they play @null
    billing_order integer -- Place in the credits, from 0 @null
);
comment on type api.bulk_credit is 'Who did what in a film.';

create type api.bulk_title as (
    title text, -- The other title
    country text, -- Code of the country where it ran under it @null
    language text, -- Code of the language of this title @null
    type text -- working title, festival title … @null
);
comment on type api.bulk_title is 'Another title of a film.';

create type api.bulk_movie as (
    external_ids api.bulk_external_id[], -- By which the film is found, or that a new one gets: at least one
    title text, -- Title; a new film needs it @null
    original_title text, -- Title in the language of origin @null
    tagline text, -- Line on the poster @null
    overview text, -- What it is about @null
    year integer, -- Year of release @null
    release_date text, -- YYYY-MM-DD @null
    runtime integer, -- Minutes @null
    rating text, -- Content rating @null
    status text, -- As in released, upcoming, Post Production @null
    kind text, -- movie, short, tv-movie, tv-special, video @null
    adult boolean, -- For adults only @null
    poster_url text, -- Poster @null
    backdrop_url text, -- Wide picture @null
    budget bigint, -- US dollars @null
    revenue bigint, -- US dollars @null
    genres text[], -- Slugs; the whole list @null
    countries text[], -- Codes; the whole list @null
    languages text[], -- Codes; the whole list @null
    keywords text[], -- Names; the whole list @null
    companies api.bulk_company[], -- The whole list @null
    credits api.bulk_credit[], -- The whole list @null
    alternative_titles api.bulk_title[] -- The whole list @null
);
comment on type api.bulk_movie is 'A film of a bulk upsert. What is absent or null stays as it is; a list that is given replaces the one that is there.';

create type api.bulk_result as (
    number integer, -- Place in the request, from 1
    result text, -- created, updated, unchanged or failed
    id text, -- Public id of the film @null
    code text, -- Code of the error, of one that failed @null
    reason text, -- What is wrong with it @null
    field text -- What of it is wrong @null
);
comment on type api.bulk_result is 'What became of a film of a bulk upsert.';

create type api.bulk_summary as (
    created integer, -- How many films are new
    updated integer, -- How many were changed
    unchanged integer, -- How many were so already
    failed integer, -- How many failed; nothing of them was written
    results api.bulk_result[] -- One for each film, in the order of the request
);
comment on type api.bulk_summary is 'What became of the films of a bulk upsert.';
