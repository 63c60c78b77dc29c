-- Parts of a film that can be asked for alone or with it.

create type api.cast_member as (
    id text, -- Public id of the person
    name text, -- Name
    image_url text, -- Portrait @null
    job text, -- Actor, Voice, Self …
    "character" text, -- Who they play @null
    billing_order integer -- Place in the credits from 0, where it is known @null
);
comment on type api.cast_member is 'Somebody who plays in a film.';

create type api.crew_member as (
    id text, -- Public id of the person
    name text, -- Name
    image_url text, -- Portrait @null
    department text, -- Directing, Writing, Camera …
    job text -- Director, Screenplay …
);
comment on type api.crew_member is 'Somebody who worked on a film.';

create type api.movie_credits as (
    "cast" api.cast_member[], -- By billing order, then by name
    crew api.crew_member[] -- Directors first, then by department and name
);
comment on type api.movie_credits is 'Who played in a film and who worked on it.';

create type api.external_score as (
    source text, -- imdb, metacritic, critics, tomatometer …
    value numeric, -- The score as this source writes it
    scale numeric, -- The highest score that this source gives
    votes bigint, -- How many votes it stands on @null
    fetched_at timestamptz -- When it was taken over
);
comment on type api.external_score is 'The score of another source.';

create type api.alternative_title as (
    title text, -- The other title
    country text, -- Code of the country where it ran under it @null
    language text, -- Code of the language of this title @null
    type text -- working title, festival title … @null
);
comment on type api.alternative_title is 'Another title of a film.';

create type api.trivia_item as (
    question text, -- What is asked
    category text, -- As in production, cast
    answer text, -- The answer
    explanation text -- More about it @null
);
comment on type api.trivia_item is 'A piece of trivia about a film.';

create type api.timeline_item as (
    date text, -- YYYY, YYYY-MM or YYYY-MM-DD
    title text, -- What happened
    description text, -- More about it
    type text -- As in production, release
);
comment on type api.timeline_item is 'An event in the making of a film.';

create type api.movie_card as (
    id text, -- Public id
    title text, -- Title
    original_title text, -- Title in the language of origin @null
    year integer, -- Year of release @null
    release_date date, -- First release @null
    runtime integer, -- Minutes @null
    rating text, -- Content rating @null
    status text, -- released, upcoming, in-production …
    poster_url text, -- Poster @null
    score numeric, -- 0 to 10, mean of the votes drawn towards 6 while they are few @null
    vote_count bigint, -- Votes
    popularity numeric, -- Votes weighted with the score, and recent activity
    genres api.genre_ref[] -- Genres, the main one first
);
comment on type api.movie_card is 'A film as lists show it.';

create type api.similar_movie as (
    movie api.movie_card, -- The similar film
    similarity numeric, -- 0 to 1
    reasons text[] -- What the two share, the strongest first
);
comment on type api.similar_movie is 'A film like another one, and why.';
