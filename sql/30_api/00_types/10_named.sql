-- Small types that larger ones hold: what something is called, and how to ask for it.

create type api.genre_ref as (
    slug text, -- Name in addresses, as in sci-fi
    name text -- Name to show
);
comment on type api.genre_ref is 'A genre by name.';

create type api.country_ref as (
    code text, -- ISO 3166-1 alpha-2 code, former countries included
    name text -- Name in English
);
comment on type api.country_ref is 'A country by name.';

create type api.language_ref as (
    code text, -- BCP 47 code; x-… where there is none
    name text -- Name in English
);
comment on type api.language_ref is 'A language by name.';

create type api.person_ref as (
    id text, -- Public id
    name text -- Full name
);
comment on type api.person_ref is 'A person by name.';

create type api.movie_ref as (
    id text, -- Public id
    title text, -- Title
    year integer -- Year of release @null
);
comment on type api.movie_ref is 'A film by title and year.';

create type api.keyword_ref as (
    slug text, -- Name in addresses
    name text -- Name to show
);
comment on type api.keyword_ref is 'A keyword by name.';

create type api.company_ref as (
    id text, -- Public id
    name text, -- Name
    role text -- production or distribution
);
comment on type api.company_ref is 'A company of a film.';

create type api.external_id as (
    source text, -- imdb, tmdb, wikidata …
    id text -- The id as this source writes it
);
comment on type api.external_id is 'What another source calls a film or a person.';
