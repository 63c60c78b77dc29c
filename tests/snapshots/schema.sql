CREATE SCHEMA api;

COMMENT ON SCHEMA api IS 'What the HTTP API offers, and what a DBA may call just the same: select … from api.…().';

CREATE SCHEMA iwm;

COMMENT ON SCHEMA iwm IS 'The data: tables, views for readers, private functions.';

CREATE SCHEMA jobs;

COMMENT ON SCHEMA jobs IS 'The queue of background work.';

CREATE SCHEMA ops;

COMMENT ON SCHEMA ops IS 'The loader''s history, schedules, partitions, monitoring.';

CREATE TYPE iwm.visibility AS ENUM (
    'public',
    'followers',
    'private'
);

COMMENT ON TYPE iwm.visibility IS 'Who sees a profile: everyone; its owner and approved followers; nobody but owner and present followers.';

CREATE TYPE api.account AS (
	id text,
	username text,
	name text,
	email text,
	email_verified boolean,
	avatar_url text,
	cover_url text,
	bio text,
	location text,
	website text,
	visibility iwm.visibility,
	role text,
	permissions text[],
	has_password boolean,
	totp_enabled boolean,
	followers integer,
	following integer,
	version integer,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	deactivated boolean,
	deletion_due_at timestamp with time zone
);

COMMENT ON TYPE api.account IS 'One''s own account.';

COMMENT ON COLUMN api.account.id IS 'Public id';

COMMENT ON COLUMN api.account.username IS 'Name in addresses';

COMMENT ON COLUMN api.account.name IS 'Name to show';

COMMENT ON COLUMN api.account.email IS 'E-mail address';

COMMENT ON COLUMN api.account.email_verified IS 'Whether the address is verified';

COMMENT ON COLUMN api.account.avatar_url IS 'Picture @null';

COMMENT ON COLUMN api.account.cover_url IS 'Wide picture on the profile @null';

COMMENT ON COLUMN api.account.bio IS 'About oneself @null';

COMMENT ON COLUMN api.account.location IS 'Where one lives @null';

COMMENT ON COLUMN api.account.website IS 'Address of a site @null';

COMMENT ON COLUMN api.account.visibility IS 'Who sees the profile';

COMMENT ON COLUMN api.account.role IS 'user, moderator or admin';

COMMENT ON COLUMN api.account.permissions IS 'What the role allows';

COMMENT ON COLUMN api.account.has_password IS 'False where one signs in elsewhere only';

COMMENT ON COLUMN api.account.totp_enabled IS 'Whether a second factor is asked for';

COMMENT ON COLUMN api.account.followers IS 'How many follow';

COMMENT ON COLUMN api.account.following IS 'How many are followed';

COMMENT ON COLUMN api.account.version IS 'Counts the changes of the profile';

COMMENT ON COLUMN api.account.created_at IS 'When the account was made';

COMMENT ON COLUMN api.account.updated_at IS 'When the profile was last changed @null';

COMMENT ON COLUMN api.account.deactivated IS 'True while the account is deactivated';

COMMENT ON COLUMN api.account.deletion_due_at IS 'When the account will be deleted, if it is to be @null';

CREATE DOMAIN iwm.bio AS text
	CONSTRAINT bio_check CHECK ((char_length(VALUE) <= 1000));

COMMENT ON DOMAIN iwm.bio IS 'A text about oneself, at most 1,000 characters.
@schema {"type": "string", "maxLength": 1000}';

CREATE DOMAIN iwm.display_name AS text
	CONSTRAINT display_name_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 100))));

COMMENT ON DOMAIN iwm.display_name IS 'A name to show, at most 100 characters.
@schema {"description": "a name to show, of at most 100 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 100}';

CREATE DOMAIN iwm.label AS text
	CONSTRAINT label_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 100))));

COMMENT ON DOMAIN iwm.label IS 'What something is called, at most 100 characters.
@schema {"description": "a name of at most 100 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 100}';

CREATE DOMAIN iwm.username AS text
	CONSTRAINT username_check CHECK (((VALUE ~ '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$'::text) AND ((char_length(VALUE) >= 2) AND (char_length(VALUE) <= 30))));

COMMENT ON DOMAIN iwm.username IS 'A name in addresses: 2 to 30 letters, digits, and _ . - inside. Case does not count.
@schema {"description": "2 to 30 letters and digits, with _ . - inside, as in ada.lovelace", "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$", "minLength": 2, "maxLength": 30}';

CREATE DOMAIN iwm.web_url AS text
	CONSTRAINT web_url_check CHECK (((VALUE ~ '^https?://[^\s/?#]+([/?#][^\s]*)?$'::text) AND (char_length(VALUE) <= 255)));

COMMENT ON DOMAIN iwm.web_url IS 'An address of the web, at most 255 characters.
@schema {"description": "an http or https address of at most 255 characters", "type": "string", "pattern": "^https?://[^\\s/?#]+([/?#][^\\s]*)?$", "minLength": 8, "maxLength": 255}';

CREATE TYPE api.account_patch AS (
	name iwm.display_name,
	username iwm.username,
	bio iwm.bio,
	location iwm.label,
	website iwm.web_url,
	avatar_url iwm.web_url,
	cover_url iwm.web_url,
	visibility iwm.visibility
);

COMMENT ON TYPE api.account_patch IS 'What you can change of your profile. What is left out stays; null clears.';

COMMENT ON COLUMN api.account_patch.name IS 'Name to show';

COMMENT ON COLUMN api.account_patch.username IS 'Name in addresses; the old one is free for others at once';

COMMENT ON COLUMN api.account_patch.bio IS 'About oneself @null';

COMMENT ON COLUMN api.account_patch.location IS 'Where one lives @null';

COMMENT ON COLUMN api.account_patch.website IS 'Address of a site @null';

COMMENT ON COLUMN api.account_patch.avatar_url IS 'Picture @null';

COMMENT ON COLUMN api.account_patch.cover_url IS 'Wide picture on the profile @null';

COMMENT ON COLUMN api.account_patch.visibility IS 'Who sees the profile';

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

CREATE TYPE api.api_token AS (
	id text,
	name text,
	hint text,
	scopes text[],
	created_at timestamp with time zone,
	expires_at timestamp with time zone,
	last_used_at timestamp with time zone,
	token text
);

COMMENT ON TYPE api.api_token IS 'A token for a program.';

COMMENT ON COLUMN api.api_token.id IS 'Public id';

COMMENT ON COLUMN api.api_token.name IS 'What it is for';

COMMENT ON COLUMN api.api_token.hint IS 'The last four characters';

COMMENT ON COLUMN api.api_token.scopes IS 'What it may do';

COMMENT ON COLUMN api.api_token.created_at IS 'When it was made';

COMMENT ON COLUMN api.api_token.expires_at IS 'When it ends; null: never @null';

COMMENT ON COLUMN api.api_token.last_used_at IS 'When it was last used @null';

COMMENT ON COLUMN api.api_token.token IS 'The token itself: in the answer to its making only @null';

CREATE TYPE api.api_usage AS (
	day date,
	caller text,
	username text,
	client text,
	calls bigint,
	errors bigint
);

COMMENT ON TYPE api.api_usage IS 'Calls of a day by one caller from one address.';

COMMENT ON COLUMN api.api_usage.day IS 'Day, in UTC';

COMMENT ON COLUMN api.api_usage.caller IS 'Public id of a user or an API token, or anonymous';

COMMENT ON COLUMN api.api_usage.username IS 'Whose calls they are @null';

COMMENT ON COLUMN api.api_usage.client IS 'Address';

COMMENT ON COLUMN api.api_usage.calls IS 'How many calls';

COMMENT ON COLUMN api.api_usage.errors IS 'How many of them failed';

CREATE TYPE api.api_usage_page AS (
	items api.api_usage[],
	total bigint
);

COMMENT ON TYPE api.api_usage_page IS 'A page of counts of calls.';

COMMENT ON COLUMN api.api_usage_page.items IS 'Rows of this page';

COMMENT ON COLUMN api.api_usage_page.total IS 'How many there are in all';

CREATE TYPE iwm.audit_entity AS ENUM (
    'movie',
    'person',
    'genre',
    'user',
    'policy',
    'rate_limit'
);

COMMENT ON TYPE iwm.audit_entity IS 'What an entry of the audit log is about.';

CREATE TYPE api.audit_entry AS (
	at timestamp with time zone,
	actor text,
	action text,
	entity iwm.audit_entity,
	entity_id text,
	changed jsonb,
	previous jsonb,
	reason text
);

COMMENT ON TYPE api.audit_entry IS 'Something that staff did.';

COMMENT ON COLUMN api.audit_entry.at IS 'When';

COMMENT ON COLUMN api.audit_entry.actor IS 'Username, or the database role of a change in psql';

COMMENT ON COLUMN api.audit_entry.action IS 'create, update, delete, restore, merge, remove; genres.add, credits.remove …; role, suspend …';

COMMENT ON COLUMN api.audit_entry.entity IS 'movie, person, genre, user, policy, rate_limit';

COMMENT ON COLUMN api.audit_entry.entity_id IS 'Public id, slug or class';

COMMENT ON COLUMN api.audit_entry.changed IS 'New values, as text @null';

COMMENT ON COLUMN api.audit_entry.previous IS 'What they replaced @null';

COMMENT ON COLUMN api.audit_entry.reason IS 'Why, as the actor says @null';

CREATE TYPE api.audit_feed AS (
	items api.audit_entry[],
	next_cursor text
);

COMMENT ON TYPE api.audit_feed IS 'What staff did.';

COMMENT ON COLUMN api.audit_feed.items IS 'Entries of this page, the newest first';

COMMENT ON COLUMN api.audit_feed.next_cursor IS 'Where the next page begins @null';

CREATE TYPE api.bulk_company AS (
	name text,
	role text
);

COMMENT ON TYPE api.bulk_company IS 'A company of a film.';

COMMENT ON COLUMN api.bulk_company.name IS 'Name';

COMMENT ON COLUMN api.bulk_company.role IS 'production (where none is given) or distribution @null';

CREATE TYPE api.bulk_credit AS (
	person_id text,
	department text,
	job text,
	"character" text,
	billing_order integer
);

COMMENT ON TYPE api.bulk_credit IS 'Who did what in a film.';

COMMENT ON COLUMN api.bulk_credit.person_id IS 'Public id of the person, or an id of another source';

COMMENT ON COLUMN api.bulk_credit.department IS 'Needed only where several departments have a job of this name @null';

COMMENT ON COLUMN api.bulk_credit.job IS 'One of GET /v1/staff/credit-jobs';

COMMENT ON COLUMN api.bulk_credit."character" IS 'Whom they play @null';

COMMENT ON COLUMN api.bulk_credit.billing_order IS 'Place in the credits, from 0 @null';

CREATE TYPE api.bulk_external_id AS (
	source text,
	id text
);

COMMENT ON TYPE api.bulk_external_id IS 'What another source calls a film.';

COMMENT ON COLUMN api.bulk_external_id.source IS 'imdb, tmdb, wikidata …';

COMMENT ON COLUMN api.bulk_external_id.id IS 'The id as this source writes it';

CREATE TYPE api.bulk_title AS (
	title text,
	country text,
	language text,
	type text
);

COMMENT ON TYPE api.bulk_title IS 'Another title of a film.';

COMMENT ON COLUMN api.bulk_title.title IS 'The other title';

COMMENT ON COLUMN api.bulk_title.country IS 'Code of the country where it ran under it @null';

COMMENT ON COLUMN api.bulk_title.language IS 'Code of the language of this title @null';

COMMENT ON COLUMN api.bulk_title.type IS 'working title, festival title … @null';

CREATE TYPE api.bulk_movie AS (
	external_ids api.bulk_external_id[],
	title text,
	original_title text,
	tagline text,
	overview text,
	year integer,
	release_date text,
	runtime integer,
	rating text,
	status text,
	kind text,
	adult boolean,
	poster_url text,
	backdrop_url text,
	budget bigint,
	revenue bigint,
	genres text[],
	countries text[],
	languages text[],
	keywords text[],
	companies api.bulk_company[],
	credits api.bulk_credit[],
	alternative_titles api.bulk_title[]
);

COMMENT ON TYPE api.bulk_movie IS 'A film of a bulk upsert. What is absent or null stays as it is; a list that is given replaces the one that is there.';

COMMENT ON COLUMN api.bulk_movie.external_ids IS 'By which the film is found, or that a new one gets: at least one';

COMMENT ON COLUMN api.bulk_movie.title IS 'Title; a new film needs it @null';

COMMENT ON COLUMN api.bulk_movie.original_title IS 'Title in the language of origin @null';

COMMENT ON COLUMN api.bulk_movie.tagline IS 'Line on the poster @null';

COMMENT ON COLUMN api.bulk_movie.overview IS 'What it is about @null';

COMMENT ON COLUMN api.bulk_movie.year IS 'Year of release @null';

COMMENT ON COLUMN api.bulk_movie.release_date IS 'YYYY-MM-DD @null';

COMMENT ON COLUMN api.bulk_movie.runtime IS 'Minutes @null';

COMMENT ON COLUMN api.bulk_movie.rating IS 'Content rating @null';

COMMENT ON COLUMN api.bulk_movie.status IS 'As in released, upcoming, Post Production @null';

COMMENT ON COLUMN api.bulk_movie.kind IS 'movie, short, tv-movie, tv-special, video @null';

COMMENT ON COLUMN api.bulk_movie.adult IS 'For adults only @null';

COMMENT ON COLUMN api.bulk_movie.poster_url IS 'Poster @null';

COMMENT ON COLUMN api.bulk_movie.backdrop_url IS 'Wide picture @null';

COMMENT ON COLUMN api.bulk_movie.budget IS 'US dollars @null';

COMMENT ON COLUMN api.bulk_movie.revenue IS 'US dollars @null';

COMMENT ON COLUMN api.bulk_movie.genres IS 'Slugs; the whole list @null';

COMMENT ON COLUMN api.bulk_movie.countries IS 'Codes; the whole list @null';

COMMENT ON COLUMN api.bulk_movie.languages IS 'Codes; the whole list @null';

COMMENT ON COLUMN api.bulk_movie.keywords IS 'Names; the whole list @null';

COMMENT ON COLUMN api.bulk_movie.companies IS 'The whole list @null';

COMMENT ON COLUMN api.bulk_movie.credits IS 'The whole list @null';

COMMENT ON COLUMN api.bulk_movie.alternative_titles IS 'The whole list @null';

CREATE TYPE api.bulk_result AS (
	number integer,
	result text,
	id text,
	code text,
	reason text,
	field text
);

COMMENT ON TYPE api.bulk_result IS 'What became of a film of a bulk upsert.';

COMMENT ON COLUMN api.bulk_result.number IS 'Place in the request, from 1';

COMMENT ON COLUMN api.bulk_result.result IS 'created, updated, unchanged or failed';

COMMENT ON COLUMN api.bulk_result.id IS 'Public id of the film @null';

COMMENT ON COLUMN api.bulk_result.code IS 'Code of the error, of one that failed @null';

COMMENT ON COLUMN api.bulk_result.reason IS 'What is wrong with it @null';

COMMENT ON COLUMN api.bulk_result.field IS 'What of it is wrong @null';

CREATE TYPE api.bulk_summary AS (
	created integer,
	updated integer,
	unchanged integer,
	failed integer,
	results api.bulk_result[]
);

COMMENT ON TYPE api.bulk_summary IS 'What became of the films of a bulk upsert.';

COMMENT ON COLUMN api.bulk_summary.created IS 'How many films are new';

COMMENT ON COLUMN api.bulk_summary.updated IS 'How many were changed';

COMMENT ON COLUMN api.bulk_summary.unchanged IS 'How many were so already';

COMMENT ON COLUMN api.bulk_summary.failed IS 'How many failed; nothing of them was written';

COMMENT ON COLUMN api.bulk_summary.results IS 'One for each film, in the order of the request';

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

CREATE TYPE iwm.company_role AS ENUM (
    'production',
    'distribution'
);

COMMENT ON TYPE iwm.company_role IS 'What a company did for a film.';

CREATE DOMAIN iwm.full_name AS text
	CONSTRAINT full_name_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200))));

COMMENT ON DOMAIN iwm.full_name IS 'Name of a person or a company, at most 200 characters.
@schema {"description": "a name of at most 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 200}';

CREATE DOMAIN iwm.public_id AS text
	CONSTRAINT public_id_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*$'::text) AND (char_length(VALUE) <= 80)));

COMMENT ON DOMAIN iwm.public_id IS 'A public id (mov_…, per_…) or one of another source (tt0816692, nm0634240, tmdb_157336, Q13417189).
@schema {"description": "an id of 1 to 80 letters, digits and _ . : -, as in tt0816692", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*$", "minLength": 1, "maxLength": 80}';

CREATE TYPE api.company_input AS (
	id iwm.public_id,
	name iwm.full_name,
	role iwm.company_role
);

COMMENT ON TYPE api.company_input IS 'A company of a film: by id or by name.';

COMMENT ON COLUMN api.company_input.id IS 'Public id of a company; or name one @null';

COMMENT ON COLUMN api.company_input.name IS 'Name of a company: the one of this name, or a new one @null';

COMMENT ON COLUMN api.company_input.role IS 'production or distribution';

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

CREATE DOMAIN iwm.billing_place AS integer
	CONSTRAINT billing_place_check CHECK (((VALUE >= 0) AND (VALUE <= 32767)));

COMMENT ON DOMAIN iwm.billing_place IS 'Place in the credits, from 0.
@schema {"type": "integer", "minimum": 0, "maximum": 32767}';

CREATE DOMAIN iwm.character_name AS text
	CONSTRAINT character_name_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 500))));

COMMENT ON DOMAIN iwm.character_name IS 'Whom somebody plays, at most 500 characters.
@schema {"description": "a name of at most 500 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 500}';

CREATE DOMAIN iwm.short_label AS text
	CONSTRAINT short_label_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 50))));

COMMENT ON DOMAIN iwm.short_label IS 'A word or two, at most 50 characters.
@schema {"description": "a word or two, of at most 50 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 50}';

CREATE TYPE api.credit_input AS (
	person_id iwm.public_id,
	department iwm.short_label,
	job iwm.short_label,
	"character" iwm.character_name,
	billing_order iwm.billing_place
);

COMMENT ON TYPE api.credit_input IS 'Who did what in a film.';

COMMENT ON COLUMN api.credit_input.person_id IS 'Public id of the person, or an id of another source';

COMMENT ON COLUMN api.credit_input.department IS 'Needed only where several departments have a job of this name @null';

COMMENT ON COLUMN api.credit_input.job IS 'One of GET /v1/staff/credit-jobs';

COMMENT ON COLUMN api.credit_input."character" IS 'Whom they play @null';

COMMENT ON COLUMN api.credit_input.billing_order IS 'Place in the credits, from 0 @null';

CREATE TYPE api.credit_job AS (
	department text,
	job text
);

COMMENT ON TYPE api.credit_job IS 'A job that a credit may name.';

COMMENT ON COLUMN api.credit_job.department IS 'Acting, Directing, Writing …';

COMMENT ON COLUMN api.credit_job.job IS 'Actor, Director, Screenplay …';

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

CREATE TYPE api.device_code AS (
	device_code text,
	user_code text,
	verification_uri text,
	verification_uri_complete text,
	expires_in integer,
	"interval" integer
);

COMMENT ON TYPE api.device_code IS 'Codes of a device that wants to sign in (RFC 8628).';

COMMENT ON COLUMN api.device_code.device_code IS 'For POST /v1/auth/device/token; the device keeps it to itself';

COMMENT ON COLUMN api.device_code.user_code IS 'To be shown to the person';

COMMENT ON COLUMN api.device_code.verification_uri IS 'Where the person types it';

COMMENT ON COLUMN api.device_code.verification_uri_complete IS 'The same with the code in it, for a QR code';

COMMENT ON COLUMN api.device_code.expires_in IS 'Seconds for which both codes are good';

COMMENT ON COLUMN api.device_code."interval" IS 'Seconds between two questions whether it was allowed';

CREATE TYPE api.device_request AS (
	user_code text,
	client_name text,
	scopes text[],
	address text,
	state text,
	created_at timestamp with time zone,
	expires_at timestamp with time zone
);

COMMENT ON TYPE api.device_request IS 'A device that asks to be signed in.';

COMMENT ON COLUMN api.device_request.user_code IS 'The code that the device shows';

COMMENT ON COLUMN api.device_request.client_name IS 'What the device says that it is';

COMMENT ON COLUMN api.device_request.scopes IS 'What it may do once it is allowed';

COMMENT ON COLUMN api.device_request.address IS 'From where it asked @null';

COMMENT ON COLUMN api.device_request.state IS 'pending, approved or denied';

COMMENT ON COLUMN api.device_request.created_at IS 'When it asked';

COMMENT ON COLUMN api.device_request.expires_at IS 'Until when it can be allowed';

CREATE TYPE api.email_change AS (
	email text,
	new_email text,
	expires_at timestamp with time zone
);

COMMENT ON TYPE api.email_change IS 'A change of address that waits for a link to be followed.';

COMMENT ON COLUMN api.email_change.email IS 'The address of the account, until the link is followed';

COMMENT ON COLUMN api.email_change.new_email IS 'The address that a link was mailed to';

COMMENT ON COLUMN api.email_change.expires_at IS 'Until when the link is good';

CREATE TYPE api.email_state AS (
	email text,
	verified boolean
);

COMMENT ON TYPE api.email_state IS 'An e-mail address and whether it is verified.';

COMMENT ON COLUMN api.email_state.email IS 'The address of the account';

COMMENT ON COLUMN api.email_state.verified IS 'Whether it is verified';

CREATE TYPE api.ended_sessions AS (
	ended integer
);

COMMENT ON TYPE api.ended_sessions IS 'What signing out did.';

COMMENT ON COLUMN api.ended_sessions.ended IS 'How many sessions this call ended';

CREATE TYPE api.external_id AS (
	source text,
	id text
);

COMMENT ON TYPE api.external_id IS 'What another source calls a film or a person.';

COMMENT ON COLUMN api.external_id.source IS 'imdb, tmdb, wikidata …';

COMMENT ON COLUMN api.external_id.id IS 'The id as this source writes it';

CREATE DOMAIN iwm.foreign_id AS text
	CONSTRAINT foreign_id_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9_.:/-]*$'::text) AND (char_length(VALUE) <= 100)));

COMMENT ON DOMAIN iwm.foreign_id IS 'An id as its source writes it, at most 100 characters.
@schema {"description": "an id of at most 100 letters, digits and _ . : / -, as in tt0816692", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:/-]*$", "minLength": 1, "maxLength": 100}';

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

CREATE TYPE api.external_id_input AS (
	source iwm.id_source,
	id iwm.foreign_id
);

COMMENT ON TYPE api.external_id_input IS 'What another source calls a film.';

COMMENT ON COLUMN api.external_id_input.source IS 'Who gave the id';

COMMENT ON COLUMN api.external_id_input.id IS 'The id as this source writes it';

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

CREATE TYPE api.user_card AS (
	id text,
	username text,
	name text,
	avatar_url text
);

COMMENT ON TYPE api.user_card IS 'A user, in short.';

COMMENT ON COLUMN api.user_card.id IS 'Public id';

COMMENT ON COLUMN api.user_card.username IS 'Name in addresses';

COMMENT ON COLUMN api.user_card.name IS 'Name to show';

COMMENT ON COLUMN api.user_card.avatar_url IS 'Picture @null';

CREATE TYPE api.follow_request AS (
	id text,
	"user" api.user_card,
	created_at timestamp with time zone
);

COMMENT ON TYPE api.follow_request IS 'A request to follow that waits for an answer.';

COMMENT ON COLUMN api.follow_request.id IS 'Public id of the request';

COMMENT ON COLUMN api.follow_request."user" IS 'Who asked; in the list of sent ones, who was asked';

COMMENT ON COLUMN api.follow_request.created_at IS 'When';

CREATE TYPE api.follow_request_feed AS (
	items api.follow_request[],
	next_cursor text
);

COMMENT ON TYPE api.follow_request_feed IS 'A part of a list of requests, the newest first.';

COMMENT ON COLUMN api.follow_request_feed.items IS 'Requests of this page';

COMMENT ON COLUMN api.follow_request_feed.next_cursor IS 'For the next page; null on the last @null';

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

CREATE DOMAIN iwm.slug AS text
	CONSTRAINT slug_check CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(VALUE) <= 50)));

COMMENT ON DOMAIN iwm.slug IS 'A name in an address: lower-case letters, digits and single hyphens.
@schema {"description": "a slug of at most 50 lower-case letters, digits and single hyphens, as in science-fiction", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 50}';

CREATE TYPE api.genre_patch AS (
	slug iwm.slug,
	name iwm.label
);

COMMENT ON TYPE api.genre_patch IS 'What can be changed of a genre. What is not named stays.';

COMMENT ON COLUMN api.genre_patch.slug IS 'Name in addresses; the old one goes on answering';

COMMENT ON COLUMN api.genre_patch.name IS 'Name to show';

CREATE DOMAIN iwm.genre_preference AS text
	CONSTRAINT genre_preference_check CHECK ((VALUE = ANY (ARRAY['like'::text, 'dislike'::text])));

COMMENT ON DOMAIN iwm.genre_preference IS 'like or dislike.
@schema {"type": "string", "enum": ["like", "dislike"]}';

CREATE TYPE api.genre_pick AS (
	slug text,
	name text,
	movie_count bigint,
	preference iwm.genre_preference
);

COMMENT ON TYPE api.genre_pick IS 'A genre to choose.';

COMMENT ON COLUMN api.genre_pick.slug IS 'Name in addresses, as in sci-fi';

COMMENT ON COLUMN api.genre_pick.name IS 'Name to show';

COMMENT ON COLUMN api.genre_pick.movie_count IS 'How many films it has';

COMMENT ON COLUMN api.genre_pick.preference IS 'What you said about it @null';

CREATE TYPE api.genre_preferences AS (
	likes api.genre_ref[],
	dislikes api.genre_ref[]
);

COMMENT ON TYPE api.genre_preferences IS 'What you like and dislike.';

COMMENT ON COLUMN api.genre_preferences.likes IS 'Genres you like, by name';

COMMENT ON COLUMN api.genre_preferences.dislikes IS 'Genres you do not want, by name';

CREATE TYPE api.identity AS (
	provider text,
	email text,
	created_at timestamp with time zone,
	last_used_at timestamp with time zone
);

COMMENT ON TYPE api.identity IS 'An account of a sign-in service with which one can sign in.';

COMMENT ON COLUMN api.identity.provider IS 'The sign-in service';

COMMENT ON COLUMN api.identity.email IS 'The address there @null';

COMMENT ON COLUMN api.identity.created_at IS 'Since when it is linked';

COMMENT ON COLUMN api.identity.last_used_at IS 'When it was last used to sign in @null';

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

CREATE DOMAIN iwm.amount AS bigint
	CONSTRAINT amount_check CHECK (((VALUE >= 0) AND (VALUE <= '1000000000000000'::bigint)));

COMMENT ON DOMAIN iwm.amount IS 'An amount in whole US dollars.
@schema {"type": "integer", "minimum": 0, "maximum": 1000000000000000}';

CREATE DOMAIN iwm.content_rating AS text
	CONSTRAINT content_rating_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9+/ -]*$'::text) AND (char_length(VALUE) <= 10)));

COMMENT ON DOMAIN iwm.content_rating IS 'Content rating (G, PG-13, R, NC-17 …).
@schema {"description": "a content rating of at most 10 characters, as in PG-13", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9+/ -]*$", "minLength": 1, "maxLength": 10}';

CREATE DOMAIN iwm.long_text AS text
	CONSTRAINT long_text_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 10000)));

COMMENT ON DOMAIN iwm.long_text IS 'A text of at most 10,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 10000}';

CREATE TYPE iwm.movie_kind AS ENUM (
    'movie',
    'short',
    'tv-movie',
    'tv-special',
    'video'
);

COMMENT ON TYPE iwm.movie_kind IS 'What sort of film it is.';

CREATE DOMAIN iwm.movie_title AS text
	CONSTRAINT movie_title_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 500))));

COMMENT ON DOMAIN iwm.movie_title IS 'Title of a film, at most 500 characters.
@schema {"description": "a title of at most 500 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 500}';

CREATE DOMAIN iwm.release_year AS integer
	CONSTRAINT release_year_check CHECK (((VALUE >= 1870) AND (VALUE <= 2200)));

COMMENT ON DOMAIN iwm.release_year IS 'Year of release.
@schema {"type": "integer", "minimum": 1870, "maximum": 2200}';

CREATE DOMAIN iwm.runtime_minutes AS integer
	CONSTRAINT runtime_minutes_check CHECK (((VALUE >= 1) AND (VALUE <= 100000)));

COMMENT ON DOMAIN iwm.runtime_minutes IS 'Running time in minutes.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';

CREATE DOMAIN iwm.status_word AS text
	CONSTRAINT status_word_check CHECK (((VALUE ~ '^[A-Za-z]+([ -][A-Za-z]+)*$'::text) AND (char_length(VALUE) <= 30)));

COMMENT ON DOMAIN iwm.status_word IS 'How far a film has come: rumored, planned, in-production, post-production, upcoming, released, canceled; or as TMDB and Trakt write it.
@schema {"description": "rumored, planned, in-production, post-production, upcoming, released or canceled", "type": "string", "pattern": "^[A-Za-z]+([ -][A-Za-z]+)*$", "minLength": 1, "maxLength": 30}';

CREATE DOMAIN iwm.tagline AS text
	CONSTRAINT tagline_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 500)));

COMMENT ON DOMAIN iwm.tagline IS 'A line of text, at most 500 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 500}';

CREATE TYPE api.movie_patch AS (
	title iwm.movie_title,
	original_title iwm.movie_title,
	tagline iwm.tagline,
	overview iwm.long_text,
	year iwm.release_year,
	release_date date,
	runtime iwm.runtime_minutes,
	rating iwm.content_rating,
	status iwm.status_word,
	kind iwm.movie_kind,
	adult boolean,
	poster_url iwm.web_url,
	backdrop_url iwm.web_url,
	budget iwm.amount,
	revenue iwm.amount
);

COMMENT ON TYPE api.movie_patch IS 'What can be changed of a film. What is not named stays; null empties.';

COMMENT ON COLUMN api.movie_patch.title IS 'Title';

COMMENT ON COLUMN api.movie_patch.original_title IS 'Title in the language of origin @null';

COMMENT ON COLUMN api.movie_patch.tagline IS 'Line on the poster @null';

COMMENT ON COLUMN api.movie_patch.overview IS 'What it is about @null';

COMMENT ON COLUMN api.movie_patch.year IS 'Year of release; where there is a date, it is the year of that @null';

COMMENT ON COLUMN api.movie_patch.release_date IS 'First release @null';

COMMENT ON COLUMN api.movie_patch.runtime IS 'Minutes @null';

COMMENT ON COLUMN api.movie_patch.rating IS 'Content rating @null';

COMMENT ON COLUMN api.movie_patch.status IS 'rumored, planned, in-production, post-production, upcoming, released, canceled';

COMMENT ON COLUMN api.movie_patch.kind IS 'movie, short, tv-movie, tv-special, video';

COMMENT ON COLUMN api.movie_patch.adult IS 'For adults only';

COMMENT ON COLUMN api.movie_patch.poster_url IS 'Poster @null';

COMMENT ON COLUMN api.movie_patch.backdrop_url IS 'Wide picture @null';

COMMENT ON COLUMN api.movie_patch.budget IS 'US dollars @null';

COMMENT ON COLUMN api.movie_patch.revenue IS 'US dollars @null';

CREATE TYPE api.notification_preference AS (
	type text,
	title text,
	mandatory boolean,
	in_app boolean,
	email boolean,
	push boolean,
	webhook boolean,
	changed boolean
);

COMMENT ON TYPE api.notification_preference IS 'By which channels you are told of something.';

COMMENT ON COLUMN api.notification_preference.type IS 'What happened, as in new_follower';

COMMENT ON COLUMN api.notification_preference.title IS 'In words';

COMMENT ON COLUMN api.notification_preference.mandatory IS 'True where it cannot be turned off';

COMMENT ON COLUMN api.notification_preference.in_app IS 'Whether you are told here';

COMMENT ON COLUMN api.notification_preference.email IS 'Whether you are told by mail';

COMMENT ON COLUMN api.notification_preference.push IS 'Whether you are told by push message';

COMMENT ON COLUMN api.notification_preference.webhook IS 'Whether you are told by webhook';

COMMENT ON COLUMN api.notification_preference.changed IS 'Whether you said otherwise than the default';

CREATE TYPE api.session_tokens AS (
	access_token text,
	token_type text,
	expires_in integer,
	refresh_token text,
	session_id text,
	scopes text[],
	"user" api.account
);

COMMENT ON TYPE api.session_tokens IS 'A signed-in session: its tokens, and who signed in.';

COMMENT ON COLUMN api.session_tokens.access_token IS 'Send it as Authorization: Bearer …';

COMMENT ON COLUMN api.session_tokens.token_type IS 'Bearer';

COMMENT ON COLUMN api.session_tokens.expires_in IS 'Seconds for which the access token is good';

COMMENT ON COLUMN api.session_tokens.refresh_token IS 'For POST /v1/auth/refresh, once';

COMMENT ON COLUMN api.session_tokens.session_id IS 'Public id of the session';

COMMENT ON COLUMN api.session_tokens.scopes IS 'What the session may do; null: everything @null';

COMMENT ON COLUMN api.session_tokens."user" IS 'Who signed in';

CREATE TYPE api.oidc_result AS (
	next text,
	session api.session_tokens,
	ticket text,
	origin text
);

COMMENT ON TYPE api.oidc_result IS 'What came of signing in elsewhere.';

COMMENT ON COLUMN api.oidc_result.next IS 'done; second_factor: send the ticket with a code; link: send the ticket as the account that it shall belong to';

COMMENT ON COLUMN api.oidc_result.session IS 'The session, where one was opened @null';

COMMENT ON COLUMN api.oidc_result.ticket IS 'For POST /v1/auth/oidc/second-factor or POST /v1/me/identities, where something is left to do @null';

COMMENT ON COLUMN api.oidc_result.origin IS 'The site that began, and is to get this @null';

CREATE TYPE api.oidc_start AS (
	authorization_url text
);

COMMENT ON TYPE api.oidc_start IS 'The beginning of signing in elsewhere.';

COMMENT ON COLUMN api.oidc_start.authorization_url IS 'Where the service asks the person';

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

CREATE TYPE iwm.person_id_source AS ENUM (
    'imdb',
    'tmdb',
    'wikidata',
    'letterboxd',
    'trakt'
);

COMMENT ON TYPE iwm.person_id_source IS 'Who gave an external id of a person.';

CREATE TYPE api.person_id_input AS (
	source iwm.person_id_source,
	id iwm.foreign_id
);

COMMENT ON TYPE api.person_id_input IS 'What another source calls a person.';

COMMENT ON COLUMN api.person_id_input.source IS 'Who gave the id';

COMMENT ON COLUMN api.person_id_input.id IS 'The id as this source writes it';

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

CREATE DOMAIN iwm.life_year AS integer
	CONSTRAINT life_year_check CHECK (((VALUE >= 1) AND (VALUE <= 2200)));

COMMENT ON DOMAIN iwm.life_year IS 'Year of a birth or a death.
@schema {"type": "integer", "minimum": 1, "maximum": 2200}';

CREATE TYPE api.person_patch AS (
	name iwm.full_name,
	bio iwm.long_text,
	image_url iwm.web_url,
	birthday date,
	deathday date,
	birth_year iwm.life_year,
	death_year iwm.life_year,
	place_of_birth iwm.full_name,
	known_for_department iwm.short_label
);

COMMENT ON TYPE api.person_patch IS 'What can be changed of a person. What is not named stays; null empties.';

COMMENT ON COLUMN api.person_patch.name IS 'Full name';

COMMENT ON COLUMN api.person_patch.bio IS 'Who they are @null';

COMMENT ON COLUMN api.person_patch.image_url IS 'Portrait @null';

COMMENT ON COLUMN api.person_patch.birthday IS 'Date of birth @null';

COMMENT ON COLUMN api.person_patch.deathday IS 'Date of death @null';

COMMENT ON COLUMN api.person_patch.birth_year IS 'Year of birth, where the day is not known @null';

COMMENT ON COLUMN api.person_patch.death_year IS 'Year of death, where the day is not known @null';

COMMENT ON COLUMN api.person_patch.place_of_birth IS 'Place of birth @null';

COMMENT ON COLUMN api.person_patch.known_for_department IS 'A department of GET /v1/staff/credit-jobs @null';

CREATE TYPE api.policy AS (
	version integer,
	verified_to_reach_others boolean,
	registration_open boolean,
	session_lifetime bigint,
	session_idle bigint,
	refresh_grace bigint,
	mail_link_lifetime bigint,
	reset_link_lifetime bigint,
	deletion_grace bigint,
	fresh_sign_in bigint,
	most_sessions integer,
	most_api_tokens integer,
	most_follows integer,
	updated_at timestamp with time zone
);

COMMENT ON TYPE api.policy IS 'Settings of accounts.';

COMMENT ON COLUMN api.policy.version IS 'Counts the changes; send it as If-Match with the next one';

COMMENT ON COLUMN api.policy.verified_to_reach_others IS 'Whether only verified accounts follow, review and comment';

COMMENT ON COLUMN api.policy.registration_open IS 'Whether there may be new accounts';

COMMENT ON COLUMN api.policy.session_lifetime IS 'Seconds until a session ends at the latest';

COMMENT ON COLUMN api.policy.session_idle IS 'Seconds without use until it ends';

COMMENT ON COLUMN api.policy.refresh_grace IS 'Seconds in which a used refresh token is good once more';

COMMENT ON COLUMN api.policy.mail_link_lifetime IS 'Seconds for which a link to verify an address is good';

COMMENT ON COLUMN api.policy.reset_link_lifetime IS 'Seconds for which a link to reset a password is good';

COMMENT ON COLUMN api.policy.deletion_grace IS 'Seconds between asking for deletion and deletion';

COMMENT ON COLUMN api.policy.fresh_sign_in IS 'Seconds since the sign-in in which one may do what cannot be undone';

COMMENT ON COLUMN api.policy.most_sessions IS 'Most sessions of an account';

COMMENT ON COLUMN api.policy.most_api_tokens IS 'Most API tokens of an account';

COMMENT ON COLUMN api.policy.most_follows IS 'Most users whom an account follows';

COMMENT ON COLUMN api.policy.updated_at IS 'When it was last changed';

CREATE DOMAIN iwm.grace_seconds AS integer
	CONSTRAINT grace_seconds_check CHECK (((VALUE >= 0) AND (VALUE <= 315360000)));

COMMENT ON DOMAIN iwm.grace_seconds IS 'A time in seconds, at most ten years; 0 is none.
@schema {"type": "integer", "minimum": 0, "maximum": 315360000}';

CREATE DOMAIN iwm.lifetime_seconds AS integer
	CONSTRAINT lifetime_seconds_check CHECK (((VALUE >= 1) AND (VALUE <= 315360000)));

COMMENT ON DOMAIN iwm.lifetime_seconds IS 'A time in seconds, at most ten years.
@schema {"type": "integer", "minimum": 1, "maximum": 315360000}';

CREATE DOMAIN iwm.quota AS integer
	CONSTRAINT quota_check CHECK (((VALUE >= 1) AND (VALUE <= 1000000)));

COMMENT ON DOMAIN iwm.quota IS 'How many there may be.
@schema {"type": "integer", "minimum": 1, "maximum": 1000000}';

CREATE TYPE api.policy_patch AS (
	verified_to_reach_others boolean,
	registration_open boolean,
	session_lifetime iwm.lifetime_seconds,
	session_idle iwm.lifetime_seconds,
	refresh_grace iwm.grace_seconds,
	mail_link_lifetime iwm.lifetime_seconds,
	reset_link_lifetime iwm.lifetime_seconds,
	deletion_grace iwm.grace_seconds,
	fresh_sign_in iwm.lifetime_seconds,
	most_sessions iwm.quota,
	most_api_tokens iwm.quota,
	most_follows iwm.quota
);

COMMENT ON TYPE api.policy_patch IS 'What can be changed of the settings of accounts. What is not named stays.';

COMMENT ON COLUMN api.policy_patch.verified_to_reach_others IS 'Whether only verified accounts follow, review and comment';

COMMENT ON COLUMN api.policy_patch.registration_open IS 'Whether there may be new accounts';

COMMENT ON COLUMN api.policy_patch.session_lifetime IS 'Seconds until a session ends at the latest';

COMMENT ON COLUMN api.policy_patch.session_idle IS 'Seconds without use until it ends';

COMMENT ON COLUMN api.policy_patch.refresh_grace IS 'Seconds in which a used refresh token is good once more';

COMMENT ON COLUMN api.policy_patch.mail_link_lifetime IS 'Seconds for which a link to verify an address is good';

COMMENT ON COLUMN api.policy_patch.reset_link_lifetime IS 'Seconds for which a link to reset a password is good';

COMMENT ON COLUMN api.policy_patch.deletion_grace IS 'Seconds between asking for deletion and deletion';

COMMENT ON COLUMN api.policy_patch.fresh_sign_in IS 'Seconds since the sign-in in which one may do what cannot be undone';

COMMENT ON COLUMN api.policy_patch.most_sessions IS 'Most sessions of an account';

COMMENT ON COLUMN api.policy_patch.most_api_tokens IS 'Most API tokens of an account';

COMMENT ON COLUMN api.policy_patch.most_follows IS 'Most users whom an account follows';

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

CREATE TYPE api.rate_limit AS (
	class text,
	version integer,
	account_burst integer,
	account_seconds integer,
	client_burst integer,
	client_seconds integer,
	description text,
	updated_at timestamp with time zone
);

COMMENT ON TYPE api.rate_limit IS 'A class of rate limits.';

COMMENT ON COLUMN api.rate_limit.class IS 'Class, as operations name it';

COMMENT ON COLUMN api.rate_limit.version IS 'Counts the changes; send it as If-Match with the next one';

COMMENT ON COLUMN api.rate_limit.account_burst IS 'Calls at once of one account';

COMMENT ON COLUMN api.rate_limit.account_seconds IS 'Seconds in which these are there again';

COMMENT ON COLUMN api.rate_limit.client_burst IS 'Calls at once from one address';

COMMENT ON COLUMN api.rate_limit.client_seconds IS 'Seconds in which these are there again';

COMMENT ON COLUMN api.rate_limit.description IS 'What belongs to it';

COMMENT ON COLUMN api.rate_limit.updated_at IS 'When it was last changed';

CREATE TYPE api.rate_limit_patch AS (
	account_burst iwm.quota,
	account_seconds iwm.lifetime_seconds,
	client_burst iwm.quota,
	client_seconds iwm.lifetime_seconds
);

COMMENT ON TYPE api.rate_limit_patch IS 'What can be changed of a class of rate limits. What is not named stays.';

COMMENT ON COLUMN api.rate_limit_patch.account_burst IS 'Calls at once of one account';

COMMENT ON COLUMN api.rate_limit_patch.account_seconds IS 'Seconds in which these are there again';

COMMENT ON COLUMN api.rate_limit_patch.client_burst IS 'Calls at once from one address';

COMMENT ON COLUMN api.rate_limit_patch.client_seconds IS 'Seconds in which these are there again';

CREATE TYPE api.recovery_codes AS (
	codes text[]
);

COMMENT ON TYPE api.recovery_codes IS 'Recovery codes, shown once.';

COMMENT ON COLUMN api.recovery_codes.codes IS 'Each stands in for a code of the app once';

CREATE TYPE api.relation AS (
	id text,
	username text,
	follows boolean,
	followed_by boolean,
	friend boolean,
	requested boolean,
	requested_by boolean,
	blocked boolean,
	muted boolean
);

COMMENT ON TYPE api.relation IS 'What another user is to you.';

COMMENT ON COLUMN api.relation.id IS 'Public id of the other user';

COMMENT ON COLUMN api.relation.username IS 'Their name in addresses';

COMMENT ON COLUMN api.relation.follows IS 'You follow them';

COMMENT ON COLUMN api.relation.followed_by IS 'They follow you';

COMMENT ON COLUMN api.relation.friend IS 'You follow each other';

COMMENT ON COLUMN api.relation.requested IS 'You asked to follow them, and wait';

COMMENT ON COLUMN api.relation.requested_by IS 'They asked to follow you, and wait';

COMMENT ON COLUMN api.relation.blocked IS 'You block them';

COMMENT ON COLUMN api.relation.muted IS 'You mute them';

CREATE TYPE api.revoked_token AS (
	id text,
	revoked boolean
);

COMMENT ON TYPE api.revoked_token IS 'A token that was revoked.';

COMMENT ON COLUMN api.revoked_token.id IS 'Public id of the token';

COMMENT ON COLUMN api.revoked_token.revoked IS 'Always true: it is good for nothing any more';

CREATE TYPE api.scope AS (
	scope text,
	title text,
	grantable boolean
);

COMMENT ON TYPE api.scope IS 'Something that a token may be allowed.';

COMMENT ON COLUMN api.scope.scope IS 'What it is about, and read or write';

COMMENT ON COLUMN api.scope.title IS 'What it allows';

COMMENT ON COLUMN api.scope.grantable IS 'Whether an API token may have it';

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

CREATE TYPE api.security_event AS (
	kind text,
	at timestamp with time zone,
	session_id text,
	client text,
	user_agent text,
	detail text
);

COMMENT ON TYPE api.security_event IS 'Something that happened to an account.';

COMMENT ON COLUMN api.security_event.kind IS 'signed_in, signed_out, password_changed, refresh_token_reused, api_token_made …';

COMMENT ON COLUMN api.security_event.at IS 'When';

COMMENT ON COLUMN api.security_event.session_id IS 'The session that it concerns @null';

COMMENT ON COLUMN api.security_event.client IS 'Address from which it came @null';

COMMENT ON COLUMN api.security_event.user_agent IS 'Program with which it was done @null';

COMMENT ON COLUMN api.security_event.detail IS 'More about it @null';

CREATE TYPE api.security_events AS (
	items api.security_event[],
	next_cursor text
);

COMMENT ON TYPE api.security_events IS 'A part of what happened to an account.';

COMMENT ON COLUMN api.security_events.items IS 'The events, the newest first';

COMMENT ON COLUMN api.security_events.next_cursor IS 'Where the next part begins; null after the last @null';

CREATE TYPE api.session AS (
	id text,
	device text,
	user_agent text,
	client text,
	methods text[],
	scopes text[],
	created_at timestamp with time zone,
	last_seen_at timestamp with time zone,
	expires_at timestamp with time zone,
	current boolean
);

COMMENT ON TYPE api.session IS 'A signed-in device.';

COMMENT ON COLUMN api.session.id IS 'Public id';

COMMENT ON COLUMN api.session.device IS 'Name that was given to it at sign-in @null';

COMMENT ON COLUMN api.session.user_agent IS 'Program that was last seen with it @null';

COMMENT ON COLUMN api.session.client IS 'Address that was last seen with it @null';

COMMENT ON COLUMN api.session.methods IS 'How it was opened: pwd, otp, recovery, oidc, device; operator: by the owner of the database, in psql';

COMMENT ON COLUMN api.session.scopes IS 'What it may do; null: everything @null';

COMMENT ON COLUMN api.session.created_at IS 'When it was opened';

COMMENT ON COLUMN api.session.last_seen_at IS 'When it was last refreshed';

COMMENT ON COLUMN api.session.expires_at IS 'When it ends at the latest';

COMMENT ON COLUMN api.session.current IS 'Whether this call came with it';

CREATE TYPE api.setting_definition AS (
	key text,
	section text,
	name text,
	kind text,
	initial jsonb,
	allowed jsonb,
	pattern text,
	most integer,
	source text,
	description text
);

COMMENT ON TYPE api.setting_definition IS 'A setting: what it takes and what it does.';

COMMENT ON COLUMN api.setting_definition.key IS 'section.name';

COMMENT ON COLUMN api.setting_definition.section IS 'Section, as in privacy';

COMMENT ON COLUMN api.setting_definition.name IS 'Name within the section';

COMMENT ON COLUMN api.setting_definition.kind IS 'boolean, text, choice or list';

COMMENT ON COLUMN api.setting_definition.initial IS 'What holds until it is set @null';

COMMENT ON COLUMN api.setting_definition.allowed IS 'What a choice, or each item of a list, can be @null';

COMMENT ON COLUMN api.setting_definition.pattern IS 'What a text, or each item of a list, must match @null';

COMMENT ON COLUMN api.setting_definition.most IS 'Longest text, or most items of a list @null';

COMMENT ON COLUMN api.setting_definition.source IS 'countries, languages or time_zones, where it must be found there @null';

COMMENT ON COLUMN api.setting_definition.description IS 'What it does';

CREATE TYPE api.settings AS (
	version integer,
	settings jsonb,
	updated_at timestamp with time zone
);

COMMENT ON TYPE api.settings IS 'The settings that hold, whether set or not.';

COMMENT ON COLUMN api.settings.version IS 'Counts the changes; the answer''s ETag';

COMMENT ON COLUMN api.settings.settings IS 'What holds, by section: {"display": {"theme": "dark", …}, …}';

COMMENT ON COLUMN api.settings.updated_at IS 'When a setting was last changed';

CREATE TYPE api.sign_in_provider AS (
	name text,
	title text,
	start_url text
);

COMMENT ON TYPE api.sign_in_provider IS 'A service of others that people can sign in with.';

COMMENT ON COLUMN api.sign_in_provider.name IS 'Its name in addresses';

COMMENT ON COLUMN api.sign_in_provider.title IS 'Its name to show';

COMMENT ON COLUMN api.sign_in_provider.start_url IS 'Where signing in begins: to be opened in a browser';

CREATE TYPE api.staff_genre AS (
	slug text,
	version integer,
	name text,
	movie_count bigint,
	old_slugs text[],
	updated_at timestamp with time zone
);

COMMENT ON TYPE api.staff_genre IS 'The record of a genre.';

COMMENT ON COLUMN api.staff_genre.slug IS 'Name in addresses';

COMMENT ON COLUMN api.staff_genre.version IS 'Counts the changes; send it as If-Match with the next one';

COMMENT ON COLUMN api.staff_genre.name IS 'Name to show';

COMMENT ON COLUMN api.staff_genre.movie_count IS 'Films of this genre, the deleted ones too';

COMMENT ON COLUMN api.staff_genre.old_slugs IS 'Slugs that lead here: earlier ones, and those of genres that were merged into it';

COMMENT ON COLUMN api.staff_genre.updated_at IS 'When it was last changed';

CREATE TYPE iwm.record_state AS ENUM (
    'listed',
    'deleted',
    'merged'
);

COMMENT ON TYPE iwm.record_state IS 'Whether a film or a person is shown, taken out, or merged into another one.';

CREATE TYPE api.staff_movie AS (
	id text,
	version integer,
	state iwm.record_state,
	merged_into text,
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
	critics_score numeric,
	imdb_rating numeric,
	rotten_tomatoes_score integer,
	genres api.genre_ref[],
	countries api.country_ref[],
	languages api.language_ref[],
	companies api.company_ref[],
	keywords api.keyword_ref[],
	external_ids api.external_id[],
	alternative_titles api.alternative_title[],
	trivia api.trivia_item[],
	timeline api.timeline_item[],
	scores api.external_score[],
	credit_count integer,
	vote_count bigint,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	deleted_at timestamp with time zone
);

COMMENT ON TYPE api.staff_movie IS 'The record of a film.';

COMMENT ON COLUMN api.staff_movie.id IS 'Public id';

COMMENT ON COLUMN api.staff_movie.version IS 'Counts the changes; send it as If-Match with the next one';

COMMENT ON COLUMN api.staff_movie.state IS 'listed, deleted or merged';

COMMENT ON COLUMN api.staff_movie.merged_into IS 'Public id of the film that took its place @null';

COMMENT ON COLUMN api.staff_movie.title IS 'Title';

COMMENT ON COLUMN api.staff_movie.original_title IS 'Title in the language of origin @null';

COMMENT ON COLUMN api.staff_movie.tagline IS 'Line on the poster @null';

COMMENT ON COLUMN api.staff_movie.overview IS 'What it is about @null';

COMMENT ON COLUMN api.staff_movie.year IS 'Year of release @null';

COMMENT ON COLUMN api.staff_movie.release_date IS 'First release @null';

COMMENT ON COLUMN api.staff_movie.runtime IS 'Minutes @null';

COMMENT ON COLUMN api.staff_movie.rating IS 'Content rating @null';

COMMENT ON COLUMN api.staff_movie.status IS 'rumored, planned, in-production, post-production, upcoming, released, canceled';

COMMENT ON COLUMN api.staff_movie.kind IS 'movie, short, tv-movie, tv-special, video';

COMMENT ON COLUMN api.staff_movie.adult IS 'For adults only';

COMMENT ON COLUMN api.staff_movie.poster_url IS 'Poster @null';

COMMENT ON COLUMN api.staff_movie.backdrop_url IS 'Wide picture @null';

COMMENT ON COLUMN api.staff_movie.budget IS 'US dollars @null';

COMMENT ON COLUMN api.staff_movie.revenue IS 'US dollars @null';

COMMENT ON COLUMN api.staff_movie.critics_score IS 'Mean of the critics, 0 to 10 @null';

COMMENT ON COLUMN api.staff_movie.imdb_rating IS 'IMDb''s rating, 0 to 10 @null';

COMMENT ON COLUMN api.staff_movie.rotten_tomatoes_score IS 'Share of favourable reviews in percent @null';

COMMENT ON COLUMN api.staff_movie.genres IS 'Genres, the main one first';

COMMENT ON COLUMN api.staff_movie.countries IS 'Countries of origin, the main one first';

COMMENT ON COLUMN api.staff_movie.languages IS 'Languages spoken, the main one first';

COMMENT ON COLUMN api.staff_movie.companies IS 'Companies';

COMMENT ON COLUMN api.staff_movie.keywords IS 'Keywords';

COMMENT ON COLUMN api.staff_movie.external_ids IS 'What other sources call it';

COMMENT ON COLUMN api.staff_movie.alternative_titles IS 'Other titles';

COMMENT ON COLUMN api.staff_movie.trivia IS 'Trivia';

COMMENT ON COLUMN api.staff_movie.timeline IS 'Timeline';

COMMENT ON COLUMN api.staff_movie.scores IS 'Scores of other sources';

COMMENT ON COLUMN api.staff_movie.credit_count IS 'How many credits it has';

COMMENT ON COLUMN api.staff_movie.vote_count IS 'Votes';

COMMENT ON COLUMN api.staff_movie.created_at IS 'When the record was made';

COMMENT ON COLUMN api.staff_movie.updated_at IS 'When it was last changed';

COMMENT ON COLUMN api.staff_movie.deleted_at IS 'When it was deleted @null';

CREATE TYPE api.staff_movie_card AS (
	id text,
	version integer,
	state iwm.record_state,
	merged_into text,
	title text,
	year integer,
	status text,
	updated_at timestamp with time zone,
	deleted_at timestamp with time zone
);

COMMENT ON TYPE api.staff_movie_card IS 'The record of a film, in short.';

COMMENT ON COLUMN api.staff_movie_card.id IS 'Public id';

COMMENT ON COLUMN api.staff_movie_card.version IS 'Counts the changes';

COMMENT ON COLUMN api.staff_movie_card.state IS 'listed, deleted or merged';

COMMENT ON COLUMN api.staff_movie_card.merged_into IS 'Public id of the film that took its place @null';

COMMENT ON COLUMN api.staff_movie_card.title IS 'Title';

COMMENT ON COLUMN api.staff_movie_card.year IS 'Year of release @null';

COMMENT ON COLUMN api.staff_movie_card.status IS 'How far it has come';

COMMENT ON COLUMN api.staff_movie_card.updated_at IS 'When it was last changed';

COMMENT ON COLUMN api.staff_movie_card.deleted_at IS 'When it was deleted @null';

CREATE TYPE api.staff_movie_feed AS (
	items api.staff_movie_card[],
	next_cursor text
);

COMMENT ON TYPE api.staff_movie_feed IS 'Records of films.';

COMMENT ON COLUMN api.staff_movie_feed.items IS 'Films of this page';

COMMENT ON COLUMN api.staff_movie_feed.next_cursor IS 'Where the next page begins @null';

CREATE TYPE api.staff_person AS (
	id text,
	version integer,
	state iwm.record_state,
	merged_into text,
	name text,
	bio text,
	image_url text,
	birthday date,
	deathday date,
	birth_year integer,
	death_year integer,
	place_of_birth text,
	known_for_department text,
	external_ids api.external_id[],
	credit_count integer,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	deleted_at timestamp with time zone
);

COMMENT ON TYPE api.staff_person IS 'The record of a person.';

COMMENT ON COLUMN api.staff_person.id IS 'Public id';

COMMENT ON COLUMN api.staff_person.version IS 'Counts the changes; send it as If-Match with the next one';

COMMENT ON COLUMN api.staff_person.state IS 'listed, deleted or merged';

COMMENT ON COLUMN api.staff_person.merged_into IS 'Public id of the person that took the place @null';

COMMENT ON COLUMN api.staff_person.name IS 'Full name';

COMMENT ON COLUMN api.staff_person.bio IS 'Who they are @null';

COMMENT ON COLUMN api.staff_person.image_url IS 'Portrait @null';

COMMENT ON COLUMN api.staff_person.birthday IS 'Date of birth @null';

COMMENT ON COLUMN api.staff_person.deathday IS 'Date of death @null';

COMMENT ON COLUMN api.staff_person.birth_year IS 'Year of birth @null';

COMMENT ON COLUMN api.staff_person.death_year IS 'Year of death @null';

COMMENT ON COLUMN api.staff_person.place_of_birth IS 'Place of birth @null';

COMMENT ON COLUMN api.staff_person.known_for_department IS 'Acting, Directing … @null';

COMMENT ON COLUMN api.staff_person.external_ids IS 'What other sources call them';

COMMENT ON COLUMN api.staff_person.credit_count IS 'How many credits they have';

COMMENT ON COLUMN api.staff_person.created_at IS 'When the record was made';

COMMENT ON COLUMN api.staff_person.updated_at IS 'When it was last changed';

COMMENT ON COLUMN api.staff_person.deleted_at IS 'When it was deleted @null';

CREATE TYPE api.staff_person_card AS (
	id text,
	version integer,
	state iwm.record_state,
	merged_into text,
	name text,
	birth_year integer,
	credit_count integer,
	updated_at timestamp with time zone,
	deleted_at timestamp with time zone
);

COMMENT ON TYPE api.staff_person_card IS 'The record of a person, in short.';

COMMENT ON COLUMN api.staff_person_card.id IS 'Public id';

COMMENT ON COLUMN api.staff_person_card.version IS 'Counts the changes';

COMMENT ON COLUMN api.staff_person_card.state IS 'listed, deleted or merged';

COMMENT ON COLUMN api.staff_person_card.merged_into IS 'Public id of the person that took the place @null';

COMMENT ON COLUMN api.staff_person_card.name IS 'Full name';

COMMENT ON COLUMN api.staff_person_card.birth_year IS 'Year of birth @null';

COMMENT ON COLUMN api.staff_person_card.credit_count IS 'How many credits they have';

COMMENT ON COLUMN api.staff_person_card.updated_at IS 'When it was last changed';

COMMENT ON COLUMN api.staff_person_card.deleted_at IS 'When it was deleted @null';

CREATE TYPE api.staff_person_feed AS (
	items api.staff_person_card[],
	next_cursor text
);

COMMENT ON TYPE api.staff_person_feed IS 'Records of people.';

COMMENT ON COLUMN api.staff_person_feed.items IS 'People of this page';

COMMENT ON COLUMN api.staff_person_feed.next_cursor IS 'Where the next page begins @null';

CREATE TYPE api.staff_signed_out AS (
	ended integer
);

COMMENT ON TYPE api.staff_signed_out IS 'What signing somebody out did.';

COMMENT ON COLUMN api.staff_signed_out.ended IS 'How many sessions and API tokens were ended';

CREATE TYPE iwm.account_state AS ENUM (
    'active',
    'unverified',
    'suspended',
    'deactivated',
    'leaving'
);

COMMENT ON TYPE iwm.account_state IS 'active: none of the others; unverified: the e-mail address; leaving: waits for its deletion.';

CREATE TYPE api.staff_user AS (
	id text,
	username text,
	name text,
	email text,
	email_verified_at timestamp with time zone,
	role text,
	permissions text[],
	state iwm.account_state,
	visibility iwm.visibility,
	suspended_at timestamp with time zone,
	suspended_until timestamp with time zone,
	suspension_reason text,
	deactivated_at timestamp with time zone,
	deletion_due_at timestamp with time zone,
	has_password boolean,
	password_changed_at timestamp with time zone,
	totp_enabled boolean,
	providers text[],
	sessions integer,
	api_tokens integer,
	failed_logins integer,
	locked_until timestamp with time zone,
	followers integer,
	following integer,
	open_reports integer,
	notes text,
	created_at timestamp with time zone,
	last_seen_at timestamp with time zone
);

COMMENT ON TYPE api.staff_user IS 'A user as staff sees them.';

COMMENT ON COLUMN api.staff_user.id IS 'Public id';

COMMENT ON COLUMN api.staff_user.username IS 'Name in addresses';

COMMENT ON COLUMN api.staff_user.name IS 'Name to show';

COMMENT ON COLUMN api.staff_user.email IS 'E-mail address; for moderators only its domain';

COMMENT ON COLUMN api.staff_user.email_verified_at IS 'When the address was verified @null';

COMMENT ON COLUMN api.staff_user.role IS 'user, moderator or admin';

COMMENT ON COLUMN api.staff_user.permissions IS 'What the role allows';

COMMENT ON COLUMN api.staff_user.state IS 'active, unverified, suspended, deactivated, leaving';

COMMENT ON COLUMN api.staff_user.visibility IS 'Who sees the profile';

COMMENT ON COLUMN api.staff_user.suspended_at IS 'Since when the account is suspended @null';

COMMENT ON COLUMN api.staff_user.suspended_until IS 'Until when @null';

COMMENT ON COLUMN api.staff_user.suspension_reason IS 'Why @null';

COMMENT ON COLUMN api.staff_user.deactivated_at IS 'Since when it is deactivated @null';

COMMENT ON COLUMN api.staff_user.deletion_due_at IS 'When it will be deleted @null';

COMMENT ON COLUMN api.staff_user.has_password IS 'False where one signs in elsewhere only';

COMMENT ON COLUMN api.staff_user.password_changed_at IS 'When the password was last changed @null';

COMMENT ON COLUMN api.staff_user.totp_enabled IS 'Whether a second factor is asked for';

COMMENT ON COLUMN api.staff_user.providers IS 'Where one signs in, too';

COMMENT ON COLUMN api.staff_user.sessions IS 'Sessions that are open';

COMMENT ON COLUMN api.staff_user.api_tokens IS 'API tokens that are good';

COMMENT ON COLUMN api.staff_user.failed_logins IS 'Wrong passwords since the last right one';

COMMENT ON COLUMN api.staff_user.locked_until IS 'Until when signing in is locked for strangers @null';

COMMENT ON COLUMN api.staff_user.followers IS 'How many follow';

COMMENT ON COLUMN api.staff_user.following IS 'How many are followed';

COMMENT ON COLUMN api.staff_user.open_reports IS 'Reports about them that wait';

COMMENT ON COLUMN api.staff_user.notes IS 'Notes of the staff @null';

COMMENT ON COLUMN api.staff_user.created_at IS 'When the account was made';

COMMENT ON COLUMN api.staff_user.last_seen_at IS 'When it was last used @null';

CREATE TYPE api.staff_user_card AS (
	id text,
	username text,
	name text,
	role text,
	state iwm.account_state,
	created_at timestamp with time zone,
	last_seen_at timestamp with time zone
);

COMMENT ON TYPE api.staff_user_card IS 'A user in a list for staff.';

COMMENT ON COLUMN api.staff_user_card.id IS 'Public id';

COMMENT ON COLUMN api.staff_user_card.username IS 'Name in addresses';

COMMENT ON COLUMN api.staff_user_card.name IS 'Name to show';

COMMENT ON COLUMN api.staff_user_card.role IS 'user, moderator or admin';

COMMENT ON COLUMN api.staff_user_card.state IS 'active, unverified, suspended, deactivated, leaving';

COMMENT ON COLUMN api.staff_user_card.created_at IS 'When the account was made';

COMMENT ON COLUMN api.staff_user_card.last_seen_at IS 'When it was last used @null';

CREATE TYPE api.staff_user_feed AS (
	items api.staff_user_card[],
	next_cursor text
);

COMMENT ON TYPE api.staff_user_feed IS 'Users, for staff.';

COMMENT ON COLUMN api.staff_user_feed.items IS 'Users of this page';

COMMENT ON COLUMN api.staff_user_feed.next_cursor IS 'Where the next page begins @null';

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

CREATE DOMAIN iwm.item_text AS text
	CONSTRAINT item_text_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 2000)));

COMMENT ON DOMAIN iwm.item_text IS 'A text of at most 2,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

CREATE DOMAIN iwm.partial_date AS text
	CONSTRAINT partial_date_check CHECK ((VALUE ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'::text));

COMMENT ON DOMAIN iwm.partial_date IS 'A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD.
@schema {"description": "YYYY, YYYY-MM or YYYY-MM-DD", "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", "minLength": 4, "maxLength": 10}';

CREATE TYPE api.timeline_input AS (
	date iwm.partial_date,
	title iwm.item_text,
	description iwm.item_text,
	type iwm.item_text
);

COMMENT ON TYPE api.timeline_input IS 'An event in the making of a film.';

COMMENT ON COLUMN api.timeline_input.date IS 'When';

COMMENT ON COLUMN api.timeline_input.title IS 'What happened';

COMMENT ON COLUMN api.timeline_input.description IS 'More about it';

COMMENT ON COLUMN api.timeline_input.type IS 'As in production, release';

CREATE DOMAIN iwm.country_code AS text
	CONSTRAINT country_code_check CHECK ((VALUE ~ '^[A-Z]{2}$'::text));

COMMENT ON DOMAIN iwm.country_code IS 'ISO 3166-1 alpha-2 code of a country, former ones included (SU, YU, CS, XG).
@schema {"description": "two capital letters, as in US", "type": "string", "pattern": "^[A-Z]{2}$", "minLength": 2, "maxLength": 2}';

CREATE DOMAIN iwm.language_code AS text
	CONSTRAINT language_code_check CHECK (((VALUE ~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$'::text) AND (char_length(VALUE) <= 42)));

COMMENT ON DOMAIN iwm.language_code IS 'BCP 47 code of a language (en, pt-BR, yue); x-… where none exists.
@schema {"description": "a language code, as in en, pt-BR or yue", "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$", "minLength": 2, "maxLength": 42}';

CREATE DOMAIN iwm.other_title AS text
	CONSTRAINT other_title_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 1000))));

COMMENT ON DOMAIN iwm.other_title IS 'Another title of a film, at most 1,000 characters.
@schema {"description": "a title of at most 1000 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 1000}';

CREATE TYPE api.title_input AS (
	title iwm.other_title,
	country iwm.country_code,
	language iwm.language_code,
	type iwm.short_label
);

COMMENT ON TYPE api.title_input IS 'Another title of a film.';

COMMENT ON COLUMN api.title_input.title IS 'The other title';

COMMENT ON COLUMN api.title_input.country IS 'Code of the country where it ran under it @null';

COMMENT ON COLUMN api.title_input.language IS 'Code of the language of this title @null';

COMMENT ON COLUMN api.title_input.type IS 'working title, festival title … @null';

CREATE TYPE api.totp_setup AS (
	secret text,
	otpauth_uri text,
	qr_svg text
);

COMMENT ON TYPE api.totp_setup IS 'A secret of the second factor, shown once. It counts once a code of it came back.';

COMMENT ON COLUMN api.totp_setup.secret IS 'The secret, to be typed into an authenticator app';

COMMENT ON COLUMN api.totp_setup.otpauth_uri IS 'The same as an address that such apps open';

COMMENT ON COLUMN api.totp_setup.qr_svg IS 'The same as a picture (SVG) to be scanned';

CREATE TYPE api.totp_state AS (
	enabled boolean,
	confirmed_at timestamp with time zone,
	recovery_codes_left integer
);

COMMENT ON TYPE api.totp_state IS 'The second factor of an account.';

COMMENT ON COLUMN api.totp_state.enabled IS 'Whether signing in asks for a code';

COMMENT ON COLUMN api.totp_state.confirmed_at IS 'Since when @null';

COMMENT ON COLUMN api.totp_state.recovery_codes_left IS 'How many recovery codes are not used';

CREATE TYPE api.trivia_input AS (
	question iwm.item_text,
	category iwm.item_text,
	answer iwm.item_text,
	explanation iwm.item_text
);

COMMENT ON TYPE api.trivia_input IS 'A piece of trivia about a film.';

COMMENT ON COLUMN api.trivia_input.question IS 'What is asked';

COMMENT ON COLUMN api.trivia_input.category IS 'As in production, cast';

COMMENT ON COLUMN api.trivia_input.answer IS 'The answer';

COMMENT ON COLUMN api.trivia_input.explanation IS 'More about it @null';

CREATE TYPE api.user_feed AS (
	items api.user_card[],
	next_cursor text
);

COMMENT ON TYPE api.user_feed IS 'A part of a list of users, the newest first.';

COMMENT ON COLUMN api.user_feed.items IS 'Users of this page';

COMMENT ON COLUMN api.user_feed.next_cursor IS 'For the next page; null on the last @null';

CREATE TYPE api.user_page AS (
	items api.user_card[],
	total bigint
);

COMMENT ON TYPE api.user_page IS 'A page of users.';

COMMENT ON COLUMN api.user_page.items IS 'Users of this page';

COMMENT ON COLUMN api.user_page.total IS 'How many there are in all';

CREATE TYPE api.user_profile AS (
	id text,
	username text,
	name text,
	avatar_url text,
	cover_url text,
	bio text,
	location text,
	website text,
	visibility iwm.visibility,
	suspended boolean,
	content_visible boolean,
	followers integer,
	following integer,
	created_at timestamp with time zone,
	relation api.relation
);

COMMENT ON TYPE api.user_profile IS 'A user as others see them.';

COMMENT ON COLUMN api.user_profile.id IS 'Public id';

COMMENT ON COLUMN api.user_profile.username IS 'Name in addresses';

COMMENT ON COLUMN api.user_profile.name IS 'Name to show';

COMMENT ON COLUMN api.user_profile.avatar_url IS 'Picture @null';

COMMENT ON COLUMN api.user_profile.cover_url IS 'Wide picture on the profile @null';

COMMENT ON COLUMN api.user_profile.bio IS 'About oneself @null';

COMMENT ON COLUMN api.user_profile.location IS 'Where one lives @null';

COMMENT ON COLUMN api.user_profile.website IS 'Address of a site @null';

COMMENT ON COLUMN api.user_profile.visibility IS 'Who sees what is on the profile';

COMMENT ON COLUMN api.user_profile.suspended IS 'The staff has suspended the account: only the names are shown';

COMMENT ON COLUMN api.user_profile.content_visible IS 'Whether you may see what is on the profile; without it, only the card is filled';

COMMENT ON COLUMN api.user_profile.followers IS 'How many follow @null';

COMMENT ON COLUMN api.user_profile.following IS 'How many are followed @null';

COMMENT ON COLUMN api.user_profile.created_at IS 'Member since @null';

COMMENT ON COLUMN api.user_profile.relation IS 'What they are to you; null for yourself and when you are not signed in @null';

CREATE TYPE iwm.user_report_reason AS ENUM (
    'spam',
    'harassment',
    'hate',
    'impersonation',
    'adult',
    'other'
);

COMMENT ON TYPE iwm.user_report_reason IS 'Why somebody reports a user.';

CREATE TYPE api.user_report AS (
	id text,
	username text,
	reason iwm.user_report_reason,
	details text,
	state text,
	created_at timestamp with time zone
);

COMMENT ON TYPE api.user_report IS 'A report of a user, as the one who wrote it sees it.';

COMMENT ON COLUMN api.user_report.id IS 'Public id';

COMMENT ON COLUMN api.user_report.username IS 'Who is reported';

COMMENT ON COLUMN api.user_report.reason IS 'Why';

COMMENT ON COLUMN api.user_report.details IS 'What happened @null';

COMMENT ON COLUMN api.user_report.state IS 'open, resolved or dismissed';

COMMENT ON COLUMN api.user_report.created_at IS 'When';

CREATE TYPE api.user_suggestion AS (
	"user" api.user_card,
	mutual integer
);

COMMENT ON TYPE api.user_suggestion IS 'Somebody whom you might follow.';

COMMENT ON COLUMN api.user_suggestion."user" IS 'Whom you might follow';

COMMENT ON COLUMN api.user_suggestion.mutual IS 'How many of those whom you follow were seen to follow them';

CREATE TYPE api.username_check AS (
	username text,
	available boolean,
	reason text,
	suggestion text
);

COMMENT ON TYPE api.username_check IS 'Whether a username is free.';

COMMENT ON COLUMN api.username_check.username IS 'The name that was asked for';

COMMENT ON COLUMN api.username_check.available IS 'Whether a new account may take it';

COMMENT ON COLUMN api.username_check.reason IS 'taken or reserved @null';

COMMENT ON COLUMN api.username_check.suggestion IS 'One like it that is free @null';

CREATE TYPE iwm.credit_role AS ENUM (
    'cast',
    'crew'
);

COMMENT ON TYPE iwm.credit_role IS 'In front of the camera or behind it.';

CREATE DOMAIN iwm.email AS text
	CONSTRAINT email_check CHECK (((VALUE ~ '^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$'::text) AND (char_length(VALUE) <= 200)));

COMMENT ON DOMAIN iwm.email IS 'An e-mail address, at most 200 characters.
@schema {"description": "an e-mail address of at most 200 characters, as in ada@example.org", "type": "string", "pattern": "^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$", "minLength": 5, "maxLength": 200}';

CREATE DOMAIN iwm.event_cursor AS text
	CONSTRAINT event_cursor_check CHECK ((VALUE ~ '^[0-9]{1,17}-[0-9]{1,6}$'::text));

COMMENT ON DOMAIN iwm.event_cursor IS 'Where the next part of a list of events begins: next_cursor of the part before.
@schema {"description": "next_cursor of the part before", "type": "string", "pattern": "^[0-9]{1,17}-[0-9]{1,6}$", "minLength": 3, "maxLength": 24}';

CREATE DOMAIN iwm.feed_cursor AS text
	CONSTRAINT feed_cursor_check CHECK ((VALUE ~ '^[0-9a-f]{16,32}$'::text));

COMMENT ON DOMAIN iwm.feed_cursor IS 'next_cursor of the page before; without it, the first page.
@schema {"description": "16 to 32 hexadecimal digits, as next_cursor gives them", "type": "string", "pattern": "^[0-9a-f]{16,32}$", "minLength": 16, "maxLength": 32}';

CREATE DOMAIN iwm.id_list AS text
	CONSTRAINT id_list_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$'::text) AND (char_length(VALUE) <= 500)));

COMMENT ON DOMAIN iwm.id_list IS 'Public ids: a comma means all of them, a bar means any of them.
@schema {"description": "ids joined by , (all of them) or | (any of them), as in tt0816692,tt0133093; at most 500 characters", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$", "minLength": 1, "maxLength": 500}';

CREATE DOMAIN iwm.keyword_slug AS text
	CONSTRAINT keyword_slug_check CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(VALUE) <= 100)));

COMMENT ON DOMAIN iwm.keyword_slug IS 'A keyword in an address: lower-case letters, digits and single hyphens.
@schema {"description": "a slug of at most 100 lower-case letters, digits and single hyphens, as in time-travel", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 100}';

CREATE DOMAIN iwm.limit_class AS text
	CONSTRAINT limit_class_check CHECK (((VALUE ~ '^[a-z][a-z0-9_]*$'::text) AND (char_length(VALUE) <= 50)));

COMMENT ON DOMAIN iwm.limit_class IS 'Class of a rate limit.
@schema {"description": "a class of at most 50 lower-case letters, digits and _, as in write", "type": "string", "pattern": "^[a-z][a-z0-9_]*$", "minLength": 1, "maxLength": 50}';

CREATE DOMAIN iwm.list_limit AS integer
	CONSTRAINT list_limit_check CHECK (((VALUE >= 1) AND (VALUE <= 100)));

COMMENT ON DOMAIN iwm.list_limit IS 'How many to return, at most 100.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

CREATE DOMAIN iwm.login_name AS text
	CONSTRAINT login_name_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200)));

COMMENT ON DOMAIN iwm.login_name IS 'E-mail address or username.
@schema {"type": "string", "minLength": 1, "maxLength": 200}';

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

CREATE DOMAIN iwm.oidc_purpose AS text
	CONSTRAINT oidc_purpose_check CHECK ((VALUE = ANY (ARRAY['sign_in'::text, 'link'::text])));

COMMENT ON DOMAIN iwm.oidc_purpose IS 'What somebody goes to a sign-in service for.
@schema {"type": "string", "enum": ["sign_in", "link"]}';

CREATE DOMAIN iwm.oidc_ticket AS text
	CONSTRAINT oidc_ticket_check CHECK (((VALUE ~ '^[A-Za-z0-9_=-]+$'::text) AND (char_length(VALUE) <= 4000)));

COMMENT ON DOMAIN iwm.oidc_ticket IS 'What signing in elsewhere came to, sealed, to be sent back to us.
@schema {"description": "the ticket that signing in elsewhere led to", "type": "string", "pattern": "^[A-Za-z0-9_=-]+$", "minLength": 1, "maxLength": 4000}';

CREATE DOMAIN iwm.otp_code AS text
	CONSTRAINT otp_code_check CHECK (((VALUE ~ '^[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?$'::text) AND ((char_length(VALUE) >= 6) AND (char_length(VALUE) <= 40))));

COMMENT ON DOMAIN iwm.otp_code IS 'A code of the second factor: six digits of the app, or a recovery code.
@schema {"description": "six digits of the authenticator app, or a recovery code, as in 123456 or abcd-efgh-jkmn-pqrs", "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?$", "minLength": 6, "maxLength": 40}';

CREATE DOMAIN iwm.page AS integer
	CONSTRAINT page_check CHECK (((VALUE >= 1) AND (VALUE <= 100000)));

COMMENT ON DOMAIN iwm.page IS 'Number of the page, from 1.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';

CREATE DOMAIN iwm.password AS text
	CONSTRAINT password_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 1000)));

COMMENT ON DOMAIN iwm.password IS 'A password, at most 1,000 characters of any kind; how short it may be is a setting (8).
@schema {"type": "string", "minLength": 1, "maxLength": 1000}';

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

CREATE DOMAIN iwm.provider_name AS text
	CONSTRAINT provider_name_check CHECK (((VALUE ~ '^[a-z][a-z0-9_-]*$'::text) AND (char_length(VALUE) <= 30)));

COMMENT ON DOMAIN iwm.provider_name IS 'A sign-in service, by the name that the settings give to it.
@schema {"description": "the name of a sign-in service, as GET /v1/auth/providers lists it", "type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "minLength": 1, "maxLength": 30}';

CREATE DOMAIN iwm.reason AS text
	CONSTRAINT reason_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 1000))));

COMMENT ON DOMAIN iwm.reason IS 'Why something is done, at most 1,000 characters. It stands in the audit log.
@schema {"description": "a reason of at most 1000 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 1000}';

CREATE DOMAIN iwm.report_text AS text
	CONSTRAINT report_text_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 2000)));

COMMENT ON DOMAIN iwm.report_text IS 'What happened, at most 2,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

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

CREATE DOMAIN iwm.secret_text AS text
	CONSTRAINT secret_text_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 2000)));

COMMENT ON DOMAIN iwm.secret_text IS 'A token or a code, as it was given out.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

CREATE DOMAIN iwm.settings_section AS text
	CONSTRAINT settings_section_check CHECK (((VALUE ~ '^[a-z]+$'::text) AND (char_length(VALUE) <= 30)));

COMMENT ON DOMAIN iwm.settings_section IS 'A section of the settings: privacy, display, region …
@schema {"description": "a word of at most 30 lower-case letters, as in privacy", "type": "string", "pattern": "^[a-z]+$", "minLength": 1, "maxLength": 30}';

CREATE DOMAIN iwm.slug_list AS text
	CONSTRAINT slug_list_check CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*([,|][a-z0-9]+(-[a-z0-9]+)*)*$'::text) AND (char_length(VALUE) <= 500)));

COMMENT ON DOMAIN iwm.slug_list IS 'Slugs: a comma means all of them, a bar means any of them (drama,comedy or drama|comedy).
@schema {"description": "slugs joined by , (all of them) or | (any of them), as in drama,comedy; at most 500 characters", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*([,|][a-z0-9]+(-[a-z0-9]+)*)*$", "minLength": 1, "maxLength": 500}';

CREATE DOMAIN iwm.token_days AS integer
	CONSTRAINT token_days_check CHECK (((VALUE >= 1) AND (VALUE <= 3650)));

COMMENT ON DOMAIN iwm.token_days IS 'For how many days a token is good, at most 3,650.
@schema {"type": "integer", "minimum": 1, "maximum": 3650}';

CREATE DOMAIN iwm.user_code AS text
	CONSTRAINT user_code_check CHECK ((VALUE ~ '^[A-Za-z]{4}-?[A-Za-z]{4}$'::text));

COMMENT ON DOMAIN iwm.user_code IS 'The code that a device shows: eight letters, in two groups. Case does not count.
@schema {"description": "the eight letters that the device shows, as in BCDF-GHJK", "type": "string", "pattern": "^[A-Za-z]{4}-?[A-Za-z]{4}$", "minLength": 8, "maxLength": 9}';

CREATE DOMAIN iwm.user_ref AS text
	CONSTRAINT user_ref_check CHECK (((VALUE ~ '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$'::text) AND ((char_length(VALUE) >= 2) AND (char_length(VALUE) <= 50))));

COMMENT ON DOMAIN iwm.user_ref IS 'A username, whatever its case, or the public id of a user (usr_…).
@schema {"description": "a username or a public id of 2 to 50 letters and digits, with _ . - inside", "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$", "minLength": 2, "maxLength": 50}';

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

CREATE FUNCTION api.account_of_identity(_provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.account_of_identity(_provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text) IS '
The account of somebody who has signed in elsewhere: the linked one, that of the same verified address, or a new one

What the service said was checked outside (app/accounts/oidc.py). {"id", "username", "totp", "new"}. Fails with
email_not_given, email_needs_proof, account_suspended, registration_closed, email_taken.

@internal
@error email_not_given
';

CREATE FUNCTION api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code) RETURNS api.device_request
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code) IS '
Allow a device

It is signed in as the viewer when it asks the next time, and stands among the sessions, where it can be ended.

@route   POST /auth/device/approve
@auth    user
@rate    write
@message The device is signed in
@error   device_not_found
@tag     Devices
';

CREATE FUNCTION api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) IS '
Approve a request to follow you

They follow you from now on. A request that was answered or withdrawn is not found.

@route POST /me/follow-requests/{request_id}/approve
@auth  user
@param request_id  Public id of the request (frq_…)
@error follow_request_not_found
@tag   Users
';

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

CREATE FUNCTION api.begin_confirmation(_viewer iwm.viewer, _client text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.begin_confirmation(_viewer iwm.viewer, _client text) IS '
Who is to confirm something with the password: {id, email, username, hash, totp, wait: seconds for which nothing is tried}

@internal
';

CREATE FUNCTION api.begin_email_change(_viewer iwm.viewer, _email iwm.email, _client text, _user_agent text) RETURNS api.email_change
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.begin_email_change(_viewer iwm.viewer, _email iwm.email, _client text, _user_agent text) IS '
Mails the link that changes the address of an account, and tells the present address

The password was checked outside. Fails with email_taken, email_unchanged.

@internal
@error email_unchanged
@error email_taken
';

CREATE FUNCTION api.begin_login(_login iwm.login_name, _client text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.begin_login(_login iwm.login_name, _client text) IS '
Who wants to sign in: {"user": {id, email, username, hash, totp} or null, "wait": seconds for which nothing is tried}

@internal
';

CREATE FUNCTION api.begin_totp(_viewer iwm.viewer, _password iwm.password, _client text) RETURNS api.totp_setup
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.begin_totp(_viewer iwm.viewer, _password iwm.password, _client text) IS '
Begin with a second factor

Gives a secret for an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds). Signing in asks for codes only after
POST /v1/me/totp/confirm; until then a new secret takes the place of this one.

@route   POST /me/totp
@auth    user
@handler begin_totp
@rate    login
@status  201
@param   password  The password of the account
@error   totp_enabled
@error   password_missing
@error   wrong_password
@error   login_locked
@tag     Accounts
';

CREATE FUNCTION api.block_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.block_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
Block a user

Neither of you finds the other any more, and what each wrote is hidden from the other. Follows and requests in both directions
end, and do not come back when the block ends. They are not told. The same where you block them already.

@route PUT /users/{username}/block
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
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

CREATE FUNCTION api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) IS '
Withdraw a request to follow somebody

`DELETE /v1/users/{username}/follow` does the same without minding whether one waits.

@route DELETE /me/follow-requests/sent/{request_id}
@auth  user
@param request_id  Public id of the request (frq_…), or the username or public id of whom you asked
@error follow_request_not_found
@tag   Users
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

CREATE FUNCTION api.change_email(_viewer iwm.viewer, _email iwm.email, _password iwm.password, _client text) RETURNS api.email_change
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.change_email(_viewer iwm.viewer, _email iwm.email, _password iwm.password, _client text) IS '
Ask for another e-mail address

Mails a link to the new address; the account changes when it is followed. The address so far is told, and stays until then.
That the new one is taken is told at once, as it is when somebody registers.

@route   POST /me/email
@auth    user
@handler change_email
@rate    mail
@status  202
@message A mail with a link is on its way to the new address
@param   email     The new address
@param   password  The password of the account
@error   email_taken
@error   email_unchanged
@error   password_missing
@error   wrong_password
@error   login_locked
@tag     Accounts
';

CREATE FUNCTION api.change_password(_viewer iwm.viewer, _client text, _new_password iwm.password, _current_password iwm.password DEFAULT NULL::text) RETURNS api.ended_sessions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.change_password(_viewer iwm.viewer, _client text, _new_password iwm.password, _current_password iwm.password) IS '
Change your password

Ends all other sessions and says so by mail. An account that has no password yet, because one signs in elsewhere, gets one:
with a session that signed in a few minutes ago, else the answer is fresh_sign_in_needed.
Wrong present passwords count as they do at sign-in.

@route   POST /me/password
@auth    user
@handler change_password
@rate    login
@message The password is changed
@param   current_password  The present one; needed where the account has one
@param   new_password      The new one, by the rules of POST /v1/auth/register
@error   wrong_password
@error   fresh_sign_in_needed
@error   login_locked
@tag     Accounts: signing in
';

CREATE FUNCTION api.check_registration(_email iwm.email, _username iwm.username) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.check_registration(_email iwm.email, _username iwm.username) IS '
Whether an account could be made: asked before the password is hashed, which is dear

@internal
@error email_taken
';

CREATE FUNCTION api.check_username(_username iwm.username) RETURNS api.username_check
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.check_username(_username iwm.username) IS '
Whether a username is free

Says why not (taken, reserved), and suggests one that is free. Case does not count.

@route GET /auth/username/{username}
@auth  none
@tag   Accounts: signing in
';

CREATE FUNCTION api.claim_mails(_limit integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.claim_mails(_limit integer) IS '
Takes mails that are due, for this caller alone

[{"id", "to", "template", "data", "attempt"}]. A mail that api.finish_mail does not hear of within two minutes is due again.

@internal
';

CREATE FUNCTION api.confirm_email_change(_token iwm.secret_text, _client text) RETURNS api.email_state
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.confirm_email_change(_token iwm.secret_text, _client text) IS '
Change the e-mail address

With the token of the link that was mailed to the new address, which is verified by that. The old one is told.

@route   POST /auth/email/confirm
@auth    none
@handler confirm_email_change
@rate    write
@param   token  What stands behind token= in the link
@message The address is changed
@error   invalid_link
@error   link_used
@error   link_expired
@error   email_taken
@tag     Accounts
';

CREATE FUNCTION api.confirm_totp(_viewer iwm.viewer, _code iwm.otp_code, _client text) RETURNS api.recovery_codes
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.confirm_totp(_viewer iwm.viewer, _code iwm.otp_code, _client text) IS '
Turn the second factor on

With a code that the app shows. Gives ten recovery codes, shown only now. All other sessions end: they were opened without
a second factor.

@route   POST /me/totp/confirm
@auth    user
@handler confirm_totp
@rate    login
@param   code  Six digits of the app
@message The second factor is on
@error   invalid_code
@error   totp_enabled
@error   totp_not_begun
@error   login_locked
@tag     Accounts
';

CREATE FUNCTION api.count_calls(_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.count_calls(_rows jsonb) IS '
Adds what a process has counted to the calls of today

_rows: [[caller, client, operation, calls, errors], …]; caller is the public id of a user, anonymous, or tok: and the SHA-256
of an API token, whose last_used_at becomes the present; a token or a user that is none counts as anonymous. Returns how many
rows.

@internal
';

CREATE FUNCTION api.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label) RETURNS api.account
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label) IS '
Registers somebody whose password is hashed, and opens the first session

@internal
';

CREATE FUNCTION api.create_token(_viewer iwm.viewer, _client text, _name iwm.label, _scopes text[], _expires_in_days iwm.token_days DEFAULT NULL::integer) RETURNS api.api_token
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.create_token(_viewer iwm.viewer, _client text, _name iwm.label, _scopes text[], _expires_in_days iwm.token_days) IS '
Make an API token

For programs. It is shown this once: only its SHA-256 is kept. It may do what its scopes allow, and nothing with the account
itself. Send it like an access token: Authorization: Bearer iwm_… Repeated with its Idempotency-Key, the answer says which
token was made, without the token: revoke that one and make another where the first answer was lost.

@route  POST /me/tokens
@auth   user
@rate   write
@status 201
@secret token
@param  name    What it is for
@param  scopes  What it may do; GET /v1/auth/scopes lists what there is
@param  expires_in_days  Without it, it is good until it is revoked
@error  unknown_scope
@error  too_many_tokens
@tag    Accounts: sessions and tokens
';

CREATE FUNCTION api.deactivate_account(_viewer iwm.viewer, _client text) RETURNS api.account
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.deactivate_account(_viewer iwm.viewer, _client text) IS '
Deactivate your account

Nobody sees you, all your sessions end, and your API tokens do nothing. Everything is kept: sign in, and all is as before.

@route POST /me/deactivate
@auth  user
@rate  write
@touches user:{data.id}
@error last_admin
@tag   Account
';

CREATE FUNCTION api.delete_account(_viewer iwm.viewer) RETURNS api.account
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.delete_account(_viewer iwm.viewer) IS '
Delete your account

It is hidden at once, and deleted with everything in it on deletion_due_at (after 30 days, unless the staff set another
time). Until then you can sign in and take it back: POST /v1/me/restore. Your other sessions end, API tokens do
nothing, and a mail tells the date.
Needs a session that signed in a few minutes ago: sign in again where it answers fresh_sign_in_needed.

@route DELETE /me
@auth  user
@rate  write
@touches user:{data.id}
@error fresh_sign_in_needed
@error last_admin
@tag   Account
';

CREATE FUNCTION api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug) RETURNS api.genre_preferences
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug) IS '
Neither like nor dislike a genre

Answers with all that you like and dislike.

@route DELETE /me/preferences/genres/{slug}
@auth  user
@rate  write
@error genre_not_found
@tag   Settings
';

CREATE FUNCTION api.delete_totp(_viewer iwm.viewer, _client text) RETURNS api.totp_state
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.delete_totp(_viewer iwm.viewer, _client text) IS '
Turn the second factor off, just after a sign-in with it

Needs a session that signed in a few minutes ago with a code; POST /v1/me/totp/disable takes password and code from any other.
Where it is off already, it stays so.

@route   DELETE /me/totp
@auth    user
@rate    write
@message The second factor is off
@error   fresh_sign_in_needed
@tag     Accounts
';

CREATE FUNCTION api.deny_device(_viewer iwm.viewer, _user_code iwm.user_code) RETURNS api.device_request
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.deny_device(_viewer iwm.viewer, _user_code iwm.user_code) IS '
Refuse a device

@route   POST /auth/device/deny
@auth    user
@rate    write
@message The device is refused
@error   device_not_found
@tag     Devices
';

CREATE FUNCTION api.deny_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.deny_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) IS '
Deny a request to follow you

The request ends. They are not told, and may ask again: block them to prevent it.

@route POST /me/follow-requests/{request_id}/deny
@auth  user
@param request_id  Public id of the request (frq_…)
@error follow_request_not_found
@tag   Users
';

CREATE FUNCTION api.device_token(_device_code iwm.secret_text, _client text) RETURNS api.session_tokens
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.device_token(_device_code iwm.secret_text, _client text) IS '
Has somebody allowed the device?

The tokens of a new session, once. Until then 400 with a code: authorization_pending (ask again after `interval` seconds),
slow_down (add 5 seconds to `interval`), access_denied, expired_token, invalid_grant (nobody gave this code out, or its
tokens were fetched). Retry-After says how long to wait.

@route   POST /auth/device/token
@auth    none
@handler device_token
@rate    refresh
@param   device_code  The device_code of POST /v1/auth/device/code
@error   authorization_pending
@error   slow_down
@error   expired_token
@error   access_denied
@error   invalid_grant
@tag     Devices
';

CREATE FUNCTION api.disable_totp(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) RETURNS api.totp_state
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.disable_totp(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) IS '
Turn the second factor off

With the password and a code of the app, or a recovery code. The recovery codes are gone with it.

@route   POST /me/totp/disable
@auth    user
@handler disable_totp
@rate    login
@param   password  The password of the account
@param   code      Six digits of the app, or a recovery code
@message The second factor is off
@error   totp_not_enabled
@error   password_missing
@error   wrong_password
@error   invalid_code
@error   login_locked
@tag     Accounts
';

CREATE FUNCTION api.download_account(_viewer iwm.viewer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.download_account(_viewer iwm.viewer) IS '
All your data, as a file

The same as GET /v1/me/export, with a name under which a browser saves it.

@route   GET /me/export/file
@auth    user
@handler download_account
@tag     Account
';

CREATE FUNCTION api.end_other_sessions(_viewer iwm.viewer, _client text) RETURNS api.ended_sessions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.end_other_sessions(_viewer iwm.viewer, _client text) IS '
Sign out all other devices

@route DELETE /me/sessions
@auth  user
@rate  write
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.end_session(_viewer iwm.viewer, _client text, _session_id iwm.public_id) RETURNS api.ended_sessions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.end_session(_viewer iwm.viewer, _client text, _session_id iwm.public_id) IS '
Sign out one device

Its tokens are good for nothing from now on. A session that is over already stays so.

@route DELETE /me/sessions/{session_id}
@auth  user
@rate  write
@error session_not_found
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.export_account(_viewer iwm.viewer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.export_account(_viewer iwm.viewer) IS '
All your data

Your account, and a list of rows for each table that holds something of yours; without hashes and secrets. GET
/v1/me/export/file gives the same as a file.

@route GET /me/export
@auth  user
@tag   Account
';

CREATE FUNCTION api.fail_login(_user_id iwm.public_id, _login iwm.login_name, _client text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.fail_login(_user_id iwm.public_id, _login iwm.login_name, _client text) IS '
Counts a wrong password or code; seconds to wait where it is locked by now, else 0

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

CREATE FUNCTION api.finish_confirmation(_viewer iwm.viewer, _client text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.finish_confirmation(_viewer iwm.viewer, _client text) IS '
The password was right: forgets the wrong ones before it; seconds to wait where it is locked by now, else 0

@internal
';

CREATE FUNCTION api.finish_login(_user_id iwm.public_id, _hash text, _new_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label, _methods text[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.finish_login(_user_id iwm.public_id, _hash text, _new_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label, _methods text[]) IS '
Opens the session of somebody whose password, and second factor, were right

_hash: what the password was verified against; _new_hash: what is to take its place, null to keep it.
{"account"}, or {"wait"} where others have locked the account meanwhile.

@internal
@error invalid_credentials
';

CREATE FUNCTION api.finish_mail(_id bigint, _attempt integer, _error text DEFAULT NULL::text, _final boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.finish_mail(_id bigint, _attempt integer, _error text, _final boolean) IS '
Says what became of a mail: sent (without _error), or to be tried again after 1, 2, 4 … minutes, failed after eight times

_attempt: the one of api.claim_mails, so that a late caller changes nothing any more. _final: trying again is of no use.

@internal
';

CREATE FUNCTION api.finish_oidc(_provider iwm.provider_name, _client text, _state iwm.secret_text, _code iwm.secret_text DEFAULT NULL::text, _error iwm.secret_text DEFAULT NULL::text, _iss iwm.secret_text DEFAULT NULL::text) RETURNS api.oidc_result
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.finish_oidc(_provider iwm.provider_name, _client text, _state iwm.secret_text, _code iwm.secret_text, _error iwm.secret_text, _iss iwm.secret_text) IS '
Sign in elsewhere: the end

With what the service has put behind the address of GET /v1/auth/oidc/{provider}/callback, and the cookie of the beginning. Known
there before: the same account. Else the account with the same e-mail address, where the service and we both have verified
it; else a new account. The page at that address calls this; so do programs that read the address themselves.

@route   POST /auth/oidc/{provider}/finish
@auth    none
@handler finish_oidc
@rate    login
@param   provider  The service that one comes back from
@param   code      What is exchanged for the person''s identity
@param   state     What was sent along at the beginning
@param   error     Why the service refused, where it did
@param   iss       The service as it calls itself (RFC 9207), where it tells that
@error   provider_not_found
@error   provider_unavailable
@error   sign_in_failed
@error   sign_in_expired
@error   email_not_given
@error   email_needs_proof
@error   account_suspended
@error   registration_closed
@tag     Signing in elsewhere
';

CREATE FUNCTION api.finish_oidc_second_factor(_ticket iwm.oidc_ticket, _code iwm.otp_code, _client text) RETURNS api.oidc_result
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.finish_oidc_second_factor(_ticket iwm.oidc_ticket, _code iwm.otp_code, _client text) IS '
Sign in elsewhere: the second factor

Accounts with a second factor are asked for it also when they sign in elsewhere. A ticket is good for five minutes, and once.

@route   POST /auth/oidc/second-factor
@auth    none
@handler finish_oidc_second_factor
@rate    login
@param   ticket  The ticket of an answer whose `next` is second_factor
@param   code    Six digits of the app, or a recovery code
@error   sign_in_expired
@error   invalid_credentials
@error   login_locked
@error   account_suspended
@tag     Signing in elsewhere
';

CREATE FUNCTION api.follow_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.follow_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
Follow a user, or ask to

A public profile is followed at once (`follows`); one for followers waits for an answer (`requested`). Following again, or
asking again, changes nothing and answers the same. Nobody can ask to follow a private profile: it is not found; nor one whose
owner takes no requests (the setting `privacy.allow_follow_requests`).

@route PUT /users/{username}/follow
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@rate  follow
@error user_not_found
@error email_not_verified
@error not_yourself
@error you_block_user
@error user_suspended
@error no_follow_requests
@error too_many_follows
@tag   Users
';

CREATE FUNCTION api.forgot_password(_email iwm.email) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.forgot_password(_email iwm.email) IS '
Ask for a new password

Mails a link with which a new password can be set, where there is an account with this address. The answer is the same
where there is none. One mail a minute goes to an account, and five an hour; each makes the links before it useless.

@route   POST /auth/password/forgot
@auth    none
@rate    mail
@status  202
@message If there is an account with this address, a mail is on its way
@tag     Accounts
';

CREATE FUNCTION api.get_account(_viewer iwm.viewer) RETURNS api.account
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_account(_viewer iwm.viewer) IS '
Your account

@route GET /me
@auth  user
@version
@tag   Account
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

CREATE FUNCTION api.get_device(_viewer iwm.viewer, _user_code iwm.user_code) RETURNS api.device_request
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_device(_viewer iwm.viewer, _user_code iwm.user_code) IS '
Which device waits with this code

So that a person sees what is to be allowed before allowing it.

@route GET /auth/device/{user_code}
@auth  user
@error device_not_found
@tag   Devices
';

CREATE FUNCTION api.get_genre(_slug iwm.slug) RETURNS api.genre
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_genre(_slug iwm.slug) IS '
A genre

Also by a slug that it had, or by that of a genre that was merged into it.

@route GET /genres/{slug}
@auth  none
@cache 24h genres movies
@param slug  Name of the genre in addresses, as in sci-fi
@error genre_not_found
@tag   Genres
';

CREATE FUNCTION api.get_genre_preferences(_viewer iwm.viewer) RETURNS api.genre_preferences
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_genre_preferences(_viewer iwm.viewer) IS '
Genres you like and dislike

@route GET /me/preferences/genres
@auth  user
@tag   Settings
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

CREATE FUNCTION api.get_notification_preferences(_viewer iwm.viewer) RETURNS api.notification_preference[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_notification_preferences(_viewer iwm.viewer) IS '
Of what you are told, and how

Every kind of notification by channel: the defaults, and what you said otherwise.

@route GET /me/notification-preferences
@auth  user
@tag   Settings
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

CREATE FUNCTION api.get_settings(_viewer iwm.viewer) RETURNS api.settings
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_settings(_viewer iwm.viewer) IS '
Your settings

All that hold, by section, whether you set them or not; GET /v1/settings/schema says what each one means.

@route GET /me/settings
@auth  user
@version
@tag   Settings
';

CREATE FUNCTION api.get_totp(_viewer iwm.viewer) RETURNS api.totp_state
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_totp(_viewer iwm.viewer) IS '
The second factor

Whether signing in asks for a code, and how many recovery codes are left.

@route GET /me/totp
@auth  user
@tag   Accounts
';

CREATE FUNCTION api.get_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.user_profile
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
One user

The card, and what else is on the profile: to everyone where it is public, to followers where it is for followers. A private
profile is not found, but for its owner, those who follow already, and staff. Of a suspended account only the names are shown; of
one whose e-mail address is not verified neither pictures nor texts. One that is deactivated or waits for its deletion is not
found, nor is one where either of you blocks the other.

@route GET /users/{username}
@auth  optional
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@tag   Users
';

CREATE FUNCTION api.keep_identity(_viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text) RETURNS api.identity[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.keep_identity(_viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text) IS '
Links an account of a sign-in service, proved outside, to the viewer; one that is linked already stays so

Needs a session that began a short while ago. Fails with fresh_sign_in_needed, identity_taken, provider_linked.

@internal
@error identity_taken
@error provider_linked
';

CREATE FUNCTION api.keep_totp_secret(_viewer iwm.viewer, _secret text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.keep_totp_secret(_viewer iwm.viewer, _secret text) IS '
Keeps the secret (encrypted outside) of a second factor that is not on yet; returns the e-mail address to label it with

Fails with totp_enabled.

@internal
@error totp_enabled
';

CREATE FUNCTION api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text) RETURNS api.identity[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text) IS '
Link a sign-in service

With the ticket that GET /v1/auth/oidc/{provider}/start?for=link leads to: it says which account there, this call says which
one here. Needs a session that signed in a few minutes ago. The owner is told by mail. Answers with all that are linked.

@route   POST /me/identities
@auth    user
@handler link_identity
@rate    write
@status  201
@param   ticket  The ticket of an answer whose `next` is link; good for five minutes, and once
@error   sign_in_expired
@error   fresh_sign_in_needed
@error   identity_taken
@error   provider_linked
@tag     Signing in elsewhere
';

CREATE FUNCTION api.list_blocks(_viewer iwm.viewer, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.user_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_blocks(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) IS '
Whom you block

The newest first. Left out are accounts that are deactivated.

@route GET /me/blocks
@auth  user
@param page      Page, from 1
@param per_page  Users on a page, at most 100
@tag   Users
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

CREATE FUNCTION api.list_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.follow_request_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Requests to follow you

Those that wait for your answer, the newest first.

@route GET /me/follow-requests
@auth  user
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Users
';

CREATE FUNCTION api.list_followers(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.user_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_followers(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Who follows a user

The newest first. Left out are accounts that are suspended, and private ones that you do not follow; in the list of your
own followers nobody is.

@route GET /users/{username}/followers
@auth  optional
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@error followers_only
@error user_suspended
@tag   Users
';

CREATE FUNCTION api.list_following(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.user_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_following(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Whom a user follows

The newest first. Left out are accounts that are suspended, and private ones that you do not follow.

@route GET /users/{username}/following
@auth  optional
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@error followers_only
@error user_suspended
@tag   Users
';

CREATE FUNCTION api.list_friends(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.user_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_friends(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Friends of a user

Those who follow each other, the newest first. Left out are accounts that are suspended, and private ones that you do not
follow.

@route GET /users/{username}/friends
@auth  optional
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@error followers_only
@error user_suspended
@tag   Users
';

CREATE FUNCTION api.list_genre_picks(_viewer iwm.viewer, _limit iwm.list_limit DEFAULT 20) RETURNS api.genre_pick[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_genre_picks(_viewer iwm.viewer, _limit iwm.list_limit) IS '
Genres to choose from

For somebody who begins: the genres with the most films first, each with what you said about it. PUT
/v1/me/preferences/genres takes the choice.

@route GET /me/onboarding/genres
@auth  user
@tag   Settings
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

CREATE FUNCTION api.list_identities(_viewer iwm.viewer) RETURNS api.identity[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_identities(_viewer iwm.viewer) IS '
Your sign-in services

With which one can sign in to this account, beside the password.

@route GET /me/identities
@auth  user
@tag   Signing in elsewhere
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

CREATE FUNCTION api.list_mutes(_viewer iwm.viewer, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.user_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_mutes(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) IS '
Whom you mute

The newest first. Left out are accounts that are deactivated.

@route GET /me/mutes
@auth  user
@param page      Page, from 1
@param per_page  Users on a page, at most 100
@tag   Users
';

CREATE FUNCTION api.list_mutuals(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.user_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_mutuals(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Whom you follow of those who follow a user

In the order in which you began to follow them, the newest first.

@route GET /users/{username}/mutual
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@error followers_only
@error user_suspended
@tag   Users
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

CREATE FUNCTION api.list_relations(_viewer iwm.viewer, _users iwm.user_ref[]) RETURNS api.relation[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_relations(_viewer iwm.viewer, _users iwm.user_ref[]) IS '
What users are to you

For many at once, in the order in which they are named. Those who are not found, and you yourself, are left out.

@route GET /me/relations
@auth  user
@param users  Usernames or public ids (usr_…), at most 100
@error too_many_users
@tag   Users
';

CREATE FUNCTION api.list_scopes() RETURNS api.scope[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_scopes() IS '
What a token can be allowed

@route GET /auth/scopes
@auth  none
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.list_security_events(_viewer iwm.viewer, _cursor iwm.event_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.security_events
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_security_events(_viewer iwm.viewer, _cursor iwm.event_cursor, _limit iwm.list_limit) IS '
What happened to your account

Sign-ins, changed passwords, ended sessions, tokens made and revoked: the newest first.

@route GET /me/security-events
@auth  user
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.list_sent_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.follow_request_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_sent_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Whom you asked to follow

Requests of yours that wait for an answer, the newest first.

@route GET /me/follow-requests/sent
@auth  user
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Users
';

CREATE FUNCTION api.list_sessions(_viewer iwm.viewer) RETURNS api.session[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_sessions(_viewer iwm.viewer) IS '
Where you are signed in

All sessions that are not over, the last used first. There are at most 50 of them: the longest unused go.

@route GET /me/sessions
@auth  user
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.list_setting_definitions() RETURNS api.setting_definition[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_setting_definitions() IS '
What can be set

Every setting: what it takes, what holds until it is set, what it does.

@route GET /settings/schema
@auth  none
@cache 24h settings
@tag   Settings
';

CREATE FUNCTION api.list_sign_in_providers() RETURNS api.sign_in_provider[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_sign_in_providers() IS '
Services of others to sign in with

Those of the settings (IWM_OIDC_PROVIDERS); none unless some are set.

@route   GET /auth/providers
@auth    none
@handler list_sign_in_providers
@tag     Signing in elsewhere
';

CREATE FUNCTION api.list_tokens(_viewer iwm.viewer) RETURNS api.api_token[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_tokens(_viewer iwm.viewer) IS '
Your API tokens

Those that are good, the newest first. The tokens themselves are not kept: a program that has lost its own needs a new one.

@route GET /me/tokens
@auth  user
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.login(_client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code DEFAULT NULL::text, _device iwm.label DEFAULT NULL::text) RETURNS api.session_tokens
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.login(_client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code, _device iwm.label) IS '
Sign in

Answers with an access token for a few minutes, and a refresh token that gets the next one: POST /v1/auth/refresh. Whether the
name or the password is wrong is not told. After five wrong passwords in a row nothing is tried for 2 s, then 4, 8 … up to 15
minutes (429, Retry-After); wrong ones from addresses that the account was never used from are counted apart. A deactivated
account is active again; one that is to be deleted says so in `user.deletion_due_at`.

@route   POST /auth/login
@auth    none
@handler login
@rate    login
@param   email   E-mail address or username
@param   totp    Code of the authenticator, or a recovery code, where the account has a second factor
@param   device  Name of the device, shown in the list of sessions
@error   invalid_credentials
@error   totp_required
@error   account_suspended
@error   login_locked
@tag     Accounts: signing in
';

CREATE FUNCTION api.logout(_viewer iwm.viewer, _client text) RETURNS api.ended_sessions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.logout(_viewer iwm.viewer, _client text) IS '
Sign out

Ends this session: its access and refresh tokens are good for nothing from now on. An API token ends itself.

@route   POST /auth/logout
@auth    user
@rate    write
@message Signed out
@tag     Accounts: signing in
';

CREATE FUNCTION api.logout_all(_viewer iwm.viewer, _client text) RETURNS api.ended_sessions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.logout_all(_viewer iwm.viewer, _client text) IS '
Sign out everywhere

Ends all sessions, this one too. API tokens stay: DELETE /v1/me/tokens/{token_id}.

@route   POST /auth/logout-all
@auth    user
@rate    write
@message Signed out
@tag     Accounts: signing in
';

CREATE FUNCTION api.may_call(_viewer iwm.viewer, _role text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.may_call(_viewer iwm.viewer, _role text) IS '
May this viewer call an operation of this @auth at all? Asked before a handler in Python begins with it

So that who may not learns nothing of what the handler would find out first. The scope is asked for by what it calls.

@internal
';

CREATE FUNCTION api.mute_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.mute_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
Mute a user

What they write is left out of what you read; their profile and the follows stay as they are. They are not told. The same where
you mute them already.

@route PUT /users/{username}/mute
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
';

CREATE FUNCTION api.my_totp(_viewer iwm.viewer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.my_totp(_viewer iwm.viewer) IS '
The second factor of the viewer as iwm.totp_row gives it, to check a code; null where there is none

@internal
';

CREATE FUNCTION api.open_device_code(_device_code_hash text, _user_code text, _client_name text, _scopes text[], _client text, _user_agent text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.open_device_code(_device_code_hash text, _user_code text, _client_name text, _scopes text[], _client text, _user_agent text) IS '
A device begins to wait, for ten minutes; false where another one has this user code: take a new one

_device_code_hash: SHA-256 of the code that the device keeps. Fails with unknown_scope.

@internal
';

CREATE FUNCTION api.open_identity_session(_user_id text, _provider text, _subject text, _methods text[], _session_id text, _refresh_hash text, _client text, _user_agent text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.open_identity_session(_user_id text, _provider text, _subject text, _methods text[], _session_id text, _refresh_hash text, _client text, _user_agent text) IS '
Opens the session of somebody who has signed in elsewhere, and has given the second factor where there is one

_methods: oidc, with otp or recovery. {"account"}, or {"wait"} where wrong codes of others have locked the account meanwhile.
Fails with sign_in_expired, account_suspended.

@internal
@error sign_in_expired
';

CREATE FUNCTION api.patch_account(_viewer iwm.viewer, _if_match text, _patch jsonb) RETURNS api.account
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.patch_account(_viewer iwm.viewer, _if_match text, _patch jsonb) IS '
Change your profile

A JSON merge patch: what is left out stays, null clears. With If-Match (the ETag of GET /v1/me, or the version) a change made
in the meantime is not overwritten. Another username takes effect at once, and the old address of the profile ends. Who makes
the profile public approves whoever asked to follow; who makes it private ends what was asked.

@route PATCH /me
@auth  user
@rate  write
@patch api.account_patch
@touches user:{data.id}
@error invalid_input
@error username_taken
@error username_reserved
@error precondition_failed
@version
@tag   Account
';

CREATE FUNCTION api.patch_notification_preferences(_viewer iwm.viewer, _patch jsonb) RETURNS api.notification_preference[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.patch_notification_preferences(_viewer iwm.viewer, _patch jsonb) IS '
Say of what you want to be told, and how

A JSON merge patch by kind and channel: {"mention": {"email": false}, "award": null}. What is left out stays, null means the
default. What is mandatory keeps its channels. Answers with all of it.

@route PATCH /me/notification-preferences
@auth  user
@rate  write
@patch jsonb
@param patch Channels (in_app, email, push, webhook) by kind of notification
@error unknown_notification_type
@error invalid_setting
@error notification_mandatory
@error invalid_input
@tag   Settings
';

CREATE FUNCTION api.patch_settings(_viewer iwm.viewer, _if_match text, _patch jsonb) RETURNS api.settings
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.patch_settings(_viewer iwm.viewer, _if_match text, _patch jsonb) IS '
Change settings

A JSON merge patch of sections: {"display": {"theme": "dark"}, "region": {"time_zone": null}}. What is left out stays,
null resets a setting or a whole section. With If-Match (the ETag, or the version) a change that somebody else made in the
meantime is not overwritten. Answers with all settings that hold.

@route PATCH /me/settings
@auth  user
@rate  write
@patch jsonb
@param patch Settings by section
@error unknown_setting
@error invalid_setting
@error precondition_failed
@version
@tag   Settings
';

CREATE FUNCTION api.poll_device(_device_code_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.poll_device(_device_code_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text) IS '
A device asks whether it was allowed

{"user", "scopes"} once it was, with a session opened; else {"code", "interval"}, in the words of RFC 8628. Returned, not
raised: that somebody asked, and too often, has to be kept.

@internal
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

CREATE FUNCTION api.put_genre_preference(_viewer iwm.viewer, _slug iwm.slug, _preference iwm.genre_preference DEFAULT 'like'::text) RETURNS api.genre_preferences
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.put_genre_preference(_viewer iwm.viewer, _slug iwm.slug, _preference iwm.genre_preference) IS '
Like or dislike a genre

Answers with all that you like and dislike.

@route PUT /me/preferences/genres/{slug}
@auth  user
@rate  write
@error genre_not_found
@tag   Settings
';

CREATE FUNCTION api.put_genre_preferences(_viewer iwm.viewer, _likes iwm.slug[] DEFAULT '{}'::iwm.slug[], _dislikes iwm.slug[] DEFAULT '{}'::iwm.slug[]) RETURNS api.genre_preferences
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.put_genre_preferences(_viewer iwm.viewer, _likes iwm.slug[], _dislikes iwm.slug[]) IS '
Say which genres you like and dislike

These take the place of all that were there before, as when somebody begins: GET /v1/me/onboarding/genres lists what there
is to choose from.

@route PUT /me/preferences/genres
@auth  user
@rate  write
@param likes    Slugs of genres
@param dislikes Slugs of genres, none of them liked
@error unknown_genre
@error genre_liked_and_disliked
@tag   Settings
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

CREATE FUNCTION api.refresh(_client text, _refresh_token iwm.secret_text) RETURNS api.session_tokens
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.refresh(_client text, _refresh_token iwm.secret_text) IS '
Get a new access token

Each refresh token can be used once: the answer has the next one. Where that answer was lost, the token before the newest gets
the newest once more, within half a minute. Anything else that was used already means that two have it: the session ends for
both (401), and the owner is told by mail.

@route   POST /auth/refresh
@auth    none
@handler refresh
@rate    refresh
@param   refresh_token  The newest one of the session
@error   invalid_token
@error   account_suspended
@tag     Accounts: signing in
';

CREATE FUNCTION api.refresh_session(_session_id text, _count integer, _hash text, _next_hash text, _client text, _user_agent text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.refresh_session(_session_id text, _count integer, _hash text, _next_hash text, _client text, _user_agent text) IS '
Turns the refresh token of a session: the newest one for the next, the one before, once and in time, for the newest

_count and _hash: number and SHA-256 of the token that was shown; _next_hash: that of number _count + 1.
{"scopes", "account"}; or {"reused": true}, and the session is over.

@internal
@error invalid_token
';

CREATE FUNCTION api.register(_client text, _email iwm.email, _password iwm.password, _name iwm.display_name, _username iwm.username DEFAULT NULL::text, _device iwm.label DEFAULT NULL::text) RETURNS api.session_tokens
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.register(_client text, _email iwm.email, _password iwm.password, _name iwm.display_name, _username iwm.username, _device iwm.label) IS '
Make an account

Makes an account, signs in, and mails a link that verifies the address. Without a username, one is derived from the name. The
account can be used at once; what reaches other people waits for the verification. The rules for passwords: a least number of
characters (8 unless set otherwise), at most 1,000, not the e-mail address or username, not one of those that everybody tries.

@route   POST /auth/register
@auth    none
@handler register
@rate    registration
@status  201
@message Welcome
@param   device    Name of the device, shown in the list of sessions
@param   username  Without it, one is derived from the name
@param   name      Name to show
@error   registration_closed
@error   email_taken
@error   username_taken
@error   username_reserved
@tag     Accounts: signing in
';

CREATE FUNCTION api.remove_follower(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.remove_follower(_viewer iwm.viewer, _username iwm.user_ref) IS '
Remove a follower

A request of theirs that waits ends too. They are not told, and may follow or ask again: block them to prevent it. The same where
they did not follow.

@route DELETE /me/followers/{username}
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
';

CREATE FUNCTION api.renew_recovery_codes(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) RETURNS api.recovery_codes
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.renew_recovery_codes(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) IS '
New recovery codes

With the password and a code. Ten new ones, shown only now; those before are worth nothing any more.

@route   POST /me/totp/recovery-codes
@auth    user
@handler renew_recovery_codes
@rate    login
@status  201
@param   password  The password of the account
@param   code      Six digits of the app, or a recovery code
@error   totp_not_enabled
@error   password_missing
@error   wrong_password
@error   invalid_code
@error   login_locked
@tag     Accounts
';

CREATE FUNCTION api.replace_password(_viewer iwm.viewer, _client text, _user_agent text, _hash text, _new_hash text) RETURNS api.ended_sessions
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.replace_password(_viewer iwm.viewer, _client text, _user_agent text, _hash text, _new_hash text) IS '
Changes the password from _hash, which was verified, to _new_hash; from none only just after a sign-in

Fails with wrong_password, fresh_sign_in_needed.

@internal
@error wrong_password
';

CREATE FUNCTION api.replace_recovery_codes(_viewer iwm.viewer, _code_hashes text[], _client text, _user_agent text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.replace_recovery_codes(_viewer iwm.viewer, _code_hashes text[], _client text, _user_agent text) IS '
Puts new recovery codes (their SHA-256) in the place of the old ones

Fails with totp_not_enabled.

@internal
@error totp_not_enabled
';

CREATE FUNCTION api.report_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.user_report_reason, _details iwm.report_text DEFAULT NULL::text) RETURNS api.user_report
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.report_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.user_report_reason, _details iwm.report_text) IS '
Report a user to the staff

One open report of each user. They are not told.

@route POST /users/{username}/reports
@auth  user
@status 201
@param username  Username, whatever its case, or public id (usr_…)
@param reason    Why; other needs details
@param details   What happened
@error user_not_found
@error email_not_verified
@error not_yourself
@error details_needed
@error already_reported
@tag   Users
';

CREATE FUNCTION api.request_device_code(_client text, _client_name iwm.label, _scopes text[] DEFAULT NULL::text[]) RETURNS api.device_code
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.request_device_code(_client text, _client_name iwm.label, _scopes text[]) IS '
Codes for a device that has no keyboard

Show user_code and verification_uri to the person, then ask POST /v1/auth/device/token every `interval` seconds (RFC 8628).
The codes are good for ten minutes.

@route   POST /auth/device/code
@auth    none
@handler request_device_code
@rate    login
@param   client_name  What the device is, as the person shall read it: TV in the living room
@param   scopes       What the device wants to do; without it, all but the work of staff
@error   unknown_scope
@tag     Devices
';

CREATE FUNCTION api.reset_link_owner(_token_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.reset_link_owner(_token_id text) IS '
{"email", "username"} of the account that a link for a new password is for, without using it up

Fails with invalid_link, link_used, link_expired.

@internal
';

CREATE FUNCTION api.reset_password(_token iwm.secret_text, _password iwm.password, _client text) RETURNS api.email_state
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.reset_password(_token iwm.secret_text, _password iwm.password, _client text) IS '
Set a new password

With the token of the link that POST /v1/auth/password/forgot mails. Ends all sessions and API tokens of the account
and verifies its address; where that was not verified before, linked sign-in services and a second factor go too. A password
that is refused leaves the link as it was.

@route   POST /auth/password/reset
@auth    none
@handler reset_password
@rate    login
@param   token     What stands behind token= in the link
@param   password  The new password
@message The password is changed; sign in with it
@error   invalid_link
@error   link_used
@error   link_expired
@error   invalid_input
@tag     Accounts
';

CREATE FUNCTION api.reset_settings(_viewer iwm.viewer, _if_match text, _section iwm.settings_section) RETURNS api.settings
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.reset_settings(_viewer iwm.viewer, _if_match text, _section iwm.settings_section) IS '
Reset a section

All settings of the section are as nobody had set them. Answers with all settings that hold.

@route DELETE /me/settings/{section}
@auth  user
@rate  write
@error settings_section_not_found
@error precondition_failed
@version
@tag   Settings
';

CREATE FUNCTION api.restore_account(_viewer iwm.viewer) RETURNS api.account
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.restore_account(_viewer iwm.viewer) IS '
Keep your account after all

Cancels its deletion; nothing happens where none was asked for.

@route POST /me/restore
@auth  user
@rate  write
@touches user:{data.id}
@tag   Account
';

CREATE FUNCTION api.revoke_token(_viewer iwm.viewer, _client text, _token_id iwm.public_id) RETURNS api.revoked_token
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.revoke_token(_viewer iwm.viewer, _client text, _token_id iwm.public_id) IS '
Revoke an API token

It is good for nothing from now on. Revoking it again changes nothing.

@route DELETE /me/tokens/{token_id}
@auth  user
@rate  write
@error token_not_found
@tag   Accounts: sessions and tokens
';

CREATE FUNCTION api.run_chores() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.run_chores() IS '
Does the chores that are due, each slot once; called by every process once a minute

@internal
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

CREATE FUNCTION api.search_users(_viewer iwm.viewer, _q iwm.search_text, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.user_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.search_users(_viewer iwm.viewer, _q iwm.search_text, _page iwm.page, _per_page iwm.per_page) IS '
Search users

By name or username, the best first: typos, accents and capitals do not matter. One or two letters find names that begin with
them. Private profiles, and users who turned `privacy.searchable` off, are found by those who follow them only; suspended
accounts, those with a block between you and those whose e-mail address is not verified by nobody else.

@route GET /users
@auth  optional
@param q         Whom to look for
@param page      Page, from 1
@param per_page  Users on a page, at most 100
@tag   Users
';

CREATE FUNCTION api.send_email_verification(_viewer iwm.viewer) RETURNS api.email_state
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.send_email_verification(_viewer iwm.viewer) IS '
Send the verification mail again

Does nothing where the address is verified already. A new link makes the one before useless.

@route   POST /auth/email/verification
@auth    user
@rate    mail
@tag     Accounts
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

CREATE FUNCTION api.staff_add_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label DEFAULT NULL::text, _character iwm.character_name DEFAULT NULL::text, _billing_order iwm.billing_place DEFAULT NULL::integer, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_add_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _billing_order iwm.billing_place, _reason iwm.reason) IS '
Add a credit to a film

One for each person, job and character. It needs no If-Match: it changes nothing of what is there.

@route POST /staff/movies/{movie_id}/credits
@auth  moderator
@status 201
@message Created
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param job            One of GET /v1/staff/credit-jobs
@param department     Needed only where several departments have a job of this name
@param character      Whom they play
@param billing_order  Place in the credits, from 0
@param reason         Why; it stands in the audit log
@error movie_not_found
@error duplicate_credit
@error unknown_value
@error invalid_input
@error record_deleted
@error record_merged
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_api_usage(_viewer iwm.viewer, _since date DEFAULT NULL::date, _until date DEFAULT NULL::date, _caller iwm.user_ref DEFAULT NULL::text, _address iwm.search_text DEFAULT NULL::text, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 20) RETURNS api.api_usage_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_api_usage(_viewer iwm.viewer, _since date, _until date, _caller iwm.user_ref, _address iwm.search_text, _page iwm.page, _per_page iwm.per_page) IS '
Calls of the API

Calls a day by caller (user, API token, anonymous) and address: the last day first, of a day whoever called most. Without
dates, the last 30 days.

@route GET /staff/api-usage
@auth  moderator
@param since     From this day on
@param until     Up to this day
@param caller    Username or public id of a user (tokens included), public id of a token, or anonymous
@param address   Only calls from this address
@param page      Page, from 1
@param per_page  Rows on a page, at most 100
@error range_reversed
@tag   Staff: service
';

CREATE FUNCTION api.staff_audit_log(_viewer iwm.viewer, _entity iwm.audit_entity DEFAULT NULL::iwm.audit_entity, _id iwm.public_id DEFAULT NULL::text, _actor iwm.user_ref DEFAULT NULL::text, _since timestamp with time zone DEFAULT NULL::timestamp with time zone, _until timestamp with time zone DEFAULT NULL::timestamp with time zone, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.audit_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_audit_log(_viewer iwm.viewer, _entity iwm.audit_entity, _id iwm.public_id, _actor iwm.user_ref, _since timestamp with time zone, _until timestamp with time zone, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
What staff did

Each change of a film, a person, a genre, a user''s role or state, and of the settings of the service, by whomever: new values,
what they replaced, who and why. The newest first.

@route GET /staff/audit-log
@auth  moderator
@param entity  Only what happened to things of this kind
@param id      With entity: only what happened to this one, by public id, slug, class or username
@param actor   Only what this user did; or a database role, for what was done in psql
@param since   From this time on
@param until   Before this time
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@error nothing_given
@error range_reversed
@tag   Staff: service
';

CREATE FUNCTION api.staff_create_genre(_viewer iwm.viewer, _name iwm.label, _slug iwm.slug DEFAULT NULL::text, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_genre
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_create_genre(_viewer iwm.viewer, _name iwm.label, _slug iwm.slug, _reason iwm.reason) IS '
Add a genre

@route POST /staff/genres
@auth  moderator
@status 201
@message Created
@touches genres
@param name    Name to show
@param slug    Name in addresses; without it, it follows from the name
@param reason  Why; it stands in the audit log
@error genre_taken
@error nothing_given
@version
@tag   Staff: genres
';

CREATE FUNCTION api.staff_create_movie(_viewer iwm.viewer, _title iwm.movie_title, _original_title iwm.movie_title DEFAULT NULL::text, _tagline iwm.tagline DEFAULT NULL::text, _overview iwm.long_text DEFAULT NULL::text, _year iwm.release_year DEFAULT NULL::integer, _release_date date DEFAULT NULL::date, _runtime iwm.runtime_minutes DEFAULT NULL::integer, _rating iwm.content_rating DEFAULT NULL::text, _status iwm.status_word DEFAULT 'released'::text, _kind iwm.movie_kind DEFAULT 'movie'::iwm.movie_kind, _adult boolean DEFAULT false, _poster_url iwm.web_url DEFAULT NULL::text, _backdrop_url iwm.web_url DEFAULT NULL::text, _budget iwm.amount DEFAULT NULL::bigint, _revenue iwm.amount DEFAULT NULL::bigint, _external_ids api.external_id_input[] DEFAULT '{}'::api.external_id_input[], _genres iwm.slug[] DEFAULT '{}'::iwm.slug[], _countries iwm.country_code[] DEFAULT '{}'::iwm.country_code[], _languages iwm.language_code[] DEFAULT '{}'::iwm.language_code[], _keywords iwm.label[] DEFAULT '{}'::iwm.label[], _companies api.company_input[] DEFAULT '{}'::api.company_input[], _credits api.credit_input[] DEFAULT '{}'::api.credit_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_create_movie(_viewer iwm.viewer, _title iwm.movie_title, _original_title iwm.movie_title, _tagline iwm.tagline, _overview iwm.long_text, _year iwm.release_year, _release_date date, _runtime iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.status_word, _kind iwm.movie_kind, _adult boolean, _poster_url iwm.web_url, _backdrop_url iwm.web_url, _budget iwm.amount, _revenue iwm.amount, _external_ids api.external_id_input[], _genres iwm.slug[], _countries iwm.country_code[], _languages iwm.language_code[], _keywords iwm.label[], _companies api.company_input[], _credits api.credit_input[], _reason iwm.reason) IS '
Add a film

Its public id is its IMDb id or tmdb_… where it has one, else a new one. The year follows the release date. Trivia,
timeline and alternative titles have operations of their own.

@route POST /staff/movies
@auth  moderator
@status 201
@message Created
@touches movie:{data.id} movies people genres
@param release_date  First release
@param kind          What sort of film it is
@param adult         For adults only
@param external_ids  What other sources call it, at most 50
@param genres        Slugs of GET /v1/genres, the main one first
@param countries     Codes of GET /v1/countries, the main one first
@param languages     Codes of GET /v1/languages, the main one first
@param keywords      Names; a new one is made
@param companies     Companies by id or name
@param credits       Who did what
@param reason        Why; it stands in the audit log
@error external_id_taken
@error unknown_value
@error unknown_status
@error invalid_list
@error invalid_date
@error invalid_input
@error nothing_given
@error year_contradicts_date
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_create_person(_viewer iwm.viewer, _name iwm.full_name, _bio iwm.long_text DEFAULT NULL::text, _image_url iwm.web_url DEFAULT NULL::text, _birthday date DEFAULT NULL::date, _deathday date DEFAULT NULL::date, _birth_year iwm.life_year DEFAULT NULL::integer, _death_year iwm.life_year DEFAULT NULL::integer, _place_of_birth iwm.full_name DEFAULT NULL::text, _known_for_department iwm.short_label DEFAULT NULL::text, _external_ids api.person_id_input[] DEFAULT '{}'::api.person_id_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_person
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_create_person(_viewer iwm.viewer, _name iwm.full_name, _bio iwm.long_text, _image_url iwm.web_url, _birthday date, _deathday date, _birth_year iwm.life_year, _death_year iwm.life_year, _place_of_birth iwm.full_name, _known_for_department iwm.short_label, _external_ids api.person_id_input[], _reason iwm.reason) IS '
Add a person

The public id is the IMDb id where there is one, else a new one. Years follow the dates.

@route POST /staff/people
@auth  moderator
@status 201
@message Created
@touches person:{data.id} people
@param birthday              Date of birth
@param deathday              Date of death
@param known_for_department  A department of GET /v1/staff/credit-jobs
@param external_ids          What other sources call them, at most 50
@param reason                Why; it stands in the audit log
@error external_id_taken
@error unknown_value
@error invalid_list
@error invalid_date
@error invalid_input
@error year_contradicts_date
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_credit_jobs(_viewer iwm.viewer) RETURNS api.credit_job[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_credit_jobs(_viewer iwm.viewer) IS '
Jobs that a credit may name

By department, in the order of a film''s credits. The cast is the department Acting.

@route GET /staff/credit-jobs
@auth  moderator
@tag   Staff: films
';

CREATE FUNCTION api.staff_delete_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _replaced_by iwm.slug DEFAULT NULL::text, _reason iwm.reason DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_delete_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _replaced_by iwm.slug, _reason iwm.reason) IS '
Remove a genre

One that films have is refused, unless it is said which one takes its place: then the two are merged. Send the version as
If-Match.

@route DELETE /staff/genres/{slug}
@auth  moderator
@status 204
@touches genres movies catalogue
@param slug         Name of the genre in addresses
@param replaced_by  Slug of the genre that takes its place
@param reason       Why; it stands in the audit log
@error genre_not_found
@error genre_in_use
@error merge_with_itself
@error precondition_required
@error precondition_failed
@tag   Staff: genres
';

CREATE FUNCTION api.staff_delete_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_delete_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) IS '
Delete a film

Nobody sees it any more; its record stays and can be restored. Of one that is deleted, nothing changes. Send the version as If-Match.

@route DELETE /staff/movies/{movie_id}
@auth  moderator
@touches movie:{data.id} movies people genres catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_delete_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_person
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_delete_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) IS '
Delete a person

Only one whom no film credits; the record stays and can be restored. Of one that is deleted, nothing changes. Send the version as If-Match.

@route DELETE /staff/people/{person_id}
@auth  moderator
@touches person:{data.id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param reason     Why; it stands in the audit log
@error person_not_found
@error record_merged
@error person_has_credits
@error precondition_required
@error precondition_failed
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug) RETURNS api.staff_genre
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug) IS '
The record of a genre

With its version, and the slugs that lead to it.

@route GET /staff/genres/{slug}
@auth  moderator
@param slug  Name of the genre in addresses, also one that it had
@error genre_not_found
@version
@tag   Staff: genres
';

CREATE FUNCTION api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id) RETURNS api.staff_movie
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id) IS '
The record of a film

As it is kept, with its version; also of a film that was deleted or merged into another one.

@route GET /staff/movies/{movie_id}
@auth  moderator
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id) RETURNS api.staff_person
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id) IS '
The record of a person

As it is kept, with its version; also of one that was deleted or merged into another one.

@route GET /staff/people/{person_id}
@auth  moderator
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@error person_not_found
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_get_policy(_viewer iwm.viewer) RETURNS api.policy
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_policy(_viewer iwm.viewer) IS '
Settings of accounts

What the rules of accounts go by; times in seconds.

@route GET /staff/policy
@auth  admin
@version
@tag   Staff: service
';

CREATE FUNCTION api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class) RETURNS api.rate_limit
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class) IS '
A class of rate limits

With its version.

@route GET /staff/rate-limits/{class}
@auth  admin
@error rate_class_not_found
@version
@tag   Staff: service
';

CREATE FUNCTION api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.staff_user
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
A user, as staff sees them

State, role, and what tells how safe the account is. Moderators see of the e-mail address only the domain.

@route GET /staff/users/{username}
@auth  moderator
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@tag   Staff: users
';

CREATE FUNCTION api.staff_list_movies(_viewer iwm.viewer, _state iwm.record_state DEFAULT NULL::iwm.record_state, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.staff_movie_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_movies(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Records of films

The newest first; also those that were deleted, or merged into another one.

@route GET /staff/movies
@auth  moderator
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Staff: films
';

CREATE FUNCTION api.staff_list_people(_viewer iwm.viewer, _state iwm.record_state DEFAULT NULL::iwm.record_state, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.staff_person_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_people(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Records of people

The newest first; also those that were deleted, or merged into another one.

@route GET /staff/people
@auth  moderator
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Staff: people
';

CREATE FUNCTION api.staff_list_rate_limits(_viewer iwm.viewer) RETURNS api.rate_limit[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_rate_limits(_viewer iwm.viewer) IS '
Classes of rate limits

How often one account, and one address, may call what belongs to a class.

@route GET /staff/rate-limits
@auth  admin
@tag   Staff: service
';

CREATE FUNCTION api.staff_list_users(_viewer iwm.viewer, _q iwm.search_text DEFAULT NULL::text, _role iwm.short_label DEFAULT NULL::text, _state iwm.account_state DEFAULT NULL::iwm.account_state, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.staff_user_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_users(_viewer iwm.viewer, _q iwm.search_text, _role iwm.short_label, _state iwm.account_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Users

The newest first, in whatever state.

@route GET /staff/users
@auth  moderator
@param q       Part of the name or the username; or a whole e-mail address or public id
@param role    Only those with this role: user, moderator, admin
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@error unknown_role
@tag   Staff: users
';

CREATE FUNCTION api.staff_merge_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_genre
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_merge_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason) IS '
Merge a genre into another one

Its films, and the people who like or dislike it, go to the other one, each once; its slug leads there, and imports that name
it find the other one. Send the version of the genre that goes as If-Match.

@route POST /staff/genres/{slug}/merge
@auth  moderator
@touches genres movies catalogue
@param slug    Name of the genre in addresses
@param into    Slug of the genre that stays
@param reason  Why; it stands in the audit log
@error genre_not_found
@error merge_with_itself
@error precondition_required
@error precondition_failed
@version
@tag   Staff: genres
';

CREATE FUNCTION api.staff_merge_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_merge_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) IS '
Merge a film into another one

For two records of one film. Credits, genres, countries, languages, companies, keywords, titles, scores, external ids and
votes move to the other one, each once; where both say something, the other one''s holds. The ids of this one go on
answering, with the other one. Send the version of the film that goes as If-Match.

@route POST /staff/movies/{movie_id}/merge
@auth  moderator
@touches movie:{data.id} movies people genres catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param into      The film that stays
@param reason    Why; it stands in the audit log
@error movie_not_found
@error merge_with_itself
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_merge_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_person
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_merge_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) IS '
Merge a person into another one

For two records of one person. Credits and external ids move to the other one, each once; where both say something, the
other one''s holds. The ids of this one go on answering, with the other one. Send the version of the person that goes as
If-Match.

@route POST /staff/people/{person_id}/merge
@auth  moderator
@touches person:{data.id} people movies catalogue
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param into       The person that stays
@param reason     Why; it stands in the audit log
@error person_not_found
@error merge_with_itself
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_remove_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label DEFAULT NULL::text, _character iwm.character_name DEFAULT NULL::text, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_remove_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _reason iwm.reason) IS '
Remove a credit from a film

The one of this person, job and character (none: the one without a character).

@route DELETE /staff/movies/{movie_id}/credits
@auth  moderator
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param job         One of GET /v1/staff/credit-jobs
@param department  Needed only where several departments have a job of this name
@param character   Whom they play
@param reason      Why; it stands in the audit log
@error movie_not_found
@error credit_not_found
@error unknown_value
@error invalid_input
@error record_deleted
@error record_merged
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_restore_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_restore_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) IS '
Restore a film

It is seen again, with all that it had. Of one that is not deleted, nothing changes. Send the version as If-Match.

@route POST /staff/movies/{movie_id}/restore
@auth  moderator
@touches movie:{data.id} movies people genres catalogue
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_restore_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_person
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_restore_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) IS '
Restore a person

Of one that is not deleted, nothing changes. Send the version as If-Match.

@route POST /staff/people/{person_id}/restore
@auth  moderator
@touches person:{data.id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param reason     Why; it stands in the audit log
@error person_not_found
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_set_movie_companies(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _companies api.company_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_companies(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _companies api.company_input[], _reason iwm.reason) IS '
Set the companies of a film

The whole list, at most 200, in order. A company is named by its id or by its name; a name that is new makes a company. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/companies
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param companies  Companies by id or name, with what they did
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@error nothing_given
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_countries(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _countries iwm.country_code[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_countries(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _countries iwm.country_code[], _reason iwm.reason) IS '
Set the countries of a film

The whole list, at most 50, the main one first. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/countries
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param countries  Codes of GET /v1/countries
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_credits(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _credits api.credit_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_credits(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _credits api.credit_input[], _reason iwm.reason) IS '
Set the credits of a film

The whole cast and crew, at most 2,000: one credit for each person, job and character. The counts of the people follow. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/credits
@auth  moderator
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param credits   Who did what
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@error invalid_input
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_external_ids(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _external_ids api.external_id_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_external_ids(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _external_ids api.external_id_input[], _reason iwm.reason) IS '
Set the external ids of a film

The whole list, at most 50. An id belongs to one film. The public id stays as it is. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/external-ids
@auth  moderator
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param external_ids  What other sources call it
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@error external_id_taken
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_genres(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _genres iwm.slug[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_genres(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _genres iwm.slug[], _reason iwm.reason) IS '
Set the genres of a film

The whole list, at most 30, the main one first. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/genres
@auth  moderator
@touches movie:{data.id} movies genres
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param genres    Slugs of GET /v1/genres
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_keywords(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _keywords iwm.label[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_keywords(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _keywords iwm.label[], _reason iwm.reason) IS '
Set the keywords of a film

The whole list, at most 500. A keyword that is new is made. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/keywords
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param keywords  Names
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_languages(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _languages iwm.language_code[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_languages(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _languages iwm.language_code[], _reason iwm.reason) IS '
Set the languages of a film

The whole list, at most 50, the main one first. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/languages
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param languages  Codes of GET /v1/languages
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_timeline(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _timeline api.timeline_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_timeline(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _timeline api.timeline_input[], _reason iwm.reason) IS '
Set the timeline of a film

The whole list, at most 500. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/timeline
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param timeline  Events with their dates
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error invalid_list
@error invalid_date
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_titles(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _titles api.title_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_titles(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _titles api.title_input[], _reason iwm.reason) IS '
Set the alternative titles of a film

The whole list, at most 500: one entry for each title, country and language. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/alternative-titles
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param titles    Other titles
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_movie_trivia(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _trivia api.trivia_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_movie_trivia(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _trivia api.trivia_input[], _reason iwm.reason) IS '
Set the trivia of a film

The whole list, at most 500, in order. Send the version of the film as If-Match.

@route PUT /staff/movies/{movie_id}/trivia
@auth  moderator
@touches movie:{data.id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param trivia    Questions with their answers
@param reason    Why; it stands in the audit log
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error invalid_list
@error invalid_date
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_set_person_external_ids(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _external_ids api.person_id_input[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_person
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_person_external_ids(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _external_ids api.person_id_input[], _reason iwm.reason) IS '
Set the external ids of a person

The whole list, at most 50. An id belongs to one person. The public id stays as it is. Send the version of the person as
If-Match.

@route PUT /staff/people/{person_id}/external-ids
@auth  moderator
@touches person:{data.id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param external_ids  What other sources call them
@param reason        Why; it stands in the audit log
@error person_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@error external_id_taken
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_set_role(_viewer iwm.viewer, _username iwm.user_ref, _role iwm.short_label, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_user
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_set_role(_viewer iwm.viewer, _username iwm.user_ref, _role iwm.short_label, _reason iwm.reason) IS '
Give a user a role

user, moderator or admin, from the next call of that user on. Nobody changes their own; there is always an administrator.

@route PUT /staff/users/{username}/role
@auth  admin
@touches user:{data.id} users
@param username  Username, whatever its case, or public id (usr_…)
@param role      user, moderator or admin
@param reason    Why; it stands in the audit log
@error user_not_found
@error unknown_role
@error not_on_yourself
@error last_admin
@tag   Staff: users
';

CREATE FUNCTION api.staff_sign_out_user(_viewer iwm.viewer, _username iwm.user_ref, _tokens boolean DEFAULT false, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_signed_out
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_sign_out_user(_viewer iwm.viewer, _username iwm.user_ref, _tokens boolean, _reason iwm.reason) IS '
Sign a user out

Ends all sessions, and the API tokens too where that is said.

@route POST /staff/users/{username}/sign-out
@auth  moderator
@touches users
@param username  Username, whatever its case, or public id (usr_…)
@param tokens    API tokens, too
@param reason    Why; it stands in the audit log
@error user_not_found
@error not_on_yourself
@error rank_too_low
@tag   Staff: users
';

CREATE FUNCTION api.staff_suspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason, _until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS api.staff_user
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_suspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason, _until timestamp with time zone) IS '
Suspend a user

Sessions and tokens have no power from the next call on, and the user is told by mail. Said again, the reason and the end are
the new ones. Moderators act on users only, administrators on everybody else.

@route POST /staff/users/{username}/suspend
@auth  moderator
@touches user:{data.id} users
@param username  Username, whatever its case, or public id (usr_…)
@param reason    Why; the user reads it
@param until     When it ends; without it, it does not end
@error user_not_found
@error not_on_yourself
@error rank_too_low
@error ends_in_the_past
@error last_admin
@tag   Staff: users
';

CREATE FUNCTION api.staff_unsuspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason DEFAULT NULL::text) RETURNS api.staff_user
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_unsuspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason) IS '
End the suspension of a user

Sessions and tokens that have not ended meanwhile have their power again. Nothing where there is none.

@route POST /staff/users/{username}/unsuspend
@auth  moderator
@touches user:{data.id} users
@param username  Username, whatever its case, or public id (usr_…)
@param reason    Why; it stands in the audit log
@error user_not_found
@error not_on_yourself
@error rank_too_low
@tag   Staff: users
';

CREATE FUNCTION api.staff_update_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _patch jsonb) RETURNS api.staff_genre
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_update_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _patch jsonb) IS '
Rename a genre

A new name, a new slug, or both. The old slug goes on answering, and imports that use the old name find the genre. Send the
version as If-Match.

@route PATCH /staff/genres/{slug}
@auth  moderator
@patch api.genre_patch
@touches genres movies catalogue
@param slug  Name of the genre in addresses
@error genre_not_found
@error genre_taken
@error invalid_input
@error precondition_required
@error precondition_failed
@version
@tag   Staff: genres
';

CREATE FUNCTION api.staff_update_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _patch jsonb) RETURNS api.staff_movie
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_update_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _patch jsonb) IS '
Change a film

What is not named stays as it is; null empties. The year follows the release date. Send the version as If-Match; what
changes nothing makes no new version.

@route PATCH /staff/movies/{movie_id}
@auth  moderator
@patch api.movie_patch
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_status
@error invalid_date
@error invalid_input
@error nothing_given
@error year_contradicts_date
@version
@tag   Staff: films
';

CREATE FUNCTION api.staff_update_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _patch jsonb) RETURNS api.staff_person
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_update_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _patch jsonb) IS '
Change a person

What is not named stays as it is; null empties. Years follow the dates. Send the version as If-Match; what changes nothing
makes no new version.

@route PATCH /staff/people/{person_id}
@auth  moderator
@patch api.person_patch
@touches person:{data.id} people movies catalogue
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@error person_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_date
@error invalid_input
@error nothing_given
@error year_contradicts_date
@version
@tag   Staff: people
';

CREATE FUNCTION api.staff_update_policy(_viewer iwm.viewer, _if_match text, _patch jsonb) RETURNS api.policy
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_update_policy(_viewer iwm.viewer, _if_match text, _patch jsonb) IS '
Change the settings of accounts

What is not named stays as it is. Times in seconds. It holds from the next call on. Send the version as If-Match.

@route PATCH /staff/policy
@auth  admin
@patch api.policy_patch
@error precondition_required
@error precondition_failed
@error invalid_input
@version
@tag   Staff: service
';

CREATE FUNCTION api.staff_update_rate_limit(_viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb) RETURNS api.rate_limit
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_update_rate_limit(_viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb) IS '
Change a class of rate limits

What is not named stays as it is. It holds from the next call on. Send the version as If-Match.

@route PATCH /staff/rate-limits/{class}
@auth  admin
@patch api.rate_limit_patch
@error rate_class_not_found
@error precondition_required
@error precondition_failed
@error invalid_input
@version
@tag   Staff: service
';

CREATE FUNCTION api.staff_upsert_movies(_viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason DEFAULT NULL::text) RETURNS api.bulk_summary
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_upsert_movies(_viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason) IS '
Add or change many films

At most 500 a call. A film is found by any of its external ids, else it is made; what is absent or null stays as it is, a
list that is given replaces the one that is there, external ids are added. Each film is written whole or not at all:
the answer says for each whether it was created, updated, unchanged or failed, and why. The later one of two that are the
same film comes upon the earlier one.

@route POST /staff/movies/bulk
@auth  moderator
@rate  bulk
@touches movies people genres catalogue
@param movies  Films
@param reason  Why; it stands in the audit log
@error invalid_list
@tag   Staff: films
';

CREATE FUNCTION api.staff_user_events(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.security_events
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_user_events(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
What happened to the account of a user

Sign-ins, changed passwords, ended sessions: the newest first.

@route GET /staff/users/{username}/events
@auth  moderator
@param username  Username, whatever its case, or public id (usr_…)
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error user_not_found
@tag   Staff: users
';

CREATE FUNCTION api.start_oidc(_provider iwm.provider_name, _for iwm.oidc_purpose DEFAULT 'sign_in'::text, _origin iwm.web_url DEFAULT NULL::text) RETURNS api.oidc_start
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.start_oidc(_provider iwm.provider_name, _for iwm.oidc_purpose, _origin iwm.web_url) IS '
Sign in elsewhere: the beginning

To be opened in a browser, which is sent on to the service (302) and comes back to the callback. A caller that accepts only
application/json gets the address instead, and a cookie that the callback needs.

A site opens it as a window of its own with `origin`, and hears from it by postMessage: {"source": "iwm", "next", "session",
"ticket"}, the last three as POST /v1/auth/oidc/{provider}/finish answers them.

@route   GET /auth/oidc/{provider}/start
@auth    none
@handler start_oidc
@param   provider  A name of GET /v1/auth/providers
@param   for       sign_in, or link: to get a ticket for POST /v1/me/identities
@param   origin    The site that opened the window and is to get the result by postMessage: ours, or one of IWM_CORS_ORIGINS
@error   provider_not_found
@error   provider_unavailable
@error   invalid_input
@tag     Signing in elsewhere
';

CREATE FUNCTION api.suggest_users(_viewer iwm.viewer, _limit iwm.list_limit DEFAULT 20) RETURNS api.user_suggestion[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.suggest_users(_viewer iwm.viewer, _limit iwm.list_limit) IS '
Whom to follow

Those whom the people that you follow follow, the most of them first; then those with the most followers. Whom you follow,
asked to follow, mute or block is left out, and so are private profiles, those who turned `privacy.searchable` off and
those whose e-mail address is not verified.

@route GET /users/suggestions
@auth  user
@param limit  How many, at most 100
@tag   Users
';

CREATE FUNCTION api.take_token(_class text, _viewer iwm.viewer, _login text, _client text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.take_token(_class text, _viewer iwm.viewer, _login text, _client text) IS '
Takes the tokens of a call that Python serves, before it is served

_login: the name of the account that the caller gave, for who is not signed in. Returns iwm.take as text: (quota, seconds, what
remains, seconds until it is full). Fails with too_many_requests (429).

@internal
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

CREATE FUNCTION api.totp_of_user(_user_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.totp_of_user(_user_id text) IS '
The second factor of a user (public id) who is signing in, as iwm.totp_row gives it; null where there is none

@internal
';

CREATE FUNCTION api.turn_totp_off(_viewer iwm.viewer, _client text, _user_agent text) RETURNS api.totp_state
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.turn_totp_off(_viewer iwm.viewer, _client text, _user_agent text) IS '
Turns the second factor off, once password and code were checked

@internal
';

CREATE FUNCTION api.turn_totp_on(_viewer iwm.viewer, _secret text, _step bigint, _code_hashes text[], _client text, _user_agent text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.turn_totp_on(_viewer iwm.viewer, _secret text, _step bigint, _code_hashes text[], _client text, _user_agent text) IS '
Turns the second factor on, after a code of this time step was right; ends all other sessions

_secret: as it is stored, the one that the code was checked against. _code_hashes: SHA-256 of the recovery codes.
Fails with totp_enabled.

@internal
@error totp_enabled
';

CREATE FUNCTION api.unblock_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.unblock_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
Block a user no more

The same where you did not block them.

@route DELETE /users/{username}/block
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
';

CREATE FUNCTION api.unfollow_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.unfollow_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
Unfollow a user, or withdraw the request to

Answers what they are to you now; the same where you did not follow them.

@route DELETE /users/{username}/follow
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
';

CREATE FUNCTION api.unlink_identity(_viewer iwm.viewer, _client text, _provider iwm.provider_name) RETURNS api.identity[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.unlink_identity(_viewer iwm.viewer, _client text, _provider iwm.provider_name) IS '
Take a sign-in service off

One that is not linked is no error. The last way to sign in stays. Answers with all that are linked.

@route DELETE /me/identities/{provider}
@auth  user
@rate  write
@param provider  The service to take off
@error last_sign_in
@tag   Signing in elsewhere
';

CREATE FUNCTION api.unmute_user(_viewer iwm.viewer, _username iwm.user_ref) RETURNS api.relation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.unmute_user(_viewer iwm.viewer, _username iwm.user_ref) IS '
Mute a user no more

The same where you did not mute them.

@route DELETE /users/{username}/mute
@auth  user
@param username  Username, whatever its case, or public id (usr_…)
@error user_not_found
@error not_yourself
@tag   Users
';

CREATE FUNCTION api.use_email_link(_token_id text, _client text, _user_agent text) RETURNS api.email_state
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.use_email_link(_token_id text, _client text, _user_agent text) IS '
Gives an account the address that a link was sent to, and tells the old one

Fails with invalid_link, link_used, link_expired; email_taken where somebody else has it by now.

@internal
@error email_taken
';

CREATE FUNCTION api.use_reset_link(_token_id text, _hash text, _client text, _user_agent text) RETURNS api.email_state
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.use_reset_link(_token_id text, _hash text, _client text, _user_agent text) IS '
Gives an account the password with this hash, by a link that was mailed: ends its sessions, verifies its address

Where the address was not verified before, sign-in services and a second factor go: they may be those of a stranger who
registered with it.

Fails with invalid_link, link_used, link_expired.

@internal
';

CREATE FUNCTION api.use_second_factor(_user_id text, _step bigint, _code_hash text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.use_second_factor(_user_id text, _step bigint, _code_hash text) IS '
Uses up a code of a user (public id): otp or recovery; null where it is not good, or was used

_step: the time step whose code it is, null for none; each step and those before it count once. _code_hash: SHA-256 of it as a
recovery code.

@internal
';

CREATE FUNCTION api.use_ticket(_ticket_hash text, _seconds integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.use_ticket(_ticket_hash text, _seconds integer) IS '
Notes that something with this SHA-256 was used; false where it was before. _seconds: for how long it can be used at all

@internal
';

CREATE FUNCTION api.use_verify_link(_token_id text, _client text, _user_agent text) RETURNS api.email_state
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.use_verify_link(_token_id text, _client text, _user_agent text) IS '
Verifies the address that a link was sent to

_token_id: the public id of the link, whose MAC was checked outside. Fails with invalid_link, link_used, link_expired.

@internal
';

CREATE FUNCTION api.verify_email(_token iwm.secret_text, _client text) RETURNS api.email_state
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.verify_email(_token iwm.secret_text, _client text) IS '
Verify an e-mail address

With the token of the link that was mailed to it. A link can be used once, and only while the account has that address.

@route   POST /auth/email/verify
@auth    none
@handler verify_email
@rate    write
@param   token  What stands behind token= in the link
@message The address is verified
@error   invalid_link
@error   link_used
@error   link_expired
@tag     Accounts
';

CREATE FUNCTION iwm.account(_user_id bigint) RETURNS api.account
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.account(_user_id bigint) IS 'A user as its owner sees it.';

CREATE FUNCTION iwm."normalize"(_text text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm."normalize"(_text text) IS 'Search form of a text: lower case, no accents, punctuation as single blanks. Amélie -> amelie.';

CREATE FUNCTION iwm.now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.now() IS 'The clock of every rule. Returns timestamptz; a test sets it with: set iwm.now = ''2024-02-29 12:00+00''.';

CREATE TABLE iwm.users (
    id bigint NOT NULL,
    external_id text NOT NULL,
    email text NOT NULL,
    username text NOT NULL,
    hashed_password text DEFAULT '!'::text NOT NULL,
    name text NOT NULL,
    avatar_url text,
    cover_url text,
    bio text,
    location text,
    website text,
    visibility iwm.visibility DEFAULT 'public'::iwm.visibility NOT NULL,
    email_verified_at timestamp with time zone,
    password_changed_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    suspended_at timestamp with time zone,
    suspended_until timestamp with time zone,
    suspension_reason text,
    deactivated_at timestamp with time zone,
    deletion_due_at timestamp with time zone,
    name_search text GENERATED ALWAYS AS (iwm."normalize"(((name || ' '::text) || username))) STORED,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    updated_at timestamp with time zone,
    CONSTRAINT users_avatar_url_length CHECK ((char_length(avatar_url) <= 255)),
    CONSTRAINT users_bio_length CHECK ((char_length(bio) <= 1000)),
    CONSTRAINT users_cover_url_length CHECK ((char_length(cover_url) <= 255)),
    CONSTRAINT users_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 200))),
    CONSTRAINT users_external_id_length CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 50))),
    CONSTRAINT users_hashed_password_length CHECK (((char_length(hashed_password) >= 1) AND (char_length(hashed_password) <= 255))),
    CONSTRAINT users_location_length CHECK ((char_length(location) <= 100)),
    CONSTRAINT users_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT users_suspension_reason_length CHECK ((char_length(suspension_reason) <= 1000)),
    CONSTRAINT users_username_shape CHECK (((username)::iwm.username IS NOT NULL)),
    CONSTRAINT users_website_length CHECK ((char_length(website) <= 255))
);

COMMENT ON TABLE iwm.users IS 'Accounts. hashed_password: Argon2id (or bcrypt until the next login), ! for none. @private
@distribution reference';

CREATE FUNCTION iwm.account_state_of(_user iwm.users) RETURNS iwm.account_state
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.account_state_of(_user iwm.users) IS 'In what state an account is: of several, what weighs most.';

CREATE FUNCTION iwm.act_as(_user_id bigint, _reason text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.act_as(_user_id bigint, _reason text) IS '
Says who makes the changes that follow in this transaction, and why: the audit log names them

_user_id null: the database role, as for changes in psql. Every staff operation calls it after iwm.require. Importers turn
the log off instead: set_config(''iwm.audit'', ''off'', true).
';

CREATE FUNCTION iwm.act_on_user(_actor bigint, _user_id bigint, _reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.act_on_user(_actor bigint, _user_id bigint, _reason text) IS '
Locks a user for what staff is about to do, checks that _actor may do it, and says to the audit log who does it

Nobody acts on themselves; a moderator on nobody of the same or a higher rank; an administrator on everybody else.
_actor null: the owner of the database, who may. Fails with not_on_yourself and rank_too_low (403).
';

CREATE FUNCTION iwm.acting_role() RETURNS text
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.acting_role() IS 'The database role of the session: the one it was set to, or signed in as.';

CREATE FUNCTION iwm.add_identity(_user_id bigint, _provider text, _subject text, _email text, _client text, _user_agent text, _session_id text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.add_identity(_user_id bigint, _provider text, _subject text, _email text, _client text, _user_agent text, _session_id text) IS 'Lets somebody sign in to an account with a sign-in service, too.';

CREATE FUNCTION iwm.add_movie_credit(_movie_id bigint, _credit jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.add_movie_credit(_movie_id bigint, _credit jsonb) IS 'One more credit of a film. Fails with duplicate_credit, unknown_value, invalid_input.';

CREATE FUNCTION iwm.answer_device(_user_id bigint, _user_code text, _state text) RETURNS api.device_request
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.answer_device(_user_id bigint, _user_code text, _state text) IS 'Allows (approved) or refuses (denied) a waiting device; the same answer again changes nothing. Fails with device_not_found.';

CREATE FUNCTION iwm.answer_follow_request(_me bigint, _request_id text, _approve boolean) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.answer_follow_request(_me bigint, _request_id text, _approve boolean) IS 'Approves or denies a request to follow _me, and returns who asked. Unknown or answered: follow_request_not_found.';

CREATE FUNCTION iwm.answer_reset_requests(_limit integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.answer_reset_requests(_limit integer) IS 'Turns what api.forgot_password noted into links, where there is an account: afterwards, so that asking tells nobody.';

CREATE FUNCTION iwm.as_user(_name text) RETURNS iwm.viewer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.as_user(_name text) IS '
The _viewer with which the owner of the database calls functions of api in the name of a user, for an hour

In psql: select iwm.as_user(''ada'') as me \gset, then select * from api.get_account(:''me''). By e-mail address, username or public
id. The user sees the session, and can end it; the audit log names the role. Fails with user_not_found.
';

CREATE FUNCTION iwm.audit(_action text, _entity text, _entity_id text, _changed extensions.hstore DEFAULT NULL::extensions.hstore, _previous extensions.hstore DEFAULT NULL::extensions.hstore) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit(_action text, _entity text, _entity_id text, _changed extensions.hstore, _previous extensions.hstore) IS '
Writes an entry of the audit log, in the name of whom iwm.act_as says

_entity: movie, person, genre, user, policy, rate_limit; _entity_id: what others call it, never the internal id.
_changed: the new values, _previous: what they replaced.
';

CREATE FUNCTION iwm.audit_keep() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit_keep() IS 'Trigger: the audit log only grows. The purge of an account takes its name off, as actor and as what an entry is about.';

CREATE FUNCTION iwm.audit_names(_row extensions.hstore) RETURNS extensions.hstore
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit_names(_row extensions.hstore) IS 'A row of a list of a film or a person with public names in the place of internal ids.';

CREATE FUNCTION iwm.audit_part() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit_part() IS '
Trigger: an entry of the audit log for a row of a list of a film or a person

Argument: the name of the list. The entry is about the film or person, its action is the list with .add, .change, .remove.
';

CREATE FUNCTION iwm.audit_part_entry(_entity text, _id text, _action text, _new extensions.hstore, _old extensions.hstore) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit_part_entry(_entity text, _id text, _action text, _new extensions.hstore, _old extensions.hstore) IS 'An entry of the audit log for a row of a list of a film or a person, by its internal id.';

CREATE FUNCTION iwm.audit_role() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit_role() IS 'Trigger: an entry of the audit log for a role that was given, changed or taken, and for the notes about a user.';

CREATE FUNCTION iwm.audit_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.audit_row() IS '
Trigger: an entry of the audit log for a row that was made, changed or removed

Arguments: the entity, the column of its public id, and the columns to watch where not all are. Columns that follow from
others (search texts, version, updated_at) are left out; so is what a user changes about themselves, and what a load brings.
Security definer: whoever may change the table, the entry is written.
';

CREATE FUNCTION iwm.block(_me bigint, _other bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.block(_me bigint, _other bigint) IS 'One user blocks another: follows and requests in both directions end.';

CREATE FUNCTION iwm.cancel_deletion(_user_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.cancel_deletion(_user_id bigint) IS 'Lets an account live on that was to be deleted, and mails that; nothing where it was not.';

CREATE TABLE iwm.genres (
    id bigint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT genres_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT genres_slug_shape CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(slug) <= 50)))
);

COMMENT ON TABLE iwm.genres IS 'Genres by slug.
@distribution reference';

CREATE FUNCTION iwm.change_genre(_genre iwm.genres, _slug text, _name text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.change_genre(_genre iwm.genres, _slug text, _name text) IS 'Another slug or name of a genre; the old slug goes on answering, imports go on finding it. False: nothing changed.';

CREATE FUNCTION iwm.change_policy(_if_match text, _patch jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.change_policy(_if_match text, _patch jsonb) IS 'Lays a patch (api.policy_patch) over the settings of accounts. Fails with precondition_required, precondition_failed, invalid_input.';

CREATE FUNCTION iwm.change_rate_limit(_if_match text, _class text, _patch jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.change_rate_limit(_if_match text, _class text, _patch jsonb) IS '
Lays a patch (api.rate_limit_patch) over a class of rate limits

Fails with rate_class_not_found, precondition_required, precondition_failed, invalid_input.
';

CREATE FUNCTION iwm.check_genre(_id bigint, _slug text, _name text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_genre(_id bigint, _slug text, _name text) IS 'Fails with genre_taken where another genre has the slug, had it, or has the name. _id null: a new genre.';

CREATE FUNCTION iwm.check_items(_items jsonb, _most integer, _field text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_items(_items jsonb, _most integer, _field text) IS 'Fails with invalid_list for what is no JSON array of objects, or one with too many.';

CREATE FUNCTION iwm.check_list(_items text[], _most integer, _field text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_list(_items text[], _most integer, _field text) IS 'Fails with invalid_list for a list with empty entries, with one entry twice, or with too many.';

CREATE FUNCTION iwm.check_movie_ids(_movie_id bigint, _ids jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_movie_ids(_movie_id bigint, _ids jsonb) IS 'Fails with unknown_value, invalid_list and external_id_taken for external ids ([{source, id}]) that a film may not have. Null: a new film.';

CREATE FUNCTION iwm.check_person_ids(_person_id bigint, _ids jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_person_ids(_person_id bigint, _ids jsonb) IS 'Fails with unknown_value, invalid_list and external_id_taken for external ids ([{source, id}]) that a person may not have. Null: a new one.';

CREATE FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) IS 'Fails with range_reversed when the lower end of a filter is above the upper one.';

CREATE FUNCTION iwm.check_rate(_class text, _account_key text, _client_key text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS …;

COMMENT ON FUNCTION iwm.check_rate(_class text, _account_key text, _client_key text) IS 'Ends a call that could not take its tokens, with too_many_requests (429), before it does anything; takes none and locks nothing.';

CREATE FUNCTION iwm.check_suspension(_user_id bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_suspension(_user_id bigint) IS 'Fails with account_suspended (403), and the reason, while a user is suspended.';

CREATE FUNCTION iwm.check_username(_username text, _user_id bigint DEFAULT NULL::bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_username(_username text, _user_id bigint) IS 'Fails with username_reserved (422) or username_taken (409) where _user_id (null: a new account) may not have this username.';

CREATE FUNCTION iwm.check_values(_type regtype, _values jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_values(_type regtype, _values jsonb) IS 'Fails with invalid_input, in words and with the name of the field, where a value is none of its attribute''s type.';

CREATE FUNCTION iwm.check_version(_if_match text, _version bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_version(_if_match text, _version bigint) IS '
Ends a conditional write unless the version is the one that the caller has seen

_if_match: the injected argument, null or the versions of the header If-Match with commas between them, of which one is to
fit; * fits any. Fails with precondition_required (428) where it is absent, precondition_failed (412) where it does not fit.
Lock the row before (select … for update): who waits for another change must see that one''s version.
';

CREATE FUNCTION iwm.check_year(_what text, _date date, _year integer, _given jsonb) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_year(_what text, _date date, _year integer, _given jsonb) IS '
The year that goes with a date: that of the date where there is one

_what: release_date, birthday, deathday; _given: what the caller gave. A year that was given and is another one fails.
';

CREATE FUNCTION iwm.checked_items(_items jsonb, _field text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.checked_items(_items jsonb, _field text) IS 'Trivia or timeline as films keep it: null for none. Fails with invalid_list and invalid_date.';

CREATE FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) RETURNS api.collaborator[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) IS 'Who is credited in the films of a person (by internal id), the most often first, with these films.';

CREATE FUNCTION iwm.count_follows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.count_follows() IS '
Trigger: keeps the counters of both sides of each follow. Rows are never updated

Of a deleted user it counts both directions at once: what the foreign keys of one statement delete comes in one call.
';

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

CREATE FUNCTION iwm.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _role text DEFAULT 'user'::text, _verified boolean DEFAULT true) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _role text, _verified boolean) IS '
Makes an account in the name of the owner of the database, also where nobody may register; returns its internal id

_verified: the owner vouches for the address; else the link that verifies it is mailed.
Fails as iwm.create_user and iwm.set_role do.
';

CREATE FUNCTION iwm.create_movie(_fields jsonb, _ids jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.create_movie(_fields jsonb, _ids jsonb) IS '
A new film: its fields (api.movie_patch) and external ids ([{source, id}]); returns its internal id

Its public id is the IMDb id or tmdb_… where it has one, else a new one. Fails as iwm.patched_movie and iwm.set_movie_ids do.
';

CREATE FUNCTION iwm.create_person(_fields jsonb, _ids jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.create_person(_fields jsonb, _ids jsonb) IS '
A new person: fields (api.person_patch) and external ids ([{source, id}]); returns the internal id

The public id is the IMDb id where there is one, else a new one. Fails as iwm.patched_person and iwm.set_person_ids do.
';

CREATE FUNCTION iwm.create_user(_email text, _name text, _username text DEFAULT NULL::text, _hash text DEFAULT '!'::text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.create_user(_email text, _name text, _username text, _hash text) IS '
Makes an account with all rows that belong to it, and returns its internal id

_username null: derived from the name. _hash: of the password, ! for none.
Fails with email_taken, username_taken (409), username_reserved (422).
';

CREATE FUNCTION iwm.credits_of_movie(_id bigint) RETURNS api.movie_credits
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.credits_of_movie(_id bigint) IS 'Cast and crew of a film by its internal id.';

CREATE FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) RETURNS api.person_credit[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) IS 'Filmography of a person (by internal id), the newest first: cast, crew, or both where _role is null.';

CREATE FUNCTION iwm.delete_account(_user_id bigint, _now boolean) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.delete_account(_user_id bigint, _now boolean) IS '
Lets an account be deleted after the time of grace, which its owner may cancel, and returns when; or (_now) at once: null

Fails with last_admin (409).
';

CREATE FUNCTION iwm.delete_genre(_genre iwm.genres, _replaced_by bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.delete_genre(_genre iwm.genres, _replaced_by bigint) IS 'Removes a genre that no film has; with _replaced_by (internal id) its films and slugs go there. Fails with genre_in_use.';

CREATE FUNCTION iwm.delete_movie(_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.delete_movie(_id bigint) IS 'Takes a film out; its record and lists stay, the counts of its people follow.';

CREATE TABLE iwm.device_codes (
    id bigint NOT NULL,
    device_code_hash text NOT NULL,
    user_code text NOT NULL,
    client_name text NOT NULL,
    scopes text[],
    user_id bigint,
    state text DEFAULT 'pending'::text NOT NULL,
    poll_interval integer DEFAULT 5 NOT NULL,
    last_polled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    client text,
    user_agent text,
    CONSTRAINT device_codes_client_name_length CHECK (((char_length(client_name) >= 1) AND (char_length(client_name) <= 100))),
    CONSTRAINT device_codes_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'denied'::text, 'used'::text]))),
    CONSTRAINT device_codes_user_agent_length CHECK ((char_length(user_agent) <= 255))
);

COMMENT ON TABLE iwm.device_codes IS 'Devices that wait for somebody to type their code elsewhere (RFC 8628). @private
@distribution reference';

COMMENT ON COLUMN iwm.device_codes.user_code IS 'What a person types: eight letters. @unexported';

COMMENT ON COLUMN iwm.device_codes.client IS 'Address from which the device asked, shown to whoever is to allow it.';

CREATE FUNCTION iwm.device_request(_device iwm.device_codes) RETURNS api.device_request
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.device_request(_device iwm.device_codes) IS 'A waiting device as the API shows it to whoever is to allow it.';

CREATE FUNCTION iwm.device_scopes(_scopes text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.device_scopes(_scopes text[]) IS '
What a device may do: what it asks for, or without that everything that a token can have but the work of staff

Never what only somebody who signed in may do (account:write): whoever allowed a device can take it away again.
Fails with unknown_scope.
';

CREATE FUNCTION iwm.edit_distance(_a text, _b text, _most integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) IS 'How many slips make one text the other: insertion, deletion, exchange, swapped neighbours. Above _most: _most + 1.';

CREATE FUNCTION iwm.effective_settings(_stored jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.effective_settings(_stored jsonb) IS 'All settings by section, with what was stored in place of the defaults. Keys that are not defined any more are left out.';

CREATE FUNCTION iwm.export_account(_user_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.export_account(_user_id bigint) IS '
All that belongs to a user: {"exported_at", "account": {…}, "data": {"sessions": […], …}}, a list for each table

And api_calls: how often the user and their API tokens called what, from where.
';

CREATE FUNCTION iwm.export_rows(_user_id bigint, _table regclass, _owners text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.export_rows(_user_id bigint, _table regclass, _owners text[]) IS 'Rows of a table that belong to a user by any of these columns, without secrets and internal ids.';

CREATE FUNCTION iwm.exported_columns(_table regclass, _owners text[]) RETURNS text
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.exported_columns(_table regclass, _owners text[]) IS '
The columns of a table as an export shows them, as SQL over x

Left out: internal ids, hashes and secrets, generated columns, what a comment marks @unexported, the one owner. References
by number become public names: following_id -> following, the username.
';

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

CREATE FUNCTION iwm.find_credits(_credits jsonb) RETURNS TABLE(place bigint, person_id bigint, job_id smallint, "character" text, billing_order integer)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.find_credits(_credits jsonb) IS '
Credits as staff names them ([{person_id, department, job, character, billing_order}]) with person and job found

Fails with unknown_value and invalid_input.
';

CREATE FUNCTION iwm.follow(_me bigint, _username text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.follow(_me bigint, _username text) IS '
One user follows another, by username or public id, or asks to; returns the other''s internal id

Nothing happens where they follow or wait already. Fails with not_yourself (422), you_block_user (409), user_not_found
(404: also a private profile and one that blocks), user_suspended and no_follow_requests (403), too_many_follows (422).
';

CREATE FUNCTION iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer) RETURNS api.follow_request_feed
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer) IS 'A page of requests: the first _limit of these public ids, each with the other side than _me; the cursor for more.';

CREATE FUNCTION iwm.found_in(_source text, _value text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.found_in(_source text, _value text) IS 'Whether a value of a setting stands where its definition says: countries, languages, time_zones.';

CREATE FUNCTION iwm.free_username(_name text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.free_username(_name text) IS 'A username that is free, made from a name: ada-lovelace, then ada-lovelace2 …, then with a random number.';

CREATE FUNCTION iwm.from_cursor(_list text, _cursor text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.from_cursor(_list text, _cursor text) IS 'The id that iwm.to_cursor made a cursor of; above every id where there is none.';

CREATE FUNCTION iwm.genre_id_of(_slug text) RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.genre_id_of(_slug text) IS 'The internal id of a genre by its slug, or one that it had or that was merged into it.';

CREATE FUNCTION iwm.genre_preferences(_user_id bigint) RETURNS api.genre_preferences
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.genre_preferences(_user_id bigint) IS 'Genres that a user likes and dislikes.';

CREATE FUNCTION iwm.hidden_users(_viewer_id bigint) RETURNS TABLE(user_id bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.hidden_users(_viewer_id bigint) IS '
Whose reviews, lists, posts … a list of many authors leaves out for a viewer (null: anonymous)

Gone, suspended, blocked in either direction, muted, and those who show it to followers only. Inlined:
where not exists (select from iwm.hidden_users(_me) as h where h.user_id = r.user_id)
';

CREATE FUNCTION iwm.http_only() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.http_only() IS 'The body of an operation with @handler: in psql it says so (501), over HTTP the handler takes its place.';

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

CREATE FUNCTION iwm.idempotency_owner(_viewer iwm.viewer, _client text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.idempotency_owner(_viewer iwm.viewer, _client text) IS 'Whose key it is: the user''s, else the token''s, else that of the address. Keys of different owners never meet.';

CREATE FUNCTION iwm.identities(_user_id bigint) RETURNS api.identity[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.identities(_user_id bigint) IS 'The sign-in services that are linked to an account.';

CREATE FUNCTION iwm.keep_an_admin(_user_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.keep_an_admin(_user_id bigint) IS 'Ends a call by which the only active administrator would leave: last_admin (409).';

CREATE FUNCTION iwm.keep_answer(_owner text, _key text, _operation text, _fingerprint text, _body text, _version text) RETURNS void
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.keep_answer(_owner text, _key text, _operation text, _fingerprint text, _body text, _version text) IS 'Keeps the answer of a request with an Idempotency-Key, in the transaction that did what it asked for.';

CREATE FUNCTION iwm.keep_genre_name(_genre_id bigint, _slug text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.keep_genre_name(_genre_id bigint, _slug text) IS 'Lets imports that name a genre as it is called now find the genre of this slug later on.';

CREATE FUNCTION iwm.keywords_of_movie(_id bigint) RETURNS api.keyword_ref[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.keywords_of_movie(_id bigint) IS 'Keywords of a film by its internal id.';

CREATE FUNCTION iwm.known_for(_id bigint, _limit integer) RETURNS api.movie_ref[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.known_for(_id bigint, _limit integer) IS 'The most popular films of a person (by internal id).';

CREATE FUNCTION iwm.known_settings(_stored jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.known_settings(_stored jsonb) IS 'What was stored, without keys that are not defined any more.';

CREATE FUNCTION iwm.known_user(_viewer_id bigint, _username text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.known_user(_viewer_id bigint, _username text) IS '
The id of somebody else whom the viewer may block, mute or report, by username or public id

Fails with user_not_found, and with not_yourself (422).
';

CREATE FUNCTION iwm.knows_client(_user_id bigint, _client text) RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.knows_client(_user_id bigint, _client text) IS 'Whether this account was signed in from this address within the last 90 days.';

CREATE FUNCTION iwm.list_accounts(_text text, _role text, _state iwm.account_state, _most integer) RETURNS TABLE(id text, username text, email text, name text, role text, state iwm.account_state, created_at timestamp with time zone, last_seen_at timestamp with time zone)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.list_accounts(_text text, _role text, _state iwm.account_state, _most integer) IS 'Accounts, the newest first; _text: part of name, username or e-mail address. What is null does not count.';

CREATE FUNCTION iwm.list_filter(_list text, _what text, _field text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.list_filter(_list text, _what text, _field text) IS '
A filter by a list as SQL over movies m; '''' without a list

_what: genre, keyword, company, person; _field: the argument. without_genre: none of them, whatever stands between.
';

CREATE FUNCTION iwm.lock_both(_table text, _one bigint, _other bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.lock_both(_table text, _one bigint, _other bigint) IS 'Locks two rows of movies, people or genres, the older first: two merges in opposite directions come one after the other.';

CREATE FUNCTION iwm.lock_genre(_slug text) RETURNS iwm.genres
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.lock_genre(_slug text) IS 'A genre that is about to be changed, locked. Fails with genre_not_found.';

CREATE FUNCTION iwm.valid_timeline(_timeline jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.valid_timeline(_timeline jsonb) IS 'Shape of movies.timeline: [{date (YYYY, YYYY-MM or YYYY-MM-DD), title, description, type}], all strings.';

CREATE FUNCTION iwm.valid_trivia(_trivia jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.valid_trivia(_trivia jsonb) IS 'Shape of movies.trivia: [{question, category, answer, explanation?}], all strings.';

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

CREATE FUNCTION iwm.lock_movie(_public_id text) RETURNS iwm.movies
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.lock_movie(_public_id text) IS 'A film that is about to be changed, locked. Fails with movie_not_found, record_merged, record_deleted.';

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

CREATE FUNCTION iwm.lock_person(_public_id text) RETURNS iwm.people
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.lock_person(_public_id text) IS 'A person who is about to be changed, locked. Fails with person_not_found, record_merged, record_deleted.';

CREATE FUNCTION iwm.lock_relation(_one bigint, _other bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.lock_relation(_one bigint, _other bigint) IS '
One change at a time between two users, until the end of the transaction

Locks in the order: rows of users by id (for key share), rows of user_stats by id, then what is between the two. All that
writes follows, requests and blocks begins with this, or takes the same locks in the same order for more users.
Fails with user_not_found where one was deleted meanwhile.
';

CREATE FUNCTION iwm.lock_seconds(_failures integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.lock_seconds(_failures integer) IS 'For how long nothing is tried after so many wrong passwords in a row: 2 s after the fifth, doubled by each, at most 15 minutes.';

CREATE FUNCTION iwm.login_failed(_user_id bigint, _login text, _client text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.login_failed(_user_id bigint, _login text, _client text) IS '
Counts a wrong password of an account, or (_user_id null) of a name that nobody has

Returns 0; or, where it is locked by now because of others, the seconds to wait, and does not count.
A day without a wrong one forgets those before.
';

CREATE FUNCTION iwm.login_hash(_login text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.login_hash(_login text) IS 'What is kept of a name that nobody has.';

CREATE FUNCTION iwm.login_passed(_user_id bigint, _client text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.login_passed(_user_id bigint, _client text) IS 'Forgets the wrong passwords before a right one, and returns 0; or the seconds to wait where it is locked by now.';

CREATE FUNCTION iwm.login_wait(_user_id bigint, _login text, _client text) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.login_wait(_user_id bigint, _login text, _client text) IS 'Seconds for which no password of this account (null: of this name, which nobody has) is tried; 0 or null: none.';

CREATE FUNCTION iwm.masked_email(_email text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.masked_email(_email text) IS 'An e-mail address of which the domain is to be seen.';

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

CREATE FUNCTION iwm.match_users(_viewer_id bigint, _text text) RETURNS TABLE(user_id bigint, relevance numeric, followers integer)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET "pg_trgm.word_similarity_threshold" TO '0.5'
    AS …;

COMMENT ON FUNCTION iwm.match_users(_viewer_id bigint, _text text) IS '
Users whom a viewer may find, whose name or username fits a text: typos, accents, capitals, one name of several

Unordered: order by relevance desc, followers desc, user_id.
';

CREATE FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) IS 'Whether a viewer (null: anonymous) may see what is on the profile of a user: diary, lists, followers. Mutes do not matter.';

CREATE FUNCTION iwm.merge_genres(_loser bigint, _winner bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.merge_genres(_loser bigint, _winner bigint) IS '
Makes one genre of two (internal ids): films and preferences move to the winner, each once; the loser''s slugs lead to it

Imports that name the loser find the winner.
';

CREATE FUNCTION iwm.merge_movie_fields(_loser bigint, _winner bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.merge_movie_fields(_loser bigint, _winner bigint) IS 'Fills what is empty in one film from another, and adds up their votes.';

CREATE FUNCTION iwm.merge_movie_lists(_loser bigint, _winner bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.merge_movie_lists(_loser bigint, _winner bigint) IS 'Moves what one film has in lists to another one, each thing once.';

CREATE FUNCTION iwm.merge_movies(_loser bigint, _winner bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.merge_movies(_loser bigint, _winner bigint) IS '
Makes one film of two (internal ids): the winner gets what it lacks, the loser''s ids go on answering with the winner

Credits, genres, countries, languages, companies, keywords, titles, scores, external ids and votes move, each once; where
both say something, the winner''s holds. Who adds a table that refers to films adds it here: a test asks for it.
';

CREATE FUNCTION iwm.merge_people(_loser bigint, _winner bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.merge_people(_loser bigint, _winner bigint) IS '
Makes one person of two (internal ids): the winner gets what it lacks, the loser''s ids go on answering with the winner

Credits and external ids move, each once; where both say something, the winner''s holds.
';

CREATE FUNCTION iwm.merged_items(_kept jsonb, _more jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.merged_items(_kept jsonb, _more jsonb) IS 'Trivia or timeline of two films as one: each item once, at most 500.';

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

CREATE FUNCTION iwm.movie_status_of(_word text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.movie_status_of(_word text) IS 'Our word for the status of a film, of ours or as TMDB and Trakt write it (Post Production, in production).';

CREATE FUNCTION iwm.movies_of_ids(_ids jsonb) RETURNS bigint[]
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.movies_of_ids(_ids jsonb) IS 'Internal ids of the films that external ids ([{source, id}]) lead to, deleted ones included.';

CREATE FUNCTION iwm.need_account(_name text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.need_account(_name text) IS 'The internal id of an account by e-mail address, username or public id, or the error user_not_found.';

CREATE TABLE iwm.one_time_tokens (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    external_id text NOT NULL,
    purpose text NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT one_time_tokens_purpose_known CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'reset_password'::text, 'change_email'::text])))
);

COMMENT ON TABLE iwm.one_time_tokens IS 'Links that were mailed. The secret part is a MAC made outside; here stands what it is for. @private
@distribution user_id';

CREATE FUNCTION iwm.need_link(_token_id text, _purpose text) RETURNS iwm.one_time_tokens
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.need_link(_token_id text, _purpose text) IS 'A mailed link that can still be used, or the error that says why not: invalid_link, link_used, link_expired.';

CREATE FUNCTION iwm.need_movie(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.need_movie(_public_id text) IS 'iwm.movie_id_of, or the error movie_not_found.';

CREATE FUNCTION iwm.need_person(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.need_person(_public_id text) IS 'iwm.person_id_of, or the error person_not_found.';

CREATE FUNCTION iwm.need_user(_username text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.need_user(_username text) IS 'The id of a user by username or public id, in whatever state, or the error user_not_found.';

CREATE FUNCTION iwm.new_id(_prefix text) RETURNS text
    LANGUAGE sql PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.new_id(_prefix text) IS 'A public id that sorts by time: prefix, 12 hex digits of milliseconds since 1970, 16 random hex digits.';

CREATE FUNCTION iwm.no_such_user(_username text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.no_such_user(_username text) IS 'The error user_not_found: the same whether there is no such user or the caller may not know.';

CREATE FUNCTION iwm.notification_matrix(_user_id bigint) RETURNS api.notification_preference[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.notification_matrix(_user_id bigint) IS 'By which channels a user is told of what: the defaults, and what the user said otherwise. What is mandatory stays on.';

CREATE FUNCTION iwm.notifies(_user_id bigint, _type text, _channel text) RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.notifies(_user_id bigint, _type text, _channel text) IS 'Whether a user is to be told of something (iwm.notification_types) by a channel: in_app, email, push, webhook.';

CREATE FUNCTION iwm.number_in_query(_q text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.number_in_query(_q text) IS '
The last number from 2 to 13 of a normalised query: the pattern of all its spellings, and its digits

part ii -> {\m(?:(?:part|chapter|episode|vol|volume) )?(?:2|ii|two)\M, 2}; null without one.
';

CREATE FUNCTION iwm.open_session(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[] DEFAULT NULL::text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.open_session(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[]) IS 'A new session of a user. _session_id and the SHA-256 of its first refresh token are made outside; _scopes null: everything.';

CREATE FUNCTION iwm.owned_tables() RETURNS TABLE(of regclass, owners text[])
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.owned_tables() IS '
Tables whose rows belong to users, with the columns that name the owner

That is user_id, and any other column whose comment says @mine. Where a table has no user_id, as a list of pairs, a row
belongs to each user with whom it goes (on delete cascade). Who blocks or reports somebody is not theirs to know.
';

CREATE FUNCTION iwm.patch_account(_user_id bigint, _patch jsonb, _if_match text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.patch_account(_user_id bigint, _patch jsonb, _if_match text) IS '
Changes the profile of a user by a JSON merge patch of api.account_patch

The version counts the calls that changed something; _if_match, where given, must fit it. A text of blanks counts as none.
Fails with invalid_input, username_reserved (422), username_taken (409), precondition_failed (412).
';

CREATE FUNCTION iwm.patch_settings(_user_id bigint, _patch jsonb, _if_match text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.patch_settings(_user_id bigint, _patch jsonb, _if_match text) IS '
Changes settings of a user by a JSON merge patch of sections: null resets a setting, or a whole section

The version counts the calls that changed something. _if_match, where given, must fit it. Where the user is or watches
decides what is recommended and on offer, so a change there ends the cached answers recommendations:{user}, availability:{user}.
Fails with unknown_setting, invalid_setting (422, naming section.name), precondition_failed (412).
';

CREATE FUNCTION iwm.patched(_old anyelement, _patch jsonb) RETURNS anyelement
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.patched(_old anyelement, _patch jsonb) IS '
A value of a composite type with a JSON merge patch laid over it, for operations with @patch

What _patch does not name stays as in _old; null clears. Fails with invalid_input for a name that is no attribute, and for
null where the attribute''s comment does not say @null. Types and domains are checked as in any assignment.
';

CREATE FUNCTION iwm.patched_movie(_movie iwm.movies, _patch jsonb) RETURNS iwm.movies
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.patched_movie(_movie iwm.movies, _patch jsonb) IS '
A film with a patch (api.movie_patch) laid over it, not written yet

The year follows the date; the status is ours. Fails with invalid_input, nothing_given, unknown_status, invalid_date and
year_contradicts_date.
';

CREATE FUNCTION iwm.patched_person(_person iwm.people, _patch jsonb) RETURNS iwm.people
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.patched_person(_person iwm.people, _patch jsonb) IS '
A person with a patch (api.person_patch) laid over it, not written yet

Years follow the dates. Fails with invalid_input, nothing_given, unknown_value, invalid_date and year_contradicts_date.
';

CREATE FUNCTION iwm.people_of_movie(_movie_id bigint) RETURNS bigint[]
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.people_of_movie(_movie_id bigint) IS 'Internal ids of those who are credited in a film.';

CREATE FUNCTION iwm.people_of_rows(_rows jsonb) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.people_of_rows(_rows jsonb) IS 'Internal ids of those who are credited in the films of a bulk upsert whose credits are given.';

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

CREATE FUNCTION iwm.plain_user_code(_user_code text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.plain_user_code(_user_code text) IS 'A code as it is stored: eight capitals, however it was typed.';

CREATE TABLE iwm.account_policy (
    only_row boolean DEFAULT true NOT NULL,
    verified_to_reach_others boolean DEFAULT true NOT NULL,
    registration_open boolean DEFAULT true NOT NULL,
    session_lifetime interval DEFAULT '90 days'::interval NOT NULL,
    session_idle interval DEFAULT '30 days'::interval NOT NULL,
    refresh_grace interval DEFAULT '00:00:30'::interval NOT NULL,
    mail_link_lifetime interval DEFAULT '24:00:00'::interval NOT NULL,
    reset_link_lifetime interval DEFAULT '01:00:00'::interval NOT NULL,
    deletion_grace interval DEFAULT '30 days'::interval NOT NULL,
    most_sessions integer DEFAULT 50 NOT NULL,
    most_api_tokens integer DEFAULT 50 NOT NULL,
    most_follows integer DEFAULT 5000 NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    fresh_sign_in interval DEFAULT '00:10:00'::interval NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT account_policy_fresh_sign_in_range CHECK ((fresh_sign_in > '00:00:00'::interval)),
    CONSTRAINT account_policy_only_row_check CHECK (only_row),
    CONSTRAINT account_policy_range CHECK (((session_lifetime > '00:00:00'::interval) AND (session_idle > '00:00:00'::interval) AND (refresh_grace >= '00:00:00'::interval) AND (mail_link_lifetime > '00:00:00'::interval) AND (reset_link_lifetime > '00:00:00'::interval) AND (deletion_grace >= '00:00:00'::interval) AND (most_sessions > 0) AND (most_api_tokens > 0) AND (most_follows > 0)))
);

COMMENT ON TABLE iwm.account_policy IS 'Settings of accounts that the rules in SQL read: one row, changed by staff or in psql.
@distribution reference';

COMMENT ON COLUMN iwm.account_policy.fresh_sign_in IS 'How long ago somebody may have signed in to do what cannot be undone.';

CREATE FUNCTION iwm.policy() RETURNS iwm.account_policy
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.policy() IS 'The settings of accounts: select (iwm.policy()).deletion_grace.';

CREATE FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) IS 'The most popular of some films, listed ones only.';

CREATE FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) IS 'The most popular of some people, listed ones only.';

CREATE FUNCTION iwm.purge_account(_user_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.purge_account(_user_id bigint) IS '
Deletes a user and all that is theirs, at once and for ever

Rows that refer to the user go by their foreign keys. Of the audit log what the user did stays, without the name; entries
about the user lose what they say. Counters of others follow by triggers.
';

CREATE FUNCTION iwm.purge_accounts(_most integer DEFAULT 1) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.purge_accounts(_most integer) IS '
Purges the account whose time of grace was over first, of those that nobody holds at this moment. Returns how many

One in a transaction: whose counters it changes, others wait for. Where nobody else is at work, more may go at once.
';

CREATE FUNCTION iwm.rank_of(_user_id bigint) RETURNS integer
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.rank_of(_user_id bigint) IS 'The rank of the role of a user; null for nobody.';

CREATE FUNCTION iwm.rate_account(_viewer iwm.viewer) RETURNS text
    LANGUAGE plpgsql STABLE
    AS …;

COMMENT ON FUNCTION iwm.rate_account(_viewer iwm.viewer) IS 'Whose bucket a caller takes from: the public id of the user, also of an API token; null for nobody.';

CREATE FUNCTION iwm.rate_login(_class text, _login text, _client_key text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.rate_login(_class text, _login text, _client_key text) IS '
Whose bucket somebody takes from who is not signed in and names an account: a digest of the name, null for none

In the class login, each address has a bucket of its own for a name.
';

CREATE FUNCTION iwm.record_state_of(_deleted_at timestamp with time zone, _merged_into bigint) RETURNS iwm.record_state
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.record_state_of(_deleted_at timestamp with time zone, _merged_into bigint) IS 'listed, deleted or merged.';

CREATE FUNCTION iwm.refresh_stats_of(_person_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.refresh_stats_of(_person_ids bigint[]) IS 'Counts credits and films of these people anew, as ops.refresh_person_stats does for all.';

CREATE FUNCTION iwm.refuse_gone(_what text, _merged_into text, _deleted_at timestamp with time zone, _path text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.refuse_gone(_what text, _merged_into text, _deleted_at timestamp with time zone, _path text) IS 'Fails with record_merged or record_deleted for what cannot be changed any more.';

CREATE FUNCTION iwm.relation(_viewer_id bigint, _user_id bigint) RETURNS api.relation
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.relation(_viewer_id bigint, _user_id bigint) IS 'What a user is to a viewer.';

CREATE FUNCTION iwm.relations(_viewer_id bigint, _user_ids bigint[]) RETURNS api.relation[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.relations(_viewer_id bigint, _user_ids bigint[]) IS 'What users are to a viewer, in the order of the ids. Whether the viewer may know of them, the caller has asked.';

CREATE FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) IS '
How well a name fits a query, both normalised, and both again without article

1: the same; 0.98: but for an article; 0.90: whole words at its beginning; 0.86: its beginning; 0.80–0.84: all words
somewhere; up to 0.70: similar. Inlined into the query that calls it.
';

CREATE FUNCTION iwm.remove_movie_credit(_movie_id bigint, _credit jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.remove_movie_credit(_movie_id bigint, _credit jsonb) IS 'One credit of a film less. Fails with credit_not_found, unknown_value.';

CREATE FUNCTION iwm.replace_list(_movie_id bigint, _table text, _column text, _keys text[]) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.replace_list(_movie_id bigint, _table text, _column text, _keys text[]) IS 'Makes movie_genres, movie_countries or movie_languages of a film hold these keys in this order.';

CREATE FUNCTION iwm.replace_password(_user_id bigint, _hash text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.replace_password(_user_id bigint, _hash text) IS 'Gives an account a new password in the name of the owner of the database: iwm.set_password, audited.';

CREATE FUNCTION iwm.replay(_owner text, _key text, _operation text, _fingerprint text, OUT body text, OUT version text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.replay(_owner text, _key text, _operation text, _fingerprint text, OUT body text, OUT version text) IS '
The answer that a request with this key got before, within a day; null where it is the first, which may now run

_fingerprint: a digest of the whole request. Fails with idempotency_key_running (409) at once while the first one runs, and with
idempotency_key_reused (422) where the key was used for another request.
';

CREATE FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text) IS '
The first line of every operation that is not @auth none: may this viewer do it?

_viewer: the session of an access token, or ''tok:'' and the SHA-256 of an API token in place of the session; both are looked
up at each call, so that a revoked, demoted or suspended one has lost its power at once.
_role: none, optional, user, moderator, admin; _scope: what the token has to allow (a session without scopes may everything).
Returns the internal id of the user, null for an anonymous one where that is allowed.
Fails with unauthenticated, invalid_token (401), forbidden, insufficient_scope and account_suspended (403).
';

CREATE FUNCTION iwm.require_content(_viewer_id bigint, _user_id bigint) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require_content(_viewer_id bigint, _user_id bigint) IS '
Ends a call about what is on a profile of which the viewer may see the card only

For a user of iwm.visible_user. Fails with followers_only and user_suspended (403).
';

CREATE FUNCTION iwm.require_fresh(_viewer iwm.viewer) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require_fresh(_viewer iwm.viewer) IS '
Ends a call that cannot be undone unless the session began a short while ago (iwm.account_policy.fresh_sign_in)

Refreshing tokens does not make a session younger; API tokens and devices that were let in never pass.
';

CREATE FUNCTION iwm.require_open_registration() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require_open_registration() IS 'Fails with registration_closed (403) where nobody may make an account.';

CREATE FUNCTION iwm.require_verified(_user_id bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require_verified(_user_id bigint) IS 'Ends a call that reaches others (follow, review, comment …) of a user whose e-mail address is not verified.';

CREATE FUNCTION iwm.restore_movie(_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.restore_movie(_id bigint) IS 'Brings a deleted film back; the counts of its people follow.';

CREATE FUNCTION iwm.revoke_sessions(_user_id bigint, _reason text, _keep text DEFAULT NULL::text) RETURNS integer
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.revoke_sessions(_user_id bigint, _reason text, _keep text) IS '
Ends all sessions of a user but _keep, at once, and those that devices were allowed and have not fetched. Returns how many
';

CREATE FUNCTION iwm.schedule_deletion(_user_id bigint, _keep_session text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.schedule_deletion(_user_id bigint, _keep_session text) IS '
Lets an account be deleted after the time of grace, ends its sessions but _keep_session, and mails that

Asked for again, the first date holds. Fails with last_admin (409).
';

CREATE FUNCTION iwm.scores_of_movie(_id bigint) RETURNS api.external_score[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.scores_of_movie(_id bigint) IS 'Scores that other sources give to a film, by its internal id.';

CREATE FUNCTION iwm.second_factor_state(_user_id bigint) RETURNS api.totp_state
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.second_factor_state(_user_id bigint) IS 'The second factor of a user as the API shows it.';

CREATE FUNCTION iwm.security_event(_user_id bigint, _kind text, _session_id text DEFAULT NULL::text, _client text DEFAULT NULL::text, _user_agent text DEFAULT NULL::text, _detail text DEFAULT NULL::text) RETURNS void
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.security_event(_user_id bigint, _kind text, _session_id text, _client text, _user_agent text, _detail text) IS 'Notes what happened to an account, for its owner to see.';

CREATE FUNCTION iwm.send_link(_user_id bigint, _purpose text, _email text, _lifetime interval) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.send_link(_user_id bigint, _purpose text, _email text, _lifetime interval) IS 'Mails a link that can be used once: _purpose verify_email, reset_password or change_email; earlier ones of the purpose end.';

CREATE FUNCTION iwm.send_mail(_user_id bigint, _template text, _data jsonb DEFAULT '{}'::jsonb, _to_address text DEFAULT NULL::text) RETURNS void
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.send_mail(_user_id bigint, _template text, _data jsonb, _to_address text) IS 'Mail to a user, sent after the transaction commits. _template: a file of app/accounts/mails; _to_address: default the user''s.';

CREATE FUNCTION iwm.set_genre_preference(_user_id bigint, _genre_id bigint, _preference text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_genre_preference(_user_id bigint, _genre_id bigint, _preference text) IS 'Notes that a user likes or dislikes a genre; null: neither.';

CREATE FUNCTION iwm.set_movie_companies(_movie_id bigint, _companies jsonb) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_companies(_movie_id bigint, _companies jsonb) IS '
The companies of a film: [{id or name, role}], in order; a name that there is none of makes a company

Fails with nothing_given, unknown_value, invalid_list.
';

CREATE FUNCTION iwm.set_movie_countries(_movie_id bigint, _codes text[]) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_countries(_movie_id bigint, _codes text[]) IS 'The countries of a film by code, the main one first. Fails with unknown_value, invalid_list.';

CREATE FUNCTION iwm.set_movie_credits(_movie_id bigint, _credits jsonb, _count boolean DEFAULT true) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_credits(_movie_id bigint, _credits jsonb, _count boolean) IS '
The credits of a film: one for each person, job and character; counts of the people follow

_count false: the caller lets them follow, for many films at once.
Fails with unknown_value, invalid_input, invalid_list.
';

CREATE FUNCTION iwm.set_movie_genres(_movie_id bigint, _slugs text[]) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_genres(_movie_id bigint, _slugs text[]) IS 'The genres of a film by slug, the main one first. Fails with unknown_value, invalid_list.';

CREATE FUNCTION iwm.set_movie_ids(_movie_id bigint, _ids jsonb, _only_add boolean DEFAULT false) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_ids(_movie_id bigint, _ids jsonb, _only_add boolean) IS '
What other sources call a film ([{source, id}]): these, or these besides those that it has; true where anything changed

Fails with unknown_value, invalid_list, external_id_taken.
';

CREATE FUNCTION iwm.set_movie_keywords(_movie_id bigint, _names text[]) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_keywords(_movie_id bigint, _names text[]) IS 'The keywords of a film by name; what is new is made. Fails with unknown_value, invalid_list.';

CREATE FUNCTION iwm.set_movie_languages(_movie_id bigint, _codes text[]) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_languages(_movie_id bigint, _codes text[]) IS 'The languages of a film by code, the main one first. Fails with unknown_value, invalid_list.';

CREATE FUNCTION iwm.set_movie_titles(_movie_id bigint, _titles jsonb) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_movie_titles(_movie_id bigint, _titles jsonb) IS '
The other titles of a film ([{title, country, language, type}]), one for each title, country and language

Fails with unknown_value, invalid_list.
';

CREATE FUNCTION iwm.set_password(_user_id bigint, _hash text, _keep_session text DEFAULT NULL::text, _client text DEFAULT NULL::text, _user_agent text DEFAULT NULL::text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_password(_user_id bigint, _hash text, _keep_session text, _client text, _user_agent text) IS '
Gives an account a new password, however its owner has proved who they are

Ends all sessions but _keep_session, locks by wrong passwords, links to reset it or to change the address; tells the owner by
mail. Returns how many sessions ended. API tokens stay where there is a session to keep, and are revoked where there is none: a reset.
';

CREATE FUNCTION iwm.set_person_ids(_person_id bigint, _ids jsonb) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_person_ids(_person_id bigint, _ids jsonb) IS 'What other sources call a person ([{source, id}]). Fails with unknown_value, invalid_list, external_id_taken.';

CREATE FUNCTION iwm.set_recovery_codes(_user_id bigint, _code_hashes text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_recovery_codes(_user_id bigint, _code_hashes text[]) IS 'Gives a user these recovery codes, by their SHA-256, and takes the ones before.';

CREATE FUNCTION iwm.set_role(_actor bigint, _user_id bigint, _role text, _reason text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.set_role(_actor bigint, _user_id bigint, _role text, _reason text) IS '
Gives a user a role, from the next call on: iwm.require looks it up each time

The only active administrator keeps the role. Fails with unknown_role (422), not_on_yourself, rank_too_low (403), last_admin (409).
';

CREATE FUNCTION iwm.setting(_user_id bigint, _key text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.setting(_user_id bigint, _key text) IS 'What holds for a user: iwm.setting(_user_id, ''privacy.searchable'') = ''true''. Null for a key that is not defined.';

CREATE TABLE iwm.setting_definitions (
    key text NOT NULL,
    kind text NOT NULL,
    initial jsonb NOT NULL,
    allowed jsonb,
    pattern text,
    most integer,
    description text NOT NULL,
    source text,
    CONSTRAINT setting_definitions_key_shape CHECK ((key ~ '^[a-z]+[.][a-z_]+$'::text)),
    CONSTRAINT setting_definitions_kind_known CHECK ((kind = ANY (ARRAY['boolean'::text, 'text'::text, 'choice'::text, 'list'::text]))),
    CONSTRAINT setting_definitions_source_known CHECK ((source = ANY (ARRAY['countries'::text, 'languages'::text, 'time_zones'::text])))
);

COMMENT ON TABLE iwm.setting_definitions IS 'What a user may set: section.name, kind, what holds unless it is set, what is allowed.
@distribution reference';

COMMENT ON COLUMN iwm.setting_definitions.pattern IS 'What a text, or each item of a list, must match; null for choices.';

COMMENT ON COLUMN iwm.setting_definitions.most IS 'Longest text, or most items of a list.';

COMMENT ON COLUMN iwm.setting_definitions.source IS 'Where a text, or each item of a list, must be found; null for anywhere.';

CREATE FUNCTION iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb) IS 'What is wrong with a value of a setting, as the end of a sentence; null where it is right.';

CREATE FUNCTION iwm.sign_in(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[] DEFAULT NULL::text[]) RETURNS api.account
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.sign_in(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[]) IS '
Opens a session for somebody who has proved who they are, in whatever way, and returns their account

A deactivated account is active again; one that is to be deleted stays so until its owner cancels that.
_session_id and _refresh_hash are made outside (app/accounts/sign_in.py). Fails with account_suspended (403).
';

CREATE FUNCTION iwm.sign_out_user(_actor bigint, _user_id bigint, _reason text DEFAULT NULL::text, _tokens boolean DEFAULT false) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.sign_out_user(_actor bigint, _user_id bigint, _reason text, _tokens boolean) IS '
Ends all sessions of a user, with _tokens the API tokens too; returns how many ended

Fails with not_on_yourself, rank_too_low (403).
';

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

CREATE FUNCTION iwm.staff_genre(_id bigint) RETURNS api.staff_genre
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_genre(_id bigint) IS 'The record of a genre.';

CREATE FUNCTION iwm.staff_movie(_id bigint) RETURNS api.staff_movie
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_movie(_id bigint) IS 'The record of a film, in whatever state it is.';

CREATE FUNCTION iwm.staff_movie_id(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_movie_id(_public_id text) IS 'The internal id of a film by its public id or one of another source, deleted and merged ones included.';

CREATE FUNCTION iwm.staff_person(_id bigint) RETURNS api.staff_person
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_person(_id bigint) IS 'The record of a person, in whatever state it is.';

CREATE FUNCTION iwm.staff_person_id(_public_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_person_id(_public_id text) IS 'The internal id of a person by the public id or one of another source, deleted and merged ones included.';

CREATE FUNCTION iwm.staff_policy() RETURNS api.policy
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_policy() IS 'The settings of accounts, times in seconds.';

CREATE FUNCTION iwm.staff_rate_limit(_class text) RETURNS api.rate_limit
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_rate_limit(_class text) IS 'A class of rate limits.';

CREATE FUNCTION iwm.staff_user(_viewer_id bigint, _user_id bigint) RETURNS api.staff_user
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.staff_user(_viewer_id bigint, _user_id bigint) IS 'A user as staff sees them, neither hash nor secret; the e-mail address is masked for all but administrators (_viewer_id).';

CREATE FUNCTION iwm.suggest_movies(_prefix text, _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.suggest_movies(_prefix text, _limit integer) IS 'Films whose title begins with a normalised prefix, the popular first, then those with a later word that does.';

CREATE FUNCTION iwm.suggest_people(_prefix text, _limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.suggest_people(_prefix text, _limit integer) IS 'People whose name begins with a normalised prefix, the popular first, then those with a later name that does.';

CREATE FUNCTION iwm.suggestible_users(_viewer_id bigint) RETURNS TABLE(user_id bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.suggestible_users(_viewer_id bigint) IS 'Whom a user might follow and does not; inlined, as iwm.user_sight: join it to few rows by user_id.';

CREATE FUNCTION iwm.suspend_user(_actor bigint, _user_id bigint, _reason text, _until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.suspend_user(_actor bigint, _user_id bigint, _reason text, _until timestamp with time zone) IS '
Suspends a user, until a time or without an end; said again, the reason and the end are the new ones

Sessions and tokens have no power from the next call on: iwm.require refuses them, and they have it again afterwards.
Fails with ends_in_the_past (422), not_on_yourself, rank_too_low (403), last_admin (409).
';

CREATE FUNCTION iwm.suspended(_since timestamp with time zone, _until timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.suspended(_since timestamp with time zone, _until timestamp with time zone) IS 'Whether an account with these suspended_at and suspended_until is suspended now.';

CREATE FUNCTION iwm.take(_class text, _account_key text, _client_key text, OUT quota integer, OUT window_seconds integer, OUT remaining integer, OUT reset integer) RETURNS record
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION iwm.take(_class text, _account_key text, _client_key text, OUT quota integer, OUT window_seconds integer, OUT remaining integer, OUT reset integer) IS '
Takes a token from the bucket of an account and from that of a client (null: none), for a class of iwm.rate_limits

Returns the limit that is nearer: its quota, in how many seconds that fills, what remains, and after how many seconds it is
full again. Ends the call with too_many_requests (429) where a bucket has no token. Holds both buckets until the end of the
transaction: take last, so that nobody waits for longer than a commit. A class that is not there does not limit.
';

CREATE FUNCTION iwm.take_one(_class text, _key text, _burst integer, _seconds integer) RETURNS double precision
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION iwm.take_one(_class text, _key text, _burst integer, _seconds integer) IS 'Takes a token from one bucket and returns how many are left, or ends the call with too_many_requests (429).';

CREATE FUNCTION iwm.timeline_of_movie(_id bigint, _type text DEFAULT NULL::text) RETURNS api.timeline_item[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.timeline_of_movie(_id bigint, _type text) IS 'Timeline of a film by its internal id, of one type of event or all, the earliest first.';

CREATE FUNCTION iwm.titles_of_movie(_id bigint) RETURNS api.alternative_title[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.titles_of_movie(_id bigint) IS 'Other titles of a film, by its internal id.';

CREATE FUNCTION iwm.to_cursor(_list text, _position bigint) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.to_cursor(_list text, _position bigint) IS 'The cursor behind the row with this id in a list of this name (followers:17). Not a secret: only nothing to count with.';

CREATE FUNCTION iwm.tokens_at(_tokens double precision, _at timestamp with time zone, _burst integer, _seconds integer) RETURNS double precision
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.tokens_at(_tokens double precision, _at timestamp with time zone, _burst integer, _seconds integer) IS 'What a bucket that held so many tokens at a time holds now; null for none.';

CREATE FUNCTION iwm.too_many(_class text, _tokens double precision, _burst integer, _seconds integer) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.too_many(_class text, _tokens double precision, _burst integer, _seconds integer) IS '
Ends a call for which a bucket has no token: too_many_requests (429)

The error''s detail: seconds to wait, a semicolon, the policy as RateLimit-Policy shows it.
';

CREATE FUNCTION iwm.totp_row(_user_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.totp_row(_user_id bigint) IS '{"secret" (encrypted outside), "confirmed", "last_step", "now" (seconds, the clock to check by)}; null without second factor.';

CREATE FUNCTION iwm.totp_state(_user_id bigint) RETURNS text
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.totp_state(_user_id bigint) IS 'Second factor of a user: off; pending, while its secret was given out but no code came back yet; on: sign-in asks for a code.';

CREATE FUNCTION iwm.trivia_of_movie(_id bigint, _category text DEFAULT NULL::text) RETURNS api.trivia_item[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.trivia_of_movie(_id bigint, _category text) IS 'Trivia of a film by its internal id, of one category or all.';

CREATE FUNCTION iwm.turn_totp_off(_user_id bigint, _session_id text, _client text, _user_agent text) RETURNS api.totp_state
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.turn_totp_off(_user_id bigint, _session_id text, _client text, _user_agent text) IS 'Turns the second factor of a user off, and tells them; its recovery codes go with it.';

CREATE FUNCTION iwm.typo_threshold(_q text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.typo_threshold(_q text) IS 'How similar a word has to be (pg_trgm.word_similarity_threshold): a short one has few trigrams, and half of them is nothing.';

CREATE FUNCTION iwm.unfollow(_me bigint, _other bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.unfollow(_me bigint, _other bigint) IS 'One user follows another no more, nor asks to.';

CREATE FUNCTION iwm.unsuspend_user(_actor bigint, _user_id bigint, _reason text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.unsuspend_user(_actor bigint, _user_id bigint, _reason text) IS 'Ends the suspension of a user; nothing where there is none. Fails with not_on_yourself, rank_too_low (403).';

CREATE FUNCTION iwm.upsert_movie(_row jsonb) RETURNS TABLE(movie_id bigint, result text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.upsert_movie(_row jsonb) IS '
One film of a bulk upsert (api.bulk_movie as JSON): made, or found by its external ids and changed

result: created, updated or unchanged. The counts of its people are left to the caller. Fails as the functions do that it calls, and with external_ids_disagree.
';

CREATE FUNCTION iwm.upsert_movies(_rows jsonb) RETURNS api.bulk_result[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.upsert_movies(_rows jsonb) IS '
What became of each film of a bulk upsert ([api.bulk_movie as JSON]); of one that fails nothing is written

What is not the fault of a row (no space, a deadlock) fails the whole call.
';

CREATE FUNCTION iwm.use_link(_token_id text, _purpose text) RETURNS iwm.one_time_tokens
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.use_link(_token_id text, _purpose text) IS 'Uses a mailed link up; of two at the same time one gets it. Fails like iwm.need_link.';

CREATE FUNCTION iwm.use_ticket(_ticket_hash text, _seconds integer) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.use_ticket(_ticket_hash text, _seconds integer) IS 'Notes that something with this SHA-256 was used; false where it was before. _seconds: for how long it could be used at all.';

CREATE FUNCTION iwm.user_cards(_user_ids bigint[]) RETURNS api.user_card[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.user_cards(_user_ids bigint[]) IS 'Users as others see them in lists, in the order of the ids.';

CREATE FUNCTION iwm.user_feed(_list text, _ids bigint[], _user_ids bigint[], _limit integer) RETURNS api.user_feed
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.user_feed(_list text, _ids bigint[], _user_ids bigint[], _limit integer) IS 'A page of a list: the first _limit users; the cursor for more, where there is one more. _ids: the rows that they come from.';

CREATE FUNCTION iwm.user_id_of(_username text) RETURNS bigint
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.user_id_of(_username text) IS 'The id of a user by username, whatever its case, or by public id; null where there is none.';

CREATE FUNCTION iwm.user_of_email(_email text, _verified boolean) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.user_of_email(_email text, _verified boolean) IS '
The account to which a sign-in elsewhere belongs by its address: only where that service and we have verified the address

_verified: whether the service did. Null where no account has the address. Fails with email_needs_proof.
';

CREATE FUNCTION iwm.user_sight(_viewer_id bigint) RETURNS TABLE(user_id bigint, visible boolean, listed boolean, content boolean, muted boolean, known boolean, found boolean, proved boolean)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.user_sight(_viewer_id bigint) IS '
What each user is to the eyes of a viewer (null: anonymous); inlined, so join it to few rows by user_id

visible: the profile exists for the viewer: not deactivated, not waiting for deletion, no block in either direction, and not
private, unless the viewer follows or is staff. Oneself is always visible.
listed: visible, and not suspended (staff sees those too): shown in lists of people.
content: listed, and public, or followed by the viewer; staff sees it: what is on the profile and what they wrote.
muted: the viewer does not want to read them.
known: the viewer may block, mute or report them: visible, or a private one that follows the viewer or asked to,
or one whom the viewer blocks or mutes.
found: listed, verified, and does not mind to be found by search or suggested (the setting privacy.searchable); oneself and
whom the viewer follows are found in any case.
proved: what they say about themselves may be shown: the e-mail address is verified, or iwm.account_policy does not ask for it
(verified_to_reach_others). Oneself and staff see it in any case.
';

CREATE FUNCTION iwm.username_reserved(_username text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.username_reserved(_username text) IS 'Whether a username could pass for the staff or for an address. Case and . _ - do not count.';

CREATE FUNCTION iwm.username_taken(_username text, _by_other_than bigint DEFAULT NULL::bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.username_taken(_username text, _by_other_than bigint) IS 'Whether an account, other than _by_other_than, has this username. Case does not count.';

CREATE FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) IS 'True for a JSON array of objects that hold all required keys, no others but the optional, each a string of 1 to 2000.';

CREATE FUNCTION iwm.verify_account(_user_id bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.verify_account(_user_id bigint) IS 'Takes the e-mail address of an account for verified; false where it was. Links that would verify it end.';

CREATE FUNCTION iwm.visibility_changed(_user_id bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.visibility_changed(_user_id bigint) IS '
What follows from a changed visibility; to be called in the transaction that changed it, after the update

public: every request that waits is approved. private: requests end, since nobody can ask to follow a private profile; who
follows goes on following. followers: nothing. Returns how many requests were approved. Call it again as often as you like.
';

CREATE FUNCTION iwm.visible_user(_viewer_id bigint, _username text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.visible_user(_viewer_id bigint, _username text) IS 'The id of a user by username or public id, if the viewer (null: anonymous) may know of the profile; else user_not_found.';

CREATE FUNCTION iwm.without_article(_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.without_article(_name text) IS 'A normalised title without the, a, an at its beginning: the matrix -> matrix.';

CREATE FUNCTION iwm.write_movie(_movie iwm.movies, _touched boolean DEFAULT false) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.write_movie(_movie iwm.movies, _touched boolean) IS '
Writes the changed fields of a film, and a new version of it; true where anything changed

_touched: something beside the row changed (a list), so that there is a new version all the same.
';

CREATE FUNCTION iwm.write_person(_person iwm.people, _touched boolean DEFAULT false) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.write_person(_person iwm.people, _touched boolean) IS 'Writes the changed fields of a person, and a new version; true where anything changed, or _touched says that something beside did.';

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

CREATE FUNCTION ops.caught_sql(_known text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.caught_sql(_known text) IS 'Statements that turn an error into an answer: state, and body with the rest. _known: what is done before that.';

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

CREATE FUNCTION ops.chore_slot(_every interval, _at timestamp with time zone DEFAULT iwm.now()) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.chore_slot(_every interval, _at timestamp with time zone) IS 'The slot that a moment falls into: of an hourly chore, the full hour (UTC) before it.';

CREATE FUNCTION ops.chores_left(_results jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.chores_left(_results jsonb) IS 'Whether one of these results of ops.run_chores() says that there is more to do now.';

CREATE FUNCTION ops.cleanup_batch(_table regclass, _condition text, _most integer DEFAULT 5000) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.cleanup_batch(_table regclass, _condition text, _most integer) IS 'Deletes at most _most rows of a table for which a condition over x holds. Returns how many; _most: there may be more.';

CREATE FUNCTION ops.cleanup_sessions() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.cleanup_sessions() IS '
Hourly: takes away what is over

Sessions 30 days after they ended, mailed links and device codes after a day, idempotency keys after a day, rate buckets that
are full, wrong passwords for names that nobody has after a day, what was used once and is over, counts of calls and security
events after a year, mails after 30 days; and before all that, accounts whose time of grace is over, one a call. Returns the numbers by table; "done": false after an account, or a few seconds of work, where there is more.
';

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

CREATE PROCEDURE ops.do_chores(IN _most integer DEFAULT 1000)
    LANGUAGE plpgsql
    AS …;

COMMENT ON PROCEDURE ops.do_chores(IN _most integer) IS '
Does the chores that are due until nothing is left of them, in transactions of a few seconds

For pg_cron, or a line of a crontab, or by hand, outside of a transaction:
* * * * *  psql -d iwm -qAtc ''call ops.do_chores()''
';

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

COMMENT ON FUNCTION ops.import_begin(_wait boolean) IS 'Takes the import lock until the end of the transaction, turns the audit log off for as long, and empties the staging
tables. False: another import runs
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

CREATE FUNCTION ops.injected_arguments() RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.injected_arguments() IS 'Arguments that the HTTP layer fills; no caller can.';

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

CREATE FUNCTION ops.run_chore(_name text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'ops', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.run_chore(_name text) IS 'Runs a chore now. Where it fails, all that it did is undone and the error is in the result.';

CREATE FUNCTION ops.run_chores() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'ops', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.run_chores() IS '
Does the chores that are due, each slot once, however many ask at the same time. Returns their results by name

Asked by each server process once a minute, and through ops.do_chores() by pg_cron or a crontab. A slot counts as done with
the transaction that did it: if that breaks off or the chore fails, the next one to ask does it.
';

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

CREATE FUNCTION ops.takes_key(_operation jsonb, _function oid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.takes_key(_operation jsonb, _function oid) IS 'Whether an Idempotency-Key makes a repeated request harmless: every writing POST but those of /auth, and those in Python.';

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

CREATE FUNCTION ops.write_sql(_operation jsonb, _function oid, _parameters text, _declare text, _work text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.write_sql(_operation jsonb, _function oid, _parameters text, _declare text, _work text) IS '
The statement that makes the wrapper of a writing operation around its call

Takes the tokens of its @rate class at the end, where it holds the buckets for the time of a commit only; before the call it
is looked whether they are there. With an Idempotency-Key, the answer is kept with what was done, and given again; without what
@secret names.
';

CREATE TABLE iwm.admin_user_meta (
    user_id bigint NOT NULL,
    role text NOT NULL,
    notes text,
    granted_by bigint,
    granted_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT admin_user_meta_notes_length CHECK ((char_length(notes) <= 2000))
);

COMMENT ON TABLE iwm.admin_user_meta IS 'Who is more than a user. Who has no row is a user. @private
@distribution user_id';

COMMENT ON COLUMN iwm.admin_user_meta.notes IS 'What staff notes about staff. @unexported';

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

CREATE TABLE iwm.api_calls (
    day date NOT NULL,
    caller text NOT NULL,
    client text NOT NULL,
    operation text NOT NULL,
    calls bigint DEFAULT 0 NOT NULL,
    errors bigint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE iwm.api_calls IS 'Calls a day: caller is the public id of a user or of an API token, or anonymous. @private
@distribution local';

CREATE TABLE iwm.api_tokens (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    external_id text NOT NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    hint text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_tokens_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

COMMENT ON TABLE iwm.api_tokens IS 'Tokens for programs, by their SHA-256. hint: the last four characters. @private
@distribution user_id';

ALTER TABLE iwm.api_tokens ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.api_tokens_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW iwm.api_usage WITH (security_invoker='true') AS
 SELECT c.day,
    c.caller,
    COALESCE(u.username, o.username) AS username,
    c.client,
    (sum(c.calls))::bigint AS calls,
    (sum(c.errors))::bigint AS errors
   FROM (((iwm.api_calls c
     LEFT JOIN iwm.users u ON ((u.external_id = c.caller)))
     LEFT JOIN iwm.api_tokens t ON ((t.external_id = c.caller)))
     LEFT JOIN iwm.users o ON ((o.id = t.user_id)))
  GROUP BY c.day, c.caller, COALESCE(u.username, o.username), c.client;

COMMENT ON VIEW iwm.api_usage IS 'Calls a day by caller (user, API token, anonymous) and address: select * from api_usage where day = current_date order by calls desc. @private';

CREATE TABLE iwm.audit_log (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor_id bigint,
    actor text NOT NULL,
    action text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    changed extensions.hstore,
    previous extensions.hstore,
    reason text
);

COMMENT ON TABLE iwm.audit_log IS 'Each change by staff or in psql: new values (hstore(new) - hstore(old)) and the values that they replaced. @private
@distribution reference';

COMMENT ON COLUMN iwm.audit_log.actor IS 'Username, or the database role of a change in psql.';

ALTER TABLE iwm.audit_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW iwm.audit_overview WITH (security_invoker='true') AS
 SELECT at,
    actor,
    action,
    entity,
    entity_id,
        CASE entity
            WHEN 'movie'::text THEN ( SELECT m.title
               FROM iwm.movies m
              WHERE (m.external_id = a.entity_id))
            WHEN 'person'::text THEN ( SELECT p.name
               FROM iwm.people p
              WHERE (p.external_id = a.entity_id))
            WHEN 'genre'::text THEN ( SELECT g.name
               FROM iwm.genres g
              WHERE (g.slug = a.entity_id))
            WHEN 'user'::text THEN ( SELECT u.username
               FROM iwm.users u
              WHERE (u.external_id = a.entity_id))
            ELSE NULL::text
        END AS name,
    changed,
    previous,
    reason,
    id
   FROM iwm.audit_log a;

COMMENT ON VIEW iwm.audit_overview IS 'What staff did, and what was changed in psql: select * from audit_overview where name = ''Alien'' order by at desc. @private';

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

ALTER TABLE iwm.device_codes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.device_codes_id_seq
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

CREATE TABLE iwm.user_follows (
    id bigint NOT NULL,
    follower_id bigint NOT NULL,
    following_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT user_follows_others CHECK ((follower_id <> following_id))
);

COMMENT ON TABLE iwm.user_follows IS 'Who follows whom. @private
@distribution reference';

CREATE VIEW iwm.follow_overview WITH (security_invoker='true') AS
 SELECT a.username AS follower,
    b.username AS following,
    f.created_at AS since,
    (EXISTS ( SELECT
           FROM iwm.user_follows x
          WHERE ((x.follower_id = f.following_id) AND (x.following_id = f.follower_id)))) AS friends,
    f.id,
    f.follower_id,
    f.following_id
   FROM ((iwm.user_follows f
     JOIN iwm.users a ON ((a.id = f.follower_id)))
     JOIN iwm.users b ON ((b.id = f.following_id)));

COMMENT ON VIEW iwm.follow_overview IS 'Who follows whom, since when, and whether it is mutual: select * from follow_overview where follower = ''ada'' order by id desc
@private';

CREATE TABLE iwm.follow_requests (
    user_id bigint NOT NULL,
    requester_id bigint NOT NULL,
    external_id text NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT follow_requests_others CHECK ((user_id <> requester_id))
);

COMMENT ON TABLE iwm.follow_requests IS 'Requests to follow user_id that wait for an answer; answered ones are gone. @private
@distribution user_id';

COMMENT ON COLUMN iwm.follow_requests.requester_id IS 'Who asks. @mine';

CREATE TABLE iwm.genre_redirects (
    slug text NOT NULL,
    genre_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT genre_redirects_slug_shape CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(slug) <= 50)))
);

COMMENT ON TABLE iwm.genre_redirects IS 'Slugs that a genre had before, and those of genres that were merged into it: they go on answering.
@distribution reference';

ALTER TABLE iwm.genres ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.genres_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.idempotency_keys (
    owner text NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    fingerprint text NOT NULL,
    body text,
    tags text[],
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version text
);

COMMENT ON TABLE iwm.idempotency_keys IS 'Answers of calls that carried an Idempotency-Key, written with what they did. @private
@distribution local';

COMMENT ON COLUMN iwm.idempotency_keys.version IS 'The version that the answer named in its ETag.';

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

CREATE TABLE iwm.login_failures (
    user_id bigint NOT NULL,
    known boolean NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    last_failed_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    locked_until timestamp with time zone
);

COMMENT ON TABLE iwm.login_failures IS 'Wrong passwords of an account, counted apart for addresses that it has signed in from: a stranger locks out strangers. @private
@distribution user_id';

CREATE TABLE iwm.mails (
    id bigint NOT NULL,
    user_id bigint,
    to_address text NOT NULL,
    template text NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    sent_at timestamp with time zone,
    error text,
    CONSTRAINT mails_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text])))
);

COMMENT ON TABLE iwm.mails IS 'Mail to send: written with what causes it, sent afterwards, tried again when it fails. @private
@distribution reference';

COMMENT ON COLUMN iwm.mails.data IS 'What the template is filled with; it may hold what makes up a link. @unexported';

ALTER TABLE iwm.mails ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.mails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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

CREATE TABLE iwm.notification_preferences (
    user_id bigint NOT NULL,
    type text NOT NULL,
    channel text NOT NULL,
    enabled boolean NOT NULL,
    CONSTRAINT notification_preferences_channel_known CHECK ((channel = ANY (ARRAY['in_app'::text, 'email'::text, 'push'::text, 'webhook'::text])))
);

COMMENT ON TABLE iwm.notification_preferences IS 'Where somebody wants it otherwise than iwm.notification_types says. @private
@distribution user_id';

CREATE TABLE iwm.notification_types (
    type text NOT NULL,
    title text NOT NULL,
    in_app boolean DEFAULT true NOT NULL,
    email boolean DEFAULT false NOT NULL,
    push boolean DEFAULT false NOT NULL,
    webhook boolean DEFAULT false NOT NULL,
    mandatory boolean DEFAULT false NOT NULL,
    CONSTRAINT notification_types_shape CHECK ((type ~ '^[a-z][a-z_]*$'::text))
);

COMMENT ON TABLE iwm.notification_types IS 'What people can be told of, and by which channels unless they say otherwise. mandatory: cannot be turned off.
@distribution reference';

ALTER TABLE iwm.one_time_tokens ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.one_time_tokens_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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

CREATE UNLOGGED TABLE iwm.rate_buckets (
    class text NOT NULL,
    key text NOT NULL,
    tokens double precision NOT NULL,
    at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');

COMMENT ON TABLE iwm.rate_buckets IS 'How full each bucket was when it was last used. Empty after a crash, which only forgives. @private
@distribution local';

CREATE TABLE iwm.rate_limits (
    class text NOT NULL,
    account_burst integer NOT NULL,
    account_seconds integer NOT NULL,
    client_burst integer NOT NULL,
    client_seconds integer NOT NULL,
    description text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT rate_limits_class_shape CHECK ((class ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT rate_limits_range CHECK (((account_burst > 0) AND (account_seconds > 0) AND (client_burst > 0) AND (client_seconds > 0)))
);

COMMENT ON TABLE iwm.rate_limits IS 'Token buckets by class: so many calls at once, filled again evenly in so many seconds; for an account and for an address.
@distribution reference';

CREATE TABLE iwm.recovery_codes (
    user_id bigint NOT NULL,
    code_hash text NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    used_at timestamp with time zone
);

COMMENT ON TABLE iwm.recovery_codes IS 'Codes that stand in for the second factor, each once; SHA-256. @private
@distribution user_id';

CREATE TABLE iwm.roles (
    role text NOT NULL,
    rank integer NOT NULL,
    title text NOT NULL,
    permissions text[] DEFAULT '{}'::text[] NOT NULL
);

COMMENT ON TABLE iwm.roles IS 'Roles; a higher rank may all that a lower one may.
@distribution reference';

CREATE TABLE iwm.scopes (
    scope text NOT NULL,
    title text NOT NULL,
    grantable boolean DEFAULT true NOT NULL,
    CONSTRAINT scopes_shape CHECK ((scope ~ '^[a-z]+:(read|write)$'::text))
);

COMMENT ON TABLE iwm.scopes IS 'What a token may be allowed. Not grantable: only somebody who signed in may do it, no API token.
@distribution reference';

CREATE TABLE iwm.security_events (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    kind text NOT NULL,
    session_id text,
    client text,
    user_agent text,
    detail text
);

COMMENT ON TABLE iwm.security_events IS 'What happened to an account: sign-ins, changed passwords, reused tokens. @private
@distribution user_id';

ALTER TABLE iwm.security_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.security_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.sessions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    external_id text NOT NULL,
    refresh_hash text NOT NULL,
    previous_hash text,
    previous_reused boolean DEFAULT false NOT NULL,
    refresh_count integer DEFAULT 0 NOT NULL,
    refreshed_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    scopes text[],
    methods text[] DEFAULT '{pwd}'::text[] NOT NULL,
    device text,
    user_agent text,
    client text,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoke_reason text,
    CONSTRAINT sessions_device_length CHECK ((char_length(device) <= 100)),
    CONSTRAINT sessions_user_agent_length CHECK ((char_length(user_agent) <= 255))
);

COMMENT ON TABLE iwm.sessions IS 'Signed-in devices, one family of refresh tokens each: SHA-256 of the newest and of the one before. @private
@distribution user_id';

COMMENT ON COLUMN iwm.sessions.scopes IS 'What this session may do; null: all that the user may.';

COMMENT ON COLUMN iwm.sessions.methods IS 'How the user signed in: pwd, otp, oidc, device, recovery.';

ALTER TABLE iwm.sessions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.sessions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE iwm.unknown_login_failures (
    login_hash text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    last_failed_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    locked_until timestamp with time zone
);

COMMENT ON TABLE iwm.unknown_login_failures IS 'Wrong passwords for names that no account has, by the SHA-256 of the name: they are answered, and held up, as those of an account are. @private
@distribution local';

CREATE TABLE iwm.used_tickets (
    ticket_hash text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE iwm.used_tickets IS 'Answers of sign-in services, and tickets made of them, that were used: each counts once. @private
@distribution reference';

CREATE TABLE iwm.user_blocks (
    user_id bigint NOT NULL,
    blocked_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT user_blocks_others CHECK ((user_id <> blocked_id))
);

COMMENT ON TABLE iwm.user_blocks IS 'Who does not want to see or be seen by whom. @private
@distribution user_id';

ALTER TABLE iwm.user_follows ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.user_follows_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.user_genre_preferences (
    user_id bigint NOT NULL,
    genre_id bigint NOT NULL,
    preference text NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT user_genre_preferences_known CHECK ((preference = ANY (ARRAY['like'::text, 'dislike'::text])))
);

COMMENT ON TABLE iwm.user_genre_preferences IS 'Genres that somebody likes or dislikes. @private
@distribution user_id';

CREATE TABLE iwm.user_identities (
    provider text NOT NULL,
    subject text NOT NULL,
    user_id bigint NOT NULL,
    email text,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    last_used_at timestamp with time zone
);

COMMENT ON TABLE iwm.user_identities IS 'Accounts of OpenID Connect providers that belong to a user. @private
@distribution reference';

CREATE TABLE iwm.user_mutes (
    user_id bigint NOT NULL,
    muted_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT user_mutes_others CHECK ((user_id <> muted_id))
);

COMMENT ON TABLE iwm.user_mutes IS 'Whose content somebody does not want to read; nobody is told. @private
@distribution user_id';

CREATE TABLE iwm.user_reports (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    reported_id bigint NOT NULL,
    external_id text NOT NULL,
    reason text NOT NULL,
    details text,
    state text DEFAULT 'open'::text NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT user_reports_details_length CHECK ((char_length(details) <= 2000)),
    CONSTRAINT user_reports_other_says_why CHECK (((reason <> 'other'::text) OR (details ~ '\S'::text))),
    CONSTRAINT user_reports_others CHECK ((user_id <> reported_id)),
    CONSTRAINT user_reports_reason_known CHECK ((reason = ANY (ARRAY['spam'::text, 'harassment'::text, 'hate'::text, 'impersonation'::text, 'adult'::text, 'other'::text]))),
    CONSTRAINT user_reports_state_known CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text, 'dismissed'::text])))
);

COMMENT ON TABLE iwm.user_reports IS 'Reports of users by users. @private
@distribution user_id';

CREATE TABLE iwm.user_stats (
    user_id bigint NOT NULL,
    followers integer DEFAULT 0 NOT NULL,
    following integer DEFAULT 0 NOT NULL,
    CONSTRAINT user_stats_range CHECK (((followers >= 0) AND (following >= 0)))
);

COMMENT ON TABLE iwm.user_stats IS 'Counters of a profile, kept by the transactions that change what they count.
@distribution user_id';

CREATE VIEW iwm.user_overview WITH (security_invoker='true') AS
 SELECT u.username,
    u.name,
    u.email,
    COALESCE(m.role, 'user'::text) AS role,
        CASE
            WHEN (u.deletion_due_at IS NOT NULL) THEN 'leaving'::text
            WHEN (u.deactivated_at IS NOT NULL) THEN 'deactivated'::text
            WHEN iwm.suspended(u.suspended_at, u.suspended_until) THEN 'suspended'::text
            WHEN (u.email_verified_at IS NULL) THEN 'unverified'::text
            ELSE 'active'::text
        END AS state,
    u.visibility,
    COALESCE(s.followers, 0) AS followers,
    COALESCE(s.following, 0) AS following,
    ( SELECT count(*) AS count
           FROM iwm.follow_requests r
          WHERE (r.user_id = u.id)) AS requests,
    ( SELECT count(*) AS count
           FROM iwm.user_blocks b
          WHERE (b.blocked_id = u.id)) AS blocked_by,
    ( SELECT count(*) AS count
           FROM iwm.user_reports r
          WHERE ((r.reported_id = u.id) AND (r.state = 'open'::text))) AS open_reports,
    u.created_at,
    u.last_seen_at,
    u.external_id,
    u.id
   FROM ((iwm.users u
     LEFT JOIN iwm.admin_user_meta m ON ((m.user_id = u.id)))
     LEFT JOIN iwm.user_stats s ON ((s.user_id = u.id)));

COMMENT ON VIEW iwm.user_overview IS 'Users with role, state, counters and open reports: select * from user_overview where open_reports > 0 order by open_reports desc
@private';

ALTER TABLE iwm.user_reports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.user_reports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.user_settings (
    user_id bigint NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT user_settings_shape CHECK ((jsonb_typeof(settings) = 'object'::text))
);

COMMENT ON TABLE iwm.user_settings IS 'What a user set, by section; what is not set holds as iwm.setting_definitions says. @private
@distribution user_id';

CREATE TABLE iwm.user_totp (
    user_id bigint NOT NULL,
    secret text NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint
);

COMMENT ON TABLE iwm.user_totp IS 'Second factor: the secret, encrypted outside; the last time step that was used. @private
@distribution user_id';

ALTER TABLE iwm.users ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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

CREATE TABLE ops.chores (
    name text NOT NULL,
    every interval NOT NULL,
    last_slot timestamp with time zone,
    last_started_at timestamp with time zone,
    last_finished_at timestamp with time zone,
    last_result text,
    runs bigint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE ops.chores IS 'What is to be done again and again, each slot once, whoever asks: pg_cron, a server process or psql.
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

ALTER TABLE ONLY iwm.account_policy
    ADD CONSTRAINT account_policy_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY iwm.admin_user_meta
    ADD CONSTRAINT admin_user_meta_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_key UNIQUE NULLS NOT DISTINCT (movie_id, title, country_code, language_code);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.api_calls
    ADD CONSTRAINT api_calls_pkey PRIMARY KEY (day, caller, client, operation);

ALTER TABLE ONLY iwm.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY iwm.device_codes
    ADD CONSTRAINT device_codes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.errors
    ADD CONSTRAINT errors_pkey PRIMARY KEY (code);

ALTER TABLE ONLY iwm.external_scores
    ADD CONSTRAINT external_scores_pkey PRIMARY KEY (movie_id, source);

ALTER TABLE ONLY iwm.follow_requests
    ADD CONSTRAINT follow_requests_pkey PRIMARY KEY (user_id, requester_id);

ALTER TABLE ONLY iwm.genre_redirects
    ADD CONSTRAINT genre_redirects_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY iwm.genres
    ADD CONSTRAINT genres_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (owner, key);

ALTER TABLE ONLY iwm.device_codes
    ADD CONSTRAINT idx_device_codes_hash UNIQUE (device_code_hash);

ALTER TABLE ONLY iwm.device_codes
    ADD CONSTRAINT idx_device_codes_user_code UNIQUE (user_code);

ALTER TABLE ONLY iwm.genres
    ADD CONSTRAINT idx_genres_slug UNIQUE (slug);

ALTER TABLE ONLY iwm.movies
    ADD CONSTRAINT idx_movies_external_id UNIQUE (external_id);

ALTER TABLE ONLY iwm.people
    ADD CONSTRAINT idx_people_external_id UNIQUE (external_id);

ALTER TABLE ONLY iwm.users
    ADD CONSTRAINT idx_users_external_id UNIQUE (external_id);

ALTER TABLE ONLY iwm.keywords
    ADD CONSTRAINT keywords_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.keywords
    ADD CONSTRAINT keywords_slug_key UNIQUE (slug);

ALTER TABLE ONLY iwm.languages
    ADD CONSTRAINT languages_name_key UNIQUE (name);

ALTER TABLE ONLY iwm.languages
    ADD CONSTRAINT languages_pkey PRIMARY KEY (code);

ALTER TABLE ONLY iwm.login_failures
    ADD CONSTRAINT login_failures_pkey PRIMARY KEY (user_id, known);

ALTER TABLE ONLY iwm.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY iwm.notification_preferences
    ADD CONSTRAINT notification_preferences_pkey PRIMARY KEY (user_id, type, channel);

ALTER TABLE ONLY iwm.notification_types
    ADD CONSTRAINT notification_types_pkey PRIMARY KEY (type);

ALTER TABLE ONLY iwm.one_time_tokens
    ADD CONSTRAINT one_time_tokens_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.person_external_ids
    ADD CONSTRAINT person_external_ids_pkey PRIMARY KEY (source, value);

ALTER TABLE ONLY iwm.person_stats
    ADD CONSTRAINT person_stats_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY iwm.rate_buckets
    ADD CONSTRAINT rate_buckets_pkey PRIMARY KEY (class, key);

ALTER TABLE ONLY iwm.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (class);

ALTER TABLE ONLY iwm.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash);

ALTER TABLE ONLY iwm.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (role);

ALTER TABLE ONLY iwm.roles
    ADD CONSTRAINT roles_rank_key UNIQUE (rank);

ALTER TABLE ONLY iwm.scopes
    ADD CONSTRAINT scopes_pkey PRIMARY KEY (scope);

ALTER TABLE ONLY iwm.security_events
    ADD CONSTRAINT security_events_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.setting_definitions
    ADD CONSTRAINT setting_definitions_pkey PRIMARY KEY (key);

ALTER TABLE ONLY iwm.unknown_login_failures
    ADD CONSTRAINT unknown_login_failures_pkey PRIMARY KEY (login_hash);

ALTER TABLE ONLY iwm.used_tickets
    ADD CONSTRAINT used_tickets_pkey PRIMARY KEY (ticket_hash);

ALTER TABLE ONLY iwm.user_blocks
    ADD CONSTRAINT user_blocks_pkey PRIMARY KEY (user_id, blocked_id);

ALTER TABLE ONLY iwm.user_follows
    ADD CONSTRAINT user_follows_pkey PRIMARY KEY (id);

ALTER TABLE ONLY iwm.user_genre_preferences
    ADD CONSTRAINT user_genre_preferences_pkey PRIMARY KEY (user_id, genre_id);

ALTER TABLE ONLY iwm.user_identities
    ADD CONSTRAINT user_identities_pkey PRIMARY KEY (provider, subject);

ALTER TABLE ONLY iwm.user_mutes
    ADD CONSTRAINT user_mutes_pkey PRIMARY KEY (user_id, muted_id);

ALTER TABLE ONLY iwm.user_reports
    ADD CONSTRAINT user_reports_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.user_settings
    ADD CONSTRAINT user_settings_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY iwm.user_stats
    ADD CONSTRAINT user_stats_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY iwm.user_totp
    ADD CONSTRAINT user_totp_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY iwm.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.cache_outbox
    ADD CONSTRAINT cache_outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.catalogue
    ADD CONSTRAINT catalogue_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY ops.chores
    ADD CONSTRAINT chores_pkey PRIMARY KEY (name);

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

CREATE INDEX idx_admin_user_meta_granted_by ON iwm.admin_user_meta USING btree (granted_by) WHERE (granted_by IS NOT NULL);

COMMENT ON INDEX iwm.idx_admin_user_meta_granted_by IS 'foreign key';

CREATE INDEX idx_admin_user_meta_role ON iwm.admin_user_meta USING btree (role);

COMMENT ON INDEX iwm.idx_admin_user_meta_role IS 'staff: who has a role; is there another admin; foreign key';

CREATE INDEX idx_alternative_titles_country_code ON iwm.alternative_titles USING btree (country_code) WHERE (country_code IS NOT NULL);

COMMENT ON INDEX iwm.idx_alternative_titles_country_code IS 'foreign key: titles in a country';

CREATE INDEX idx_alternative_titles_language_code ON iwm.alternative_titles USING btree (language_code) WHERE (language_code IS NOT NULL);

COMMENT ON INDEX iwm.idx_alternative_titles_language_code IS 'foreign key: titles in a language';

CREATE INDEX idx_alternative_titles_title_search_trgm ON iwm.alternative_titles USING gin (title_search extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_alternative_titles_title_search_trgm IS 'api.search_movies: by another title, with typos';

CREATE INDEX idx_api_calls_caller ON iwm.api_calls USING btree (caller, day DESC);

COMMENT ON INDEX iwm.idx_api_calls_caller IS 'api.staff_api_usage: the calls of one token or user';

CREATE INDEX idx_api_tokens_token_hash ON iwm.api_tokens USING btree (token_hash);

COMMENT ON INDEX iwm.idx_api_tokens_token_hash IS 'iwm.require: the token of a request';

CREATE INDEX idx_audit_log_actor ON iwm.audit_log USING btree (actor_id, id DESC);

COMMENT ON INDEX iwm.idx_audit_log_actor IS 'api.list_audit_log: what one person did; foreign key';

CREATE INDEX idx_audit_log_at ON iwm.audit_log USING brin (at);

COMMENT ON INDEX iwm.idx_audit_log_at IS 'select … from audit_log where at between …';

CREATE INDEX idx_audit_log_entity ON iwm.audit_log USING btree (entity, entity_id, id DESC);

COMMENT ON INDEX iwm.idx_audit_log_entity IS 'api.list_audit_log: what happened to one thing';

CREATE INDEX idx_audit_log_kind ON iwm.audit_log USING btree (entity, id DESC);

COMMENT ON INDEX iwm.idx_audit_log_kind IS 'api.staff_audit_log: all that happened to things of one kind';

CREATE INDEX idx_companies_country_code ON iwm.companies USING btree (country_code) WHERE (country_code IS NOT NULL);

COMMENT ON INDEX iwm.idx_companies_country_code IS 'foreign key: companies of a country';

CREATE INDEX idx_companies_name_search ON iwm.companies USING btree (name_search text_pattern_ops, id);

COMMENT ON INDEX iwm.idx_companies_name_search IS 'company by name: imports, prefix search';

CREATE INDEX idx_credits_job_id ON iwm.credits USING btree (job_id, movie_id);

COMMENT ON INDEX iwm.idx_credits_job_id IS 'directors of films; foreign key';

CREATE INDEX idx_credits_person_id ON iwm.credits USING btree (person_id, movie_id);

COMMENT ON INDEX iwm.idx_credits_person_id IS 'api.get_person_credits, api.get_collaborators: films of a person';

CREATE INDEX idx_device_codes_expires_at ON iwm.device_codes USING btree (expires_at);

COMMENT ON INDEX iwm.idx_device_codes_expires_at IS 'api.open_device_code: codes that are over go';

COMMENT ON INDEX iwm.idx_device_codes_hash IS 'api.device_poll: the code that the device holds';

COMMENT ON INDEX iwm.idx_device_codes_user_code IS 'api.approve_device: the code that a person types';

CREATE INDEX idx_device_codes_user_id ON iwm.device_codes USING btree (user_id) WHERE (user_id IS NOT NULL);

COMMENT ON INDEX iwm.idx_device_codes_user_id IS 'foreign key';

CREATE INDEX idx_follow_requests_external_id ON iwm.follow_requests USING btree (external_id);

COMMENT ON INDEX iwm.idx_follow_requests_external_id IS 'api.approve_follow_request: a request by its public id';

CREATE INDEX idx_follow_requests_requester_id ON iwm.follow_requests USING btree (requester_id, created_at DESC);

COMMENT ON INDEX iwm.idx_follow_requests_requester_id IS 'api.list_sent_follow_requests; foreign key';

CREATE INDEX idx_follow_requests_user_id ON iwm.follow_requests USING btree (user_id, external_id DESC);

COMMENT ON INDEX iwm.idx_follow_requests_user_id IS 'api.list_follow_requests: the newest that wait for an answer';

CREATE INDEX idx_genre_redirects_genre_id ON iwm.genre_redirects USING btree (genre_id);

COMMENT ON INDEX iwm.idx_genre_redirects_genre_id IS 'foreign key: the old slugs of a genre';

COMMENT ON INDEX iwm.idx_genres_slug IS 'genre by slug';

CREATE INDEX idx_idempotency_keys_created_at ON iwm.idempotency_keys USING btree (created_at);

COMMENT ON INDEX iwm.idx_idempotency_keys_created_at IS 'cleanup-sessions: keys older than a day go';

CREATE INDEX idx_mails_created_at ON iwm.mails USING btree (created_at);

COMMENT ON INDEX iwm.idx_mails_created_at IS 'cleanup-sessions: mails that are old enough to go';

CREATE INDEX idx_mails_pending ON iwm.mails USING btree (next_try_at) WHERE (state = 'pending'::text);

COMMENT ON INDEX iwm.idx_mails_pending IS 'api.claim_mails: what is due';

CREATE INDEX idx_mails_user_id ON iwm.mails USING btree (user_id) WHERE (user_id IS NOT NULL);

COMMENT ON INDEX iwm.idx_mails_user_id IS 'foreign key';

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

CREATE INDEX idx_movies_deleted_at ON iwm.movies USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);

COMMENT ON INDEX iwm.idx_movies_deleted_at IS 'api.staff_list_movies: what was deleted';

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

CREATE INDEX idx_notification_preferences_type ON iwm.notification_preferences USING btree (type);

COMMENT ON INDEX iwm.idx_notification_preferences_type IS 'foreign key';

CREATE INDEX idx_one_time_tokens_external_id ON iwm.one_time_tokens USING btree (external_id);

COMMENT ON INDEX iwm.idx_one_time_tokens_external_id IS 'the link that was followed';

CREATE INDEX idx_people_deleted_at ON iwm.people USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);

COMMENT ON INDEX iwm.idx_people_deleted_at IS 'api.staff_list_people: who was deleted';

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

CREATE INDEX idx_security_events_at ON iwm.security_events USING btree (at);

COMMENT ON INDEX iwm.idx_security_events_at IS 'cleanup-sessions: events that are old enough to go';

CREATE INDEX idx_security_events_feed ON iwm.security_events USING btree (user_id, at DESC, id DESC);

COMMENT ON INDEX iwm.idx_security_events_feed IS 'api.list_security_events: the newest of a user';

CREATE INDEX idx_security_events_signed_in ON iwm.security_events USING btree (user_id, client, at DESC) WHERE (kind = 'signed_in'::text);

COMMENT ON INDEX iwm.idx_security_events_signed_in IS 'iwm.knows_client: whether a user signed in from this address';

CREATE INDEX idx_sessions_expires_at ON iwm.sessions USING btree (expires_at);

COMMENT ON INDEX iwm.idx_sessions_expires_at IS 'cleanup-sessions: what is over';

CREATE INDEX idx_sessions_external_id ON iwm.sessions USING btree (external_id);

COMMENT ON INDEX iwm.idx_sessions_external_id IS 'iwm.require: the session of an access token; refresh';

CREATE INDEX idx_sessions_live ON iwm.sessions USING btree (user_id, last_seen_at DESC) WHERE (revoked_at IS NULL);

COMMENT ON INDEX iwm.idx_sessions_live IS 'api.list_sessions, iwm.open_session, iwm.knows_client: the sessions of a user that are not over';

CREATE INDEX idx_unknown_login_failures_last ON iwm.unknown_login_failures USING btree (last_failed_at);

COMMENT ON INDEX iwm.idx_unknown_login_failures_last IS 'iwm.login_failed: the ones to forget.';

CREATE INDEX idx_used_tickets_expires_at ON iwm.used_tickets USING btree (expires_at);

COMMENT ON INDEX iwm.idx_used_tickets_expires_at IS 'iwm.use_ticket: what nobody can use any more goes';

CREATE INDEX idx_user_blocks_blocked_id ON iwm.user_blocks USING btree (blocked_id, user_id);

COMMENT ON INDEX iwm.idx_user_blocks_blocked_id IS 'is A blocked by B; foreign key';

CREATE INDEX idx_user_follows_follower ON iwm.user_follows USING btree (follower_id, id DESC);

COMMENT ON INDEX iwm.idx_user_follows_follower IS 'api.list_following';

CREATE INDEX idx_user_follows_following ON iwm.user_follows USING btree (following_id, id DESC);

COMMENT ON INDEX iwm.idx_user_follows_following IS 'api.list_followers';

CREATE UNIQUE INDEX idx_user_follows_unique ON iwm.user_follows USING btree (follower_id, following_id);

COMMENT ON INDEX iwm.idx_user_follows_unique IS 'does A follow B; once only';

CREATE INDEX idx_user_genre_preferences_genre_id ON iwm.user_genre_preferences USING btree (genre_id, preference);

COMMENT ON INDEX iwm.idx_user_genre_preferences_genre_id IS 'who likes a genre; foreign key';

CREATE INDEX idx_user_identities_user_id ON iwm.user_identities USING btree (user_id, provider);

COMMENT ON INDEX iwm.idx_user_identities_user_id IS 'api.list_linked_accounts; foreign key';

CREATE INDEX idx_user_mutes_muted_id ON iwm.user_mutes USING btree (muted_id);

COMMENT ON INDEX iwm.idx_user_mutes_muted_id IS 'foreign key';

CREATE UNIQUE INDEX idx_user_reports_open ON iwm.user_reports USING btree (user_id, reported_id) WHERE (state = 'open'::text);

COMMENT ON INDEX iwm.idx_user_reports_open IS 'api.report_user: one open report a pair';

CREATE INDEX idx_user_reports_reported_id ON iwm.user_reports USING btree (reported_id, created_at DESC);

COMMENT ON INDEX iwm.idx_user_reports_reported_id IS 'staff: reports about a user; foreign key';

CREATE INDEX idx_user_stats_followers ON iwm.user_stats USING btree (followers DESC, user_id) WHERE (followers > 0);

COMMENT ON INDEX iwm.idx_user_stats_followers IS 'api.suggest_users: the most followed';

CREATE INDEX idx_users_created_at ON iwm.users USING btree (created_at DESC);

COMMENT ON INDEX iwm.idx_users_created_at IS 'staff: the newest accounts';

CREATE INDEX idx_users_deactivated_at ON iwm.users USING btree (deactivated_at DESC, id DESC) WHERE (deactivated_at IS NOT NULL);

COMMENT ON INDEX iwm.idx_users_deactivated_at IS 'api.staff_list_users: who is deactivated';

CREATE INDEX idx_users_deletion_due ON iwm.users USING btree (deletion_due_at) WHERE (deletion_due_at IS NOT NULL);

COMMENT ON INDEX iwm.idx_users_deletion_due IS 'iwm.purge_accounts: whose grace period is over';

CREATE UNIQUE INDEX idx_users_email ON iwm.users USING btree (lower(email));

COMMENT ON INDEX iwm.idx_users_email IS 'login; one account an address, whatever its case';

COMMENT ON INDEX iwm.idx_users_external_id IS 'iwm.require and every lookup of a user by public id';

CREATE INDEX idx_users_name_search ON iwm.users USING btree (name_search text_pattern_ops);

COMMENT ON INDEX iwm.idx_users_name_search IS 'api.search_users: names that begin with one or two letters';

CREATE INDEX idx_users_name_search_trgm ON iwm.users USING gin (name_search extensions.gin_trgm_ops);

COMMENT ON INDEX iwm.idx_users_name_search_trgm IS 'search for users by name or username, with typos';

CREATE INDEX idx_users_suspended_at ON iwm.users USING btree (suspended_at DESC, id DESC) WHERE (suspended_at IS NOT NULL);

COMMENT ON INDEX iwm.idx_users_suspended_at IS 'api.staff_list_users: who is suspended';

CREATE UNIQUE INDEX idx_users_username ON iwm.users USING btree (lower(username));

COMMENT ON INDEX iwm.idx_users_username IS 'api.get_user: a profile by its name';

CREATE INDEX idx_users_username_prefix ON iwm.users USING btree (lower(username) text_pattern_ops);

COMMENT ON INDEX iwm.idx_users_username_prefix IS 'api.search_users: usernames that begin with what was typed';

COMMENT ON INDEX iwm.keywords_slug_key IS 'keyword by slug';

COMMENT ON INDEX iwm.languages_name_key IS 'imports: language by name';

COMMENT ON INDEX iwm.roles_rank_key IS 'iwm.require: is this role enough';

CREATE INDEX cache_outbox_xid ON ops.cache_outbox USING btree (xid);

COMMENT ON INDEX ops.cache_outbox_xid IS 'api.cache_events(_horizon): rows of transactions that were open at the last poll, and newer ones';

CREATE INDEX idx_imported_movies_movie_id ON ops.imported_movies USING btree (movie_id);

COMMENT ON INDEX ops.idx_imported_movies_movie_id IS 'foreign key: what was imported for a film';

CREATE INDEX idx_imported_people_person_id ON ops.imported_people USING btree (person_id);

COMMENT ON INDEX ops.idx_imported_people_person_id IS 'foreign key: what was imported for a person';

CREATE INDEX load_history_object ON ops.load_history USING btree (kind, name, at DESC);

COMMENT ON INDEX ops.load_history_object IS 'select … from ops.load_history where kind = … and name = … order by at desc';

CREATE TRIGGER account_policy_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.account_policy FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('policy', 'accounts');

CREATE TRIGGER admin_user_meta_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.admin_user_meta FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_role();

CREATE TRIGGER alternative_titles_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.alternative_titles FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('alternative_titles');

CREATE TRIGGER audit_log_keep BEFORE DELETE OR UPDATE ON iwm.audit_log FOR EACH ROW EXECUTE FUNCTION iwm.audit_keep();

CREATE TRIGGER audit_log_keep_all BEFORE TRUNCATE ON iwm.audit_log FOR EACH STATEMENT EXECUTE FUNCTION iwm.audit_keep();

CREATE TRIGGER credits_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.credits FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('credits');

CREATE TRIGGER external_scores_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.external_scores FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('scores');

CREATE TRIGGER genres_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.genres FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('genre', 'slug');

CREATE TRIGGER movie_companies_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movie_companies FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('companies');

CREATE TRIGGER movie_countries_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movie_countries FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('countries');

CREATE TRIGGER movie_external_ids_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movie_external_ids FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('external_ids');

CREATE TRIGGER movie_genres_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movie_genres FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('genres');

CREATE TRIGGER movie_keywords_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movie_keywords FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('keywords');

CREATE TRIGGER movie_languages_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movie_languages FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('languages');

CREATE TRIGGER movies_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.movies FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('movie', 'external_id');

CREATE TRIGGER movies_total_delete AFTER DELETE ON iwm.movies REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_movies();

CREATE TRIGGER movies_total_insert AFTER INSERT ON iwm.movies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_movies();

CREATE TRIGGER movies_total_update AFTER UPDATE OF deleted_at, merged_into, adult ON iwm.movies FOR EACH ROW EXECUTE FUNCTION iwm.count_movies();

CREATE TRIGGER people_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.people FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('person', 'external_id');

CREATE TRIGGER people_total_delete AFTER DELETE ON iwm.people REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_people();

CREATE TRIGGER people_total_insert AFTER INSERT ON iwm.people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_people();

CREATE TRIGGER people_total_update AFTER UPDATE OF deleted_at, merged_into ON iwm.people FOR EACH ROW EXECUTE FUNCTION iwm.count_people();

CREATE TRIGGER person_external_ids_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.person_external_ids FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_part('external_ids');

CREATE TRIGGER rate_limits_audit AFTER INSERT OR DELETE OR UPDATE ON iwm.rate_limits FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('rate_limit', 'class');

CREATE TRIGGER user_follows_delete AFTER DELETE ON iwm.user_follows REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_follows();

CREATE TRIGGER user_follows_insert AFTER INSERT ON iwm.user_follows REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION iwm.count_follows();

CREATE TRIGGER users_audit AFTER DELETE OR UPDATE OF visibility, suspended_at, suspended_until, suspension_reason, deactivated_at, deletion_due_at ON iwm.users FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('user', 'external_id', 'visibility', 'suspended_at', 'suspended_until', 'suspension_reason', 'deactivated_at', 'deletion_due_at');

ALTER TABLE ONLY iwm.admin_user_meta
    ADD CONSTRAINT admin_user_meta_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES iwm.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY iwm.admin_user_meta
    ADD CONSTRAINT admin_user_meta_role_fkey FOREIGN KEY (role) REFERENCES iwm.roles(role);

ALTER TABLE ONLY iwm.admin_user_meta
    ADD CONSTRAINT admin_user_meta_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_country_code_fkey FOREIGN KEY (country_code) REFERENCES iwm.countries(code);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_language_code_fkey FOREIGN KEY (language_code) REFERENCES iwm.languages(code);

ALTER TABLE ONLY iwm.alternative_titles
    ADD CONSTRAINT alternative_titles_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.api_tokens
    ADD CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.audit_log
    ADD CONSTRAINT audit_log_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES iwm.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY iwm.companies
    ADD CONSTRAINT companies_country_code_fkey FOREIGN KEY (country_code) REFERENCES iwm.countries(code);

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_job_id_fkey FOREIGN KEY (job_id) REFERENCES iwm.credit_jobs(id);

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.credits
    ADD CONSTRAINT credits_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id);

ALTER TABLE ONLY iwm.device_codes
    ADD CONSTRAINT device_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.external_scores
    ADD CONSTRAINT external_scores_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.follow_requests
    ADD CONSTRAINT follow_requests_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.follow_requests
    ADD CONSTRAINT follow_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.genre_redirects
    ADD CONSTRAINT genre_redirects_genre_id_fkey FOREIGN KEY (genre_id) REFERENCES iwm.genres(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.login_failures
    ADD CONSTRAINT login_failures_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.mails
    ADD CONSTRAINT mails_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

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

ALTER TABLE ONLY iwm.notification_preferences
    ADD CONSTRAINT notification_preferences_type_fkey FOREIGN KEY (type) REFERENCES iwm.notification_types(type) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.notification_preferences
    ADD CONSTRAINT notification_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.one_time_tokens
    ADD CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.people
    ADD CONSTRAINT people_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES iwm.people(id);

ALTER TABLE ONLY iwm.person_external_ids
    ADD CONSTRAINT person_external_ids_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.person_stats
    ADD CONSTRAINT person_stats_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.recovery_codes
    ADD CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.security_events
    ADD CONSTRAINT security_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_blocks
    ADD CONSTRAINT user_blocks_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_blocks
    ADD CONSTRAINT user_blocks_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_follows
    ADD CONSTRAINT user_follows_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_follows
    ADD CONSTRAINT user_follows_following_id_fkey FOREIGN KEY (following_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_genre_preferences
    ADD CONSTRAINT user_genre_preferences_genre_id_fkey FOREIGN KEY (genre_id) REFERENCES iwm.genres(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_genre_preferences
    ADD CONSTRAINT user_genre_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_identities
    ADD CONSTRAINT user_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_mutes
    ADD CONSTRAINT user_mutes_muted_id_fkey FOREIGN KEY (muted_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_mutes
    ADD CONSTRAINT user_mutes_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_reports
    ADD CONSTRAINT user_reports_reported_id_fkey FOREIGN KEY (reported_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_reports
    ADD CONSTRAINT user_reports_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_settings
    ADD CONSTRAINT user_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_stats
    ADD CONSTRAINT user_stats_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.user_totp
    ADD CONSTRAINT user_totp_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.imported_movies
    ADD CONSTRAINT imported_movies_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.imported_people
    ADD CONSTRAINT imported_people_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA api TO iwm_app;

GRANT USAGE ON SCHEMA iwm TO iwm_readonly;

GRANT USAGE ON SCHEMA jobs TO iwm_worker;

GRANT USAGE ON SCHEMA ops TO iwm_worker;

REVOKE ALL ON FUNCTION api.account_of_identity(_provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.account_of_identity(_provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code) FROM PUBLIC;

GRANT ALL ON FUNCTION api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code) TO iwm_app;

REVOKE ALL ON FUNCTION api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.autocomplete(_q iwm.search_text, _type iwm.search_type, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.autocomplete(_q iwm.search_text, _type iwm.search_type, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.begin_confirmation(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.begin_confirmation(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.begin_email_change(_viewer iwm.viewer, _email iwm.email, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.begin_email_change(_viewer iwm.viewer, _email iwm.email, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.begin_login(_login iwm.login_name, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.begin_login(_login iwm.login_name, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.begin_totp(_viewer iwm.viewer, _password iwm.password, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.begin_totp(_viewer iwm.viewer, _password iwm.password, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.block_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.block_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.cache_events(_horizon xid8) FROM PUBLIC;

GRANT ALL ON FUNCTION api.cache_events(_horizon xid8) TO iwm_app;

REVOKE ALL ON FUNCTION api.cache_prune() FROM PUBLIC;

GRANT ALL ON FUNCTION api.cache_prune() TO iwm_app;

REVOKE ALL ON FUNCTION api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.catalogue() FROM PUBLIC;

GRANT ALL ON FUNCTION api.catalogue() TO iwm_app;

REVOKE ALL ON FUNCTION api.change_email(_viewer iwm.viewer, _email iwm.email, _password iwm.password, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.change_email(_viewer iwm.viewer, _email iwm.email, _password iwm.password, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.change_password(_viewer iwm.viewer, _client text, _new_password iwm.password, _current_password iwm.password) FROM PUBLIC;

GRANT ALL ON FUNCTION api.change_password(_viewer iwm.viewer, _client text, _new_password iwm.password, _current_password iwm.password) TO iwm_app;

REVOKE ALL ON FUNCTION api.check_registration(_email iwm.email, _username iwm.username) FROM PUBLIC;

GRANT ALL ON FUNCTION api.check_registration(_email iwm.email, _username iwm.username) TO iwm_app;

REVOKE ALL ON FUNCTION api.check_username(_username iwm.username) FROM PUBLIC;

GRANT ALL ON FUNCTION api.check_username(_username iwm.username) TO iwm_app;

REVOKE ALL ON FUNCTION api.claim_mails(_limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.claim_mails(_limit integer) TO iwm_app;

REVOKE ALL ON FUNCTION api.confirm_email_change(_token iwm.secret_text, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.confirm_email_change(_token iwm.secret_text, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.confirm_totp(_viewer iwm.viewer, _code iwm.otp_code, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.confirm_totp(_viewer iwm.viewer, _code iwm.otp_code, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.count_calls(_rows jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.count_calls(_rows jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label) FROM PUBLIC;

GRANT ALL ON FUNCTION api.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label) TO iwm_app;

REVOKE ALL ON FUNCTION api.create_token(_viewer iwm.viewer, _client text, _name iwm.label, _scopes text[], _expires_in_days iwm.token_days) FROM PUBLIC;

GRANT ALL ON FUNCTION api.create_token(_viewer iwm.viewer, _client text, _name iwm.label, _scopes text[], _expires_in_days iwm.token_days) TO iwm_app;

REVOKE ALL ON FUNCTION api.deactivate_account(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.deactivate_account(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_totp(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_totp(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.deny_device(_viewer iwm.viewer, _user_code iwm.user_code) FROM PUBLIC;

GRANT ALL ON FUNCTION api.deny_device(_viewer iwm.viewer, _user_code iwm.user_code) TO iwm_app;

REVOKE ALL ON FUNCTION api.deny_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.deny_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.device_token(_device_code iwm.secret_text, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.device_token(_device_code iwm.secret_text, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.disable_totp(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.disable_totp(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.download_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.download_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.end_other_sessions(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.end_other_sessions(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.end_session(_viewer iwm.viewer, _client text, _session_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.end_session(_viewer iwm.viewer, _client text, _session_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.export_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.export_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.fail_login(_user_id iwm.public_id, _login iwm.login_name, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.fail_login(_user_id iwm.public_id, _login iwm.login_name, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.find(_external_id iwm.public_id, _source iwm.id_source) FROM PUBLIC;

GRANT ALL ON FUNCTION api.find(_external_id iwm.public_id, _source iwm.id_source) TO iwm_app;

REVOKE ALL ON FUNCTION api.finish_confirmation(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.finish_confirmation(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.finish_login(_user_id iwm.public_id, _hash text, _new_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label, _methods text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION api.finish_login(_user_id iwm.public_id, _hash text, _new_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text, _device iwm.label, _methods text[]) TO iwm_app;

REVOKE ALL ON FUNCTION api.finish_mail(_id bigint, _attempt integer, _error text, _final boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.finish_mail(_id bigint, _attempt integer, _error text, _final boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.finish_oidc(_provider iwm.provider_name, _client text, _state iwm.secret_text, _code iwm.secret_text, _error iwm.secret_text, _iss iwm.secret_text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.finish_oidc(_provider iwm.provider_name, _client text, _state iwm.secret_text, _code iwm.secret_text, _error iwm.secret_text, _iss iwm.secret_text) TO iwm_app;

REVOKE ALL ON FUNCTION api.finish_oidc_second_factor(_ticket iwm.oidc_ticket, _code iwm.otp_code, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.finish_oidc_second_factor(_ticket iwm.oidc_ticket, _code iwm.otp_code, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.follow_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.follow_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.forgot_password(_email iwm.email) FROM PUBLIC;

GRANT ALL ON FUNCTION api.forgot_password(_email iwm.email) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_company(_company_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_company(_company_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_device(_viewer iwm.viewer, _user_code iwm.user_code) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_device(_viewer iwm.viewer, _user_code iwm.user_code) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_genre(_slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_genre(_slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_genre_preferences(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_genre_preferences(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_notification_preferences(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_notification_preferences(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_settings(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_settings(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_totp(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_totp(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.keep_identity(_viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.keep_identity(_viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.keep_totp_secret(_viewer iwm.viewer, _secret text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.keep_totp_secret(_viewer iwm.viewer, _secret text) TO iwm_app;

REVOKE ALL ON FUNCTION api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_blocks(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_blocks(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_companies(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_companies(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_countries(_with_films boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_countries(_with_films boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_followers(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_followers(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_following(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_following(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_friends(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_friends(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_genre_picks(_viewer iwm.viewer, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_genre_picks(_viewer iwm.viewer, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_genres() FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_genres() TO iwm_app;

REVOKE ALL ON FUNCTION api.list_identities(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_identities(_viewer iwm.viewer) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.list_mutes(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_mutes(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_mutuals(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_mutuals(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_people(_sort iwm.person_sort, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_people(_sort iwm.person_sort, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_person_collaborators(_person_id iwm.public_id, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_person_collaborators(_person_id iwm.public_id, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_person_credits(_person_id iwm.public_id, _role iwm.credit_role, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_person_credits(_person_id iwm.public_id, _role iwm.credit_role, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_relations(_viewer iwm.viewer, _users iwm.user_ref[]) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_relations(_viewer iwm.viewer, _users iwm.user_ref[]) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_scopes() FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_scopes() TO iwm_app;

REVOKE ALL ON FUNCTION api.list_security_events(_viewer iwm.viewer, _cursor iwm.event_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_security_events(_viewer iwm.viewer, _cursor iwm.event_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_sent_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_sent_follow_requests(_viewer iwm.viewer, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_sessions(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_sessions(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_setting_definitions() FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_setting_definitions() TO iwm_app;

REVOKE ALL ON FUNCTION api.list_sign_in_providers() FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_sign_in_providers() TO iwm_app;

REVOKE ALL ON FUNCTION api.list_tokens(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_tokens(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.login(_client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code, _device iwm.label) FROM PUBLIC;

GRANT ALL ON FUNCTION api.login(_client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code, _device iwm.label) TO iwm_app;

REVOKE ALL ON FUNCTION api.logout(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.logout(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.logout_all(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.logout_all(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.may_call(_viewer iwm.viewer, _role text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.may_call(_viewer iwm.viewer, _role text) TO iwm_app;

REVOKE ALL ON FUNCTION api.mute_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.mute_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.my_totp(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.my_totp(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.open_device_code(_device_code_hash text, _user_code text, _client_name text, _scopes text[], _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.open_device_code(_device_code_hash text, _user_code text, _client_name text, _scopes text[], _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.open_identity_session(_user_id text, _provider text, _subject text, _methods text[], _session_id text, _refresh_hash text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.open_identity_session(_user_id text, _provider text, _subject text, _methods text[], _session_id text, _refresh_hash text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.patch_account(_viewer iwm.viewer, _if_match text, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.patch_account(_viewer iwm.viewer, _if_match text, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.patch_notification_preferences(_viewer iwm.viewer, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.patch_notification_preferences(_viewer iwm.viewer, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.patch_settings(_viewer iwm.viewer, _if_match text, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.patch_settings(_viewer iwm.viewer, _if_match text, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.poll_device(_device_code_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.poll_device(_device_code_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.popular_movies(_page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.popular_movies(_page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.put_genre_preference(_viewer iwm.viewer, _slug iwm.slug, _preference iwm.genre_preference) FROM PUBLIC;

GRANT ALL ON FUNCTION api.put_genre_preference(_viewer iwm.viewer, _slug iwm.slug, _preference iwm.genre_preference) TO iwm_app;

REVOKE ALL ON FUNCTION api.put_genre_preferences(_viewer iwm.viewer, _likes iwm.slug[], _dislikes iwm.slug[]) FROM PUBLIC;

GRANT ALL ON FUNCTION api.put_genre_preferences(_viewer iwm.viewer, _likes iwm.slug[], _dislikes iwm.slug[]) TO iwm_app;

REVOKE ALL ON FUNCTION api.random_movie(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes) FROM PUBLIC;

GRANT ALL ON FUNCTION api.random_movie(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes) TO iwm_app;

REVOKE ALL ON FUNCTION api.refresh(_client text, _refresh_token iwm.secret_text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.refresh(_client text, _refresh_token iwm.secret_text) TO iwm_app;

REVOKE ALL ON FUNCTION api.refresh_session(_session_id text, _count integer, _hash text, _next_hash text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.refresh_session(_session_id text, _count integer, _hash text, _next_hash text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.register(_client text, _email iwm.email, _password iwm.password, _name iwm.display_name, _username iwm.username, _device iwm.label) FROM PUBLIC;

GRANT ALL ON FUNCTION api.register(_client text, _email iwm.email, _password iwm.password, _name iwm.display_name, _username iwm.username, _device iwm.label) TO iwm_app;

REVOKE ALL ON FUNCTION api.remove_follower(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.remove_follower(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.renew_recovery_codes(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.renew_recovery_codes(_viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.replace_password(_viewer iwm.viewer, _client text, _user_agent text, _hash text, _new_hash text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.replace_password(_viewer iwm.viewer, _client text, _user_agent text, _hash text, _new_hash text) TO iwm_app;

REVOKE ALL ON FUNCTION api.replace_recovery_codes(_viewer iwm.viewer, _code_hashes text[], _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.replace_recovery_codes(_viewer iwm.viewer, _code_hashes text[], _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.report_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.user_report_reason, _details iwm.report_text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.report_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.user_report_reason, _details iwm.report_text) TO iwm_app;

REVOKE ALL ON FUNCTION api.request_device_code(_client text, _client_name iwm.label, _scopes text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION api.request_device_code(_client text, _client_name iwm.label, _scopes text[]) TO iwm_app;

REVOKE ALL ON FUNCTION api.reset_link_owner(_token_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.reset_link_owner(_token_id text) TO iwm_app;

REVOKE ALL ON FUNCTION api.reset_password(_token iwm.secret_text, _password iwm.password, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.reset_password(_token iwm.secret_text, _password iwm.password, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.reset_settings(_viewer iwm.viewer, _if_match text, _section iwm.settings_section) FROM PUBLIC;

GRANT ALL ON FUNCTION api.reset_settings(_viewer iwm.viewer, _if_match text, _section iwm.settings_section) TO iwm_app;

REVOKE ALL ON FUNCTION api.restore_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.restore_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.revoke_token(_viewer iwm.viewer, _client text, _token_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.revoke_token(_viewer iwm.viewer, _client text, _token_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.run_chores() FROM PUBLIC;

GRANT ALL ON FUNCTION api.run_chores() TO iwm_app;

REVOKE ALL ON FUNCTION api.search(_q iwm.search_text, _type iwm.search_type, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search(_q iwm.search_text, _type iwm.search_type, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.search_movies(_q iwm.search_text, _year iwm.release_year, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search_movies(_q iwm.search_text, _year iwm.release_year, _include_adult boolean, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.search_people(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search_people(_q iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.search_users(_viewer iwm.viewer, _q iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.search_users(_viewer iwm.viewer, _q iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.send_email_verification(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.send_email_verification(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_add_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _billing_order iwm.billing_place, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_add_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _billing_order iwm.billing_place, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_api_usage(_viewer iwm.viewer, _since date, _until date, _caller iwm.user_ref, _address iwm.search_text, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_api_usage(_viewer iwm.viewer, _since date, _until date, _caller iwm.user_ref, _address iwm.search_text, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_audit_log(_viewer iwm.viewer, _entity iwm.audit_entity, _id iwm.public_id, _actor iwm.user_ref, _since timestamp with time zone, _until timestamp with time zone, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_audit_log(_viewer iwm.viewer, _entity iwm.audit_entity, _id iwm.public_id, _actor iwm.user_ref, _since timestamp with time zone, _until timestamp with time zone, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_create_genre(_viewer iwm.viewer, _name iwm.label, _slug iwm.slug, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_create_genre(_viewer iwm.viewer, _name iwm.label, _slug iwm.slug, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_create_movie(_viewer iwm.viewer, _title iwm.movie_title, _original_title iwm.movie_title, _tagline iwm.tagline, _overview iwm.long_text, _year iwm.release_year, _release_date date, _runtime iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.status_word, _kind iwm.movie_kind, _adult boolean, _poster_url iwm.web_url, _backdrop_url iwm.web_url, _budget iwm.amount, _revenue iwm.amount, _external_ids api.external_id_input[], _genres iwm.slug[], _countries iwm.country_code[], _languages iwm.language_code[], _keywords iwm.label[], _companies api.company_input[], _credits api.credit_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_create_movie(_viewer iwm.viewer, _title iwm.movie_title, _original_title iwm.movie_title, _tagline iwm.tagline, _overview iwm.long_text, _year iwm.release_year, _release_date date, _runtime iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.status_word, _kind iwm.movie_kind, _adult boolean, _poster_url iwm.web_url, _backdrop_url iwm.web_url, _budget iwm.amount, _revenue iwm.amount, _external_ids api.external_id_input[], _genres iwm.slug[], _countries iwm.country_code[], _languages iwm.language_code[], _keywords iwm.label[], _companies api.company_input[], _credits api.credit_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_create_person(_viewer iwm.viewer, _name iwm.full_name, _bio iwm.long_text, _image_url iwm.web_url, _birthday date, _deathday date, _birth_year iwm.life_year, _death_year iwm.life_year, _place_of_birth iwm.full_name, _known_for_department iwm.short_label, _external_ids api.person_id_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_create_person(_viewer iwm.viewer, _name iwm.full_name, _bio iwm.long_text, _image_url iwm.web_url, _birthday date, _deathday date, _birth_year iwm.life_year, _death_year iwm.life_year, _place_of_birth iwm.full_name, _known_for_department iwm.short_label, _external_ids api.person_id_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_credit_jobs(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_credit_jobs(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_delete_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _replaced_by iwm.slug, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_delete_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _replaced_by iwm.slug, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_delete_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_delete_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_delete_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_delete_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_policy(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_policy(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_movies(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_movies(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_people(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_people(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_rate_limits(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_rate_limits(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_users(_viewer iwm.viewer, _q iwm.search_text, _role iwm.short_label, _state iwm.account_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_users(_viewer iwm.viewer, _q iwm.search_text, _role iwm.short_label, _state iwm.account_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_merge_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_merge_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_merge_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_merge_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_merge_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_merge_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_remove_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_remove_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_restore_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_restore_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_restore_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_restore_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_companies(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _companies api.company_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_companies(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _companies api.company_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_countries(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _countries iwm.country_code[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_countries(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _countries iwm.country_code[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_credits(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _credits api.credit_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_credits(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _credits api.credit_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_external_ids(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _external_ids api.external_id_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_external_ids(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _external_ids api.external_id_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_genres(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _genres iwm.slug[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_genres(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _genres iwm.slug[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_keywords(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _keywords iwm.label[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_keywords(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _keywords iwm.label[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_languages(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _languages iwm.language_code[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_languages(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _languages iwm.language_code[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_timeline(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _timeline api.timeline_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_timeline(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _timeline api.timeline_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_titles(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _titles api.title_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_titles(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _titles api.title_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_movie_trivia(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _trivia api.trivia_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_movie_trivia(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _trivia api.trivia_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_person_external_ids(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _external_ids api.person_id_input[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_person_external_ids(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _external_ids api.person_id_input[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_set_role(_viewer iwm.viewer, _username iwm.user_ref, _role iwm.short_label, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_set_role(_viewer iwm.viewer, _username iwm.user_ref, _role iwm.short_label, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_sign_out_user(_viewer iwm.viewer, _username iwm.user_ref, _tokens boolean, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_sign_out_user(_viewer iwm.viewer, _username iwm.user_ref, _tokens boolean, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_suspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason, _until timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_suspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason, _until timestamp with time zone) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_unsuspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_unsuspend_user(_viewer iwm.viewer, _username iwm.user_ref, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_update_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_update_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_update_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_update_policy(_viewer iwm.viewer, _if_match text, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_policy(_viewer iwm.viewer, _if_match text, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_update_rate_limit(_viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_rate_limit(_viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_upsert_movies(_viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_upsert_movies(_viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_user_events(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_user_events(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.start_oidc(_provider iwm.provider_name, _for iwm.oidc_purpose, _origin iwm.web_url) FROM PUBLIC;

GRANT ALL ON FUNCTION api.start_oidc(_provider iwm.provider_name, _for iwm.oidc_purpose, _origin iwm.web_url) TO iwm_app;

REVOKE ALL ON FUNCTION api.suggest_users(_viewer iwm.viewer, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.suggest_users(_viewer iwm.viewer, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.take_token(_class text, _viewer iwm.viewer, _login text, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.take_token(_class text, _viewer iwm.viewer, _login text, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.top_rated_movies(_min_votes iwm.vote_count, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.top_rated_movies(_min_votes iwm.vote_count, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.totp_of_user(_user_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.totp_of_user(_user_id text) TO iwm_app;

REVOKE ALL ON FUNCTION api.turn_totp_off(_viewer iwm.viewer, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.turn_totp_off(_viewer iwm.viewer, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.turn_totp_on(_viewer iwm.viewer, _secret text, _step bigint, _code_hashes text[], _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.turn_totp_on(_viewer iwm.viewer, _secret text, _step bigint, _code_hashes text[], _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.unblock_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.unblock_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.unfollow_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.unfollow_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.unlink_identity(_viewer iwm.viewer, _client text, _provider iwm.provider_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.unlink_identity(_viewer iwm.viewer, _client text, _provider iwm.provider_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.unmute_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.unmute_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.use_email_link(_token_id text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.use_email_link(_token_id text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.use_reset_link(_token_id text, _hash text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.use_reset_link(_token_id text, _hash text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.use_second_factor(_user_id text, _step bigint, _code_hash text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.use_second_factor(_user_id text, _step bigint, _code_hash text) TO iwm_app;

REVOKE ALL ON FUNCTION api.use_ticket(_ticket_hash text, _seconds integer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.use_ticket(_ticket_hash text, _seconds integer) TO iwm_app;

REVOKE ALL ON FUNCTION api.use_verify_link(_token_id text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.use_verify_link(_token_id text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.verify_email(_token iwm.secret_text, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.verify_email(_token iwm.secret_text, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION iwm.account(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.account(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm."normalize"(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm."normalize"(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.now() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.now() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.account_state_of(_user iwm.users) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.account_state_of(_user iwm.users) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.act_as(_user_id bigint, _reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.act_on_user(_actor bigint, _user_id bigint, _reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.acting_role() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.acting_role() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.add_identity(_user_id bigint, _provider text, _subject text, _email text, _client text, _user_agent text, _session_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.add_movie_credit(_movie_id bigint, _credit jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.answer_device(_user_id bigint, _user_code text, _state text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.answer_follow_request(_me bigint, _request_id text, _approve boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.answer_reset_requests(_limit integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.as_user(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.audit(_action text, _entity text, _entity_id text, _changed extensions.hstore, _previous extensions.hstore) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.audit_keep() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.audit_names(_row extensions.hstore) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.audit_names(_row extensions.hstore) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.audit_part() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.audit_part_entry(_entity text, _id text, _action text, _new extensions.hstore, _old extensions.hstore) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.audit_role() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.audit_row() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.block(_me bigint, _other bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.cancel_deletion(_user_id bigint) FROM PUBLIC;

GRANT SELECT ON TABLE iwm.genres TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.change_genre(_genre iwm.genres, _slug text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.change_policy(_if_match text, _patch jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.change_rate_limit(_if_match text, _class text, _patch jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.check_genre(_id bigint, _slug text, _name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_genre(_id bigint, _slug text, _name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_items(_items jsonb, _most integer, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_items(_items jsonb, _most integer, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_list(_items text[], _most integer, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_list(_items text[], _most integer, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_movie_ids(_movie_id bigint, _ids jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_movie_ids(_movie_id bigint, _ids jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_person_ids(_person_id bigint, _ids jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_person_ids(_person_id bigint, _ids jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_range(_low numeric, _high numeric, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_rate(_class text, _account_key text, _client_key text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_rate(_class text, _account_key text, _client_key text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_suspension(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_suspension(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_username(_username text, _user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_username(_username text, _user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_values(_type regtype, _values jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_values(_type regtype, _values jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_version(_if_match text, _version bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_version(_if_match text, _version bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.check_year(_what text, _date date, _year integer, _given jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_year(_what text, _date date, _year integer, _given jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.checked_items(_items jsonb, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.checked_items(_items jsonb, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.count_follows() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.count_movies() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.count_people() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.create_account(_email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _role text, _verified boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.create_movie(_fields jsonb, _ids jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.create_person(_fields jsonb, _ids jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.create_user(_email text, _name text, _username text, _hash text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.credits_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.credits_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.delete_account(_user_id bigint, _now boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.delete_genre(_genre iwm.genres, _replaced_by bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.delete_movie(_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.device_request(_device iwm.device_codes) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.device_request(_device iwm.device_codes) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.device_scopes(_scopes text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.device_scopes(_scopes text[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.effective_settings(_stored jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.effective_settings(_stored jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.export_account(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.export_account(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.export_rows(_user_id bigint, _table regclass, _owners text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.export_rows(_user_id bigint, _table regclass, _owners text[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.exported_columns(_table regclass, _owners text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.exported_columns(_table regclass, _owners text[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.external_ids_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.external_ids_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.external_ids_of_person(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.external_ids_of_person(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.fail(_code text, _message text, _hint text, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.fail(_code text, _message text, _hint text, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.find_credits(_credits jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.find_credits(_credits jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.follow(_me bigint, _username text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.found_in(_source text, _value text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.found_in(_source text, _value text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.free_username(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.from_cursor(_list text, _cursor text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.from_cursor(_list text, _cursor text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.genre_id_of(_slug text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.genre_id_of(_slug text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.genre_preferences(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.genre_preferences(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.hidden_users(_viewer_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.hidden_users(_viewer_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.http_only() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.http_only() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.id_groups(_list text, _what text, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.id_groups(_list text, _what text, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.id_time(_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.id_time(_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.idempotency_owner(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.idempotency_owner(_viewer iwm.viewer, _client text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.identities(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.identities(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.keep_an_admin(_user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keep_answer(_owner text, _key text, _operation text, _fingerprint text, _body text, _version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keep_genre_name(_genre_id bigint, _slug text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keywords_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.keywords_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_for(_id bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_for(_id bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_settings(_stored jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_settings(_stored jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_user(_viewer_id bigint, _username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_user(_viewer_id bigint, _username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.knows_client(_user_id bigint, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.knows_client(_user_id bigint, _client text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.list_accounts(_text text, _role text, _state iwm.account_state, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.list_accounts(_text text, _role text, _state iwm.account_state, _most integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.list_filter(_list text, _what text, _field text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.list_filter(_list text, _what text, _field text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.lock_both(_table text, _one bigint, _other bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.lock_genre(_slug text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.valid_timeline(_timeline jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.valid_timeline(_timeline jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.valid_trivia(_trivia jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.valid_trivia(_trivia jsonb) TO iwm_readonly;

GRANT SELECT ON TABLE iwm.movies TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.lock_movie(_public_id text) FROM PUBLIC;

GRANT SELECT ON TABLE iwm.people TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.lock_person(_public_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.lock_relation(_one bigint, _other bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.lock_seconds(_failures integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.lock_seconds(_failures integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.login_failed(_user_id bigint, _login text, _client text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.login_hash(_login text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.login_hash(_login text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.login_passed(_user_id bigint, _client text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.login_wait(_user_id bigint, _login text, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.login_wait(_user_id bigint, _login text, _client text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.masked_email(_email text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.masked_email(_email text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.match_movies(_text text, _year integer, _include_adult boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.match_movies(_text text, _year integer, _include_adult boolean) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.match_people(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.match_people(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.match_users(_viewer_id bigint, _text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.match_users(_viewer_id bigint, _text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.merge_genres(_loser bigint, _winner bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.merge_movie_fields(_loser bigint, _winner bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.merge_movie_lists(_loser bigint, _winner bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.merge_movies(_loser bigint, _winner bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.merge_people(_loser bigint, _winner bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.merged_items(_kept jsonb, _more jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.merged_items(_kept jsonb, _more jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_cards(_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_cards(_ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_filter(_genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text, _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric, _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_filter(_genre text, _without_genre text, _year integer, _year_gte integer, _year_lte integer, _country text, _language text, _person text, _company text, _keyword text, _score_gte numeric, _score_lte numeric, _vote_count_gte integer, _runtime_gte integer, _runtime_lte integer, _rating text, _status text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_id_of(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_id_of(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_order(_sort iwm.movie_sort) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_order(_sort iwm.movie_sort) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movie_status_of(_word text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movie_status_of(_word text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.movies_of_ids(_ids jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.movies_of_ids(_ids jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_account(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_account(_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_link(_token_id text, _purpose text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_link(_token_id text, _purpose text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_movie(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_movie(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_person(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_person(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_user(_username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_user(_username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.new_id(_prefix text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.no_such_user(_username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.no_such_user(_username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.notification_matrix(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.notification_matrix(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.notifies(_user_id bigint, _type text, _channel text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.notifies(_user_id bigint, _type text, _channel text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.number_in_query(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.number_in_query(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.open_session(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.owned_tables() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.owned_tables() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.patch_account(_user_id bigint, _patch jsonb, _if_match text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.patch_settings(_user_id bigint, _patch jsonb, _if_match text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.patched(_old anyelement, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.patched(_old anyelement, _patch jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.patched_movie(_movie iwm.movies, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.patched_movie(_movie iwm.movies, _patch jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.patched_person(_person iwm.people, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.patched_person(_person iwm.people, _patch jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.people_of_movie(_movie_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.people_of_movie(_movie_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.people_of_rows(_rows jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.people_of_rows(_rows jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.person_cards(_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.person_cards(_ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.person_id_of(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.person_id_of(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.plain_user_code(_user_code text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.plain_user_code(_user_code text) TO iwm_readonly;

GRANT SELECT ON TABLE iwm.account_policy TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.policy() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.policy() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.popular_of_movies(_ids bigint[], _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.popular_of_people(_ids bigint[], _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.purge_account(_user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.purge_accounts(_most integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.rank_of(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.rank_of(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.rate_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.rate_account(_viewer iwm.viewer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.rate_login(_class text, _login text, _client_key text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.rate_login(_class text, _login text, _client_key text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.record_state_of(_deleted_at timestamp with time zone, _merged_into bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.record_state_of(_deleted_at timestamp with time zone, _merged_into bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.refresh_stats_of(_person_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.refuse_gone(_what text, _merged_into text, _deleted_at timestamp with time zone, _path text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.refuse_gone(_what text, _merged_into text, _deleted_at timestamp with time zone, _path text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.relation(_viewer_id bigint, _user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.relation(_viewer_id bigint, _user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.relations(_viewer_id bigint, _user_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.relations(_viewer_id bigint, _user_ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.relevance(_q text, _bare_q text, _name text, _bare_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.remove_movie_credit(_movie_id bigint, _credit jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.replace_list(_movie_id bigint, _table text, _column text, _keys text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.replace_password(_user_id bigint, _hash text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.replay(_owner text, _key text, _operation text, _fingerprint text, OUT body text, OUT version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require(_viewer iwm.viewer, _role text, _scope text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.require_content(_viewer_id bigint, _user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require_content(_viewer_id bigint, _user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.require_fresh(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require_fresh(_viewer iwm.viewer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.require_open_registration() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require_open_registration() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.require_verified(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require_verified(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.restore_movie(_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.revoke_sessions(_user_id bigint, _reason text, _keep text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.schedule_deletion(_user_id bigint, _keep_session text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.scores_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.scores_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.second_factor_state(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.second_factor_state(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.security_event(_user_id bigint, _kind text, _session_id text, _client text, _user_agent text, _detail text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.send_link(_user_id bigint, _purpose text, _email text, _lifetime interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.send_mail(_user_id bigint, _template text, _data jsonb, _to_address text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_genre_preference(_user_id bigint, _genre_id bigint, _preference text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_companies(_movie_id bigint, _companies jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_countries(_movie_id bigint, _codes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_credits(_movie_id bigint, _credits jsonb, _count boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_genres(_movie_id bigint, _slugs text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_ids(_movie_id bigint, _ids jsonb, _only_add boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_keywords(_movie_id bigint, _names text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_languages(_movie_id bigint, _codes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_movie_titles(_movie_id bigint, _titles jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_password(_user_id bigint, _hash text, _keep_session text, _client text, _user_agent text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_person_ids(_person_id bigint, _ids jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_recovery_codes(_user_id bigint, _code_hashes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.set_role(_actor bigint, _user_id bigint, _role text, _reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.setting(_user_id bigint, _key text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.setting(_user_id bigint, _key text) TO iwm_readonly;

GRANT SELECT ON TABLE iwm.setting_definitions TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.sign_in(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.sign_out_user(_actor bigint, _user_id bigint, _reason text, _tokens boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.similar_to_movie(_id bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.similar_to_movie(_id bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.slips(_q text, _name text, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.slips(_q text, _name text, _most integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.slips_allowed(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.slips_allowed(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.slugify(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.slugify(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_genre(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_genre(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_movie_id(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_movie_id(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_person(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_person(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_person_id(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_person_id(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_policy() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_policy() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_rate_limit(_class text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_rate_limit(_class text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.staff_user(_viewer_id bigint, _user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.staff_user(_viewer_id bigint, _user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.suggest_movies(_prefix text, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.suggest_movies(_prefix text, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.suggest_people(_prefix text, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.suggest_people(_prefix text, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.suggestible_users(_viewer_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.suggestible_users(_viewer_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.suspend_user(_actor bigint, _user_id bigint, _reason text, _until timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.suspended(_since timestamp with time zone, _until timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.suspended(_since timestamp with time zone, _until timestamp with time zone) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.take(_class text, _account_key text, _client_key text, OUT quota integer, OUT window_seconds integer, OUT remaining integer, OUT reset integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.take_one(_class text, _key text, _burst integer, _seconds integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.timeline_of_movie(_id bigint, _type text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.timeline_of_movie(_id bigint, _type text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.titles_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.titles_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.to_cursor(_list text, _position bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.to_cursor(_list text, _position bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.tokens_at(_tokens double precision, _at timestamp with time zone, _burst integer, _seconds integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.tokens_at(_tokens double precision, _at timestamp with time zone, _burst integer, _seconds integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.too_many(_class text, _tokens double precision, _burst integer, _seconds integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.too_many(_class text, _tokens double precision, _burst integer, _seconds integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.totp_row(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.totp_row(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.totp_state(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.totp_state(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.trivia_of_movie(_id bigint, _category text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.trivia_of_movie(_id bigint, _category text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.turn_totp_off(_user_id bigint, _session_id text, _client text, _user_agent text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.typo_threshold(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.typo_threshold(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.unfollow(_me bigint, _other bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.unsuspend_user(_actor bigint, _user_id bigint, _reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.upsert_movie(_row jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.upsert_movies(_rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.use_link(_token_id text, _purpose text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.use_ticket(_ticket_hash text, _seconds integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.user_cards(_user_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.user_cards(_user_ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.user_feed(_list text, _ids bigint[], _user_ids bigint[], _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.user_feed(_list text, _ids bigint[], _user_ids bigint[], _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.user_id_of(_username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.user_id_of(_username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.user_of_email(_email text, _verified boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.user_of_email(_email text, _verified boolean) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.user_sight(_viewer_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.user_sight(_viewer_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.username_reserved(_username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.username_reserved(_username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.username_taken(_username text, _by_other_than bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.username_taken(_username text, _by_other_than bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.valid_items(_items jsonb, _required text[], _optional text[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.verify_account(_user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.visibility_changed(_user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.visible_user(_viewer_id bigint, _username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.visible_user(_viewer_id bigint, _username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.without_article(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.without_article(_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.write_movie(_movie iwm.movies, _touched boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.write_person(_person iwm.people, _touched boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.year_in_query(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.year_in_query(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION ops.applied_migrations() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.argument_sql(_name text, _type oid, _default text, _value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.body_sql(_kind text, _result text, _message text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_argument(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_operation(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_types(_roots oid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.caught_sql(_known text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.changed_objects() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_object(_kind text, _name text, _path text, _line integer, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_operation(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.chore_slot(_every interval, _at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.chores_left(_results jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cleanup_batch(_table regclass, _condition text, _most integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cleanup_sessions() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clear_comment(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clear_privileges(_routine oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.comment_text(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.create_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.declare_object(_kind text, _name text, _path text, _line integer, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.default_json(_sql text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.dependants(_class regclass, _oid oid) FROM PUBLIC;

REVOKE ALL ON PROCEDURE ops.do_chores(IN _most integer) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION ops.injected_arguments() FROM PUBLIC;

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

REVOKE ALL ON FUNCTION ops.run_chore(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_chores() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_file(_path text, _content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_pending(_pattern text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.shape_now() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.split_sql(_content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.table_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.tags_sql(_tags jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.takes_key(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.touch(VARIADIC _tags text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.type_attributes(_type regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.type_name(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.wrapper_sql(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.write_sql(_operation jsonb, _function oid, _parameters text, _declare text, _work text) FROM PUBLIC;

GRANT SELECT ON TABLE iwm.alternative_titles TO iwm_readonly;

GRANT SELECT ON TABLE iwm.catalogue_totals TO iwm_readonly;

GRANT SELECT ON TABLE iwm.companies TO iwm_readonly;

GRANT SELECT ON TABLE iwm.countries TO iwm_readonly;

GRANT SELECT ON TABLE iwm.credit_jobs TO iwm_readonly;

GRANT SELECT ON TABLE iwm.credits TO iwm_readonly;

GRANT SELECT ON TABLE iwm.credit_overview TO iwm_readonly;

GRANT SELECT ON TABLE iwm.errors TO iwm_readonly;

GRANT SELECT ON TABLE iwm.external_scores TO iwm_readonly;

GRANT SELECT ON TABLE iwm.genre_redirects TO iwm_readonly;

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

GRANT SELECT ON TABLE iwm.notification_types TO iwm_readonly;

GRANT SELECT ON TABLE iwm.person_external_ids TO iwm_readonly;

GRANT SELECT ON TABLE iwm.person_stats TO iwm_readonly;

GRANT SELECT ON TABLE iwm.person_overview TO iwm_readonly;

GRANT SELECT ON TABLE iwm.rate_limits TO iwm_readonly;

GRANT SELECT ON TABLE iwm.roles TO iwm_readonly;

GRANT SELECT ON TABLE iwm.scopes TO iwm_readonly;

GRANT SELECT ON TABLE iwm.user_stats TO iwm_readonly;
