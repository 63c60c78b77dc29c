-- What staff operations need: limits of what they take, versions of what they change, old names of genres, indexes.

create type iwm.movie_kind as enum ('movie', 'short', 'tv-movie', 'tv-special', 'video');
comment on type iwm.movie_kind is 'What sort of film it is.';

create type iwm.person_id_source as enum ('imdb', 'tmdb', 'wikidata', 'letterboxd', 'trakt');
comment on type iwm.person_id_source is 'Who gave an external id of a person.';

create type iwm.company_role as enum ('production', 'distribution');
comment on type iwm.company_role is 'What a company did for a film.';

create type iwm.record_state as enum ('listed', 'deleted', 'merged');
comment on type iwm.record_state is 'Whether a film or a person is shown, taken out, or merged into another one.';

create type iwm.account_state as enum ('active', 'unverified', 'suspended', 'deactivated', 'leaving');
comment on type iwm.account_state is
'active: none of the others; unverified: the e-mail address; leaving: waits for its deletion.';

create type iwm.audit_entity as enum ('movie', 'person', 'genre', 'user', 'policy', 'rate_limit');
comment on type iwm.audit_entity is 'What an entry of the audit log is about.';

create domain iwm.movie_title as text check (value ~ '[^\s]' and char_length(value) between 1 and 500);
comment on domain iwm.movie_title is 'Title of a film, at most 500 characters.
@schema {"description": "a title of at most 500 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 500}';

create domain iwm.other_title as text check (value ~ '[^\s]' and char_length(value) between 1 and 1000);
comment on domain iwm.other_title is 'Another title of a film, at most 1,000 characters.
@schema {"description": "a title of at most 1000 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 1000}';

create domain iwm.full_name as text check (value ~ '[^\s]' and char_length(value) between 1 and 200);
comment on domain iwm.full_name is 'Name of a person or a company, at most 200 characters.
@schema {"description": "a name of at most 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 200}';

create domain iwm.short_label as text check (value ~ '[^\s]' and char_length(value) between 1 and 50);
comment on domain iwm.short_label is 'A word or two, at most 50 characters.
@schema {"description": "a word or two, of at most 50 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 50}';

create domain iwm.tagline as text check (char_length(value) between 1 and 500);
comment on domain iwm.tagline is 'A line of text, at most 500 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 500}';

create domain iwm.long_text as text check (char_length(value) between 1 and 10000);
comment on domain iwm.long_text is 'A text of at most 10,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 10000}';

create domain iwm.item_text as text check (char_length(value) between 1 and 2000);
comment on domain iwm.item_text is 'A text of at most 2,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

create domain iwm.reason as text check (value ~ '[^\s]' and char_length(value) between 1 and 1000);
comment on domain iwm.reason is 'Why something is done, at most 1,000 characters. It stands in the audit log.
@schema {"description": "a reason of at most 1000 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 1000}';

create domain iwm.status_word as text
check (value ~ '^[A-Za-z]+([ -][A-Za-z]+)*$' and char_length(value) <= 30);
comment on domain iwm.status_word is
'How far a film has come: rumored, planned, in-production, post-production, upcoming, released, canceled; or as TMDB and Trakt write it.
@schema {"description": "rumored, planned, in-production, post-production, upcoming, released or canceled", "type": "string", "pattern": "^[A-Za-z]+([ -][A-Za-z]+)*$", "minLength": 1, "maxLength": 30}';

create domain iwm.amount as bigint check (value between 0 and 1000000000000000);
comment on domain iwm.amount is 'An amount in whole US dollars.
@schema {"type": "integer", "minimum": 0, "maximum": 1000000000000000}';

create domain iwm.foreign_id as text
check (value ~ '^[A-Za-z0-9][A-Za-z0-9_.:/-]*$' and char_length(value) <= 100);
comment on domain iwm.foreign_id is 'An id as its source writes it, at most 100 characters.
@schema {"description": "an id of at most 100 letters, digits and _ . : / -, as in tt0816692", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:/-]*$", "minLength": 1, "maxLength": 100}';

create domain iwm.partial_date as text
check (value ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$');
comment on domain iwm.partial_date is 'A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD.
@schema {"description": "YYYY, YYYY-MM or YYYY-MM-DD", "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", "minLength": 4, "maxLength": 10}';

create domain iwm.life_year as integer check (value between 1 and 2200);
comment on domain iwm.life_year is 'Year of a birth or a death.
@schema {"type": "integer", "minimum": 1, "maximum": 2200}';

create domain iwm.character_name as text check (value ~ '[^\s]' and char_length(value) between 1 and 500);
comment on domain iwm.character_name is 'Whom somebody plays, at most 500 characters.
@schema {"description": "a name of at most 500 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 500}';

create domain iwm.billing_place as integer check (value between 0 and 32767);
comment on domain iwm.billing_place is 'Place in the credits, from 0.
@schema {"type": "integer", "minimum": 0, "maximum": 32767}';

create domain iwm.lifetime_seconds as integer check (value between 1 and 315360000);
comment on domain iwm.lifetime_seconds is 'A time in seconds, at most ten years.
@schema {"type": "integer", "minimum": 1, "maximum": 315360000}';

create domain iwm.grace_seconds as integer check (value between 0 and 315360000);
comment on domain iwm.grace_seconds is 'A time in seconds, at most ten years; 0 is none.
@schema {"type": "integer", "minimum": 0, "maximum": 315360000}';

create domain iwm.quota as integer check (value between 1 and 1000000);
comment on domain iwm.quota is 'How many there may be.
@schema {"type": "integer", "minimum": 1, "maximum": 1000000}';

create domain iwm.limit_class as text check (value ~ '^[a-z][a-z0-9_]*$' and char_length(value) <= 50);
comment on domain iwm.limit_class is 'Class of a rate limit.
@schema {"description": "a class of at most 50 lower-case letters, digits and _, as in write", "type": "string", "pattern": "^[a-z][a-z0-9_]*$", "minLength": 1, "maxLength": 50}';

alter table iwm.genres add column version integer not null default 1;
alter table iwm.genres add column created_at timestamptz not null default iwm.now();
alter table iwm.genres add column updated_at timestamptz not null default iwm.now();
alter table iwm.account_policy add column version integer not null default 1;
alter table iwm.rate_limits add column version integer not null default 1;
alter table iwm.rate_limits add column updated_at timestamptz not null default iwm.now();

create table iwm.genre_redirects (
    slug text primary key,
    genre_id bigint not null references iwm.genres (id) on delete cascade,
    created_at timestamptz not null default iwm.now(),
    constraint genre_redirects_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 50)
);
comment on table iwm.genre_redirects is 'Slugs that a genre had before, and those of genres that were merged into it: they go on answering.
@distribution reference';
create index idx_genre_redirects_genre_id on iwm.genre_redirects (genre_id);
comment on index iwm.idx_genre_redirects_genre_id is 'foreign key: the old slugs of a genre';

create index idx_movies_deleted_at on iwm.movies (deleted_at desc, id desc) where deleted_at is not null;
comment on index iwm.idx_movies_deleted_at is 'api.staff_list_movies: what was deleted';
create index idx_people_deleted_at on iwm.people (deleted_at desc, id desc) where deleted_at is not null;
comment on index iwm.idx_people_deleted_at is 'api.staff_list_people: who was deleted';
create index idx_users_suspended_at on iwm.users (suspended_at desc, id desc) where suspended_at is not null;
comment on index iwm.idx_users_suspended_at is 'api.staff_list_users: who is suspended';
create index idx_users_deactivated_at on iwm.users (deactivated_at desc, id desc) where deactivated_at is not null;
comment on index iwm.idx_users_deactivated_at is 'api.staff_list_users: who is deactivated';
create index idx_audit_log_kind on iwm.audit_log (entity, id desc);
comment on index iwm.idx_audit_log_kind is 'api.staff_audit_log: all that happened to things of one kind';
create index idx_api_calls_caller on iwm.api_calls (caller, day desc);
comment on index iwm.idx_api_calls_caller is 'api.staff_api_usage: the calls of one token or user';
