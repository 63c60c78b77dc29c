-- What lists of films and people need: their orders, the values of their filters, exact totals, and indexes.

create type iwm.movie_sort as enum (
    'popularity.desc', 'popularity.asc', 'score.desc', 'score.asc', 'votes.desc', 'votes.asc',
    'release_date.desc', 'release_date.asc', 'year.desc', 'year.asc', 'title.asc', 'title.desc',
    'revenue.desc', 'revenue.asc', 'runtime.desc', 'runtime.asc');
comment on type iwm.movie_sort is 'Order of films; what has no value comes last, equal ones stand by age of the entry.';

create type iwm.person_sort as enum ('popularity.desc', 'popularity.asc', 'name.asc', 'name.desc');
comment on type iwm.person_sort is 'Order of people; equal ones stand by age of the entry.';

create type iwm.movie_status as enum (
    'rumored', 'planned', 'in-production', 'post-production', 'upcoming', 'released', 'canceled');
comment on type iwm.movie_status is 'How far a film has come.';

create type iwm.credit_role as enum ('cast', 'crew');
comment on type iwm.credit_role is 'In front of the camera or behind it.';

create type iwm.search_type as enum ('movie', 'person');
comment on type iwm.search_type is 'What a search may find.';

create type iwm.id_source as enum (
    'imdb', 'tmdb', 'wikidata', 'movielens', 'letterboxd', 'trakt', 'rottentomatoes', 'metacritic', 'justwatch');
comment on type iwm.id_source is 'Who gave an external id.';

create domain iwm.movie_append as text
check (string_to_array(value, ',') <@ array[
    'credits', 'keywords', 'scores', 'similar', 'external_ids', 'alternative_titles', 'trivia', 'timeline']
    and char_length(value) between 1 and 200);
comment on domain iwm.movie_append is 'Parts to send with a film, with commas: credits, keywords, scores, similar, external_ids, alternative_titles, trivia, timeline.
@schema {"description": "any of credits, keywords, scores, similar, external_ids, alternative_titles, trivia, timeline, joined by commas", "type": "string", "pattern": "^(credits|keywords|scores|similar|external_ids|alternative_titles|trivia|timeline)(,(credits|keywords|scores|similar|external_ids|alternative_titles|trivia|timeline))*$", "minLength": 1, "maxLength": 200}';

create domain iwm.person_append as text
check (string_to_array(value, ',') <@ array['credits', 'external_ids', 'collaborators']
    and char_length(value) between 1 and 100);
comment on domain iwm.person_append is 'Parts to send with a person, with commas: credits, external_ids, collaborators.
@schema {"description": "any of credits, external_ids, collaborators, joined by commas", "type": "string", "pattern": "^(credits|external_ids|collaborators)(,(credits|external_ids|collaborators))*$", "minLength": 1, "maxLength": 100}';

create domain iwm.keyword_slug as text
check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(value) <= 100);
comment on domain iwm.keyword_slug is 'A keyword in an address: lower-case letters, digits and single hyphens.
@schema {"description": "a slug of at most 100 lower-case letters, digits and single hyphens, as in time-travel", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 100}';

-- Counting 17,000 films takes longer than finding 20 of them, so the total of the whole list is kept.
create table iwm.catalogue_totals (
    kind text primary key,
    total bigint not null default 0,
    constraint catalogue_totals_kind_known check (kind in ('movies', 'people')),
    constraint catalogue_totals_range check (total >= 0)
);
comment on table iwm.catalogue_totals is 'How many films and people are listed: not deleted, not merged, films not adult. Kept by triggers.
@distribution reference';
insert into iwm.catalogue_totals (kind, total)
select 'movies', count(*) from iwm.movies where deleted_at is null and merged_into is null and not adult
union all
select 'people', count(*) from iwm.people where deleted_at is null and merged_into is null;

create index idx_movies_year_sort on iwm.movies (year desc nulls last, id desc);
comment on index iwm.idx_movies_year_sort is 'api.list_movies: sorted by year';
create index idx_movies_revenue on iwm.movies (revenue desc nulls last, id desc);
comment on index iwm.idx_movies_revenue is 'api.list_movies: sorted by revenue';
create index idx_movies_runtime on iwm.movies (runtime desc nulls last, id desc);
comment on index iwm.idx_movies_runtime is 'api.list_movies: sorted by running time, or within a range of it';
create index idx_movies_listed on iwm.movies (id) where deleted_at is null and merged_into is null and not adult;
comment on index iwm.idx_movies_listed is 'api.list_movies: exact totals of filtered lists; api.list_genres: counts';
