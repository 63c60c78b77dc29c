create type api.person_card as (
    id text, -- Public id
    name text, -- Full name
    image_url text, -- Portrait @null
    known_for_department text, -- Acting, Directing … @null
    movie_count integer, -- Films they are credited in
    popularity numeric, -- Sum over their films
    known_for api.movie_ref[] -- Their most popular films, at most 3
);
comment on type api.person_card is 'A person as lists show them.';

create type api.person_page as (
    items api.person_card[], -- People of this page
    total bigint -- How many people there are in all
);
comment on type api.person_page is 'A page of people.';

create type api.person_credit as (
    movie api.movie_ref, -- The film
    release_date date, -- Its first release @null
    poster_url text, -- Its poster @null
    score numeric, -- Its score @null
    role text, -- cast or crew
    department text, -- Acting, Directing …
    job text, -- Actor, Director …
    "character" text -- Who they play @null
);
comment on type api.person_credit is 'What somebody did in a film.';

create type api.person_credit_page as (
    items api.person_credit[], -- Credits of this page
    total bigint -- How many credits there are in all
);
comment on type api.person_credit_page is 'A page of a filmography.';

create type api.collaborator as (
    person api.person_ref, -- Who
    movie_count integer, -- In how many films the two are credited together
    movies api.movie_ref[] -- These films, the newest first
);
comment on type api.collaborator is 'Somebody often credited together with a person.';

create type api.collaborator_page as (
    items api.collaborator[], -- Collaborators of this page
    total bigint -- How many there are in all
);
comment on type api.collaborator_page is 'A page of collaborators.';

create type api.person as (
    id text, -- Public id
    name text, -- Full name
    bio text, -- Who they are @null
    image_url text, -- Portrait @null
    birthday date, -- Date of birth @null
    deathday date, -- Date of death @null
    birth_year integer, -- Year of birth, known more often than the day @null
    death_year integer, -- Year of death @null
    place_of_birth text, -- Place of birth @null
    known_for_department text, -- Acting, Directing … @null
    credit_count integer, -- Credits
    movie_count integer, -- Films they are credited in
    popularity numeric, -- Sum over their films
    known_for api.movie_ref[], -- Their most popular films, at most 10
    updated_at timestamptz, -- Last change of these data
    credits api.person_credit[], -- With append=credits: the newest 100 @null
    external_ids api.external_id[], -- With append=external_ids @null
    collaborators api.collaborator[] -- With append=collaborators: the closest 20 @null
);
comment on type api.person is 'A person of film.';
