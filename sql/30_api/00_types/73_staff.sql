-- What staff sends about films and people, and what it sees of them.

create type api.external_id_input as (
    source iwm.id_source, -- Who gave the id
    id iwm.foreign_id -- The id as this source writes it
);
comment on type api.external_id_input is 'What another source calls a film.';

create type api.person_id_input as (
    source iwm.person_id_source, -- Who gave the id
    id iwm.foreign_id -- The id as this source writes it
);
comment on type api.person_id_input is 'What another source calls a person.';

create type api.company_input as (
    id iwm.public_id, -- Public id of a company; or name one @null
    name iwm.full_name, -- Name of a company: the one of this name, or a new one @null
    role iwm.company_role -- production or distribution
);
comment on type api.company_input is 'A company of a film: by id or by name.';

create type api.credit_input as (
    person_id iwm.public_id, -- Public id of the person, or an id of another source
    department iwm.short_label, -- Needed only where several departments have a job of this name @null
    job iwm.short_label, -- One of GET /v1/staff/credit-jobs
    "character" iwm.character_name, -- Whom they play @null
    billing_order iwm.billing_place -- Place in the credits, from 0 @null
);
comment on type api.credit_input is 'Who did what in a film.';

create type api.trivia_input as (
    question iwm.item_text, -- What is asked
    category iwm.item_text, -- As in production, cast
    answer iwm.item_text, -- The answer
    explanation iwm.item_text -- More about it @null
);
comment on type api.trivia_input is 'A piece of trivia about a film.';

create type api.timeline_input as (
    date iwm.partial_date, -- When
    title iwm.item_text, -- What happened
    description iwm.item_text, -- More about it
    type iwm.item_text -- As in production, release
);
comment on type api.timeline_input is 'An event in the making of a film.';

create type api.title_input as (
    title iwm.other_title, -- The other title
    country iwm.country_code, -- Code of the country where it ran under it @null
    language iwm.language_code, -- Code of the language of this title @null
    type iwm.short_label -- working title, festival title … @null
);
comment on type api.title_input is 'Another title of a film.';

create type api.movie_patch as (
    title iwm.movie_title, -- Title
    original_title iwm.movie_title, -- Title in the language of origin @null
    tagline iwm.tagline, -- Line on the poster @null
    overview iwm.long_text, -- What it is about @null
    year iwm.release_year, -- Year of release; where there is a date, it is the year of that @null
    release_date date, -- First release @null
    runtime iwm.runtime_minutes, -- Minutes @null
    rating iwm.content_rating, -- Content rating @null
    status iwm.status_word, -- rumored, planned, in-production, post-production, upcoming, released, canceled
    kind iwm.movie_kind, -- movie, short, tv-movie, tv-special, video
    adult boolean, -- For adults only
    poster_url iwm.web_url, -- Poster @null
    backdrop_url iwm.web_url, -- Wide picture @null
    budget iwm.amount, -- US dollars @null
    revenue iwm.amount -- US dollars @null
);
comment on type api.movie_patch is 'What can be changed of a film. What is not named stays; null empties.';

create type api.person_patch as (
    name iwm.full_name, -- Full name
    bio iwm.long_text, -- Who they are @null
    image_url iwm.web_url, -- Portrait @null
    birthday date, -- Date of birth @null
    deathday date, -- Date of death @null
    birth_year iwm.life_year, -- Year of birth, where the day is not known @null
    death_year iwm.life_year, -- Year of death, where the day is not known @null
    place_of_birth iwm.full_name, -- Place of birth @null
    known_for_department iwm.short_label -- A department of GET /v1/staff/credit-jobs @null
);
comment on type api.person_patch is 'What can be changed of a person. What is not named stays; null empties.';

create type api.genre_patch as (
    slug iwm.slug, -- Name in addresses; the old one goes on answering
    name iwm.label -- Name to show
);
comment on type api.genre_patch is 'What can be changed of a genre. What is not named stays.';

create type api.staff_movie as (
    id text, -- Public id
    version integer, -- Counts the changes; send it as If-Match with the next one
    state iwm.record_state, -- listed, deleted or merged
    merged_into text, -- Public id of the film that took its place @null
    title text, -- Title
    original_title text, -- Title in the language of origin @null
    tagline text, -- Line on the poster @null
    overview text, -- What it is about @null
    year integer, -- Year of release @null
    release_date date, -- First release @null
    runtime integer, -- Minutes @null
    rating text, -- Content rating @null
    status text, -- rumored, planned, in-production, post-production, upcoming, released, canceled
    kind text, -- movie, short, tv-movie, tv-special, video
    adult boolean, -- For adults only
    poster_url text, -- Poster @null
    backdrop_url text, -- Wide picture @null
    budget bigint, -- US dollars @null
    revenue bigint, -- US dollars @null
    critics_score numeric, -- Mean of the critics, 0 to 10 @null
    imdb_rating numeric, -- IMDb's rating, 0 to 10 @null
    rotten_tomatoes_score integer, -- Share of favourable reviews in percent @null
    genres api.genre_ref[], -- Genres, the main one first
    countries api.country_ref[], -- Countries of origin, the main one first
    languages api.language_ref[], -- Languages spoken, the main one first
    companies api.company_ref[], -- Companies
    keywords api.keyword_ref[], -- Keywords
    external_ids api.external_id[], -- What other sources call it
    alternative_titles api.alternative_title[], -- Other titles
    trivia api.trivia_item[], -- Trivia
    timeline api.timeline_item[], -- Timeline
    scores api.external_score[], -- Scores of other sources
    credit_count integer, -- How many credits it has
    vote_count bigint, -- Votes
    created_at timestamptz, -- When the record was made
    updated_at timestamptz, -- When it was last changed
    deleted_at timestamptz -- When it was deleted @null
);
comment on type api.staff_movie is 'The record of a film.';

create type api.staff_movie_card as (
    id text, -- Public id
    version integer, -- Counts the changes
    state iwm.record_state, -- listed, deleted or merged
    merged_into text, -- Public id of the film that took its place @null
    title text, -- Title
    year integer, -- Year of release @null
    status text, -- How far it has come
    updated_at timestamptz, -- When it was last changed
    deleted_at timestamptz -- When it was deleted @null
);
comment on type api.staff_movie_card is 'The record of a film, in short.';

create type api.staff_movie_feed as (
    items api.staff_movie_card[], -- Films of this page
    next_cursor text -- Where the next page begins @null
);
comment on type api.staff_movie_feed is 'Records of films.';

create type api.staff_person as (
    id text, -- Public id
    version integer, -- Counts the changes; send it as If-Match with the next one
    state iwm.record_state, -- listed, deleted or merged
    merged_into text, -- Public id of the person that took the place @null
    name text, -- Full name
    bio text, -- Who they are @null
    image_url text, -- Portrait @null
    birthday date, -- Date of birth @null
    deathday date, -- Date of death @null
    birth_year integer, -- Year of birth @null
    death_year integer, -- Year of death @null
    place_of_birth text, -- Place of birth @null
    known_for_department text, -- Acting, Directing … @null
    external_ids api.external_id[], -- What other sources call them
    credit_count integer, -- How many credits they have
    created_at timestamptz, -- When the record was made
    updated_at timestamptz, -- When it was last changed
    deleted_at timestamptz -- When it was deleted @null
);
comment on type api.staff_person is 'The record of a person.';

create type api.staff_person_card as (
    id text, -- Public id
    version integer, -- Counts the changes
    state iwm.record_state, -- listed, deleted or merged
    merged_into text, -- Public id of the person that took the place @null
    name text, -- Full name
    birth_year integer, -- Year of birth @null
    credit_count integer, -- How many credits they have
    updated_at timestamptz, -- When it was last changed
    deleted_at timestamptz -- When it was deleted @null
);
comment on type api.staff_person_card is 'The record of a person, in short.';

create type api.staff_person_feed as (
    items api.staff_person_card[], -- People of this page
    next_cursor text -- Where the next page begins @null
);
comment on type api.staff_person_feed is 'Records of people.';

create type api.staff_genre as (
    slug text, -- Name in addresses
    version integer, -- Counts the changes; send it as If-Match with the next one
    name text, -- Name to show
    movie_count bigint, -- Films of this genre, the deleted ones too
    old_slugs text[], -- Slugs that lead here: earlier ones, and those of genres that were merged into it
    updated_at timestamptz -- When it was last changed
);
comment on type api.staff_genre is 'The record of a genre.';

create type api.credit_job as (
    department text, -- Acting, Directing, Writing …
    job text -- Actor, Director, Screenplay …
);
comment on type api.credit_job is 'A job that a credit may name.';
