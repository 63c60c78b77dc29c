CREATE SCHEMA api;

COMMENT ON SCHEMA api IS 'What the HTTP API offers, and what a DBA may call just the same: select … from api.…().';

CREATE SCHEMA iwm;

COMMENT ON SCHEMA iwm IS 'The data: tables, views for readers, private functions.';

CREATE SCHEMA jobs;

COMMENT ON SCHEMA jobs IS 'The queue of background work.';

CREATE SCHEMA ops;

COMMENT ON SCHEMA ops IS 'The loader''s history, schedules, partitions, monitoring.';

CREATE TYPE api.alternative_title AS (
	title text,
	country text,
	language text,
	type text
);

COMMENT ON TYPE api.alternative_title IS 'Another title of a film.';

COMMENT ON COLUMN api.alternative_title.title IS 'The other title';

COMMENT ON COLUMN api.alternative_title.country IS 'Code of the country where it ran under it @null';

COMMENT ON COLUMN api.alternative_title.language IS 'Code of the language of this title @null';

COMMENT ON COLUMN api.alternative_title.type IS 'working title, festival title … @null';

CREATE TYPE api.cast_member AS (
	id text,
	name text,
	image_url text,
	job text,
	"character" text,
	billing_order integer
);

COMMENT ON TYPE api.cast_member IS 'Somebody who plays in a film.';

COMMENT ON COLUMN api.cast_member.id IS 'Public id of the person';

COMMENT ON COLUMN api.cast_member.name IS 'Name';

COMMENT ON COLUMN api.cast_member.image_url IS 'Portrait @null';

COMMENT ON COLUMN api.cast_member.job IS 'Actor, Voice, Self …';

COMMENT ON COLUMN api.cast_member."character" IS 'Who they play @null';

COMMENT ON COLUMN api.cast_member.billing_order IS 'Place in the credits from 0, where it is known @null';

CREATE TYPE api.movie_ref AS (
	id text,
	title text,
	year integer
);

COMMENT ON TYPE api.movie_ref IS 'A film by title and year.';

COMMENT ON COLUMN api.movie_ref.id IS 'Public id';

COMMENT ON COLUMN api.movie_ref.title IS 'Title';

COMMENT ON COLUMN api.movie_ref.year IS 'Year of release @null';

CREATE TYPE api.person_ref AS (
	id text,
	name text
);

COMMENT ON TYPE api.person_ref IS 'A person by name.';

COMMENT ON COLUMN api.person_ref.id IS 'Public id';

COMMENT ON COLUMN api.person_ref.name IS 'Full name';

CREATE TYPE api.collaborator AS (
	person api.person_ref,
	movie_count integer,
	movies api.movie_ref[]
);

COMMENT ON TYPE api.collaborator IS 'Somebody often credited together with a person.';

COMMENT ON COLUMN api.collaborator.person IS 'Who';

COMMENT ON COLUMN api.collaborator.movie_count IS 'In how many films the two are credited together';

COMMENT ON COLUMN api.collaborator.movies IS 'These films, the newest first';

CREATE TYPE api.collaborator_page AS (
	items api.collaborator[],
	total bigint
);

COMMENT ON TYPE api.collaborator_page IS 'A page of collaborators.';

COMMENT ON COLUMN api.collaborator_page.items IS 'Collaborators of this page';

COMMENT ON COLUMN api.collaborator_page.total IS 'How many there are in all';

CREATE TYPE api.company AS (
	id text,
	name text,
	country text,
	movie_count bigint
);

COMMENT ON TYPE api.company IS 'A company.';

COMMENT ON COLUMN api.company.id IS 'Public id';

COMMENT ON COLUMN api.company.name IS 'Name';

COMMENT ON COLUMN api.company.country IS 'Code of its country @null';

COMMENT ON COLUMN api.company.movie_count IS 'Films it made or distributed';

CREATE TYPE api.company_page AS (
	items api.company[],
	total bigint
);

COMMENT ON TYPE api.company_page IS 'A page of companies.';

COMMENT ON COLUMN api.company_page.items IS 'Companies of this page';

COMMENT ON COLUMN api.company_page.total IS 'How many there are in all';

CREATE TYPE api.company_ref AS (
	id text,
	name text,
	role text
);

COMMENT ON TYPE api.company_ref IS 'A company of a film.';

COMMENT ON COLUMN api.company_ref.id IS 'Public id';

COMMENT ON COLUMN api.company_ref.name IS 'Name';

COMMENT ON COLUMN api.company_ref.role IS 'production or distribution';

CREATE TYPE api.country AS (
	code text,
	name text,
	movie_count bigint
);

COMMENT ON TYPE api.country IS 'A country of origin.';

COMMENT ON COLUMN api.country.code IS 'ISO 3166-1 alpha-2 code, former countries included';

COMMENT ON COLUMN api.country.name IS 'Name in English';

COMMENT ON COLUMN api.country.movie_count IS 'Films from this country';

CREATE TYPE api.country_ref AS (
	code text,
	name text
);

COMMENT ON TYPE api.country_ref IS 'A country by name.';

COMMENT ON COLUMN api.country_ref.code IS 'ISO 3166-1 alpha-2 code, former countries included';

COMMENT ON COLUMN api.country_ref.name IS 'Name in English';

CREATE TYPE api.crew_member AS (
	id text,
	name text,
	image_url text,
	department text,
	job text
);

COMMENT ON TYPE api.crew_member IS 'Somebody who worked on a film.';

COMMENT ON COLUMN api.crew_member.id IS 'Public id of the person';

COMMENT ON COLUMN api.crew_member.name IS 'Name';

COMMENT ON COLUMN api.crew_member.image_url IS 'Portrait @null';

COMMENT ON COLUMN api.crew_member.department IS 'Directing, Writing, Camera …';

COMMENT ON COLUMN api.crew_member.job IS 'Director, Screenplay …';

CREATE TYPE api.external_id AS (
	source text,
	id text
);

COMMENT ON TYPE api.external_id IS 'What another source calls a film or a person.';

COMMENT ON COLUMN api.external_id.source IS 'imdb, tmdb, wikidata …';

COMMENT ON COLUMN api.external_id.id IS 'The id as this source writes it';

CREATE TYPE api.external_score AS (
	source text,
	value numeric,
	scale numeric,
	votes bigint,
	fetched_at timestamp with time zone
);

COMMENT ON TYPE api.external_score IS 'The score of another source.';

COMMENT ON COLUMN api.external_score.source IS 'imdb, metacritic, critics, tomatometer …';

COMMENT ON COLUMN api.external_score.value IS 'The score as this source writes it';

COMMENT ON COLUMN api.external_score.scale IS 'The highest score that this source gives';

COMMENT ON COLUMN api.external_score.votes IS 'How many votes it stands on @null';

COMMENT ON COLUMN api.external_score.fetched_at IS 'When it was taken over';

CREATE TYPE api.genre_ref AS (
	slug text,
	name text
);

COMMENT ON TYPE api.genre_ref IS 'A genre by name.';

COMMENT ON COLUMN api.genre_ref.slug IS 'Name in addresses, as in sci-fi';

COMMENT ON COLUMN api.genre_ref.name IS 'Name to show';

CREATE TYPE api.movie_card AS (
	id text,
	title text,
	original_title text,
	year integer,
	release_date date,
	runtime integer,
	rating text,
	status text,
	poster_url text,
	score numeric,
	vote_count bigint,
	popularity numeric,
	genres api.genre_ref[]
);

COMMENT ON TYPE api.movie_card IS 'A film as lists show it.';

COMMENT ON COLUMN api.movie_card.id IS 'Public id';

COMMENT ON COLUMN api.movie_card.title IS 'Title';

COMMENT ON COLUMN api.movie_card.original_title IS 'Title in the language of origin @null';

COMMENT ON COLUMN api.movie_card.year IS 'Year of release @null';

COMMENT ON COLUMN api.movie_card.release_date IS 'First release @null';

COMMENT ON COLUMN api.movie_card.runtime IS 'Minutes @null';

COMMENT ON COLUMN api.movie_card.rating IS 'Content rating @null';

COMMENT ON COLUMN api.movie_card.status IS 'released, upcoming, in-production …';

COMMENT ON COLUMN api.movie_card.poster_url IS 'Poster @null';

COMMENT ON COLUMN api.movie_card.score IS '0 to 10, mean of the votes drawn towards 6 while they are few @null';

COMMENT ON COLUMN api.movie_card.vote_count IS 'Votes';

COMMENT ON COLUMN api.movie_card.popularity IS 'Votes weighted with the score, and recent activity';

COMMENT ON COLUMN api.movie_card.genres IS 'Genres, the main one first';

CREATE TYPE api.person_card AS (
	id text,
	name text,
	image_url text,
	known_for_department text,
	movie_count integer,
	popularity numeric,
	known_for api.movie_ref[]
);

COMMENT ON TYPE api.person_card IS 'A person as lists show them.';

COMMENT ON COLUMN api.person_card.id IS 'Public id';

COMMENT ON COLUMN api.person_card.name IS 'Full name';

COMMENT ON COLUMN api.person_card.image_url IS 'Portrait @null';

COMMENT ON COLUMN api.person_card.known_for_department IS 'Acting, Directing … @null';

COMMENT ON COLUMN api.person_card.movie_count IS 'Films they are credited in';

COMMENT ON COLUMN api.person_card.popularity IS 'Sum over their films';

COMMENT ON COLUMN api.person_card.known_for IS 'Their most popular films, at most 3';

CREATE TYPE api.found AS (
	movies api.movie_card[],
	people api.person_card[]
);

COMMENT ON TYPE api.found IS 'What an external id belongs to.';

COMMENT ON COLUMN api.found.movies IS 'Films with this id';

COMMENT ON COLUMN api.found.people IS 'People with this id';

CREATE TYPE api.genre AS (
	slug text,
	name text,
	movie_count bigint
);

COMMENT ON TYPE api.genre IS 'A genre.';

COMMENT ON COLUMN api.genre.slug IS 'Name in addresses, as in sci-fi';

COMMENT ON COLUMN api.genre.name IS 'Name to show';

COMMENT ON COLUMN api.genre.movie_count IS 'Films of this genre';

CREATE TYPE api.keyword AS (
	slug text,
	name text,
	movie_count bigint
);

COMMENT ON TYPE api.keyword IS 'A keyword.';

COMMENT ON COLUMN api.keyword.slug IS 'Name in addresses';

COMMENT ON COLUMN api.keyword.name IS 'Name to show';

COMMENT ON COLUMN api.keyword.movie_count IS 'Films with this keyword';

CREATE TYPE api.keyword_page AS (
	items api.keyword[],
	total bigint
);

COMMENT ON TYPE api.keyword_page IS 'A page of keywords.';

COMMENT ON COLUMN api.keyword_page.items IS 'Keywords of this page';

COMMENT ON COLUMN api.keyword_page.total IS 'How many there are in all';

CREATE TYPE api.keyword_ref AS (
	slug text,
	name text
);

COMMENT ON TYPE api.keyword_ref IS 'A keyword by name.';

COMMENT ON COLUMN api.keyword_ref.slug IS 'Name in addresses';

COMMENT ON COLUMN api.keyword_ref.name IS 'Name to show';

CREATE TYPE api.language AS (
	code text,
	name text,
	movie_count bigint
);

COMMENT ON TYPE api.language IS 'A language spoken in films.';

COMMENT ON COLUMN api.language.code IS 'BCP 47 code; x-… where there is none';

COMMENT ON COLUMN api.language.name IS 'Name in English';

COMMENT ON COLUMN api.language.movie_count IS 'Films in this language';

CREATE TYPE api.language_ref AS (
	code text,
	name text
);

COMMENT ON TYPE api.language_ref IS 'A language by name.';

COMMENT ON COLUMN api.language_ref.code IS 'BCP 47 code; x-… where there is none';

COMMENT ON COLUMN api.language_ref.name IS 'Name in English';

CREATE TYPE api.movie_credits AS (
	"cast" api.cast_member[],
	crew api.crew_member[]
);

COMMENT ON TYPE api.movie_credits IS 'Who played in a film and who worked on it.';

COMMENT ON COLUMN api.movie_credits."cast" IS 'By billing order, then by name';

COMMENT ON COLUMN api.movie_credits.crew IS 'Directors first, then by department and name';

CREATE TYPE api.similar_movie AS (
	movie api.movie_card,
	similarity numeric,
	reasons text[]
);

COMMENT ON TYPE api.similar_movie IS 'A film like another one, and why.';

COMMENT ON COLUMN api.similar_movie.movie IS 'The similar film';

COMMENT ON COLUMN api.similar_movie.similarity IS '0 to 1';

COMMENT ON COLUMN api.similar_movie.reasons IS 'What the two share, the strongest first';

CREATE TYPE api.timeline_item AS (
	date text,
	title text,
	description text,
	type text
);

COMMENT ON TYPE api.timeline_item IS 'An event in the making of a film.';

COMMENT ON COLUMN api.timeline_item.date IS 'YYYY, YYYY-MM or YYYY-MM-DD';

COMMENT ON COLUMN api.timeline_item.title IS 'What happened';

COMMENT ON COLUMN api.timeline_item.description IS 'More about it';

COMMENT ON COLUMN api.timeline_item.type IS 'As in production, release';

CREATE TYPE api.trivia_item AS (
	question text,
	category text,
	answer text,
	explanation text
);

COMMENT ON TYPE api.trivia_item IS 'A piece of trivia about a film.';

COMMENT ON COLUMN api.trivia_item.question IS 'What is asked';

COMMENT ON COLUMN api.trivia_item.category IS 'As in production, cast';

COMMENT ON COLUMN api.trivia_item.answer IS 'The answer';

COMMENT ON COLUMN api.trivia_item.explanation IS 'More about it @null';

CREATE TYPE api.movie AS (
	id text,
	title text,
	original_title text,
	tagline text,
	overview text,
	year integer,
	release_date date,
	runtime integer,
	rating text,
	status text,
	kind text,
	adult boolean,
	poster_url text,
	backdrop_url text,
	budget bigint,
	revenue bigint,
	score numeric,
	vote_count bigint,
	popularity numeric,
	critics_score numeric,
	imdb_rating numeric,
	rotten_tomatoes_score integer,
	genres api.genre_ref[],
	countries api.country_ref[],
	languages api.language_ref[],
	companies api.company_ref[],
	directors api.person_ref[],
	updated_at timestamp with time zone,
	credits api.movie_credits,
	keywords api.keyword_ref[],
	scores api.external_score[],
	"similar" api.similar_movie[],
	external_ids api.external_id[],
	alternative_titles api.alternative_title[],
	trivia api.trivia_item[],
	timeline api.timeline_item[]
);

COMMENT ON TYPE api.movie IS 'A film.';

COMMENT ON COLUMN api.movie.id IS 'Public id';

COMMENT ON COLUMN api.movie.title IS 'Title';

COMMENT ON COLUMN api.movie.original_title IS 'Title in the language of origin @null';

COMMENT ON COLUMN api.movie.tagline IS 'Line on the poster @null';

COMMENT ON COLUMN api.movie.overview IS 'What it is about @null';

COMMENT ON COLUMN api.movie.year IS 'Year of release @null';

COMMENT ON COLUMN api.movie.release_date IS 'First release @null';

COMMENT ON COLUMN api.movie.runtime IS 'Minutes @null';

COMMENT ON COLUMN api.movie.rating IS 'Content rating @null';

COMMENT ON COLUMN api.movie.status IS 'rumored, planned, in-production, post-production, upcoming, released, canceled';

COMMENT ON COLUMN api.movie.kind IS 'movie, short, tv-movie, tv-special, video';

COMMENT ON COLUMN api.movie.adult IS 'For adults only';

COMMENT ON COLUMN api.movie.poster_url IS 'Poster @null';

COMMENT ON COLUMN api.movie.backdrop_url IS 'Wide picture @null';

COMMENT ON COLUMN api.movie.budget IS 'US dollars @null';

COMMENT ON COLUMN api.movie.revenue IS 'US dollars @null';

COMMENT ON COLUMN api.movie.score IS '0 to 10, mean of the votes drawn towards 6 while they are few @null';

COMMENT ON COLUMN api.movie.vote_count IS 'Votes';

COMMENT ON COLUMN api.movie.popularity IS 'Votes weighted with the score, and recent activity';

COMMENT ON COLUMN api.movie.critics_score IS 'Mean of the critics, 0 to 10 @null';

COMMENT ON COLUMN api.movie.imdb_rating IS 'IMDb''s rating, 0 to 10 @null';

COMMENT ON COLUMN api.movie.rotten_tomatoes_score IS 'Share of favourable reviews in percent @null';

COMMENT ON COLUMN api.movie.genres IS 'Genres, the main one first';

COMMENT ON COLUMN api.movie.countries IS 'Countries of origin, the main one first';

COMMENT ON COLUMN api.movie.languages IS 'Languages spoken, the main one first';

COMMENT ON COLUMN api.movie.companies IS 'Companies, in the order of the credits';

COMMENT ON COLUMN api.movie.directors IS 'Directors';

COMMENT ON COLUMN api.movie.updated_at IS 'Last change of these data';

COMMENT ON COLUMN api.movie.credits IS 'With append=credits @null';

COMMENT ON COLUMN api.movie.keywords IS 'With append=keywords @null';

COMMENT ON COLUMN api.movie.scores IS 'With append=scores @null';

COMMENT ON COLUMN api.movie."similar" IS 'With append=similar @null';

COMMENT ON COLUMN api.movie.external_ids IS 'With append=external_ids @null';

COMMENT ON COLUMN api.movie.alternative_titles IS 'With append=alternative_titles @null';

COMMENT ON COLUMN api.movie.trivia IS 'With append=trivia @null';

COMMENT ON COLUMN api.movie.timeline IS 'With append=timeline @null';

CREATE TYPE api.movie_match AS (
	relevance numeric,
	matched_title text,
	movie api.movie_card
);

COMMENT ON TYPE api.movie_match IS 'A film that a search found.';

COMMENT ON COLUMN api.movie_match.relevance IS '0 to 1: 1 is the same title';

COMMENT ON COLUMN api.movie_match.matched_title IS 'The other title that was found, when it was not the main one @null';

COMMENT ON COLUMN api.movie_match.movie IS 'The film';

CREATE TYPE api.movie_match_page AS (
	items api.movie_match[],
	total bigint
);

COMMENT ON TYPE api.movie_match_page IS 'A page of films that a search found.';

COMMENT ON COLUMN api.movie_match_page.items IS 'Films of this page, the best first';

COMMENT ON COLUMN api.movie_match_page.total IS 'How many films were found';

CREATE TYPE api.movie_page AS (
	items api.movie_card[],
	total bigint
);

COMMENT ON TYPE api.movie_page IS 'A page of films.';

COMMENT ON COLUMN api.movie_page.items IS 'Films of this page';

COMMENT ON COLUMN api.movie_page.total IS 'How many films there are in all';

CREATE TYPE api.person_credit AS (
	movie api.movie_ref,
	release_date date,
	poster_url text,
	score numeric,
	role text,
	department text,
	job text,
	"character" text
);

COMMENT ON TYPE api.person_credit IS 'What somebody did in a film.';

COMMENT ON COLUMN api.person_credit.movie IS 'The film';

COMMENT ON COLUMN api.person_credit.release_date IS 'Its first release @null';

COMMENT ON COLUMN api.person_credit.poster_url IS 'Its poster @null';

COMMENT ON COLUMN api.person_credit.score IS 'Its score @null';

COMMENT ON COLUMN api.person_credit.role IS 'cast or crew';

COMMENT ON COLUMN api.person_credit.department IS 'Acting, Directing …';

COMMENT ON COLUMN api.person_credit.job IS 'Actor, Director …';

COMMENT ON COLUMN api.person_credit."character" IS 'Who they play @null';

CREATE TYPE api.person AS (
	id text,
	name text,
	bio text,
	image_url text,
	birthday date,
	deathday date,
	birth_year integer,
	death_year integer,
	place_of_birth text,
	known_for_department text,
	credit_count integer,
	movie_count integer,
	popularity numeric,
	known_for api.movie_ref[],
	updated_at timestamp with time zone,
	credits api.person_credit[],
	external_ids api.external_id[],
	collaborators api.collaborator[]
);

COMMENT ON TYPE api.person IS 'A person of film.';

COMMENT ON COLUMN api.person.id IS 'Public id';

COMMENT ON COLUMN api.person.name IS 'Full name';

COMMENT ON COLUMN api.person.bio IS 'Who they are @null';

COMMENT ON COLUMN api.person.image_url IS 'Portrait @null';

COMMENT ON COLUMN api.person.birthday IS 'Date of birth @null';

COMMENT ON COLUMN api.person.deathday IS 'Date of death @null';

COMMENT ON COLUMN api.person.birth_year IS 'Year of birth, known more often than the day @null';

COMMENT ON COLUMN api.person.death_year IS 'Year of death @null';

COMMENT ON COLUMN api.person.place_of_birth IS 'Place of birth @null';

COMMENT ON COLUMN api.person.known_for_department IS 'Acting, Directing … @null';

COMMENT ON COLUMN api.person.credit_count IS 'Credits';

COMMENT ON COLUMN api.person.movie_count IS 'Films they are credited in';

COMMENT ON COLUMN api.person.popularity IS 'Sum over their films';

COMMENT ON COLUMN api.person.known_for IS 'Their most popular films, at most 10';

COMMENT ON COLUMN api.person.updated_at IS 'Last change of these data';

COMMENT ON COLUMN api.person.credits IS 'With append=credits: the newest 100 @null';

COMMENT ON COLUMN api.person.external_ids IS 'With append=external_ids @null';

COMMENT ON COLUMN api.person.collaborators IS 'With append=collaborators: the closest 20 @null';

CREATE TYPE api.person_credit_page AS (
	items api.person_credit[],
	total bigint
);

COMMENT ON TYPE api.person_credit_page IS 'A page of a filmography.';

COMMENT ON COLUMN api.person_credit_page.items IS 'Credits of this page';

COMMENT ON COLUMN api.person_credit_page.total IS 'How many credits there are in all';

CREATE TYPE api.person_match AS (
	relevance numeric,
	person api.person_card
);

COMMENT ON TYPE api.person_match IS 'A person whom a search found.';

COMMENT ON COLUMN api.person_match.relevance IS '0 to 1: 1 is the same name';

COMMENT ON COLUMN api.person_match.person IS 'The person';

CREATE TYPE api.person_match_page AS (
	items api.person_match[],
	total bigint
);

COMMENT ON TYPE api.person_match_page IS 'A page of people whom a search found.';

COMMENT ON COLUMN api.person_match_page.items IS 'People of this page, the best first';

COMMENT ON COLUMN api.person_match_page.total IS 'How many people were found';

CREATE TYPE api.person_page AS (
	items api.person_card[],
	total bigint
);

COMMENT ON TYPE api.person_page IS 'A page of people.';

COMMENT ON COLUMN api.person_page.items IS 'People of this page';

COMMENT ON COLUMN api.person_page.total IS 'How many people there are in all';

CREATE TYPE api.ranked_movie AS (
	rank bigint,
	weighted_score numeric,
	movie api.movie_card
);

COMMENT ON TYPE api.ranked_movie IS 'A film and its place in a ranking.';

COMMENT ON COLUMN api.ranked_movie.rank IS 'Place in the ranking, from 1';

COMMENT ON COLUMN api.ranked_movie.weighted_score IS 'What the ranking stands on';

COMMENT ON COLUMN api.ranked_movie.movie IS 'The film';

CREATE TYPE api.ranking_page AS (
	items api.ranked_movie[],
	total bigint
);

COMMENT ON TYPE api.ranking_page IS 'A page of a ranking.';

COMMENT ON COLUMN api.ranking_page.items IS 'Places of this page';

COMMENT ON COLUMN api.ranking_page.total IS 'How many films the ranking has';

CREATE TYPE api.search_facet AS (
	type text,
	total bigint
);

COMMENT ON TYPE api.search_facet IS 'How many of one type a search found.';

COMMENT ON COLUMN api.search_facet.type IS 'movie or person';

COMMENT ON COLUMN api.search_facet.total IS 'How many were found';

CREATE TYPE api.search_hit AS (
	type text,
	relevance numeric,
	movie api.movie_card,
	person api.person_card
);

COMMENT ON TYPE api.search_hit IS 'Something that a search found.';

COMMENT ON COLUMN api.search_hit.type IS 'movie or person';

COMMENT ON COLUMN api.search_hit.relevance IS '0 to 1: 1 is the same name';

COMMENT ON COLUMN api.search_hit.movie IS 'The film, if it is one @null';

COMMENT ON COLUMN api.search_hit.person IS 'The person, if it is one @null';

CREATE TYPE api.search_result AS (
	query text,
	did_you_mean text,
	facets api.search_facet[],
	total bigint,
	results api.search_hit[]
);

COMMENT ON TYPE api.search_result IS 'What a search found, of every type.';

COMMENT ON COLUMN api.search_result.query IS 'What was looked for';

COMMENT ON COLUMN api.search_result.did_you_mean IS 'The nearest name, when nothing has this one @null';

COMMENT ON COLUMN api.search_result.facets IS 'How many of each type, whichever is shown';

COMMENT ON COLUMN api.search_result.total IS 'How many of the types shown';

COMMENT ON COLUMN api.search_result.results IS 'This page, the best first';

CREATE TYPE api.suggestion AS (
	type text,
	id text,
	text text,
	year integer,
	image_url text
);

COMMENT ON TYPE api.suggestion IS 'What the typed letters may become.';

COMMENT ON COLUMN api.suggestion.type IS 'movie or person';

COMMENT ON COLUMN api.suggestion.id IS 'Public id';

COMMENT ON COLUMN api.suggestion.text IS 'Title or name';

COMMENT ON COLUMN api.suggestion.year IS 'Year of release, of a film @null';

COMMENT ON COLUMN api.suggestion.image_url IS 'Poster or portrait @null';

CREATE DOMAIN iwm.content_rating AS text
	CONSTRAINT content_rating_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9+/ -]*$'::text) AND (char_length(VALUE) <= 10)));

COMMENT ON DOMAIN iwm.content_rating IS 'Content rating (G, PG-13, R, NC-17 …).
@schema {"description": "a content rating of at most 10 characters, as in PG-13", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9+/ -]*$", "minLength": 1, "maxLength": 10}';

CREATE DOMAIN iwm.country_code AS text
	CONSTRAINT country_code_check CHECK ((VALUE ~ '^[A-Z]{2}$'::text));

COMMENT ON DOMAIN iwm.country_code IS 'ISO 3166-1 alpha-2 code of a country, former ones included (SU, YU, CS, XG).
@schema {"description": "two capital letters, as in US", "type": "string", "pattern": "^[A-Z]{2}$", "minLength": 2, "maxLength": 2}';

CREATE TYPE iwm.credit_role AS ENUM (
    'cast',
    'crew'
);

COMMENT ON TYPE iwm.credit_role IS 'In front of the camera or behind it.';

CREATE DOMAIN iwm.id_list AS text
	CONSTRAINT id_list_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$'::text) AND (char_length(VALUE) <= 500)));

COMMENT ON DOMAIN iwm.id_list IS 'Public ids: a comma means all of them, a bar means any of them.
@schema {"description": "ids joined by , (all of them) or | (any of them), as in tt0816692,tt0133093; at most 500 characters", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$", "minLength": 1, "maxLength": 500}';

CREATE TYPE iwm.id_source AS ENUM (
    'imdb',
    'tmdb',
    'wikidata',
    'movielens',
    'letterboxd',
    'trakt',
    'rottentomatoes',
    'metacritic',
    'justwatch'
);

COMMENT ON TYPE iwm.id_source IS 'Who gave an external id.';

CREATE DOMAIN iwm.keyword_slug AS text
	CONSTRAINT keyword_slug_check CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(VALUE) <= 100)));

COMMENT ON DOMAIN iwm.keyword_slug IS 'A keyword in an address: lower-case letters, digits and single hyphens.
@schema {"description": "a slug of at most 100 lower-case letters, digits and single hyphens, as in time-travel", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 100}';

CREATE DOMAIN iwm.language_code AS text
	CONSTRAINT language_code_check CHECK (((VALUE ~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$'::text) AND (char_length(VALUE) <= 42)));

COMMENT ON DOMAIN iwm.language_code IS 'BCP 47 code of a language (en, pt-BR, yue); x-… where none exists.
@schema {"description": "a language code, as in en, pt-BR or yue", "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$", "minLength": 2, "maxLength": 42}';

CREATE DOMAIN iwm.list_limit AS integer
	CONSTRAINT list_limit_check CHECK (((VALUE >= 1) AND (VALUE <= 100)));

COMMENT ON DOMAIN iwm.list_limit IS 'How many to return, at most 100.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

CREATE DOMAIN iwm.movie_append AS text
	CONSTRAINT movie_append_check CHECK (((string_to_array(VALUE, ','::text) <@ ARRAY['credits'::text, 'keywords'::text, 'scores'::text, 'similar'::text, 'external_ids'::text, 'alternative_titles'::text, 'trivia'::text, 'timeline'::text]) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200))));

COMMENT ON DOMAIN iwm.movie_append IS 'Parts to send with a film, with commas: credits, keywords, scores, similar, external_ids, alternative_titles, trivia, timeline.
@schema {"description": "any of credits, keywords, scores, similar, external_ids, alternative_titles, trivia, timeline, joined by commas", "type": "string", "pattern": "^(credits|keywords|scores|similar|external_ids|alternative_titles|trivia|timeline)(,(credits|keywords|scores|similar|external_ids|alternative_titles|trivia|timeline))*$", "minLength": 1, "maxLength": 200}';

CREATE TYPE iwm.movie_sort AS ENUM (
    'popularity.desc',
    'popularity.asc',
    'score.desc',
    'score.asc',
    'votes.desc',
    'votes.asc',
    'release_date.desc',
    'release_date.asc',
    'year.desc',
    'year.asc',
    'title.asc',
    'title.desc',
    'revenue.desc',
    'revenue.asc',
    'runtime.desc',
    'runtime.asc'
);

COMMENT ON TYPE iwm.movie_sort IS 'Order of films; what has no value comes last, equal ones stand by age of the entry.';

CREATE TYPE iwm.movie_status AS ENUM (
    'rumored',
    'planned',
    'in-production',
    'post-production',
    'upcoming',
    'released',
    'canceled'
);

COMMENT ON TYPE iwm.movie_status IS 'How far a film has come.';

CREATE DOMAIN iwm.page AS integer
	CONSTRAINT page_check CHECK (((VALUE >= 1) AND (VALUE <= 100000)));

COMMENT ON DOMAIN iwm.page IS 'Number of the page, from 1.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';

CREATE DOMAIN iwm.per_page AS integer
	CONSTRAINT per_page_check CHECK (((VALUE >= 1) AND (VALUE <= 100)));

COMMENT ON DOMAIN iwm.per_page IS 'Items on a page, at most 100.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

CREATE DOMAIN iwm.person_append AS text
	CONSTRAINT person_append_check CHECK (((string_to_array(VALUE, ','::text) <@ ARRAY['credits'::text, 'external_ids'::text, 'collaborators'::text]) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 100))));

COMMENT ON DOMAIN iwm.person_append IS 'Parts to send with a person, with commas: credits, external_ids, collaborators.
@schema {"description": "any of credits, external_ids, collaborators, joined by commas", "type": "string", "pattern": "^(credits|external_ids|collaborators)(,(credits|external_ids|collaborators))*$", "minLength": 1, "maxLength": 100}';

CREATE TYPE iwm.person_sort AS ENUM (
    'popularity.desc',
    'popularity.asc',
    'name.asc',
    'name.desc'
);

COMMENT ON TYPE iwm.person_sort IS 'Order of people; equal ones stand by age of the entry.';

CREATE DOMAIN iwm.public_id AS text
	CONSTRAINT public_id_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*$'::text) AND (char_length(VALUE) <= 80)));

COMMENT ON DOMAIN iwm.public_id IS 'A public id (mov_…, per_…) or one of another source (tt0816692, nm0634240, tmdb_157336, Q13417189).
@schema {"description": "an id of 1 to 80 letters, digits and _ . : -, as in tt0816692", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*$", "minLength": 1, "maxLength": 80}';

CREATE DOMAIN iwm.release_year AS integer
	CONSTRAINT release_year_check CHECK (((VALUE >= 1870) AND (VALUE <= 2200)));

COMMENT ON DOMAIN iwm.release_year IS 'Year of release.
@schema {"type": "integer", "minimum": 1870, "maximum": 2200}';

CREATE DOMAIN iwm.runtime_minutes AS integer
	CONSTRAINT runtime_minutes_check CHECK (((VALUE >= 1) AND (VALUE <= 100000)));

COMMENT ON DOMAIN iwm.runtime_minutes IS 'Running time in minutes.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';

CREATE DOMAIN iwm.score AS numeric
	CONSTRAINT score_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (10)::numeric)));

COMMENT ON DOMAIN iwm.score IS 'A score from 0 to 10.
@schema {"type": "number", "minimum": 0, "maximum": 10}';

CREATE DOMAIN iwm.search_text AS text
	CONSTRAINT search_text_check CHECK ((((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200)) AND (VALUE ~ '[^\s]'::text)));

COMMENT ON DOMAIN iwm.search_text IS 'What to look for, at most 200 characters.
@schema {"description": "something to look for, of at most 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 200}';

CREATE TYPE iwm.search_type AS ENUM (
    'movie',
    'person'
);

COMMENT ON TYPE iwm.search_type IS 'What a search may find.';

CREATE DOMAIN iwm.slug AS text
	CONSTRAINT slug_check CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(VALUE) <= 50)));

COMMENT ON DOMAIN iwm.slug IS 'A name in an address: lower-case letters, digits and single hyphens.
@schema {"description": "a slug of at most 50 lower-case letters, digits and single hyphens, as in science-fiction", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 50}';

CREATE DOMAIN iwm.slug_list AS text
	CONSTRAINT slug_list_check CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*([,|][a-z0-9]+(-[a-z0-9]+)*)*$'::text) AND (char_length(VALUE) <= 500)));

COMMENT ON DOMAIN iwm.slug_list IS 'Slugs: a comma means all of them, a bar means any of them (drama,comedy or drama|comedy).
@schema {"description": "slugs joined by , (all of them) or | (any of them), as in drama,comedy; at most 500 characters", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*([,|][a-z0-9]+(-[a-z0-9]+)*)*$", "minLength": 1, "maxLength": 500}';

CREATE TYPE iwm.viewer AS (
	user_id text,
	session_id text,
	scopes text[]
);

COMMENT ON TYPE iwm.viewer IS 'Who calls: public user id, public session id, scopes of the token. Null: not signed in.';

CREATE DOMAIN iwm.vote_count AS integer
	CONSTRAINT vote_count_check CHECK (((VALUE >= 0) AND (VALUE <= 2000000000)));

COMMENT ON DOMAIN iwm.vote_count IS 'A number of votes.
@schema {"type": "integer", "minimum": 0, "maximum": 2000000000}';

CREATE TYPE ops.import_count AS (
	kind text,
	added bigint,
	changed bigint,
	unchanged bigint
);

COMMENT ON TYPE ops.import_count IS 'What an import did with one kind of thing.';

CREATE FUNCTION api.autocomplete(_q iwm.search_text, _type iwm.search_type DEFAULT NULL::iwm.search_type, _limit iwm.list_limit DEFAULT 10) RETURNS api.suggestion[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.autocomplete(_q iwm.search_text, _type iwm.search_type, _limit iwm.list_limit) IS '
What the typed letters may become

Films and people whose name begins so, the popular first, then those with a later word that begins so. Accents and capitals
do not matter.

@route GET /search/autocomplete
@auth  none
@cache 30m movies people
@param q      What was typed so far
@param type   Only this type
@param limit  How many, at most 100
@tag   Search
';

CREATE FUNCTION api.cache_events(_horizon xid8 DEFAULT NULL::xid8) RETURNS TABLE(id bigint, xid xid8, tags text[], horizon xid8, digest text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.cache_events(_horizon xid8) IS '
Cache tags touched since a horizon, and the horizon for the next call

Rows of transactions from _horizon on; always at least one row, with id null when there is nothing. horizon: the oldest
transaction that was still running, so the next call with it misses nothing; a reader remembers the ids that it has seen
at or above it. digest: of the catalogue that is loaded, a new one means new routes. Without _horizon: only the present.

@internal
';

CREATE FUNCTION api.cache_prune() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.cache_prune() IS '
Deletes cache events older than an hour

Returns how many. Every process polls far more often than that; one that did not drops its whole cache.

@internal
';

CREATE FUNCTION api.catalogue() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.catalogue() IS '
Operations, types and errors of the API as one document

{"digest", "loaded_at", "version", "files", "operations": […], "types": {…}, "errors": {…}}. The HTTP layer builds its
routes, its validation and the OpenAPI document from it. files: one checksum of the files that were loaded, by which a
server tells that its own are others. Null before the first load.

@internal
';

CREATE FUNCTION api.find(_external_id iwm.public_id, _source iwm.id_source DEFAULT NULL::iwm.id_source) RETURNS api.found
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.find(_external_id iwm.public_id, _source iwm.id_source) IS '
What an external id belongs to

Films and people that a source knows by this id: an id alone (tt0816692, 157336, Q13417189) or with its source before it
(tmdb_157336). Two empty lists where nothing has it.

@route GET /find/{external_id}
@auth  none
@cache 24h movies people
@param external_id  The id as the source writes it
@param source       Only ids of this source
@tag   Search
';

CREATE FUNCTION api.get_company(_company_id iwm.public_id) RETURNS api.company
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_company(_company_id iwm.public_id) IS '
A company

Its films: GET /v1/movies?company={company_id}

@route GET /companies/{company_id}
@auth  none
@cache 24h company:{company_id} movies
@param company_id  Public id
@error company_not_found
@tag   Companies
';

CREATE FUNCTION api.get_genre(_slug iwm.slug) RETURNS api.genre
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_genre(_slug iwm.slug) IS '
A genre

@route GET /genres/{slug}
@auth  none
@cache 24h genres movies
@param slug  Name of the genre in addresses, as in sci-fi
@error genre_not_found
@tag   Genres
';

CREATE FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append DEFAULT NULL::text) RETURNS api.movie
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) IS '
A film

Everything about one film, with its genres, countries, languages, companies and directors. `append` adds parts that have
addresses of their own, so that a page needs one call. A film that was merged into another answers with that other film.

@route GET /movies/{movie_id}
@auth  none
@cache 24h movie:{data.id} catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param append    Parts to add, with commas: credits, keywords, scores, similar, external_ids, alternative_titles, trivia,
                 timeline
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.get_movie_credits(_movie_id iwm.public_id) RETURNS api.movie_credits
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) IS '
Cast and crew of a film

The cast by billing order where a source gave one, else by name; the crew by department, directors first.

@route GET /movies/{movie_id}/credits
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append DEFAULT NULL::text) RETURNS api.person
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) IS '
A person

Who they are and what they are known for. `append` adds parts that have addresses of their own. A person who was merged
into another answers with that other one.

@route GET /people/{person_id}
@auth  none
@cache 24h person:{data.id} people
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param append     Parts to add, with commas: credits, external_ids, collaborators
@error person_not_found
@tag   People
';

CREATE FUNCTION api.list_companies(_q iwm.search_text DEFAULT NULL::text, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.company_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_companies(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) IS '
Companies

Companies that made or distributed films, in alphabetical order; with `q` those whose name begins with it.

@route GET /companies
@auth  none
@cache 1h movies
@param q         What the name begins with; accents and capitals do not matter
@param page      Page, from 1
@param per_page  Companies on a page, at most 100
@tag   Companies
';

CREATE FUNCTION api.list_countries(_with_films boolean DEFAULT true) RETURNS api.country[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_countries(_with_films boolean) IS '
Countries of origin

By name, each with the number of its films. Former countries are among them: SU, YU, XC (Czechoslovakia), XG (East Germany).

@route GET /countries
@auth  none
@cache 24h movies
@param with_films  Only countries that have films
@tag   Reference
';

CREATE FUNCTION api.list_genres() RETURNS api.genre[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_genres() IS '
Genres

All genres by name, each with the number of its films.

@route GET /genres
@auth  none
@cache 24h genres movies
@tag   Genres
';

CREATE FUNCTION api.list_keyword_movies(_slug iwm.keyword_slug, _sort iwm.movie_sort DEFAULT 'popularity.desc'::iwm.movie_sort, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.movie_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_keyword_movies(_slug iwm.keyword_slug, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) IS '
Films with a keyword

@route GET /keywords/{slug}/movies
@auth  none
@cache 1h movies
@param slug      The keyword in addresses
@param sort      Order; films without the value come last, and the id decides between equals
@param page      Page, from 1
@param per_page  Films on a page, at most 100
@error keyword_not_found
@tag   Keywords
';

CREATE FUNCTION api.list_keywords(_q iwm.search_text DEFAULT NULL::text, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.keyword_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_keywords(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) IS '
Keywords

In alphabetical order, each with the number of its films; with `q` those that begin with it.

@route GET /keywords
@auth  none
@cache 1h movies
@param q         What the keyword begins with
@param page      Page, from 1
@param per_page  Keywords on a page, at most 100
@tag   Keywords
';

CREATE FUNCTION api.list_languages(_with_films boolean DEFAULT true) RETURNS api.language[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_languages(_with_films boolean) IS '
Languages spoken in films

By name, each with the number of its films. Codes that begin with x- are ours: invented languages, and those without a code.

@route GET /languages
@auth  none
@cache 24h movies
@param with_films  Only languages that have films
@tag   Reference
';

CREATE FUNCTION api.list_movie_alternative_titles(_movie_id iwm.public_id) RETURNS api.alternative_title[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_alternative_titles(_movie_id iwm.public_id) IS '
Other titles of a film

By country and language.

@route GET /movies/{movie_id}/alternative-titles
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.list_movie_external_ids(_movie_id iwm.public_id) RETURNS api.external_id[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_external_ids(_movie_id iwm.public_id) IS '
Ids of a film at other sources

By source.

@route GET /movies/{movie_id}/external-ids
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.list_movie_keywords(_movie_id iwm.public_id) RETURNS api.keyword_ref[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_keywords(_movie_id iwm.public_id) IS '
Keywords of a film

In alphabetical order.

@route GET /movies/{movie_id}/keywords
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.list_movie_scores(_movie_id iwm.public_id) RETURNS api.external_score[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_scores(_movie_id iwm.public_id) IS '
Scores of other sources for a film

Each as its source writes it, with its scale. A source without a score for this film is absent.

@route GET /movies/{movie_id}/scores
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.list_movie_timeline(_movie_id iwm.public_id, _type iwm.search_text DEFAULT NULL::text) RETURNS api.timeline_item[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_timeline(_movie_id iwm.public_id, _type iwm.search_text) IS '
Timeline of a film

What happened when in the making of a film, the earliest first.

@route GET /movies/{movie_id}/timeline
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param type  Only events of this type, as in release
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.list_movie_trivia(_movie_id iwm.public_id, _category iwm.search_text DEFAULT NULL::text) RETURNS api.trivia_item[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_trivia(_movie_id iwm.public_id, _category iwm.search_text) IS '
Trivia of a film

Questions about a film with their answers.

@route GET /movies/{movie_id}/trivia
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param category  Only this category, as in production
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.list_movies(_genre iwm.slug_list DEFAULT NULL::text, _without_genre iwm.slug_list DEFAULT NULL::text, _year iwm.release_year DEFAULT NULL::integer, _year_gte iwm.release_year DEFAULT NULL::integer, _year_lte iwm.release_year DEFAULT NULL::integer, _country iwm.country_code DEFAULT NULL::text, _language iwm.language_code DEFAULT NULL::text, _person iwm.id_list DEFAULT NULL::text, _company iwm.id_list DEFAULT NULL::text, _keyword iwm.slug_list DEFAULT NULL::text, _score_gte iwm.score DEFAULT NULL::numeric, _score_lte iwm.score DEFAULT NULL::numeric, _vote_count_gte iwm.vote_count DEFAULT NULL::integer, _runtime_gte iwm.runtime_minutes DEFAULT NULL::integer, _runtime_lte iwm.runtime_minutes DEFAULT NULL::integer, _rating iwm.content_rating DEFAULT NULL::text, _status iwm.movie_status DEFAULT NULL::iwm.movie_status, _include_adult boolean DEFAULT false, _sort iwm.movie_sort DEFAULT 'popularity.desc'::iwm.movie_sort, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.movie_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movies(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _company iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _score_lte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.movie_status, _include_adult boolean, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) IS '
Films

All films, by filters that all have to fit. Where a filter takes a list, a comma means all of them and a bar any of them:
`genre=drama,comedy` is both, `genre=drama|comedy` either.

@route GET /movies
@auth  none
@cache 1h movies
@param genre           Genres by slug (GET /v1/genres): drama,comedy or drama|comedy
@param without_genre   Films of none of these genres
@param year            Year of release
@param year_gte        Year of release, from
@param year_lte        Year of release, to
@param country         Country of origin (GET /v1/countries)
@param language        Language spoken (GET /v1/languages); en finds en-US too
@param person          Cast or crew, by public id or an id of another source
@param company         Companies by public id (GET /v1/companies)
@param keyword         Keywords by slug (GET /v1/keywords)
@param score_gte       Score, from
@param score_lte       Score, to
@param vote_count_gte  Number of votes, from
@param runtime_gte     Running time in minutes, from
@param runtime_lte     Running time in minutes, to
@param rating          Content rating, as in PG-13
@param status          How far the film has come
@param include_adult   Films for adults only, too
@param sort            Order; films without the value come last, and the id decides between equals
@param page            Page, from 1
@param per_page        Films on a page, at most 100
@error unknown_filter_value
@error range_reversed
@tag   Films
';

CREATE FUNCTION api.list_people(_sort iwm.person_sort DEFAULT 'popularity.desc'::iwm.person_sort, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.person_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_people(_sort iwm.person_sort, _page iwm.page, _per_page iwm.per_page) IS '
People

Everybody who is credited in films.

@route GET /people
@auth  none
@cache 1h people
@param sort      Order; the id decides between equals
@param page      Page, from 1
@param per_page  People on a page, at most 100
@tag   People
';

CREATE FUNCTION api.list_person_collaborators(_person_id iwm.public_id, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.collaborator_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_person_collaborators(_person_id iwm.public_id, _page iwm.page, _per_page iwm.per_page) IS '
Who often works with a person

Everybody who is credited in the same films, the most often first, with these films.

@route GET /people/{person_id}/collaborators
@auth  none
@cache 24h person:{person_id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param page       Page, from 1
@param per_page   People on a page, at most 100
@error person_not_found
@tag   People
';

CREATE FUNCTION api.list_person_credits(_person_id iwm.public_id, _role iwm.credit_role DEFAULT NULL::iwm.credit_role, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.person_credit_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_person_credits(_person_id iwm.public_id, _role iwm.credit_role, _page iwm.page, _per_page iwm.per_page) IS '
Filmography of a person

What they did in which film, the newest first.

@route GET /people/{person_id}/credits
@auth  none
@cache 24h person:{person_id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param role       Only this side of the camera
@param page       Page, from 1
@param per_page   Credits on a page, at most 100
@error person_not_found
@tag   People
';

CREATE FUNCTION api.popular_movies(_page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.ranking_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.popular_movies(_page iwm.page, _per_page iwm.per_page) IS '
Popular films

By popularity: votes weighted with the score, and recent activity on top. `weighted_score` is that figure.

@route GET /movies/popular
@auth  none
@cache 1h movies
@param page      Page, from 1
@param per_page  Films on a page, at most 100
@tag   Films
';

CREATE FUNCTION api.random_movie(_genre iwm.slug_list DEFAULT NULL::text, _without_genre iwm.slug_list DEFAULT NULL::text, _year iwm.release_year DEFAULT NULL::integer, _year_gte iwm.release_year DEFAULT NULL::integer, _year_lte iwm.release_year DEFAULT NULL::integer, _country iwm.country_code DEFAULT NULL::text, _language iwm.language_code DEFAULT NULL::text, _person iwm.id_list DEFAULT NULL::text, _keyword iwm.slug_list DEFAULT NULL::text, _score_gte iwm.score DEFAULT NULL::numeric, _vote_count_gte iwm.vote_count DEFAULT NULL::integer, _runtime_gte iwm.runtime_minutes DEFAULT NULL::integer, _runtime_lte iwm.runtime_minutes DEFAULT NULL::integer) RETURNS api.movie
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.random_movie(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes) IS '
A film picked at random

Each film that fits the filters is as likely as any other. Never cached.

@route GET /movies/random
@auth  none
@param genre           Genres by slug (GET /v1/genres): drama,comedy or drama|comedy
@param without_genre   None of these genres
@param year            Year of release
@param year_gte        Year of release, from
@param year_lte        Year of release, to
@param country         Country of origin (GET /v1/countries)
@param language        Language spoken (GET /v1/languages); en finds en-US too
@param person          Cast or crew, by public id or an id of another source
@param keyword         Keywords by slug (GET /v1/keywords)
@param score_gte       Score, from
@param vote_count_gte  Number of votes, from
@param runtime_gte     Running time in minutes, from
@param runtime_lte     Running time in minutes, to
@error unknown_filter_value
@error range_reversed
@error no_movie_matches
@tag   Films
';

CREATE FUNCTION api.search(_q iwm.search_text, _type iwm.search_type DEFAULT NULL::iwm.search_type, _include_adult boolean DEFAULT false, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.search_result
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.search(_q iwm.search_text, _type iwm.search_type, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) IS '
Search everything

Films and people together, the best first, with the number found of each type. `type` shows one of them and leaves the
numbers as they are. `did_you_mean` is the nearest name when nothing has what was typed.

@route GET /search
@auth  none
@cache 30m movies people
@param q              What to look for
@param type           Only this type
@param include_adult  Films for adults only, too
@param page           Page, from 1
@param per_page       Hits on a page, at most 100
@tag   Search
';

CREATE FUNCTION api.search_movies(_q iwm.search_text, _year iwm.release_year DEFAULT NULL::integer, _include_adult boolean DEFAULT false, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.movie_match_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.search_movies(_q iwm.search_text, _year iwm.release_year, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) IS '
Search films

By title, also the original or another title: typos (`Intersteller`), accents (`Amelie`), capitals, articles, the order
of words and the spelling of numbers (`godfather 2`) do not matter. The same title comes first, then titles that begin
so, then those that hold all the words, then similar ones; among equals the popular. A year at the end (`matrix 1999`)
brings films of that year to the front. One or two letters find titles that begin with them.

@route GET /search/movies
@auth  none
@cache 30m movies
@param q              What to look for
@param year           Only films of this year
@param include_adult  Films for adults only, too
@param page           Page, from 1
@param per_page       Films on a page, at most 100
@tag   Search
';

CREATE FUNCTION api.search_people(_q iwm.search_text, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.person_match_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.search_people(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) IS '
Search people

By name: typos (`Kurosowa`), accents, capitals and the order of names (`nolan christopher`) do not matter, and one name of
several is enough. One or two letters find names that begin with them.

@route GET /search/people
@auth  none
@cache 30m people
@param q         Whom to look for
@param page      Page, from 1
@param per_page  People on a page, at most 100
@tag   Search
';

CREATE FUNCTION api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit DEFAULT 20) RETURNS api.similar_movie[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit) IS '
Films like this one

By what the films hold: people, keywords, companies, genres, and years near each other. Each comes with its reasons.
What people who liked it liked too is another question, for recommendations.

@route GET /movies/{movie_id}/similar
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param limit     How many, at most 100
@error movie_not_found
@tag   Films
';

CREATE FUNCTION api.top_rated_movies(_min_votes iwm.vote_count DEFAULT 50, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.ranking_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.top_rated_movies(_min_votes iwm.vote_count, _page iwm.page, _per_page iwm.per_page) IS '
Top rated films

By a weighted mean, so that one enthusiast does not make the best film of all time: (sum of votes + 20 × 6) / (votes + 20).
`weighted_score` is that mean. Films with fewer than `min_votes` votes are left out.

@route GET /movies/top-rated
@auth  none
@cache 1h movies
@param min_votes  Fewest votes that a film needs
@param page       Page, from 1
@param per_page   Films on a page, at most 100
@tag   Films
';

CREATE FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) IS 'Fails with range_reversed when the lower end of a filter is above the upper one.';

CREATE FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) RETURNS api.collaborator[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) IS 'Who is credited in the films of a person (by internal id), the most often first, with these films.';

CREATE FUNCTION iwm.count_movies() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.count_movies() IS 'Trigger: keeps the total of listed films.';

CREATE FUNCTION iwm.count_people() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.count_people() IS 'Trigger: keeps the total of listed people.';

CREATE FUNCTION iwm.credits_of_movie(_id bigint) RETURNS api.movie_credits
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.credits_of_movie(_id bigint) IS 'Cast and crew of a film by its internal id.';

CREATE FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) RETURNS api.person_credit[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) IS 'Filmography of a person (by internal id), the newest first: cast, crew, or both where _role is null.';

CREATE FUNCTION iwm.edit_distance(_a text, _b text, _most integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) IS 'How many slips make one text the other: insertion, deletion, exchange, swapped neighbours. Above _most: _most + 1.';

CREATE FUNCTION iwm.external_ids_of_movie(_id bigint) RETURNS api.external_id[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.external_ids_of_movie(_id bigint) IS 'What other sources call a film, by its internal id.';

CREATE FUNCTION iwm.external_ids_of_person(_id bigint) RETURNS api.external_id[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.external_ids_of_person(_id bigint) IS 'What other sources call a person, by the internal id.';

CREATE FUNCTION iwm.fail(_code text, _message text DEFAULT NULL::text, _hint text DEFAULT NULL::text, _field text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.fail(_code text, _message text, _hint text, _field text) IS '
Ends a call with an error of the registry iwm.errors

SQLSTATE IW + status, message: a sentence for the caller (the title without one), hint: what to do about it,
constraint: the code, column: the argument that is wrong.
';

CREATE FUNCTION iwm.id_groups(_list text, _what text, _field text) RETURNS SETOF bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.id_groups(_list text, _what text, _field text) IS '
Internal ids of a list of slugs or public ids: one array a comma-separated group, whose members stand between bars

_what: genre, keyword, company, person. Fails with unknown_filter_value and names what does not exist.
';

CREATE FUNCTION iwm.id_time(_id text) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.id_time(_id text) IS 'When an id of iwm.new_id was made; null for an id from elsewhere.';

CREATE FUNCTION iwm.keywords_of_movie(_id bigint) RETURNS api.keyword_ref[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.keywords_of_movie(_id bigint) IS 'Keywords of a film by its internal id.';

CREATE FUNCTION iwm.known_for(_id bigint, _limit integer) RETURNS api.movie_ref[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.known_for(_id bigint, _limit integer) IS 'The most popular films of a person (by internal id).';

CREATE FUNCTION iwm.list_filter(_list text, _what text, _field text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.list_filter(_list text, _what text, _field text) IS '
A filter by a list as SQL over movies m; '''' without a list

_what: genre, keyword, company, person; _field: the argument. without_genre: none of them, whatever stands between.
';

CREATE FUNCTION iwm.match_movies(_text text, _year integer DEFAULT NULL::integer, _include_adult boolean DEFAULT false) RETURNS TABLE(movie_id bigint, relevance numeric, popularity double precision, matched_title text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET "pg_trgm.word_similarity_threshold" TO '0.5'
    AS …;

COMMENT ON FUNCTION iwm.match_movies(_text text, _year integer, _include_adult boolean) IS '
Films whose title, original title or another title fits a text: typos, accents, capitals, missing articles, swapped words

A year at the end of the text (matrix 1999) brings films of that year to the front; _year leaves others out. Unordered:
order by relevance desc, popularity desc, movie_id. matched_title is the other title, when it fits better than the main one.
A number may be written as in the title or not: godfather 2 is The Godfather Part II.
';

CREATE FUNCTION iwm.match_people(_text text) RETURNS TABLE(person_id bigint, relevance numeric, popularity double precision)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET "pg_trgm.word_similarity_threshold" TO '0.5'
    AS …;

COMMENT ON FUNCTION iwm.match_people(_text text) IS '
People whose name fits a text: typos, accents, capitals, swapped names, one name of several

Unordered: order by relevance desc, popularity desc, person_id.
';

CREATE FUNCTION iwm.movie_cards(_ids bigint[]) RETURNS api.movie_card[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.movie_cards(_ids bigint[]) IS 'Cards of films by internal ids, in the order of the ids.';

CREATE FUNCTION iwm.movie_filter(_genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text, _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric, _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.movie_filter(_genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text, _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric, _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text) IS '
Filters of a list of films as SQL over movies m and movie_stats s: '''' or '' and … and …''

Lists: a comma means all of them, a bar any of them. Fails with unknown_filter_value and range_reversed.
';

CREATE FUNCTION iwm.movie_id_of(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.movie_id_of(_public_id text) IS '
The id of a film by its public id, or by an id of another source (tt0816692, Q13417189, tmdb_157336)

A merged film gives the one that took its place. Null where there is none, or it is deleted.
';

CREATE FUNCTION iwm.movie_order(_sort iwm.movie_sort) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.movie_order(_sort iwm.movie_sort) IS 'ORDER BY of a list of films, over movies m and movie_stats s; ends with the id, so that pages never overlap.';

CREATE FUNCTION iwm.need_movie(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.need_movie(_public_id text) IS 'iwm.movie_id_of, or the error movie_not_found.';

CREATE FUNCTION iwm.need_person(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.need_person(_public_id text) IS 'iwm.person_id_of, or the error person_not_found.';

CREATE FUNCTION iwm.new_id(_prefix text) RETURNS text
    LANGUAGE sql PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.new_id(_prefix text) IS 'A public id that sorts by time: prefix, 12 hex digits of milliseconds since 1970, 16 random hex digits.';

CREATE FUNCTION iwm."normalize"(_text text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm."normalize"(_text text) IS 'Search form of a text: lower case, no accents, punctuation as single blanks. Amélie -> amelie.';

CREATE FUNCTION iwm.now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.now() IS 'The clock of every rule. Returns timestamptz; a test sets it with: set iwm.now = ''2024-02-29 12:00+00''.';

CREATE FUNCTION iwm.number_in_query(_q text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.number_in_query(_q text) IS '
The last number from 2 to 13 of a normalised query: the pattern of all its spellings, and its digits

part ii -> {\m(?:(?:part|chapter|episode|vol|volume) )?(?:2|ii|two)\M, 2}; null without one.
';

CREATE FUNCTION iwm.person_cards(_ids bigint[]) RETURNS api.person_card[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.person_cards(_ids bigint[]) IS 'Cards of people by internal ids, in the order of the ids.';

CREATE FUNCTION iwm.person_id_of(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.person_id_of(_public_id text) IS '
The id of a person by the public id, or by an id of another source (nm0634240, Q25191, tmdb_525)

A merged person gives the one that took their place. Null where there is none, or it is deleted.
';

CREATE FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) IS 'The most popular of some films, listed ones only.';

CREATE FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) IS 'The most popular of some people, listed ones only.';

CREATE FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) IS '
How well a name fits a query, both normalised, and both again without article

1: the same; 0.98: but for an article; 0.90: whole words at its beginning; 0.86: its beginning; 0.80–0.84: all words
somewhere; up to 0.70: similar. Inlined into the query that calls it.
';

CREATE FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text) IS '
The first line of every operation that is not @auth none: may this viewer do it?

_role: none, optional, user, moderator, admin; _scope: what the access token has to allow.
Returns the internal id of the user, null for an anonymous one where that is allowed.
Fails with unauthenticated (401) and forbidden (403). There are no accounts yet: nobody has a role.
';

CREATE FUNCTION iwm.scores_of_movie(_id bigint) RETURNS api.external_score[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.scores_of_movie(_id bigint) IS 'Scores that other sources give to a film, by its internal id.';

CREATE FUNCTION iwm.similar_to_movie(_id bigint, _limit integer) RETURNS api.similar_movie[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.similar_to_movie(_id bigint, _limit integer) IS '
Films like one film (by internal id), by what they hold: people, keywords, companies, genres, years near each other

The same data give the same answer. Each comes with its similarity (0 to 1) and the reasons.
';

CREATE FUNCTION iwm.slips(_q text, _name text, _most integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.slips(_q text, _name text, _most integer) IS 'The fewest slips between what was typed and consecutive words of a name, both normalised; above _most: _most + 1.';

CREATE FUNCTION iwm.slips_allowed(_q text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.slips_allowed(_q text) IS 'How many slips a text of this length may hold: one from 4 letters, two from 7, three from 14.';

CREATE FUNCTION iwm.slugify(_text text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.slugify(_text text) IS 'A name as part of an address: Science Fiction -> science-fiction.';

CREATE FUNCTION iwm.suggest_movies(_prefix text, _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.suggest_movies(_prefix text, _limit integer) IS 'Films whose title begins with a normalised prefix, the popular first, then those with a later word that does.';

CREATE FUNCTION iwm.suggest_people(_prefix text, _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.suggest_people(_prefix text, _limit integer) IS 'People whose name begins with a normalised prefix, the popular first, then those with a later name that does.';

CREATE FUNCTION iwm.timeline_of_movie(_id bigint, _type text DEFAULT NULL::text) RETURNS api.timeline_item[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.timeline_of_movie(_id bigint, _type text) IS 'Timeline of a film by its internal id, of one type of event or all, the earliest first.';

CREATE FUNCTION iwm.titles_of_movie(_id bigint) RETURNS api.alternative_title[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.titles_of_movie(_id bigint) IS 'Other titles of a film, by its internal id.';

CREATE FUNCTION iwm.trivia_of_movie(_id bigint, _category text DEFAULT NULL::text) RETURNS api.trivia_item[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.trivia_of_movie(_id bigint, _category text) IS 'Trivia of a film by its internal id, of one category or all.';

CREATE FUNCTION iwm.typo_threshold(_q text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.typo_threshold(_q text) IS 'How similar a word has to be (pg_trgm.word_similarity_threshold): a short one has few trigrams, and half of them is nothing.';

CREATE FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) IS 'True for a JSON array of objects that hold all required keys, no others but the optional, each a string of 1 to 2000.';

CREATE FUNCTION iwm.valid_timeline(_timeline jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.valid_timeline(_timeline jsonb) IS 'Shape of movies.timeline: [{date (YYYY, YYYY-MM or YYYY-MM-DD), title, description, type}], all strings.';

CREATE FUNCTION iwm.valid_trivia(_trivia jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.valid_trivia(_trivia jsonb) IS 'Shape of movies.trivia: [{question, category, answer, explanation?}], all strings.';

CREATE FUNCTION iwm.without_article(_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.without_article(_name text) IS 'A normalised title without the, a, an at its beginning: the matrix -> matrix.';

CREATE FUNCTION iwm.year_in_query(_q text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.year_in_query(_q text) IS 'The year at the end of a normalised query (matrix 1999), null without one.';

CREATE FUNCTION ops.applied_migrations() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.applied_migrations() IS 'One text for the set of applied migrations, to see that it changed.';

CREATE FUNCTION ops.argument_sql(_name text, _type oid, _default text, _value text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.argument_sql(_name text, _type oid, _default text, _value text) IS 'SQL that makes an argument from its text; a null text means the default.';

CREATE FUNCTION ops.body_sql(_kind text, _result text, _message text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.body_sql(_kind text, _result text, _message text) IS 'SQL that makes the text of the whole success answer from a result.';

CREATE FUNCTION ops.catalogue_argument(_operation jsonb, _function oid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.catalogue_argument(_operation jsonb, _function oid) IS 'Arguments of an operation as the catalogue lists them.';

CREATE FUNCTION ops.catalogue_operation(_operation jsonb, _function oid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.catalogue_operation(_operation jsonb, _function oid) IS 'An operation as the catalogue lists it.';

CREATE FUNCTION ops.catalogue_types(_roots oid[]) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.catalogue_types(_roots oid[]) IS 'Composite types, domains and enums that the given types lead to, by name.';

CREATE FUNCTION ops.changed_objects() RETURNS TABLE(kind text, name text, path text, state text, present text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.changed_objects() IS 'Objects of sql/ that are not as the loader left them: changed or dropped by hand. present: how they are now.';

CREATE FUNCTION ops.check_object(_kind text, _name text, _path text, _line integer, _head text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.check_object(_kind text, _name text, _path text, _line integer, _head text) IS 'Stops the load when a function leaves unsaid what it has to say.';

CREATE FUNCTION ops.check_operation(_operation jsonb, _function oid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.check_operation(_operation jsonb, _function oid) IS 'Stops the load when an api function and its annotations do not fit each other.';

CREATE FUNCTION ops.clear_comment(_kind text, _name text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.clear_comment(_kind text, _name text) IS 'Removes the comment of an object before its file gives the present one.';

CREATE FUNCTION ops.clear_privileges(_routine oid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.clear_privileges(_routine oid) IS 'Takes back what others than the owner may do with a routine.';

CREATE FUNCTION ops.comment_text(_type oid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.comment_text(_type oid) IS 'The comment of a type without its @schema.';

CREATE FUNCTION ops.create_indexes() RETURNS TABLE(table_name text, index_name text, state text, serves text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.create_indexes() IS 'Makes the indexes that are missing. One row for each: exists or made, and the query that it serves.';

CREATE FUNCTION ops.declare_object(_kind text, _name text, _path text, _line integer, _head text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.declare_object(_kind text, _name text, _path text, _line integer, _head text) IS 'Notes that a file declares an object; a second declaration stops the load.';

CREATE FUNCTION ops.default_json(_sql text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS …;

COMMENT ON FUNCTION ops.default_json(_sql text) IS 'A default as a JSON value; null for one that is computed.';

CREATE FUNCTION ops.dependants(_class regclass, _oid oid) RETURNS TABLE(kind text, name text, path text, outside text, depth integer)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.dependants(_class regclass, _oid oid) IS 'All that would go with an object. path: the file of sql/ it comes from; outside: what it is, when it comes from none.';

CREATE FUNCTION ops.drift() RETURNS TABLE(kind text, name text, path text, state text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.drift() IS 'What differs in this database from what the loader left: state changed, dropped, added (no file has it), missing (an index).';

CREATE FUNCTION ops.drop_by_oid(_kind text, _name text, _oid oid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.drop_by_oid(_kind text, _name text, _oid oid) IS 'Drops one object; ops.drop_object has proved what goes with it.';

CREATE FUNCTION ops.drop_object(_kind text, _name text, _path text, _line integer DEFAULT 1, _oid oid DEFAULT NULL::oid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.drop_object(_kind text, _name text, _path text, _line integer, _oid oid) IS 'Drops an object of sql/ with what hangs on it; the files of those are run again. Refuses to touch what is not of sql/.';

CREATE FUNCTION ops.drop_orphans(_wrappers boolean) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.drop_orphans(_wrappers boolean) IS 'Drops objects that no file declares any more; wrappers once the new ones are made.';

CREATE FUNCTION ops.drop_routines(_name text, _path text, _line integer, _keep oid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.drop_routines(_name text, _path text, _line integer, _keep oid) IS 'Drops every routine of a name but one.';

CREATE FUNCTION ops.duration_seconds(_text text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.duration_seconds(_text text) IS 'Seconds of 30s, 30m, 24h, 7d; null for anything else.';

CREATE FUNCTION ops.error_line(_statement text, _line integer, _message text, _context text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.error_line(_statement text, _line integer, _message text, _context text) IS 'The line of the file that an error of one of its statements is about.';

CREATE FUNCTION ops.fail_annotation(_path text, _name text, _needle text, _message text, _hint text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.fail_annotation(_path text, _name text, _needle text, _message text, _hint text) IS 'Stops the load with the line of the file where an annotation stands.';

CREATE FUNCTION ops.function_arguments(_function oid) RETURNS TABLE(place integer, name text, type oid, default_sql text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.function_arguments(_function oid) IS 'Arguments of a function in their order, with their defaults as SQL.';

CREATE FUNCTION ops.import_begin(_wait boolean) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_begin(_wait boolean) IS 'Takes the import lock until the end of the transaction and empties the staging tables. False: another import runs
(only when not told to wait).';

CREATE FUNCTION ops.import_check_movies(_source text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_check_movies(_source text) IS 'Rejects staged films without a usable title or that stand twice in the file, and clears values that do not fit.
The limits are those of the table movies.';

CREATE FUNCTION ops.import_companies() RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_companies() IS 'Finds or makes the companies of the staged films by their exact name. A company''s id follows from its name, so that
it is the same in every database.';

CREATE FUNCTION ops.import_country_code(_region text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION ops.import_country_code(_region text) IS 'Our code of a region as IMDb writes it (SUHH: the Soviet Union).';

CREATE FUNCTION ops.import_credits(_source text) RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_credits(_source text) IS 'Adds the staged credits. Existing ones stay; a general one (cast without character, writer) becomes the precise one.';

CREATE FUNCTION ops.import_department(_profession text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION ops.import_department(_profession text) IS 'The department of credit_jobs that a profession of a source belongs to; null: none of ours.';

CREATE FUNCTION ops.import_end(_tags text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_end(_tags text[]) IS 'Empties the staging tables and tells the caches what changed (tags; empty: nothing did). Called last.';

CREATE FUNCTION ops.import_finish(_source text, _changes bigint) RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_finish(_source text, _changes bigint) IS 'Ends a merge: what the source said is kept, and where anything changed counts and statistics are made anew.';

CREATE FUNCTION ops.import_imdb() RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_imdb() IS 'Merges staged rows of IMDb''s files into the catalogue. One row a kind: added, changed, unchanged.';

CREATE FUNCTION ops.import_job(_category text, _job text) RETURNS smallint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_job(_category text, _job text) IS 'The job that a category (and job) of a source stands for; null: none of ours.';

CREATE FUNCTION ops.import_keywords(_taggers integer) RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_keywords(_taggers integer) IS 'Makes keywords of the tags that at least so many different users gave to the same film, and of the films'' own.';

CREATE FUNCTION ops.import_match_movies(_source text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_match_movies(_source text) IS 'Finds the film of each staged row: by id first, then by title and year. Different ids are never the same film.';

CREATE FUNCTION ops.import_movie_ids() RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_movie_ids() IS 'Writes the ids by which other sources know the staged films.';

CREATE FUNCTION ops.import_movie_lists() RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_movie_lists() IS 'Adds genres, countries and languages to the staged films.';

CREATE FUNCTION ops.import_movielens() RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_movielens() IS 'Merges staged MovieLens films, links and tags into the catalogue. One row a kind: added, changed, unchanged.';

CREATE FUNCTION ops.import_movies(_source text) RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_movies(_source text) IS 'Adds the new films and changes the matched ones, field by field as ops.import_value says.';

CREATE FUNCTION ops.import_names() RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_names() IS 'Finds or makes the genres and languages that the staged films name, and finds the countries.';

CREATE FUNCTION ops.import_not_a_person(_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION ops.import_not_a_person(_name text) IS 'Why a name of a source is not taken for a person; null: it is.';

CREATE FUNCTION ops.import_people(_source text) RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_people(_source text) IS 'Adds the staged people that are not there yet: known from the last import, by IMDb id, or by exact name.';

CREATE FUNCTION ops.import_professions() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_professions() IS 'For a source that names no professions: what most of a person''s staged credits are; of equal ones the earlier job.';

CREATE FUNCTION ops.import_reject_counts() RETURNS TABLE(kind text, rejected bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_reject_counts() IS 'How many things of each kind the running merge has rejected.';

CREATE FUNCTION ops.import_remember(_source text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_remember(_source text) IS 'Keeps what each staged row became and said, for the next import.';

CREATE FUNCTION ops.import_sample() RETURNS SETOF ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_sample() IS 'Merges the staged sample (bokeh_sampledata''s movies.db) into the catalogue. One row a kind: added, changed, unchanged.';

CREATE FUNCTION ops.import_scores() RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_scores() IS 'Writes the scores that other sources give to the staged films.';

CREATE FUNCTION ops.import_step(_what text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_step(_what text) IS 'Tells the client which step of a merge begins.';

CREATE FUNCTION ops.import_titles() RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_titles() IS 'Adds the other titles of the staged films; a region or language that we do not know is left empty.';

CREATE FUNCTION ops.import_value(_current anyelement, _new anyelement, _last text) RETURNS anyelement
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION ops.import_value(_current anyelement, _new anyelement, _last text) IS 'What a field holds after an import: the new value where the field is empty or still as this source last left it;
the current one where the source says nothing, nothing new, or the field was changed by someone else.';

CREATE FUNCTION ops.import_votes(_source text) RETURNS ops.import_count
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.import_votes(_source text) IS 'Gives each staged film its row of movie_stats and adds the source''s votes, once.';

CREATE FUNCTION ops.is_array(_type oid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.is_array(_type oid) IS 'True for array types.';

CREATE FUNCTION ops.load_begin(_version text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.load_begin(_version text) IS 'Begins a load of sql/ by a version, in the transaction of the caller.';

CREATE FUNCTION ops.load_catalogue(_version text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.load_catalogue(_version text) IS 'Checks all operations, makes their wrappers and the document of api.catalogue(). Returns the digest.';

CREATE FUNCTION ops.load_end(_force boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.load_end(_force boolean) IS 'Ends a load: runs what changed, drops what has no file, checks, records. Returns {"files","created","replaced","dropped","digest"}.';

CREATE FUNCTION ops.load_error(_path text, _line integer, _message text, _hint text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.load_error(_path text, _line integer, _message text, _hint text) IS 'Stops a load with "file:line: what is wrong".';

CREATE FUNCTION ops.load_file(_path text, _content text) RETURNS text
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.load_file(_path text, _content text) IS 'Hands a file to the load: unchanged, pending, loader (the loader''s own), absent (its extension is not installed).';

CREATE FUNCTION ops.load_object(_kind text, _name text, _path text, _line integer, _statement text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.load_object(_kind text, _name text, _path text, _line integer, _statement text) IS 'Makes or replaces one object; what cannot be replaced is dropped with its dependants first.';

CREATE FUNCTION ops.load_type(_path text, _line integer, _name text, _statement text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.load_type(_path text, _line integer, _name text, _statement text) IS 'Makes a composite type as a file declares it, or changes the one that is there; attributes'' "-- text" become comments.';

CREATE FUNCTION ops.load_wrapper(_operation jsonb, _function oid) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.load_wrapper(_operation jsonb, _function oid) IS 'Makes the wrapper of an operation, or leaves it when it is made from the same already.';

CREATE FUNCTION ops.may_run(_path text, _head text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.may_run(_path text, _head text) IS 'True for statements that a file of sql/ may hold besides its objects.';

CREATE TABLE ops.indexes (
    table_name text NOT NULL,
    index_name text NOT NULL,
    definition text NOT NULL,
    constraint_definition text,
    comment text,
    missing_since timestamp with time zone,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE ops.indexes IS 'Indexes that the migrations made, so that one that is gone can be named and made again.
@distribution local';

CREATE FUNCTION ops.missing_indexes() RETURNS SETOF ops.indexes
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.missing_indexes() IS 'Indexes that the migrations made and that are gone.';

CREATE FUNCTION ops.newest_routine(_name text, _before oid) RETURNS oid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.newest_routine(_name text, _before oid) IS 'The routine of a name that was made last: any other than the one that was there before.';

CREATE FUNCTION ops.note_missing_indexes() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.note_missing_indexes() IS 'Called before migrations run: what is missing by then was dropped by hand, what is missing after was dropped by them.';

CREATE FUNCTION ops.object_definition(_kind text, _name text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.object_definition(_kind text, _name text) IS 'How PostgreSQL shows an object, with its comment; null when it is not there.';

CREATE FUNCTION ops.object_oid(_kind text, _name text) RETURNS oid
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.object_oid(_kind text, _name text) IS 'Where an object is: oid in pg_proc, pg_class (types and views) or pg_trigger; null when it is not there.';

CREATE FUNCTION ops.read_annotations(_comment text) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.read_annotations(_comment text) IS '{"summary","description","marks":[{"name","rest","line"}]} of a comment: summary, blank, description, then @ lines.';

CREATE FUNCTION ops.read_operation(_name text, _path text, _function oid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.read_operation(_name text, _path text, _function oid) IS 'The annotations of an api function as an object; a line that is wrong stops the load.';

CREATE FUNCTION ops.record_indexes() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.record_indexes() IS 'Records the indexes that there are, after migrations ran.';

CREATE FUNCTION ops.record_load(_version text, _digest text) RETURNS jsonb
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.record_load(_version text, _digest text) IS 'Writes digests, definitions and history of a load. Returns its report.';

CREATE FUNCTION ops.record_shape() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.record_shape() IS 'Records the shape as it is, after migrations ran.';

CREATE FUNCTION ops.refresh_person_stats() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.refresh_person_stats() IS 'Counts each person''s credits and films and sums the films'' popularity; writes what differs. Returns how many did.';

CREATE FUNCTION ops.result_kind(_function oid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.result_kind(_function oid) IS 'object, page (items, total), feed (items, next_cursor), array, scalar or json; null for what HTTP cannot carry.';

CREATE FUNCTION ops.roles_have_rights() RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.roles_have_rights() IS 'False when one of our roles is there and was not given its rights yet.';

CREATE FUNCTION ops.run_file(_path text, _content text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.run_file(_path text, _content text) IS 'Runs the statements of a file and notes the objects that it declares. Errors name file and line.';

CREATE FUNCTION ops.run_pending(_pattern text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.run_pending(_pattern text) IS 'Runs the pending files whose path matches.';

CREATE FUNCTION ops.shape_now() RETURNS TABLE(kind text, name text, definition text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.shape_now() IS 'Columns, checks and foreign keys of our tables, and functions that no file of sql/ made, as they are now.';

CREATE FUNCTION ops.split_sql(_content text) RETURNS TABLE(line integer, statement text, head text)
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.split_sql(_content text) IS 'Statements of a SQL file: the line where each begins, its text, its text without comments, strings and bodies.';

CREATE FUNCTION ops.table_indexes() RETURNS TABLE(table_name text, index_name text, definition text, constraint_definition text, comment text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.table_indexes() IS 'Indexes that there are now, of tables of ours.';

CREATE FUNCTION ops.tags_sql(_tags jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.tags_sql(_tags jsonb) IS 'SQL for an array of tags with their placeholders as $name$; null for no tags.';

CREATE FUNCTION ops.touch(VARIADIC _tags text[]) RETURNS void
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION ops.touch(VARIADIC _tags text[]) IS '
Tells every HTTP process that cached answers with these tags are out of date, once the transaction commits

For writing operations (@touches), importers and DBAs: select ops.touch(''movies'', ''movie:tt0816692'').
';

CREATE FUNCTION ops.type_attributes(_type regclass) RETURNS TABLE(place bigint, name text, type text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.type_attributes(_type regclass) IS 'Attributes of a composite type in their order, with their types as SQL.';

CREATE FUNCTION ops.type_name(_type oid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.type_name(_type oid) IS 'Name of a type, or of the element of an array: text, timestamptz as PostgreSQL writes it, iwm.rating.';

CREATE FUNCTION ops.wrapper_sql(_operation jsonb, _function oid) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.wrapper_sql(_operation jsonb, _function oid) IS 'The statement that makes the wrapper of an operation: <name>__batch for reads, <name>__call for writes.';

CREATE TABLE iwm.alternative_titles (
    id bigint NOT NULL,
    movie_id bigint NOT NULL,
    title text NOT NULL,
    country_code text,
    language_code text,
    type text,
    title_search text GENERATED ALWAYS AS (iwm."normalize"(title)) STORED,
    CONSTRAINT alternative_titles_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 1000))),
    CONSTRAINT alternative_titles_type_length CHECK ((char_length(type) <= 50))
);

COMMENT ON TABLE iwm.alternative_titles IS 'Other titles of a film, by country and language.
@distribution reference';

ALTER TABLE iwm.alternative_titles ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.alternative_titles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.catalogue_totals (
    kind text NOT NULL,
    total bigint DEFAULT 0 NOT NULL,
    CONSTRAINT catalogue_totals_kind_known CHECK ((kind = ANY (ARRAY['movies'::text, 'people'::text]))),
    CONSTRAINT catalogue_totals_range CHECK ((total >= 0))
);

COMMENT ON TABLE iwm.catalogue_totals IS 'How many films and people are listed: not deleted, not merged, films not adult. Kept by triggers.
@distribution reference';

CREATE TABLE iwm.companies (
    id bigint NOT NULL,
    external_id text NOT NULL,
    name text NOT NULL,
    country_code text,
    name_search text GENERATED ALWAYS AS (iwm."normalize"(name)) STORED,
    CONSTRAINT companies_external_id_length CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 50))),
    CONSTRAINT companies_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);

COMMENT ON TABLE iwm.companies IS 'Companies that produce and distribute films.
@distribution reference';

ALTER TABLE iwm.companies ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.companies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.countries (
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT countries_code_shape CHECK ((code ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT countries_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

COMMENT ON TABLE iwm.countries IS 'Countries of today and of film history.
@distribution reference';

CREATE TABLE iwm.credit_jobs (
    id smallint NOT NULL,
    department text NOT NULL,
    job text NOT NULL,
    "position" smallint DEFAULT 100 NOT NULL
);

COMMENT ON TABLE iwm.credit_jobs IS 'Departments and jobs that a credit may name; position orders crews (director first).
@distribution reference';

ALTER TABLE iwm.credit_jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.credit_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.credits (
    id bigint NOT NULL,
    movie_id bigint NOT NULL,
    person_id bigint NOT NULL,
    job_id smallint NOT NULL,
    "character" text,
    billing_order smallint,
    CONSTRAINT credits_billing_order_range CHECK ((billing_order >= 0)),
    CONSTRAINT credits_character_length CHECK (((char_length("character") >= 1) AND (char_length("character") <= 500)))
);

COMMENT ON TABLE iwm.credits IS 'Who did what in a film: cast (department Acting, with character and billing order where known) and crew.
@distribution reference';

CREATE TABLE iwm.movies (
    id bigint NOT NULL,
    external_id text NOT NULL,
    title text NOT NULL,
    original_title text,
    tagline text,
    year smallint,
    release_date date,
    runtime integer,
    siddu_score numeric(4,2),
    critics_score numeric(4,2),
    imdb_rating numeric(3,1),
    rotten_tomatoes_score integer,
    rating text,
    language text,
    country text,
    overview text,
    poster_url text,
    backdrop_url text,
    budget bigint,
    revenue bigint,
    status text DEFAULT 'released'::text NOT NULL,
    kind text DEFAULT 'movie'::text NOT NULL,
    adult boolean DEFAULT false NOT NULL,
    trivia jsonb,
    timeline jsonb,
    title_search text GENERATED ALWAYS AS (iwm."normalize"(title)) STORED,
    original_title_search text GENERATED ALWAYS AS (iwm."normalize"(original_title)) STORED,
    merged_into bigint,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT movies_backdrop_url_length CHECK ((char_length(backdrop_url) <= 255)),
    CONSTRAINT movies_budget_range CHECK ((budget >= 0)),
    CONSTRAINT movies_country_length CHECK ((char_length(country) <= 50)),
    CONSTRAINT movies_critics_score_range CHECK (((critics_score >= (0)::numeric) AND (critics_score <= (10)::numeric))),
    CONSTRAINT movies_external_id_length CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 50))),
    CONSTRAINT movies_imdb_rating_range CHECK (((imdb_rating >= (0)::numeric) AND (imdb_rating <= (10)::numeric))),
    CONSTRAINT movies_kind_known CHECK ((kind = ANY (ARRAY['movie'::text, 'short'::text, 'tv-movie'::text, 'tv-special'::text, 'video'::text]))),
    CONSTRAINT movies_language_length CHECK ((char_length(language) <= 50)),
    CONSTRAINT movies_original_title_length CHECK (((char_length(original_title) >= 1) AND (char_length(original_title) <= 500))),
    CONSTRAINT movies_poster_url_length CHECK ((char_length(poster_url) <= 255)),
    CONSTRAINT movies_rating_length CHECK ((char_length(rating) <= 10)),
    CONSTRAINT movies_revenue_range CHECK ((revenue >= 0)),
    CONSTRAINT movies_rotten_tomatoes_score_range CHECK (((rotten_tomatoes_score >= 0) AND (rotten_tomatoes_score <= 100))),
    CONSTRAINT movies_runtime_range CHECK (((runtime >= 1) AND (runtime <= 100000))),
    CONSTRAINT movies_siddu_score_range CHECK (((siddu_score >= (0)::numeric) AND (siddu_score <= (10)::numeric))),
    CONSTRAINT movies_status_known CHECK ((status = ANY (ARRAY['rumored'::text, 'planned'::text, 'in-production'::text, 'post-production'::text, 'upcoming'::text, 'released'::text, 'canceled'::text]))),
    CONSTRAINT movies_tagline_length CHECK ((char_length(tagline) <= 500)),
    CONSTRAINT movies_timeline_shape CHECK (iwm.valid_timeline(timeline)),
    CONSTRAINT movies_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 500))),
    CONSTRAINT movies_trivia_shape CHECK (iwm.valid_trivia(trivia)),
    CONSTRAINT movies_year_follows_release_date CHECK (((release_date IS NULL) OR ((year)::numeric = EXTRACT(year FROM release_date)))),
    CONSTRAINT movies_year_range CHECK (((year >= 1870) AND (year <= 2200)))
);

COMMENT ON TABLE iwm.movies IS 'Films. A merged film keeps its row and points to the one that took its place.
@distribution reference';

CREATE TABLE iwm.people (
    id bigint NOT NULL,
    external_id text NOT NULL,
    name text NOT NULL,
    bio text,
    image_url text,
    birthday date,
    deathday date,
    birth_year smallint,
    death_year smallint,
    place_of_birth text,
    known_for_department text,
    name_search text GENERATED ALWAYS AS (iwm."normalize"(name)) STORED,
    merged_into bigint,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT people_birth_year_follows_birthday CHECK (((birthday IS NULL) OR ((birth_year)::numeric = EXTRACT(year FROM birthday)))),
    CONSTRAINT people_death_year_follows_deathday CHECK (((deathday IS NULL) OR ((death_year)::numeric = EXTRACT(year FROM deathday)))),
    CONSTRAINT people_external_id_length CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 50))),
    CONSTRAINT people_image_url_length CHECK ((char_length(image_url) <= 255)),
    CONSTRAINT people_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT people_years_in_order CHECK ((birth_year <= death_year))
);

COMMENT ON TABLE iwm.people IS 'People of films: cast and crew. Years stand alone where no full date is known.
@distribution reference';

CREATE VIEW iwm.credit_overview WITH (security_invoker='true') AS
 SELECT m.title,
    m.year,
    p.name,
    j.department,
    j.job,
    c."character",
    c.billing_order,
    m.external_id AS movie,
    p.external_id AS person,
    c.id
   FROM (((iwm.credits c
     JOIN iwm.credit_jobs j ON ((j.id = c.job_id)))
     JOIN iwm.people p ON (((p.id = c.person_id) AND (p.deleted_at IS NULL) AND (p.merged_into IS NULL))))
     JOIN iwm.movies m ON (((m.id = c.movie_id) AND (m.deleted_at IS NULL) AND (m.merged_into IS NULL))));

COMMENT ON VIEW iwm.credit_overview IS 'Who did what in which film: select * from credit_overview where name = ''Akira Kurosawa'' order by year';

ALTER TABLE iwm.credits ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.credits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.errors (
    code text NOT NULL,
    status integer NOT NULL,
    title text NOT NULL,
    path text DEFAULT NULLIF(current_setting('iwm.load_path'::text, true), ''::text),
    CONSTRAINT errors_code_check CHECK ((code ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT errors_status_check CHECK (((status >= 400) AND (status <= 599)))
);

COMMENT ON TABLE iwm.errors IS 'Every error that the API answers, by its code.
@distribution reference';

COMMENT ON COLUMN iwm.errors.path IS 'The file of sql/ that declares it; the loader removes it with the file.';

CREATE TABLE iwm.external_scores (
    movie_id bigint NOT NULL,
    source text NOT NULL,
    value numeric NOT NULL,
    scale numeric NOT NULL,
    votes bigint,
    fetched_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT external_scores_range CHECK ((((value >= (0)::numeric) AND (value <= scale)) AND (scale > (0)::numeric))),
    CONSTRAINT external_scores_source_known CHECK ((source = ANY (ARRAY['imdb'::text, 'tmdb'::text, 'metacritic'::text, 'tomatometer'::text, 'critics'::text, 'audience'::text, 'letterboxd'::text, 'trakt'::text, 'movielens'::text]))),
    CONSTRAINT external_scores_votes_range CHECK ((votes >= 0))
);

COMMENT ON TABLE iwm.external_scores IS 'Scores that other sources give to a film: value out of scale, with votes where known. No score is no row.
@distribution reference';

CREATE TABLE iwm.genres (
    id bigint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    CONSTRAINT genres_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT genres_slug_shape CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(slug) <= 50)))
);

COMMENT ON TABLE iwm.genres IS 'Genres by slug.
@distribution reference';

ALTER TABLE iwm.genres ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.genres_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.keywords (
    id bigint NOT NULL,
    slug text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    CONSTRAINT keywords_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT keywords_slug_shape CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(slug) <= 100)))
);

COMMENT ON TABLE iwm.keywords IS 'Keywords by slug.
@distribution reference';

ALTER TABLE iwm.keywords ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.keywords_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.languages (
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT languages_code_shape CHECK ((code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$'::text)),
    CONSTRAINT languages_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

COMMENT ON TABLE iwm.languages IS 'Languages by BCP 47 code; x-… where no code exists.
@distribution reference';

CREATE TABLE iwm.movie_companies (
    movie_id bigint NOT NULL,
    company_id bigint NOT NULL,
    role text DEFAULT 'production'::text NOT NULL,
    "position" smallint DEFAULT 0 NOT NULL,
    CONSTRAINT movie_companies_role_known CHECK ((role = ANY (ARRAY['production'::text, 'distribution'::text])))
);

COMMENT ON TABLE iwm.movie_companies IS 'Companies of a film, in order.
@distribution reference';

CREATE TABLE iwm.movie_countries (
    movie_id bigint NOT NULL,
    country_code text NOT NULL,
    "position" smallint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE iwm.movie_countries IS 'Countries of origin of a film, in order.
@distribution reference';

CREATE TABLE iwm.movie_external_ids (
    source text NOT NULL,
    value text NOT NULL,
    movie_id bigint NOT NULL,
    CONSTRAINT movie_external_ids_source_known CHECK ((source = ANY (ARRAY['imdb'::text, 'tmdb'::text, 'wikidata'::text, 'movielens'::text, 'letterboxd'::text, 'trakt'::text, 'rottentomatoes'::text, 'metacritic'::text, 'justwatch'::text]))),
    CONSTRAINT movie_external_ids_value_shape CHECK (((value ~ '^[A-Za-z0-9][A-Za-z0-9_.:/-]*$'::text) AND (char_length(value) <= 100)))
);

COMMENT ON TABLE iwm.movie_external_ids IS 'What other sources call a film; a value belongs to one film only.
@distribution reference';

CREATE TABLE iwm.movie_genres (
    movie_id bigint NOT NULL,
    genre_id bigint NOT NULL,
    "position" smallint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE iwm.movie_genres IS 'Genres of a film, in order.
@distribution reference';

CREATE TABLE iwm.movie_keywords (
    movie_id bigint NOT NULL,
    keyword_id bigint NOT NULL
);

COMMENT ON TABLE iwm.movie_keywords IS 'Keywords of a film.
@distribution reference';

CREATE TABLE iwm.movie_languages (
    movie_id bigint NOT NULL,
    language_code text NOT NULL,
    "position" smallint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE iwm.movie_languages IS 'Languages spoken in a film, in order.
@distribution reference';

CREATE TABLE iwm.movie_stats (
    movie_id bigint NOT NULL,
    vote_count bigint DEFAULT 0 NOT NULL,
    vote_sum numeric DEFAULT 0 NOT NULL,
    activity double precision DEFAULT 0 NOT NULL,
    score numeric(4,2) GENERATED ALWAYS AS (
CASE
    WHEN (vote_count > 0) THEN ((vote_sum + 120.0) / ((vote_count)::numeric + 20.0))
    ELSE NULL::numeric
END) STORED,
    popularity double precision GENERATED ALWAYS AS ((((((vote_count)::double precision * ((vote_sum)::double precision + (120.0)::double precision)) / (((vote_count)::numeric + 20.0))::double precision) / (10.0)::double precision) + activity)) STORED,
    CONSTRAINT movie_stats_counts CHECK (((vote_count >= 0) AND ((vote_sum >= (0)::numeric) AND (vote_sum <= ((vote_count * 10))::numeric))))
);

COMMENT ON TABLE iwm.movie_stats IS 'Votes, score and popularity of a film; changed by deltas only.
@distribution reference';

CREATE VIEW iwm.movie_overview WITH (security_invoker='true') AS
 SELECT m.external_id,
    m.title,
    m.year,
    m.release_date,
    m.runtime,
    m.rating,
    m.status,
    s.score,
    s.vote_count,
    s.popularity,
    ARRAY( SELECT g.slug
           FROM (iwm.movie_genres x
             JOIN iwm.genres g ON ((g.id = x.genre_id)))
          WHERE (x.movie_id = m.id)
          ORDER BY x."position", g.id) AS genres,
    ARRAY( SELECT x.country_code
           FROM iwm.movie_countries x
          WHERE (x.movie_id = m.id)
          ORDER BY x."position", x.country_code) AS countries,
    ARRAY( SELECT x.language_code
           FROM iwm.movie_languages x
          WHERE (x.movie_id = m.id)
          ORDER BY x."position", x.language_code) AS languages,
    ARRAY( SELECT p.name
           FROM ((iwm.credits c
             JOIN iwm.credit_jobs j ON (((j.id = c.job_id) AND (j.department = 'Directing'::text) AND (j.job = 'Director'::text))))
             JOIN iwm.people p ON ((p.id = c.person_id)))
          WHERE (c.movie_id = m.id)
          ORDER BY c.billing_order, c.id) AS directors,
    m.id
   FROM (iwm.movies m
     LEFT JOIN iwm.movie_stats s ON ((s.movie_id = m.id)))
  WHERE ((m.deleted_at IS NULL) AND (m.merged_into IS NULL));

COMMENT ON VIEW iwm.movie_overview IS 'Films with their genres, countries, languages, directors and score: select * from movie_overview where title ilike ''%matrix%''';

ALTER TABLE iwm.movies ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.movies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.name_aliases (
    kind text NOT NULL,
    alias text NOT NULL,
    code text NOT NULL,
    CONSTRAINT name_aliases_kind_known CHECK ((kind = ANY (ARRAY['country'::text, 'language'::text, 'genre'::text])))
);

COMMENT ON TABLE iwm.name_aliases IS 'Other names of countries, languages (by code) and genres (by slug) in imported data, in normalised form.
@distribution reference';

ALTER TABLE iwm.people ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.person_external_ids (
    source text NOT NULL,
    value text NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT person_external_ids_source_known CHECK ((source = ANY (ARRAY['imdb'::text, 'tmdb'::text, 'wikidata'::text, 'letterboxd'::text, 'trakt'::text]))),
    CONSTRAINT person_external_ids_value_shape CHECK (((value ~ '^[A-Za-z0-9][A-Za-z0-9_.:/-]*$'::text) AND (char_length(value) <= 100)))
);

COMMENT ON TABLE iwm.person_external_ids IS 'What other sources call a person.
@distribution reference';

CREATE TABLE iwm.person_stats (
    person_id bigint NOT NULL,
    credit_count integer DEFAULT 0 NOT NULL,
    movie_count integer DEFAULT 0 NOT NULL,
    popularity double precision DEFAULT 0 NOT NULL
);

COMMENT ON TABLE iwm.person_stats IS 'Counts and popularity of a person, from the films; refreshed by imports and jobs.
@distribution reference';

CREATE VIEW iwm.person_overview WITH (security_invoker='true') AS
 SELECT p.external_id,
    p.name,
    p.birth_year,
    p.death_year,
    p.known_for_department,
    s.credit_count,
    s.movie_count,
    s.popularity,
    ARRAY( SELECT j.job
           FROM (iwm.credits c
             JOIN iwm.credit_jobs j ON ((j.id = c.job_id)))
          WHERE (c.person_id = p.id)
          GROUP BY j.id, j.job
          ORDER BY (count(*)) DESC, j.id) AS jobs,
    ( SELECT min(m.year) AS min
           FROM (iwm.credits c
             JOIN iwm.movies m ON ((m.id = c.movie_id)))
          WHERE (c.person_id = p.id)) AS first_year,
    ( SELECT max(m.year) AS max
           FROM (iwm.credits c
             JOIN iwm.movies m ON ((m.id = c.movie_id)))
          WHERE (c.person_id = p.id)) AS last_year,
    p.id
   FROM (iwm.people p
     LEFT JOIN iwm.person_stats s ON ((s.person_id = p.id)))
  WHERE ((p.deleted_at IS NULL) AND (p.merged_into IS NULL));

COMMENT ON VIEW iwm.person_overview IS 'People with their jobs, the years they were at work, films and popularity: select * from person_overview where name ilike ''chris%''';

CREATE TABLE ops.cache_outbox (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    tags text[] NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE ops.cache_outbox IS 'Cache tags touched by committed changes, read by every HTTP process.
@distribution local';

ALTER TABLE ops.cache_outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.cache_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW ops.capabilities AS
 SELECT c.extension,
    a.default_version AS available,
    e.extversion AS installed,
    ((e.extnamespace)::regnamespace)::text AS schema,
    c.required,
    (e.oid IS NOT NULL) AS present,
    c.serves,
    c.without,
        CASE
            WHEN (e.oid IS NOT NULL) THEN c.serves
            ELSE format('%s: %s; without it, %s'::text,
            CASE
                WHEN c.required THEN 'needed'::text
                ELSE 'optional'::text
            END, c.serves, c.without)
        END AS meaning
   FROM ((( VALUES ('pg_trgm'::text,true,false,'search with typing errors, titles like another'::text,'nothing works'::text), ('hstore'::text,true,false,'the audit log: what changed in a row'::text,'nothing works'::text), ('unaccent'::text,true,false,'search without regard to accents'::text,'nothing works'::text), ('pg_stat_statements'::text,true,false,'statistics of statements'::text,'the monitoring views of statements are empty'::text), ('pgcrypto'::text,false,false,'encryption in queries of yours'::text,'nothing of IWM is missing'::text), ('vector'::text,false,false,'similarity by embedding'::text,'similarity goes by genres, people and keywords'::text), ('postgis'::text,false,false,'distances and areas on the globe'::text,'distances come from a formula in SQL'::text), ('pg_cron'::text,false,false,'schedules run by the database'::text,'the worker, or a crontab with psql, runs the schedules'::text), ('pg_partman'::text,false,false,'partitions made ahead by pg_partman'::text,'functions of ops make the partitions ahead'::text), ('plpgsql_check'::text,false,true,'what the tests find out about function bodies'::text,'the tests leave that out'::text), ('pgtap'::text,false,true,'tests written in SQL'::text,'the tests run from pytest alone'::text), ('hypopg'::text,false,true,'trying an index without making it'::text,'an index is tried by making it'::text)) c(extension, required, for_tests, serves, without)
     LEFT JOIN pg_available_extensions a ON ((a.name = c.extension)))
     LEFT JOIN pg_extension e ON ((e.extname = c.extension)));

COMMENT ON VIEW ops.capabilities IS 'Extensions that IWM knows: available (version of the server''s package), installed, what each serves, what is done without it.';

CREATE TABLE ops.catalogue (
    only_row boolean DEFAULT true NOT NULL,
    digest text NOT NULL,
    loaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version text NOT NULL,
    migrations text NOT NULL,
    document jsonb NOT NULL,
    CONSTRAINT catalogue_only_row_check CHECK (only_row)
);

COMMENT ON TABLE ops.catalogue IS 'What api.catalogue() answers: operations, types and errors, made by the loader.
@distribution local';

CREATE TABLE ops.imported_movies (
    source text NOT NULL,
    source_id text NOT NULL,
    movie_id bigint NOT NULL,
    fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    imported_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT imported_movies_source_known CHECK ((source = ANY (ARRAY['sample'::text, 'movielens'::text, 'imdb'::text])))
);

COMMENT ON TABLE ops.imported_movies IS 'Which film a row of a source became, and what the source said of it: a later import changes only what the source changed.
@distribution reference';

CREATE TABLE ops.imported_people (
    source text NOT NULL,
    source_id text NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT imported_people_source_known CHECK ((source = ANY (ARRAY['sample'::text, 'movielens'::text, 'imdb'::text])))
);

COMMENT ON TABLE ops.imported_people IS 'Which person a name of a source became, where its id does not say so.
@distribution reference';

CREATE TABLE ops.load_history (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version text NOT NULL,
    action text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    path text NOT NULL,
    definition text,
    previous text,
    CONSTRAINT load_history_action_check CHECK ((action = ANY (ARRAY['created'::text, 'replaced'::text, 'dropped'::text])))
);

COMMENT ON TABLE ops.load_history IS 'Each change of a function, view or type by the loader: when, by which version, what it was before.
@distribution local';

ALTER TABLE ops.load_history ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.load_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ops.loaded_files (
    path text NOT NULL,
    digest text NOT NULL,
    loaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version text NOT NULL
);

COMMENT ON TABLE ops.loaded_files IS 'Files of sql/ as they were last loaded.
@distribution local';

CREATE TABLE ops.loaded_objects (
    kind text NOT NULL,
    name text NOT NULL,
    path text NOT NULL,
    definition text NOT NULL,
    loaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version text NOT NULL,
    CONSTRAINT loaded_objects_kind_check CHECK ((kind = ANY (ARRAY['type'::text, 'function'::text, 'procedure'::text, 'view'::text, 'trigger'::text, 'wrapper'::text])))
);

COMMENT ON TABLE ops.loaded_objects IS 'Functions, views, types and triggers that come from files of sql/, as PostgreSQL shows them.
@distribution local';

COMMENT ON COLUMN ops.loaded_objects.name IS 'schema.name; of a trigger: name on schema.table.';

CREATE TABLE ops.loads (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version text NOT NULL,
    digest text NOT NULL,
    files_changed integer NOT NULL,
    objects_changed integer NOT NULL,
    executed_by name DEFAULT CURRENT_USER NOT NULL
);

COMMENT ON TABLE ops.loads IS 'Each load of sql/ that changed something.
@distribution local';

ALTER TABLE ops.loads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.loads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ops.migrations (
    id text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    applied_by text NOT NULL,
    executed_by name DEFAULT CURRENT_USER NOT NULL
);

COMMENT ON TABLE ops.migrations IS 'Migrations applied to this database, with the checksum of what was applied.
@distribution local';

COMMENT ON COLUMN ops.migrations.applied_by IS 'yoyo or psql: the way it was applied.';

CREATE TABLE ops.shape (
    kind text NOT NULL,
    name text NOT NULL,
    definition text NOT NULL
);

COMMENT ON TABLE ops.shape IS 'Columns, constraints and functions that the migrations made, so that a change by hand can be named.
@distribution local';

CREATE UNLOGGED TABLE ops.stage_credits (
    line bigint NOT NULL,
    film bigint NOT NULL,
    person text NOT NULL,
    category text NOT NULL,
    job text,
    "character" text,
    billing_order integer
);

COMMENT ON TABLE ops.stage_credits IS 'Credits of the running import; category and job in the source''s words.
@distribution local';

ALTER TABLE ops.stage_credits ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_credits_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_found_credits (
    line bigint NOT NULL,
    movie_id bigint NOT NULL,
    person_id bigint NOT NULL,
    job_id smallint NOT NULL,
    department text NOT NULL,
    "character" text,
    billing_order integer,
    general boolean NOT NULL
);

COMMENT ON TABLE ops.stage_found_credits IS 'Credits of the running import with their film, person and job found; general: no more than cast or writer is said.
@distribution local';

ALTER TABLE ops.stage_found_credits ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_found_credits_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_found_keywords (
    line bigint NOT NULL,
    movie_id bigint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL
);

COMMENT ON TABLE ops.stage_found_keywords IS 'Keywords of the running import with their film found.
@distribution local';

ALTER TABLE ops.stage_found_keywords ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_found_keywords_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_movies (
    line bigint NOT NULL,
    film bigint NOT NULL,
    source_id text NOT NULL,
    imdb_id text,
    tmdb_id text,
    movielens_id text,
    title text NOT NULL,
    original_title text,
    year bigint,
    release_date date,
    runtime bigint,
    rating text,
    kind text,
    adult boolean,
    revenue bigint,
    vote_count bigint,
    vote_sum numeric,
    genres text[],
    countries text[],
    languages text[],
    companies text[],
    keywords text[],
    outcome text,
    movie_id bigint,
    external_id text,
    critics_score numeric(4,2),
    imdb_rating numeric(3,1),
    rotten_tomatoes_score integer,
    language text,
    country text,
    fields jsonb
);

COMMENT ON TABLE ops.stage_movies IS 'Films of the running import, as read; film is the number by which the other staging tables name it. The columns from
outcome (rejected, matched, new) on are filled by the merge.
@distribution local';

CREATE UNLOGGED TABLE ops.stage_names (
    kind text NOT NULL,
    name text NOT NULL,
    normal text NOT NULL,
    code text
);

COMMENT ON TABLE ops.stage_names IS 'Genres, countries and languages that the running import names, with the slug or code they stand for.
@distribution local';

CREATE UNLOGGED TABLE ops.stage_people (
    line bigint NOT NULL,
    person text NOT NULL,
    imdb_id text,
    name text NOT NULL,
    birth_year bigint,
    death_year bigint,
    profession text,
    person_id bigint,
    external_id text
);

COMMENT ON TABLE ops.stage_people IS 'People of the running import; person is the id or name by which stage_credits names them; profession in
the source''s words.
@distribution local';

ALTER TABLE ops.stage_people ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_people_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_rejects (
    line bigint NOT NULL,
    kind text NOT NULL,
    source_id text,
    field text,
    value text,
    reason text NOT NULL
);

COMMENT ON TABLE ops.stage_rejects IS 'What the running import left out, and why.
@distribution local';

ALTER TABLE ops.stage_rejects ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_rejects_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_scores (
    line bigint NOT NULL,
    film bigint NOT NULL,
    source text NOT NULL,
    value numeric NOT NULL,
    scale numeric NOT NULL,
    votes bigint
);

COMMENT ON TABLE ops.stage_scores IS 'Scores of the running import.
@distribution local';

ALTER TABLE ops.stage_scores ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_scores_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_tags (
    line bigint NOT NULL,
    film bigint NOT NULL,
    tag text NOT NULL,
    tagger bigint NOT NULL
);

COMMENT ON TABLE ops.stage_tags IS 'Tags that users of the source gave to films.
@distribution local';

ALTER TABLE ops.stage_tags ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_tags_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE ops.stage_titles (
    line bigint NOT NULL,
    film bigint NOT NULL,
    title text NOT NULL,
    region text,
    language text,
    type text
);

COMMENT ON TABLE ops.stage_titles IS 'Alternative titles of the running import.
@distribution local';

ALTER TABLE ops.stage_titles ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.stage_titles_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_key UNIQUE NULLS NOT DISTINCT (movie_id, title, country_code, language_code);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.catalogue_totals
    ADD CONSTRAINT catalogue_totals_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY iwm.companies
    ADD CONSTRAINT companies_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY iwm.companies
    ADD CONSTRAINT companies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.countries
    ADD CONSTRAINT countries_name_key UNIQUE (name);

ALTER TABLE ONLY iwm.countries
    ADD CONSTRAINT countries_pkey PRIMARY KEY (code);

ALTER TABLE ONLY iwm.credit_jobs
    ADD CONSTRAINT credit_jobs_department_job_key UNIQUE (department, job);

ALTER TABLE ONLY iwm.credit_jobs
    ADD CONSTRAINT credit_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_movie_person_job_character_key UNIQUE NULLS NOT DISTINCT (movie_id, person_id, job_id, "character");

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.errors
    ADD CONSTRAINT errors_pkey PRIMARY KEY (code);

ALTER TABLE ONLY iwm.external_scores
    ADD CONSTRAINT external_scores_pkey PRIMARY KEY (movie_id, source);

ALTER TABLE ONLY iwm.genres
    ADD CONSTRAINT genres_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.genres
    ADD CONSTRAINT idx_genres_slug UNIQUE (slug);

ALTER TABLE ONLY iwm.movies
    ADD CONSTRAINT idx_movies_external_id UNIQUE (external_id);

ALTER TABLE ONLY iwm.people
    ADD CONSTRAINT idx_people_external_id UNIQUE (external_id);

ALTER TABLE ONLY iwm.keywords
    ADD CONSTRAINT keywords_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.keywords
    ADD CONSTRAINT keywords_slug_key UNIQUE (slug);

ALTER TABLE ONLY iwm.languages
    ADD CONSTRAINT languages_name_key UNIQUE (name);

ALTER TABLE ONLY iwm.languages
    ADD CONSTRAINT languages_pkey PRIMARY KEY (code);

ALTER TABLE ONLY iwm.movie_companies
    ADD CONSTRAINT movie_companies_pkey PRIMARY KEY (movie_id, company_id, role);

ALTER TABLE ONLY iwm.movie_countries
    ADD CONSTRAINT movie_countries_pkey PRIMARY KEY (movie_id, country_code);

ALTER TABLE ONLY iwm.movie_external_ids
    ADD CONSTRAINT movie_external_ids_pkey PRIMARY KEY (source, value);

ALTER TABLE ONLY iwm.movie_genres
    ADD CONSTRAINT movie_genres_pkey PRIMARY KEY (movie_id, genre_id);

ALTER TABLE ONLY iwm.movie_keywords
    ADD CONSTRAINT movie_keywords_pkey PRIMARY KEY (movie_id, keyword_id);

ALTER TABLE ONLY iwm.movie_languages
    ADD CONSTRAINT movie_languages_pkey PRIMARY KEY (movie_id, language_code);

ALTER TABLE ONLY iwm.movie_stats
    ADD CONSTRAINT movie_stats_pkey PRIMARY KEY (movie_id);

ALTER TABLE ONLY iwm.movies
    ADD CONSTRAINT movies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.name_aliases
    ADD CONSTRAINT name_aliases_pkey PRIMARY KEY (kind, alias);

ALTER TABLE ONLY iwm.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.person_external_ids
    ADD CONSTRAINT person_external_ids_pkey PRIMARY KEY (source, value);

ALTER TABLE ONLY iwm.person_stats
    ADD CONSTRAINT person_stats_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY ops.cache_outbox
    ADD CONSTRAINT cache_outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.catalogue
    ADD CONSTRAINT catalogue_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY ops.imported_movies
    ADD CONSTRAINT imported_movies_pkey PRIMARY KEY (source, source_id);

ALTER TABLE ONLY ops.imported_people
    ADD CONSTRAINT imported_people_pkey PRIMARY KEY (source, source_id);

ALTER TABLE ONLY ops.indexes
    ADD CONSTRAINT indexes_pkey PRIMARY KEY (table_name, index_name);

ALTER TABLE ONLY ops.load_history
    ADD CONSTRAINT load_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.loaded_files
    ADD CONSTRAINT loaded_files_pkey PRIMARY KEY (path);

ALTER TABLE ONLY ops.loaded_objects
    ADD CONSTRAINT loaded_objects_pkey PRIMARY KEY (kind, name);

ALTER TABLE ONLY ops.loads
    ADD CONSTRAINT loads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.shape
    ADD CONSTRAINT shape_pkey PRIMARY KEY (kind, name);

ALTER TABLE ONLY ops.stage_credits
    ADD CONSTRAINT stage_credits_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_found_credits
    ADD CONSTRAINT stage_found_credits_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_found_keywords
    ADD CONSTRAINT stage_found_keywords_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_movies
    ADD CONSTRAINT stage_movies_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_names
    ADD CONSTRAINT stage_names_pkey PRIMARY KEY (kind, name);

ALTER TABLE ONLY ops.stage_people
    ADD CONSTRAINT stage_people_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_rejects
    ADD CONSTRAINT stage_rejects_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_scores
    ADD CONSTRAINT stage_scores_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_tags
    ADD CONSTRAINT stage_tags_pkey PRIMARY KEY (line);

ALTER TABLE ONLY ops.stage_titles
    ADD CONSTRAINT stage_titles_pkey PRIMARY KEY (line);

COMMENT ON INDEX iwm.alternative_titles_key IS 'alternative titles of a film, each once';

COMMENT ON INDEX iwm.companies_external_id_key IS 'company by public id';

COMMENT ON INDEX iwm.countries_name_key IS 'imports: country by name';

COMMENT ON INDEX iwm.credit_jobs_department_job_key IS 'imports: job by name';

COMMENT ON INDEX iwm.credits_movie_person_job_character_key IS 'credits of a film; one row a film, person, job and character';

CREATE INDEX idx_alternative_titles_country_code ON iwm.alternative_titles USING btree (country_code) WHERE (country_code IS NOT NULL);

COMMENT ON INDEX iwm.idx_alternative_titles_country_code IS 'foreign key: titles in a country';

CREATE INDEX idx_alternative_titles_language_code ON iwm.alternative_titles USING btree (language_code) WHERE (language_code IS NOT NULL);

COMMENT ON INDEX iwm.idx_alternative_titles_language_code IS 'foreign key: titles in a language';

CREATE INDEX idx_alternative_titles_title_search_trgm ON iwm.alternative_titles USING gin (title_search extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_alternative_titles_title_search_trgm IS 'api.search_movies: by another title, with typos';

CREATE INDEX idx_companies_country_code ON iwm.companies USING btree (country_code) WHERE (country_code IS NOT NULL);

COMMENT ON INDEX iwm.idx_companies_country_code IS 'foreign key: companies of a country';

CREATE INDEX idx_companies_name_search ON iwm.companies USING btree (name_search text_pattern_ops, id);

COMMENT ON INDEX iwm.idx_companies_name_search IS 'company by name: imports, prefix search';

CREATE INDEX idx_credits_job_id ON iwm.credits USING btree (job_id, movie_id);

COMMENT ON INDEX iwm.idx_credits_job_id IS 'directors of films; foreign key';

CREATE INDEX idx_credits_person_id ON iwm.credits USING btree (person_id, movie_id);

COMMENT ON INDEX iwm.idx_credits_person_id IS 'api.get_person_credits, api.get_collaborators: films of a person';

COMMENT ON INDEX iwm.idx_genres_slug IS 'genre by slug';

CREATE INDEX idx_movie_companies_company_id ON iwm.movie_companies USING btree (company_id, movie_id);

COMMENT ON INDEX iwm.idx_movie_companies_company_id IS 'films of a company';

CREATE INDEX idx_movie_countries_country_code ON iwm.movie_countries USING btree (country_code, movie_id);

COMMENT ON INDEX iwm.idx_movie_countries_country_code IS 'films of a country';

CREATE INDEX idx_movie_external_ids_movie_id ON iwm.movie_external_ids USING btree (movie_id, source);

COMMENT ON INDEX iwm.idx_movie_external_ids_movie_id IS 'api.get_movie: external ids of a film';

CREATE INDEX idx_movie_external_ids_value ON iwm.movie_external_ids USING btree (value);

COMMENT ON INDEX iwm.idx_movie_external_ids_value IS 'api.find_by_external_id without a source; any id as {movie_id}';

CREATE INDEX idx_movie_genres_genre_id ON iwm.movie_genres USING btree (genre_id, movie_id);

COMMENT ON INDEX iwm.idx_movie_genres_genre_id IS 'films of a genre; api.list_genres: counts';

CREATE INDEX idx_movie_keywords_keyword_id ON iwm.movie_keywords USING btree (keyword_id, movie_id);

COMMENT ON INDEX iwm.idx_movie_keywords_keyword_id IS 'films with a keyword';

CREATE INDEX idx_movie_languages_language_code ON iwm.movie_languages USING btree (language_code, movie_id);

COMMENT ON INDEX iwm.idx_movie_languages_language_code IS 'films in a language';

CREATE INDEX idx_movie_stats_popularity ON iwm.movie_stats USING btree (popularity DESC, movie_id DESC);

COMMENT ON INDEX iwm.idx_movie_stats_popularity IS 'api.popular_movies; api.list_movies sorted by popularity (the default)';

CREATE INDEX idx_movie_stats_score ON iwm.movie_stats USING btree (score DESC NULLS LAST, movie_id DESC) INCLUDE (vote_count);

COMMENT ON INDEX iwm.idx_movie_stats_score IS 'api.top_rated_movies; api.list_movies sorted by score';

CREATE INDEX idx_movie_stats_vote_count ON iwm.movie_stats USING btree (vote_count DESC, movie_id DESC);

COMMENT ON INDEX iwm.idx_movie_stats_vote_count IS 'api.list_movies: sorted by votes';

COMMENT ON INDEX iwm.idx_movies_external_id IS 'every lookup of a film by its public id';

CREATE INDEX idx_movies_listed ON iwm.movies USING btree (id) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL) AND (NOT adult));

COMMENT ON INDEX iwm.idx_movies_listed IS 'api.list_movies: exact totals of filtered lists; api.list_genres: counts';

CREATE INDEX idx_movies_merged_into ON iwm.movies USING btree (merged_into) WHERE (merged_into IS NOT NULL);

COMMENT ON INDEX iwm.idx_movies_merged_into IS 'foreign key: films merged into one';

CREATE INDEX idx_movies_original_title_search_trgm ON iwm.movies USING gin (original_title_search extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_movies_original_title_search_trgm IS 'api.search_movies: by the original title, with typos';

CREATE INDEX idx_movies_release_date ON iwm.movies USING btree (release_date DESC NULLS LAST, id DESC);

COMMENT ON INDEX iwm.idx_movies_release_date IS 'api.list_movies: sorted by release date';

CREATE INDEX idx_movies_revenue ON iwm.movies USING btree (revenue DESC NULLS LAST, id DESC);

COMMENT ON INDEX iwm.idx_movies_revenue IS 'api.list_movies: sorted by revenue';

CREATE INDEX idx_movies_runtime ON iwm.movies USING btree (runtime DESC NULLS LAST, id DESC);

COMMENT ON INDEX iwm.idx_movies_runtime IS 'api.list_movies: sorted by running time, or within a range of it';

CREATE INDEX idx_movies_siddu_score ON iwm.movies USING btree (siddu_score DESC) WHERE (siddu_score IS NOT NULL);

COMMENT ON INDEX iwm.idx_movies_siddu_score IS 'select … from movies order by siddu_score desc (psql)';

CREATE INDEX idx_movies_status ON iwm.movies USING btree (status);

COMMENT ON INDEX iwm.idx_movies_status IS 'select … from movies where status = ''upcoming''';

CREATE INDEX idx_movies_timeline_gin ON iwm.movies USING gin (timeline);

COMMENT ON INDEX iwm.idx_movies_timeline_gin IS 'select … from movies where timeline @> ''[{"type": "production"}]''';

CREATE INDEX idx_movies_title_search ON iwm.movies USING btree (title_search text_pattern_ops, id);

COMMENT ON INDEX iwm.idx_movies_title_search IS 'api.autocomplete: prefix of a title; imports: title + year; sort by title';

CREATE INDEX idx_movies_title_search_trgm ON iwm.movies USING gin (title_search extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_movies_title_search_trgm IS 'api.search_movies: typo search without accents and case';

CREATE INDEX idx_movies_title_trgm ON iwm.movies USING gin (title extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_movies_title_trgm IS 'select … from movies where title % ''Intersteller'' (typo search as stored)';

CREATE INDEX idx_movies_trivia_gin ON iwm.movies USING gin (trivia);

COMMENT ON INDEX iwm.idx_movies_trivia_gin IS 'select … from movies where trivia @> ''[{"category": "production"}]''';

CREATE INDEX idx_movies_year ON iwm.movies USING btree (year);

COMMENT ON INDEX iwm.idx_movies_year IS 'api.list_movies: films of a year or a range of years';

CREATE INDEX idx_movies_year_sort ON iwm.movies USING btree (year DESC NULLS LAST, id DESC);

COMMENT ON INDEX iwm.idx_movies_year_sort IS 'api.list_movies: sorted by year';

COMMENT ON INDEX iwm.idx_people_external_id IS 'every lookup of a person by public id';

CREATE INDEX idx_people_merged_into ON iwm.people USING btree (merged_into) WHERE (merged_into IS NOT NULL);

COMMENT ON INDEX iwm.idx_people_merged_into IS 'foreign key: people merged into one';

CREATE INDEX idx_people_name_search ON iwm.people USING btree (name_search text_pattern_ops, id);

COMMENT ON INDEX iwm.idx_people_name_search IS 'api.autocomplete: prefix of a name; imports: person by name; sort by name';

CREATE INDEX idx_people_name_search_trgm ON iwm.people USING gin (name_search extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_people_name_search_trgm IS 'api.search_people: typo search without accents and case';

CREATE INDEX idx_people_name_trgm ON iwm.people USING gin (name extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_people_name_trgm IS 'select name from people where name ilike ''chris%'' or name % ''…''';

CREATE INDEX idx_person_external_ids_person_id ON iwm.person_external_ids USING btree (person_id, source);

COMMENT ON INDEX iwm.idx_person_external_ids_person_id IS 'api.get_person: external ids of a person';

CREATE INDEX idx_person_external_ids_value ON iwm.person_external_ids USING btree (value);

COMMENT ON INDEX iwm.idx_person_external_ids_value IS 'api.find_by_external_id without a source; any id as {person_id}';

CREATE INDEX idx_person_stats_popularity ON iwm.person_stats USING btree (popularity DESC, person_id DESC);

COMMENT ON INDEX iwm.idx_person_stats_popularity IS 'api.list_people: sorted by popularity (the default)';

COMMENT ON INDEX iwm.keywords_slug_key IS 'keyword by slug';

COMMENT ON INDEX iwm.languages_name_key IS 'imports: language by name';

CREATE INDEX cache_outbox_xid ON ops.cache_outbox USING btree (xid);

COMMENT ON INDEX ops.cache_outbox_xid IS 'api.cache_events(_horizon): rows of transactions that were open at the last poll, and newer ones';

CREATE INDEX idx_imported_movies_movie_id ON ops.imported_movies USING btree (movie_id);

COMMENT ON INDEX ops.idx_imported_movies_movie_id IS 'foreign key: what was imported for a film';

CREATE INDEX idx_imported_people_person_id ON ops.imported_people USING btree (person_id);

COMMENT ON INDEX ops.idx_imported_people_person_id IS 'foreign key: what was imported for a person';

CREATE INDEX load_history_object ON ops.load_history USING btree (kind, name, at DESC);

COMMENT ON INDEX ops.load_history_object IS 'select … from ops.load_history where kind = … and name = … order by at desc';

CREATE TRIGGER movies_total_delete AFTER DELETE ON iwm.movies REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_movies();

CREATE TRIGGER movies_total_insert AFTER INSERT ON iwm.movies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_movies();

CREATE TRIGGER movies_total_update AFTER UPDATE OF deleted_at, merged_into, adult ON iwm.movies FOR EACH ROW EXECUTE FUNCTION iwm.count_movies();

CREATE TRIGGER people_total_delete AFTER DELETE ON iwm.people REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_people();

CREATE TRIGGER people_total_insert AFTER INSERT ON iwm.people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_people();

CREATE TRIGGER people_total_update AFTER UPDATE OF deleted_at, merged_into ON iwm.people FOR EACH ROW EXECUTE FUNCTION iwm.count_people();

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_country_code_fkey FOREIGN KEY (country_code) REFERENCES iwm.countries(code);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_language_code_fkey FOREIGN KEY (language_code) REFERENCES iwm.languages(code);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.companies
    ADD CONSTRAINT companies_country_code_fkey FOREIGN KEY (country_code) REFERENCES iwm.countries(code);

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_job_id_fkey FOREIGN KEY (job_id) REFERENCES iwm.credit_jobs(id);

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id);

ALTER TABLE ONLY iwm.external_scores
    ADD CONSTRAINT external_scores_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_companies
    ADD CONSTRAINT movie_companies_company_id_fkey FOREIGN KEY (company_id) REFERENCES iwm.companies(id);

ALTER TABLE ONLY iwm.movie_companies
    ADD CONSTRAINT movie_companies_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_countries
    ADD CONSTRAINT movie_countries_country_code_fkey FOREIGN KEY (country_code) REFERENCES iwm.countries(code);

ALTER TABLE ONLY iwm.movie_countries
    ADD CONSTRAINT movie_countries_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_external_ids
    ADD CONSTRAINT movie_external_ids_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_genres
    ADD CONSTRAINT movie_genres_genre_id_fkey FOREIGN KEY (genre_id) REFERENCES iwm.genres(id);

ALTER TABLE ONLY iwm.movie_genres
    ADD CONSTRAINT movie_genres_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_keywords
    ADD CONSTRAINT movie_keywords_keyword_id_fkey FOREIGN KEY (keyword_id) REFERENCES iwm.keywords(id);

ALTER TABLE ONLY iwm.movie_keywords
    ADD CONSTRAINT movie_keywords_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_languages
    ADD CONSTRAINT movie_languages_language_code_fkey FOREIGN KEY (language_code) REFERENCES iwm.languages(code);

ALTER TABLE ONLY iwm.movie_languages
    ADD CONSTRAINT movie_languages_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movie_stats
    ADD CONSTRAINT movie_stats_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.movies
    ADD CONSTRAINT movies_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES iwm.movies(id);

ALTER TABLE ONLY iwm.people
    ADD CONSTRAINT people_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES iwm.people(id);

ALTER TABLE ONLY iwm.person_external_ids
    ADD CONSTRAINT person_external_ids_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.person_stats
    ADD CONSTRAINT person_stats_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.imported_movies
    ADD CONSTRAINT imported_movies_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.imported_people
    ADD CONSTRAINT imported_people_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA api TO iwm_app;

GRANT USAGE ON SCHEMA iwm TO iwm_readonly;

GRANT USAGE ON SCHEMA jobs TO iwm_worker;

GRANT USAGE ON SCHEMA ops TO iwm_worker;

REVOKE ALL ON FUNCTION api.autocomplete(_q iwm.search_text, _type iwm.search_type, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.autocomplete(_q iwm.search_text, _type iwm.search_type, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.cache_events(_horizon xid8) FROM PUBLIC;

GRANT ALL ON FUNCTION api.cache_events(_horizon xid8) TO iwm_app;

REVOKE ALL ON FUNCTION api.cache_prune() FROM PUBLIC;

GRANT ALL ON FUNCTION api.cache_prune() TO iwm_app;

REVOKE ALL ON FUNCTION api.catalogue() FROM PUBLIC;

GRANT ALL ON FUNCTION api.catalogue() TO iwm_app;

REVOKE ALL ON FUNCTION api.find(_external_id iwm.public_id, _source iwm.id_source) FROM PUBLIC;

GRANT ALL ON FUNCTION api.find(_external_id iwm.public_id, _source iwm.id_source) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_company(_company_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_company(_company_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_genre(_slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_genre(_slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_companies(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_companies(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_countries(_with_films boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_countries(_with_films boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_genres() FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_genres() TO iwm_app;

REVOKE ALL ON FUNCTION api.list_keyword_movies(_slug iwm.keyword_slug, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_keyword_movies(_slug iwm.keyword_slug, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_keywords(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_keywords(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_languages(_with_films boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_languages(_with_films boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movie_alternative_titles(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_alternative_titles(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movie_external_ids(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_external_ids(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movie_keywords(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_keywords(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movie_scores(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_scores(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movie_timeline(_movie_id iwm.public_id, _type iwm.search_text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_timeline(_movie_id iwm.public_id, _type iwm.search_text) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movie_trivia(_movie_id iwm.public_id, _category iwm.search_text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_trivia(_movie_id iwm.public_id, _category iwm.search_text) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movies(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _company iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _score_lte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.movie_status, _include_adult boolean, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movies(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _company iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _score_lte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.movie_status, _include_adult boolean, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_people(_sort iwm.person_sort, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_people(_sort iwm.person_sort, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_person_collaborators(_person_id iwm.public_id, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_person_collaborators(_person_id iwm.public_id, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_person_credits(_person_id iwm.public_id, _role iwm.credit_role, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_person_credits(_person_id iwm.public_id, _role iwm.credit_role, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.popular_movies(_page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.popular_movies(_page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.random_movie(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes) FROM PUBLIC;

GRANT ALL ON FUNCTION api.random_movie(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes) TO iwm_app;

REVOKE ALL ON FUNCTION api.search(_q iwm.search_text, _type iwm.search_type, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search(_q iwm.search_text, _type iwm.search_type, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.search_movies(_q iwm.search_text, _year iwm.release_year, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search_movies(_q iwm.search_text, _year iwm.release_year, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.search_people(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search_people(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.top_rated_movies(_min_votes iwm.vote_count, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.top_rated_movies(_min_votes iwm.vote_count, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.count_movies() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.count_people() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.credits_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.credits_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.external_ids_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.external_ids_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.external_ids_of_person(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.external_ids_of_person(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.fail(_code text, _message text, _hint text, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.fail(_code text, _message text, _hint text, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.id_groups(_list text, _what text, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.id_groups(_list text, _what text, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.id_time(_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.id_time(_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.keywords_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.keywords_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_for(_id bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_for(_id bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.list_filter(_list text, _what text, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.list_filter(_list text, _what text, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.match_movies(_text text, _year integer, _include_adult boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.match_movies(_text text, _year integer, _include_adult boolean) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.match_people(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.match_people(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_cards(_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_cards(_ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_filter(_genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text, _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric, _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_filter(_genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text, _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric, _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_id_of(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_id_of(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_order(_sort iwm.movie_sort) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_order(_sort iwm.movie_sort) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_movie(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_movie(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_person(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_person(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.new_id(_prefix text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm."normalize"(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm."normalize"(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.now() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.now() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.number_in_query(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.number_in_query(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.person_cards(_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.person_cards(_ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.person_id_of(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.person_id_of(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.scores_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.scores_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.similar_to_movie(_id bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.similar_to_movie(_id bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.slips(_q text, _name text, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.slips(_q text, _name text, _most integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.slips_allowed(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.slips_allowed(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.slugify(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.slugify(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.suggest_movies(_prefix text, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.suggest_movies(_prefix text, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.suggest_people(_prefix text, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.suggest_people(_prefix text, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.timeline_of_movie(_id bigint, _type text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.timeline_of_movie(_id bigint, _type text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.titles_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.titles_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.trivia_of_movie(_id bigint, _category text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.trivia_of_movie(_id bigint, _category text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.typo_threshold(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.typo_threshold(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.valid_timeline(_timeline jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.valid_timeline(_timeline jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.valid_trivia(_trivia jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.valid_trivia(_trivia jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.without_article(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.without_article(_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.year_in_query(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.year_in_query(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION ops.applied_migrations() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.argument_sql(_name text, _type oid, _default text, _value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.body_sql(_kind text, _result text, _message text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_argument(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_operation(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_types(_roots oid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.changed_objects() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_object(_kind text, _name text, _path text, _line integer, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_operation(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clear_comment(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clear_privileges(_routine oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.comment_text(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.create_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.declare_object(_kind text, _name text, _path text, _line integer, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.default_json(_sql text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.dependants(_class regclass, _oid oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drift() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_by_oid(_kind text, _name text, _oid oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_object(_kind text, _name text, _path text, _line integer, _oid oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_orphans(_wrappers boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_routines(_name text, _path text, _line integer, _keep oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.duration_seconds(_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.error_line(_statement text, _line integer, _message text, _context text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.fail_annotation(_path text, _name text, _needle text, _message text, _hint text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.function_arguments(_function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_begin(_wait boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_check_movies(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_companies() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_country_code(_region text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_credits(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_department(_profession text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_end(_tags text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_finish(_source text, _changes bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_imdb() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_job(_category text, _job text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_keywords(_taggers integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_match_movies(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_movie_ids() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_movie_lists() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_movielens() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_movies(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_names() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_not_a_person(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_people(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_professions() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_reject_counts() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_remember(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_sample() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_scores() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_step(_what text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_titles() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_value(_current anyelement, _new anyelement, _last text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.import_votes(_source text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.is_array(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_begin(_version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_catalogue(_version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_end(_force boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_error(_path text, _line integer, _message text, _hint text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_file(_path text, _content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_object(_kind text, _name text, _path text, _line integer, _statement text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_type(_path text, _line integer, _name text, _statement text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_wrapper(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.may_run(_path text, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.missing_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.newest_routine(_name text, _before oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.note_missing_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.object_definition(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.object_oid(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.read_annotations(_comment text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.read_operation(_name text, _path text, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.record_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.record_load(_version text, _digest text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.record_shape() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.refresh_person_stats() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.result_kind(_function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.roles_have_rights() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_file(_path text, _content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_pending(_pattern text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.shape_now() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.split_sql(_content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.table_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.tags_sql(_tags jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.touch(VARIADIC _tags text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.type_attributes(_type regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.type_name(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.wrapper_sql(_operation jsonb, _function oid) FROM PUBLIC;

GRANT SELECT ON TABLE iwm.alternative_titles TO iwm_readonly;

GRANT SELECT ON TABLE iwm.catalogue_totals TO iwm_readonly;

GRANT SELECT ON TABLE iwm.companies TO iwm_readonly;

GRANT SELECT ON TABLE iwm.countries TO iwm_readonly;

GRANT SELECT ON TABLE iwm.credit_jobs TO iwm_readonly;

GRANT SELECT ON TABLE iwm.credits TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movies TO iwm_readonly;

GRANT SELECT ON TABLE iwm.people TO iwm_readonly;

GRANT SELECT ON TABLE iwm.credit_overview TO iwm_readonly;

GRANT SELECT ON TABLE iwm.errors TO iwm_readonly;

GRANT SELECT ON TABLE iwm.external_scores TO iwm_readonly;

GRANT SELECT ON TABLE iwm.genres TO iwm_readonly;

GRANT SELECT ON TABLE iwm.keywords TO iwm_readonly;

GRANT SELECT ON TABLE iwm.languages TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_companies TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_countries TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_external_ids TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_genres TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_keywords TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_languages TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_stats TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movie_overview TO iwm_readonly;

GRANT SELECT ON TABLE iwm.name_aliases TO iwm_readonly;

GRANT SELECT ON TABLE iwm.person_external_ids TO iwm_readonly;

GRANT SELECT ON TABLE iwm.person_stats TO iwm_readonly;

GRANT SELECT ON TABLE iwm.person_overview TO iwm_readonly;
