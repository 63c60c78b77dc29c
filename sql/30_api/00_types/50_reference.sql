-- What describes films, with the number of films.

create type api.genre as (
    slug text, -- Name in addresses, as in sci-fi
    name text, -- Name to show
    movie_count bigint -- Films of this genre
);
comment on type api.genre is 'A genre.';

create type api.country as (
    code text, -- ISO 3166-1 alpha-2 code, former countries included
    name text, -- Name in English
    movie_count bigint -- Films from this country
);
comment on type api.country is 'A country of origin.';

create type api.language as (
    code text, -- BCP 47 code; x-… where there is none
    name text, -- Name in English
    movie_count bigint -- Films in this language
);
comment on type api.language is 'A language spoken in films.';

create type api.keyword as (
    slug text, -- Name in addresses
    name text, -- Name to show
    movie_count bigint -- Films with this keyword
);
comment on type api.keyword is 'A keyword.';

create type api.keyword_page as (
    items api.keyword[], -- Keywords of this page
    total bigint -- How many there are in all
);
comment on type api.keyword_page is 'A page of keywords.';

create type api.company as (
    id text, -- Public id
    name text, -- Name
    country text, -- Code of its country @null
    movie_count bigint -- Films it made or distributed
);
comment on type api.company is 'A company.';

create type api.company_page as (
    items api.company[], -- Companies of this page
    total bigint -- How many there are in all
);
comment on type api.company_page is 'A page of companies.';
