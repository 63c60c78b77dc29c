create type api.movie_match as (
    relevance numeric, -- 0 to 1: 1 is the same title
    matched_title text, -- The other title that was found, when it was not the main one @null
    movie api.movie_card -- The film
);
comment on type api.movie_match is 'A film that a search found.';

create type api.movie_match_page as (
    items api.movie_match[], -- Films of this page, the best first
    total bigint -- How many films were found
);
comment on type api.movie_match_page is 'A page of films that a search found.';

create type api.person_match as (
    relevance numeric, -- 0 to 1: 1 is the same name
    person api.person_card -- The person
);
comment on type api.person_match is 'A person whom a search found.';

create type api.person_match_page as (
    items api.person_match[], -- People of this page, the best first
    total bigint -- How many people were found
);
comment on type api.person_match_page is 'A page of people whom a search found.';

create type api.search_hit as (
    type text, -- movie or person
    relevance numeric, -- 0 to 1: 1 is the same name
    movie api.movie_card, -- The film, if it is one @null
    person api.person_card -- The person, if it is one @null
);
comment on type api.search_hit is 'Something that a search found.';

create type api.search_facet as (
    type text, -- movie or person
    total bigint -- How many were found
);
comment on type api.search_facet is 'How many of one type a search found.';

create type api.search_result as (
    query text, -- What was looked for
    did_you_mean text, -- The nearest name, when nothing has this one @null
    facets api.search_facet[], -- How many of each type, whichever is shown
    total bigint, -- How many of the types shown
    results api.search_hit[] -- This page, the best first
);
comment on type api.search_result is 'What a search found, of every type.';

create type api.suggestion as (
    type text, -- movie or person
    id text, -- Public id
    text text, -- Title or name
    year integer, -- Year of release, of a film @null
    image_url text -- Poster or portrait @null
);
comment on type api.suggestion is 'What the typed letters may become.';

create type api.found as (
    movies api.movie_card[], -- Films with this id
    people api.person_card[] -- People with this id
);
comment on type api.found is 'What an external id belongs to.';
