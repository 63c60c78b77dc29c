create type api.movie as (
    id text, -- Public id
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
    score numeric, -- 0 to 10, mean of the votes drawn towards 6 while they are few @null
    vote_count bigint, -- Votes
    popularity numeric, -- Votes weighted with the score, and recent activity
    critics_score numeric, -- Mean of the critics, 0 to 10 @null
    imdb_rating numeric, -- IMDb's rating, 0 to 10 @null
    rotten_tomatoes_score integer, -- Share of favourable reviews in percent @null
    genres api.genre_ref[], -- Genres, the main one first
    countries api.country_ref[], -- Countries of origin, the main one first
    languages api.language_ref[], -- Languages spoken, the main one first
    companies api.company_ref[], -- Companies, in the order of the credits
    directors api.person_ref[], -- Directors
    updated_at timestamptz, -- Last change of these data
    credits api.movie_credits, -- With append=credits @null
    keywords api.keyword_ref[], -- With append=keywords @null
    scores api.external_score[], -- With append=scores @null
    "similar" api.similar_movie[], -- With append=similar @null
    external_ids api.external_id[], -- With append=external_ids @null
    alternative_titles api.alternative_title[], -- With append=alternative_titles @null
    trivia api.trivia_item[], -- With append=trivia @null
    timeline api.timeline_item[] -- With append=timeline @null
);
comment on type api.movie is 'A film.';

create type api.movie_page as (
    items api.movie_card[], -- Films of this page
    total bigint -- How many films there are in all
);
comment on type api.movie_page is 'A page of films.';

create type api.ranked_movie as (
    rank bigint, -- Place in the ranking, from 1
    weighted_score numeric, -- What the ranking stands on
    movie api.movie_card -- The film
);
comment on type api.ranked_movie is 'A film and its place in a ranking.';

create type api.ranking_page as (
    items api.ranked_movie[], -- Places of this page
    total bigint -- How many films the ranking has
);
comment on type api.ranking_page is 'A page of a ranking.';
