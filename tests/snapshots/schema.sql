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
    'rate_limit',
    'job',
    'queue',
    'schedule'
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

CREATE TYPE jobs.state AS ENUM (
    'queued',
    'running',
    'completed',
    'failed',
    'cancelled',
    'dead'
);

COMMENT ON TYPE jobs.state IS 'failed: for good, by its own word; dead: attempts used up, may be redriven.';

CREATE TYPE api.job AS (
	id text,
	task text,
	state jobs.state,
	progress integer,
	message text,
	subject text,
	attempt integer,
	max_attempts integer,
	cancelling boolean,
	created_at timestamp with time zone,
	run_at timestamp with time zone,
	started_at timestamp with time zone,
	finished_at timestamp with time zone,
	result jsonb,
	error text
);

COMMENT ON TYPE api.job IS 'A job.';

COMMENT ON COLUMN api.job.id IS 'Public id';

COMMENT ON COLUMN api.job.task IS 'What is done, as in videos.resize';

COMMENT ON COLUMN api.job.state IS 'queued, running, completed, failed, cancelled or dead (tried as often as it may be)';

COMMENT ON COLUMN api.job.progress IS '0 to 100, never back within an attempt';

COMMENT ON COLUMN api.job.message IS 'What it says of itself @null';

COMMENT ON COLUMN api.job.subject IS 'What it is about, as in video:vid_… @null';

COMMENT ON COLUMN api.job.attempt IS 'How often it was begun';

COMMENT ON COLUMN api.job.max_attempts IS 'How often it may be';

COMMENT ON COLUMN api.job.cancelling IS 'It runs, and was cancelled: it ends soon';

COMMENT ON COLUMN api.job.created_at IS 'When it was added';

COMMENT ON COLUMN api.job.run_at IS 'Not before';

COMMENT ON COLUMN api.job.started_at IS 'When the last attempt began @null';

COMMENT ON COLUMN api.job.finished_at IS 'When it was over @null';

COMMENT ON COLUMN api.job.result IS 'What came of it @null';

COMMENT ON COLUMN api.job.error IS 'Why it failed, where it says so itself @null';

CREATE TYPE api.job_figures AS (
	day date,
	queue text,
	task text,
	jobs bigint,
	completed bigint,
	failed bigint,
	dead bigint,
	cancelled bigint,
	success_rate numeric,
	retries bigint,
	per_hour numeric,
	wait_p50 numeric,
	wait_p95 numeric,
	wait_p99 numeric,
	run_p50 numeric,
	run_p95 numeric,
	run_p99 numeric
);

COMMENT ON TYPE api.job_figures IS 'Jobs of a task that ended on a day. Times are right within 5 %.';

COMMENT ON COLUMN api.job_figures.day IS 'Day (UTC)';

COMMENT ON COLUMN api.job_figures.queue IS 'Queue';

COMMENT ON COLUMN api.job_figures.task IS 'Task';

COMMENT ON COLUMN api.job_figures.jobs IS 'Jobs that ended';

COMMENT ON COLUMN api.job_figures.completed IS 'Completed';

COMMENT ON COLUMN api.job_figures.failed IS 'Failed for good, the dead among them';

COMMENT ON COLUMN api.job_figures.dead IS 'Tried as often as they may be';

COMMENT ON COLUMN api.job_figures.cancelled IS 'Cancelled';

COMMENT ON COLUMN api.job_figures.success_rate IS 'Of those that were not cancelled, from 0 to 1 @null';

COMMENT ON COLUMN api.job_figures.retries IS 'Attempts beyond the first';

COMMENT ON COLUMN api.job_figures.per_hour IS 'Jobs an hour, over the part of the day that is past';

COMMENT ON COLUMN api.job_figures.wait_p50 IS 'Seconds that the last attempt waited: half waited less @null';

COMMENT ON COLUMN api.job_figures.wait_p95 IS '95 of 100 waited less @null';

COMMENT ON COLUMN api.job_figures.wait_p99 IS '99 of 100 waited less @null';

COMMENT ON COLUMN api.job_figures.run_p50 IS 'Seconds that it ran: half ran less @null';

COMMENT ON COLUMN api.job_figures.run_p95 IS '95 of 100 ran less @null';

COMMENT ON COLUMN api.job_figures.run_p99 IS '99 of 100 ran less @null';

CREATE TYPE api.job_analytics AS (
	since date,
	until date,
	history bigint,
	days api.job_figures[]
);

COMMENT ON TYPE api.job_analytics IS 'How jobs went.';

COMMENT ON COLUMN api.job_analytics.since IS 'First day';

COMMENT ON COLUMN api.job_analytics.until IS 'Last day';

COMMENT ON COLUMN api.job_analytics.history IS 'Jobs in the history, as the planner knows it';

COMMENT ON COLUMN api.job_analytics.days IS 'A row a day, queue and task, the newest day first';

CREATE TYPE jobs.waits AS ENUM (
    'time',
    'key',
    'children'
);

COMMENT ON TYPE jobs.waits IS 'What a queued job waits for: its time, another job of its key, its children.';

CREATE TYPE api.job_card AS (
	id text,
	queue text,
	task text,
	state jobs.state,
	waits jobs.waits,
	priority integer,
	progress integer,
	message text,
	attempt integer,
	max_attempts integer,
	subject text,
	user_id text,
	created_at timestamp with time zone,
	run_at timestamp with time zone,
	started_at timestamp with time zone,
	finished_at timestamp with time zone,
	error text
);

COMMENT ON TYPE api.job_card IS 'A job in a list, for staff.';

COMMENT ON COLUMN api.job_card.id IS 'Public id';

COMMENT ON COLUMN api.job_card.queue IS 'Name of its queue';

COMMENT ON COLUMN api.job_card.task IS 'What is done';

COMMENT ON COLUMN api.job_card.state IS 'queued, running, completed, failed, cancelled or dead';

COMMENT ON COLUMN api.job_card.waits IS 'What a queued one waits for: time, key, children @null';

COMMENT ON COLUMN api.job_card.priority IS '0 (most urgent) to 9';

COMMENT ON COLUMN api.job_card.progress IS '0 to 100';

COMMENT ON COLUMN api.job_card.message IS 'What it says of itself @null';

COMMENT ON COLUMN api.job_card.attempt IS 'How often it was begun';

COMMENT ON COLUMN api.job_card.max_attempts IS 'How often it may be';

COMMENT ON COLUMN api.job_card.subject IS 'What it is about @null';

COMMENT ON COLUMN api.job_card.user_id IS 'Public id of whose it is @null';

COMMENT ON COLUMN api.job_card.created_at IS 'When it was added';

COMMENT ON COLUMN api.job_card.run_at IS 'Not before';

COMMENT ON COLUMN api.job_card.started_at IS 'When the last attempt began @null';

COMMENT ON COLUMN api.job_card.finished_at IS 'When it was over @null';

COMMENT ON COLUMN api.job_card.error IS 'The last error @null';

CREATE TYPE api.job_card_feed AS (
	items api.job_card[],
	next_cursor text
);

COMMENT ON TYPE api.job_card_feed IS 'Jobs, for staff.';

COMMENT ON COLUMN api.job_card_feed.items IS 'Jobs of this page, the newest first; fewer than asked for where many had to be read';

COMMENT ON COLUMN api.job_card_feed.next_cursor IS 'Where the next page begins @null';

CREATE TYPE api.job_error AS (
	attempt integer,
	at timestamp with time zone,
	started_at timestamp with time zone,
	worker text,
	error text
);

COMMENT ON TYPE api.job_error IS 'A failed attempt.';

COMMENT ON COLUMN api.job_error.attempt IS 'Which attempt it was';

COMMENT ON COLUMN api.job_error.at IS 'When it failed';

COMMENT ON COLUMN api.job_error.started_at IS 'When it had begun @null';

COMMENT ON COLUMN api.job_error.worker IS 'Who ran it @null';

COMMENT ON COLUMN api.job_error.error IS 'What went wrong';

CREATE TYPE api.job_feed AS (
	items api.job[],
	next_cursor text
);

COMMENT ON TYPE api.job_feed IS 'Jobs.';

COMMENT ON COLUMN api.job_feed.items IS 'Jobs of this page, the newest first';

COMMENT ON COLUMN api.job_feed.next_cursor IS 'Where the next page begins @null';

CREATE TYPE api.job_moment AS (
	at timestamp with time zone,
	what text,
	detail text
);

COMMENT ON TYPE api.job_moment IS 'Something that happened to a job.';

COMMENT ON COLUMN api.job_moment.at IS 'When';

COMMENT ON COLUMN api.job_moment.what IS 'added, begun, failed, cancelled by somebody, over; due where it waits for its time';

COMMENT ON COLUMN api.job_moment.detail IS 'More about it @null';

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

CREATE TYPE api.live_ticket AS (
	ticket text,
	expires_in integer
);

COMMENT ON TYPE api.live_ticket IS 'A short-lived proof of who one is, for the address of a stream.';

COMMENT ON COLUMN api.live_ticket.ticket IS 'To be sent as ?ticket=';

COMMENT ON COLUMN api.live_ticket.expires_in IS 'Seconds for which it can be used';

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

CREATE TYPE api.queue AS (
	name text,
	paused boolean,
	paused_at timestamp with time zone,
	paused_by text,
	max_running integer,
	max_attempts integer,
	timeout_seconds integer,
	backoff_seconds numeric,
	backoff_cap_seconds integer,
	ready bigint,
	running bigint,
	delayed bigint,
	blocked bigint,
	held bigint,
	estimated boolean,
	dead bigint,
	oldest_ready_at timestamp with time zone,
	completed_last_hour bigint,
	failed_last_hour bigint,
	version integer
);

COMMENT ON TYPE api.queue IS 'A queue, its settings and how long it is.';

COMMENT ON COLUMN api.queue.name IS 'Name';

COMMENT ON COLUMN api.queue.paused IS 'No job of it starts';

COMMENT ON COLUMN api.queue.paused_at IS 'Since when @null';

COMMENT ON COLUMN api.queue.paused_by IS 'By whom @null';

COMMENT ON COLUMN api.queue.max_running IS 'So many of its jobs run at once; null: any number @null';

COMMENT ON COLUMN api.queue.max_attempts IS 'How often a job is tried';

COMMENT ON COLUMN api.queue.timeout_seconds IS 'How long an attempt may take';

COMMENT ON COLUMN api.queue.backoff_seconds IS 'Before the second attempt, twice as long before each that follows';

COMMENT ON COLUMN api.queue.backoff_cap_seconds IS 'At most this';

COMMENT ON COLUMN api.queue.ready IS 'Jobs that may start';

COMMENT ON COLUMN api.queue.running IS 'Jobs that run';

COMMENT ON COLUMN api.queue.delayed IS 'Jobs that wait for their time';

COMMENT ON COLUMN api.queue.blocked IS 'Jobs that wait for their key';

COMMENT ON COLUMN api.queue.held IS 'Jobs that wait for their children';

COMMENT ON COLUMN api.queue.estimated IS 'More than 10,000 of a kind: that number is estimated, or the least that it is';

COMMENT ON COLUMN api.queue.dead IS 'Jobs in the dead letter, at most 10,000';

COMMENT ON COLUMN api.queue.oldest_ready_at IS 'Since when the oldest that may start may @null';

COMMENT ON COLUMN api.queue.completed_last_hour IS 'Since the full hour before';

COMMENT ON COLUMN api.queue.failed_last_hour IS 'Since the full hour before';

COMMENT ON COLUMN api.queue.version IS 'Counts the changes of its settings';

CREATE TYPE api.queue_changed AS (
	name text,
	jobs integer
);

COMMENT ON TYPE api.queue_changed IS 'What was done to the jobs of a queue.';

COMMENT ON COLUMN api.queue_changed.name IS 'Name of the queue';

COMMENT ON COLUMN api.queue_changed.jobs IS 'How many jobs were changed';

CREATE DOMAIN iwm.job_attempts AS integer
	CONSTRAINT job_attempts_check CHECK (((VALUE >= 1) AND (VALUE <= 100)));

COMMENT ON DOMAIN iwm.job_attempts IS 'How often a job is tried, at most 100 times.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

CREATE DOMAIN iwm.job_backoff AS numeric
	CONSTRAINT job_backoff_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (86400)::numeric)));

COMMENT ON DOMAIN iwm.job_backoff IS 'Seconds before the second attempt, at most a day; the double of it before each that follows.
@schema {"type": "number", "minimum": 0, "maximum": 86400}';

CREATE DOMAIN iwm.job_backoff_cap AS integer
	CONSTRAINT job_backoff_cap_check CHECK (((VALUE >= 0) AND (VALUE <= 604800)));

COMMENT ON DOMAIN iwm.job_backoff_cap IS 'The longest time between two attempts in seconds, at most a week.
@schema {"type": "integer", "minimum": 0, "maximum": 604800}';

CREATE DOMAIN iwm.job_timeout AS integer
	CONSTRAINT job_timeout_check CHECK (((VALUE >= 1) AND (VALUE <= 2592000)));

COMMENT ON DOMAIN iwm.job_timeout IS 'Seconds that a job may run, at most 30 days.
@schema {"type": "integer", "minimum": 1, "maximum": 2592000}';

CREATE DOMAIN iwm.queue_limit AS integer
	CONSTRAINT queue_limit_check CHECK (((VALUE >= 1) AND (VALUE <= 10000)));

COMMENT ON DOMAIN iwm.queue_limit IS 'How many jobs may run at once, at most 10,000.
@schema {"type": "integer", "minimum": 1, "maximum": 10000}';

CREATE TYPE api.queue_patch AS (
	max_running iwm.queue_limit,
	max_attempts iwm.job_attempts,
	timeout_seconds iwm.job_timeout,
	backoff_seconds iwm.job_backoff,
	backoff_cap_seconds iwm.job_backoff_cap
);

COMMENT ON TYPE api.queue_patch IS 'What can be changed of a queue. What is not named stays.';

COMMENT ON COLUMN api.queue_patch.max_running IS 'So many of its jobs run at once; null: any number @null';

COMMENT ON COLUMN api.queue_patch.max_attempts IS 'How often a job is tried that is added from now on';

COMMENT ON COLUMN api.queue_patch.timeout_seconds IS 'How long an attempt of it may take';

COMMENT ON COLUMN api.queue_patch.backoff_seconds IS 'Before the second attempt';

COMMENT ON COLUMN api.queue_patch.backoff_cap_seconds IS 'The longest time between two attempts';

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

CREATE TYPE iwm.schedule_run_state AS ENUM (
    'waiting',
    'running',
    'succeeded',
    'enqueued',
    'failed',
    'lost',
    'missed'
);

COMMENT ON TYPE iwm.schedule_run_state IS 'waiting: asked for; enqueued: its job is in the queue; lost: it began and its session ended; missed: nobody was there at its time.';

CREATE TYPE api.schedule_run AS (
	slot timestamp with time zone,
	state iwm.schedule_run_state,
	manual boolean,
	attempt integer,
	started_at timestamp with time zone,
	finished_at timestamp with time zone,
	seconds numeric,
	run_by text,
	job_id text,
	job_state jobs.state,
	result text,
	error text
);

COMMENT ON TYPE api.schedule_run IS 'A slot of a schedule, and what became of it.';

COMMENT ON COLUMN api.schedule_run.slot IS 'The time that the schedule names; of a run that somebody asked for, when they did';

COMMENT ON COLUMN api.schedule_run.state IS 'waiting, running, succeeded, enqueued, failed, lost or missed';

COMMENT ON COLUMN api.schedule_run.manual IS 'Whether somebody asked for it';

COMMENT ON COLUMN api.schedule_run.attempt IS 'How often it was begun';

COMMENT ON COLUMN api.schedule_run.started_at IS 'When it began @null';

COMMENT ON COLUMN api.schedule_run.finished_at IS 'When it ended; of a job, when that did @null';

COMMENT ON COLUMN api.schedule_run.seconds IS 'How long it took; of a job, how long that did @null';

COMMENT ON COLUMN api.schedule_run.run_by IS 'Who ran it @null';

COMMENT ON COLUMN api.schedule_run.job_id IS 'Public id of its job @null';

COMMENT ON COLUMN api.schedule_run.job_state IS 'What has become of its job @null';

COMMENT ON COLUMN api.schedule_run.result IS 'What it answered @null';

COMMENT ON COLUMN api.schedule_run.error IS 'What went wrong @null';

CREATE TYPE iwm.catch_up AS ENUM (
    'skip',
    'once',
    'all'
);

COMMENT ON TYPE iwm.catch_up IS 'What becomes of slots that were missed: skip: nothing; once: one run for all of them; all: a run for each.';

CREATE TYPE iwm.schedule_kind AS ENUM (
    'sql',
    'job',
    'vacuum',
    'command'
);

COMMENT ON TYPE iwm.schedule_kind IS 'sql: a statement that calls a function; job: a task of a queue; vacuum: a command that runs in no function; command: a task that reaches out of the database.';

CREATE TYPE api.schedule AS (
	name text,
	version integer,
	description text,
	kind iwm.schedule_kind,
	command text,
	args jsonb,
	queue text,
	cron text,
	time_zone text,
	enabled boolean,
	catch_up iwm.catch_up,
	allow_overlap boolean,
	timeout_seconds integer,
	shipped boolean,
	by_pg_cron boolean,
	running boolean,
	next_runs timestamp with time zone[],
	runs api.schedule_run[],
	created_at timestamp with time zone,
	updated_at timestamp with time zone
);

COMMENT ON TYPE api.schedule IS 'A schedule: what runs when, and how it went.';

COMMENT ON COLUMN api.schedule.name IS 'Name';

COMMENT ON COLUMN api.schedule.version IS 'Counts the changes';

COMMENT ON COLUMN api.schedule.description IS 'What it is for';

COMMENT ON COLUMN api.schedule.kind IS 'sql, job, vacuum or command';

COMMENT ON COLUMN api.schedule.command IS 'The function or the task, as it is sent; the whole statement of one that was written in psql';

COMMENT ON COLUMN api.schedule.args IS 'Arguments of the function or the task';

COMMENT ON COLUMN api.schedule.queue IS 'Queue of its jobs @null';

COMMENT ON COLUMN api.schedule.cron IS 'When it runs';

COMMENT ON COLUMN api.schedule.time_zone IS 'In this time zone';

COMMENT ON COLUMN api.schedule.enabled IS 'Whether it is on';

COMMENT ON COLUMN api.schedule.catch_up IS 'What becomes of missed slots: skip, once or all';

COMMENT ON COLUMN api.schedule.allow_overlap IS 'Whether a run may begin while the one before goes on';

COMMENT ON COLUMN api.schedule.timeout_seconds IS 'How long a run may take';

COMMENT ON COLUMN api.schedule.shipped IS 'Whether it belongs to the product, and cannot be removed';

COMMENT ON COLUMN api.schedule.by_pg_cron IS 'Whether pg_cron has a job for it';

COMMENT ON COLUMN api.schedule.running IS 'Whether it runs, or is about to';

COMMENT ON COLUMN api.schedule.next_runs IS 'The next five times; none while it is off';

COMMENT ON COLUMN api.schedule.runs IS 'The last 20 runs, the newest first';

COMMENT ON COLUMN api.schedule.created_at IS 'When it was made';

COMMENT ON COLUMN api.schedule.updated_at IS 'When it was last changed';

CREATE TYPE api.schedule_card AS (
	name text,
	description text,
	kind iwm.schedule_kind,
	cron text,
	time_zone text,
	enabled boolean,
	shipped boolean,
	running boolean,
	next_run_at timestamp with time zone,
	last_run api.schedule_run
);

COMMENT ON TYPE api.schedule_card IS 'A schedule, in short.';

COMMENT ON COLUMN api.schedule_card.name IS 'Name';

COMMENT ON COLUMN api.schedule_card.description IS 'What it is for';

COMMENT ON COLUMN api.schedule_card.kind IS 'sql, job, vacuum or command';

COMMENT ON COLUMN api.schedule_card.cron IS 'When it runs';

COMMENT ON COLUMN api.schedule_card.time_zone IS 'In this time zone';

COMMENT ON COLUMN api.schedule_card.enabled IS 'Whether it is on';

COMMENT ON COLUMN api.schedule_card.shipped IS 'Whether it belongs to the product';

COMMENT ON COLUMN api.schedule_card.running IS 'Whether it runs, or is about to';

COMMENT ON COLUMN api.schedule_card.next_run_at IS 'When it runs next @null';

COMMENT ON COLUMN api.schedule_card.last_run IS 'How it went the last time @null';

CREATE TYPE api.schedule_page AS (
	items api.schedule_card[],
	total bigint
);

COMMENT ON TYPE api.schedule_page IS 'Schedules, by name.';

COMMENT ON COLUMN api.schedule_page.items IS 'Schedules of this page';

COMMENT ON COLUMN api.schedule_page.total IS 'How many there are';

CREATE TYPE api.schedule_run_feed AS (
	items api.schedule_run[],
	next_cursor text
);

COMMENT ON TYPE api.schedule_run_feed IS 'Runs of a schedule.';

COMMENT ON COLUMN api.schedule_run_feed.items IS 'Runs of this page, the newest first';

COMMENT ON COLUMN api.schedule_run_feed.next_cursor IS 'Where the next page begins @null';

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

CREATE TYPE api.staff_job AS (
	id text,
	queue text,
	task text,
	state jobs.state,
	waits jobs.waits,
	priority integer,
	progress integer,
	message text,
	attempt integer,
	max_attempts integer,
	timeout_seconds integer,
	cancelling boolean,
	subject text,
	user_id text,
	worker text,
	concurrency_key text,
	dedup_key text,
	parent_id text,
	children_open integer,
	args jsonb,
	result jsonb,
	created_at timestamp with time zone,
	run_at timestamp with time zone,
	started_at timestamp with time zone,
	finished_at timestamp with time zone,
	errors api.job_error[],
	timeline api.job_moment[],
	children api.job_card[]
);

COMMENT ON TYPE api.staff_job IS 'A job with all that is known of it.';

COMMENT ON COLUMN api.staff_job.id IS 'Public id';

COMMENT ON COLUMN api.staff_job.queue IS 'Name of its queue';

COMMENT ON COLUMN api.staff_job.task IS 'What is done';

COMMENT ON COLUMN api.staff_job.state IS 'queued, running, completed, failed, cancelled or dead';

COMMENT ON COLUMN api.staff_job.waits IS 'What a queued one waits for: time, key, children @null';

COMMENT ON COLUMN api.staff_job.priority IS '0 (most urgent) to 9';

COMMENT ON COLUMN api.staff_job.progress IS '0 to 100';

COMMENT ON COLUMN api.staff_job.message IS 'What it says of itself @null';

COMMENT ON COLUMN api.staff_job.attempt IS 'How often it was begun';

COMMENT ON COLUMN api.staff_job.max_attempts IS 'How often it may be';

COMMENT ON COLUMN api.staff_job.timeout_seconds IS 'How long an attempt may take';

COMMENT ON COLUMN api.staff_job.cancelling IS 'It runs, and was cancelled';

COMMENT ON COLUMN api.staff_job.subject IS 'What it is about @null';

COMMENT ON COLUMN api.staff_job.user_id IS 'Public id of whose it is @null';

COMMENT ON COLUMN api.staff_job.worker IS 'Who runs it, or ran it last @null';

COMMENT ON COLUMN api.staff_job.concurrency_key IS 'Of jobs with this key only so many run at once @null';

COMMENT ON COLUMN api.staff_job.dedup_key IS 'One job with this key until it is over @null';

COMMENT ON COLUMN api.staff_job.parent_id IS 'Public id of the job that waits for it @null';

COMMENT ON COLUMN api.staff_job.children_open IS 'Children that are not over';

COMMENT ON COLUMN api.staff_job.args IS 'Its arguments';

COMMENT ON COLUMN api.staff_job.result IS 'What came of it @null';

COMMENT ON COLUMN api.staff_job.created_at IS 'When it was added';

COMMENT ON COLUMN api.staff_job.run_at IS 'Not before';

COMMENT ON COLUMN api.staff_job.started_at IS 'When the last attempt began @null';

COMMENT ON COLUMN api.staff_job.finished_at IS 'When it was over @null';

COMMENT ON COLUMN api.staff_job.errors IS 'Failed attempts, the first one first';

COMMENT ON COLUMN api.staff_job.timeline IS 'What happened to it, in order';

COMMENT ON COLUMN api.staff_job.children IS 'Its children, at most 100, the first one first';

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

CREATE TYPE api.task AS (
	name text,
	kind text,
	description text,
	arguments jsonb,
	seen_at timestamp with time zone
);

COMMENT ON TYPE api.task IS 'A task that workers know.';

COMMENT ON COLUMN api.task.name IS 'Name';

COMMENT ON COLUMN api.task.kind IS 'async, thread or process: how it runs';

COMMENT ON COLUMN api.task.description IS 'What it does @null';

COMMENT ON COLUMN api.task.arguments IS 'JSON Schema of its arguments @null';

COMMENT ON COLUMN api.task.seen_at IS 'When a worker that knows it began';

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

CREATE TYPE iwm.video_role AS ENUM (
    'trailer',
    'teaser',
    'clip',
    'featurette',
    'behind-the-scenes',
    'scene'
);

COMMENT ON TYPE iwm.video_role IS 'What a video is to a film.';

CREATE TYPE api.video AS (
	id text,
	title text,
	file_name text,
	media_type text,
	bytes bigint,
	sha256 text,
	duration_seconds numeric,
	width integer,
	height integer,
	frames_per_second numeric,
	container text,
	video_codec text,
	audio_codec text,
	bit_rate bigint,
	movie_id text,
	role iwm.video_role,
	owner api.user_card,
	mine boolean,
	files integer,
	url text,
	version integer,
	created_at timestamp with time zone,
	updated_at timestamp with time zone
);

COMMENT ON TYPE api.video IS 'A video.';

COMMENT ON COLUMN api.video.id IS 'Public id';

COMMENT ON COLUMN api.video.title IS 'Title';

COMMENT ON COLUMN api.video.file_name IS 'Name of the file, as it was given, without folders and the like';

COMMENT ON COLUMN api.video.media_type IS 'Kind of the file, as in video/mp4';

COMMENT ON COLUMN api.video.bytes IS 'Size of the file';

COMMENT ON COLUMN api.video.sha256 IS 'SHA-256 of the file, in hex';

COMMENT ON COLUMN api.video.duration_seconds IS 'Length';

COMMENT ON COLUMN api.video.width IS 'Of the pictures, in pixels';

COMMENT ON COLUMN api.video.height IS 'Of the pictures, in pixels';

COMMENT ON COLUMN api.video.frames_per_second IS 'Pictures a second @null';

COMMENT ON COLUMN api.video.container IS 'How the streams are packed, as ffmpeg calls it';

COMMENT ON COLUMN api.video.video_codec IS 'Codec of the pictures';

COMMENT ON COLUMN api.video.audio_codec IS 'Codec of the sound; null: there is none @null';

COMMENT ON COLUMN api.video.bit_rate IS 'Bits a second @null';

COMMENT ON COLUMN api.video.movie_id IS 'Film that it belongs to @null';

COMMENT ON COLUMN api.video.role IS 'What it is to the film @null';

COMMENT ON COLUMN api.video.owner IS 'Who uploaded it; null where you may not know @null';

COMMENT ON COLUMN api.video.mine IS 'Whether that is you';

COMMENT ON COLUMN api.video.files IS 'How many files were made of it';

COMMENT ON COLUMN api.video.url IS 'Where the file can be had';

COMMENT ON COLUMN api.video.version IS 'Counts the changes';

COMMENT ON COLUMN api.video.created_at IS 'When it was uploaded';

COMMENT ON COLUMN api.video.updated_at IS 'When it was last changed @null';

CREATE TYPE iwm.video_operation_type AS ENUM (
    'thumbnail',
    'resize',
    'convert',
    'extract_audio',
    'trim',
    'preview'
);

COMMENT ON TYPE iwm.video_operation_type IS 'What can be made of a video.';

CREATE TYPE api.video_asset AS (
	id text,
	video_id text,
	operation_id text,
	kind iwm.video_operation_type,
	file_name text,
	media_type text,
	bytes bigint,
	width integer,
	height integer,
	duration_seconds numeric,
	url text,
	created_at timestamp with time zone
);

COMMENT ON TYPE api.video_asset IS 'A file that was made of a video.';

COMMENT ON COLUMN api.video_asset.id IS 'Public id';

COMMENT ON COLUMN api.video_asset.video_id IS 'Video that it was made of';

COMMENT ON COLUMN api.video_asset.operation_id IS 'Operation that made it @null';

COMMENT ON COLUMN api.video_asset.kind IS 'What made it';

COMMENT ON COLUMN api.video_asset.file_name IS 'Name to save it under';

COMMENT ON COLUMN api.video_asset.media_type IS 'Kind of the file, as in image/jpeg';

COMMENT ON COLUMN api.video_asset.bytes IS 'Size of the file';

COMMENT ON COLUMN api.video_asset.width IS 'Of the pictures, in pixels @null';

COMMENT ON COLUMN api.video_asset.height IS 'Of the pictures, in pixels @null';

COMMENT ON COLUMN api.video_asset.duration_seconds IS 'Length @null';

COMMENT ON COLUMN api.video_asset.url IS 'Where the file can be had';

COMMENT ON COLUMN api.video_asset.created_at IS 'When it was made';

CREATE TYPE api.video_asset_feed AS (
	items api.video_asset[],
	next_cursor text
);

COMMENT ON TYPE api.video_asset_feed IS 'A part of the files of a video, the newest first.';

COMMENT ON COLUMN api.video_asset_feed.items IS 'Files of this page';

COMMENT ON COLUMN api.video_asset_feed.next_cursor IS 'For the next page; null on the last @null';

CREATE TYPE api.video_feed AS (
	items api.video[],
	next_cursor text
);

COMMENT ON TYPE api.video_feed IS 'A part of a list of videos, the newest first.';

COMMENT ON COLUMN api.video_feed.items IS 'Videos of this page';

COMMENT ON COLUMN api.video_feed.next_cursor IS 'For the next page; null on the last @null';

CREATE TYPE api.video_link AS (
	url text,
	expires_at timestamp with time zone
);

COMMENT ON TYPE api.video_link IS 'A link to a file that is good for a short time.';

COMMENT ON COLUMN api.video_link.url IS 'Address of the file, for <video src> and its like: needs no Authorization header';

COMMENT ON COLUMN api.video_link.expires_at IS 'Until when it is good';

CREATE TYPE api.video_operation AS (
	id text,
	operation_id text,
	video_id text,
	type iwm.video_operation_type,
	parameters jsonb,
	state jobs.state,
	progress integer,
	attempt integer,
	message text,
	error text,
	asset api.video_asset,
	created_at timestamp with time zone,
	started_at timestamp with time zone,
	finished_at timestamp with time zone
);

COMMENT ON TYPE api.video_operation IS 'Something that is made of a video, and the job that makes it.';

COMMENT ON COLUMN api.video_operation.id IS 'Id of the job: GET /v1/jobs/{id}, and topic job:{id} of the live feed';

COMMENT ON COLUMN api.video_operation.operation_id IS 'Public id of the operation';

COMMENT ON COLUMN api.video_operation.video_id IS 'Video';

COMMENT ON COLUMN api.video_operation.type IS 'What is made';

COMMENT ON COLUMN api.video_operation.parameters IS 'How, with everything that was not given filled in';

COMMENT ON COLUMN api.video_operation.state IS 'queued, running, completed, failed (trying again would not help), cancelled, dead (tried often enough)';

COMMENT ON COLUMN api.video_operation.progress IS '0 to 100';

COMMENT ON COLUMN api.video_operation.attempt IS 'How often it was begun';

COMMENT ON COLUMN api.video_operation.message IS 'What it says about itself @null';

COMMENT ON COLUMN api.video_operation.error IS 'Why it failed @null';

COMMENT ON COLUMN api.video_operation.asset IS 'The file, once it is there @null';

COMMENT ON COLUMN api.video_operation.created_at IS 'When it was asked for';

COMMENT ON COLUMN api.video_operation.started_at IS 'When it began @null';

COMMENT ON COLUMN api.video_operation.finished_at IS 'When it ended @null';

CREATE TYPE api.video_operation_feed AS (
	items api.video_operation[],
	next_cursor text
);

COMMENT ON TYPE api.video_operation_feed IS 'A part of the operations of a video, the newest first.';

COMMENT ON COLUMN api.video_operation_feed.items IS 'Operations of this page';

COMMENT ON COLUMN api.video_operation_feed.next_cursor IS 'For the next page; null on the last @null';

CREATE DOMAIN iwm.video_title AS text
	CONSTRAINT video_title_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200))));

COMMENT ON DOMAIN iwm.video_title IS 'Title of a video, at most 200 characters.
@schema {"description": "a title of at most 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 200}';

CREATE TYPE api.video_patch AS (
	title iwm.video_title,
	movie_id iwm.public_id,
	role iwm.video_role
);

COMMENT ON TYPE api.video_patch IS 'What can be changed of a video.';

COMMENT ON COLUMN api.video_patch.title IS 'Title';

COMMENT ON COLUMN api.video_patch.movie_id IS 'Film that it belongs to; null: none @null';

COMMENT ON COLUMN api.video_patch.role IS 'What it is to the film @null';

CREATE TYPE api.video_quota AS (
	videos integer,
	most_videos integer,
	bytes bigint,
	most_bytes bigint,
	most_bytes_of_a_file bigint,
	most_seconds integer,
	most_pixels integer,
	uploads integer,
	most_uploads integer,
	active_operations integer,
	most_active_operations integer
);

COMMENT ON TYPE api.video_quota IS 'How much room somebody has for videos, and how much of it is taken.';

COMMENT ON COLUMN api.video_quota.videos IS 'Videos that you have';

COMMENT ON COLUMN api.video_quota.most_videos IS 'How many you may have';

COMMENT ON COLUMN api.video_quota.bytes IS 'Bytes of your videos, of what was made of them, and of uploads under way';

COMMENT ON COLUMN api.video_quota.most_bytes IS 'How many they may have';

COMMENT ON COLUMN api.video_quota.most_bytes_of_a_file IS 'Largest file that can be uploaded';

COMMENT ON COLUMN api.video_quota.most_seconds IS 'Longest video';

COMMENT ON COLUMN api.video_quota.most_pixels IS 'Largest width and height of a video';

COMMENT ON COLUMN api.video_quota.uploads IS 'Uploads in chunks under way';

COMMENT ON COLUMN api.video_quota.most_uploads IS 'How many there may be';

COMMENT ON COLUMN api.video_quota.active_operations IS 'Operations that wait or run';

COMMENT ON COLUMN api.video_quota.most_active_operations IS 'How many there may be';

CREATE TYPE api.video_removed AS (
	id text,
	removed boolean
);

COMMENT ON TYPE api.video_removed IS 'Something was removed.';

COMMENT ON COLUMN api.video_removed.id IS 'Public id of what was removed';

COMMENT ON COLUMN api.video_removed.removed IS 'true';

CREATE TYPE api.video_upload AS (
	id text,
	file_name text,
	title text,
	bytes bigint,
	"offset" bigint,
	created_at timestamp with time zone,
	expires_at timestamp with time zone
);

COMMENT ON TYPE api.video_upload IS 'An upload in chunks.';

COMMENT ON COLUMN api.video_upload.id IS 'Public id';

COMMENT ON COLUMN api.video_upload.file_name IS 'Name of the file';

COMMENT ON COLUMN api.video_upload.title IS 'Title that the video will have @null';

COMMENT ON COLUMN api.video_upload.bytes IS 'Size of the file';

COMMENT ON COLUMN api.video_upload."offset" IS 'How many bytes are there: where the next chunk begins';

COMMENT ON COLUMN api.video_upload.created_at IS 'When it began';

COMMENT ON COLUMN api.video_upload.expires_at IS 'When it is given up; each chunk puts that off';

CREATE TYPE api.worker AS (
	name text,
	host text,
	alive boolean,
	stopping boolean,
	queues text[],
	concurrency integer,
	running integer,
	completed bigint,
	failed bigint,
	started_at timestamp with time zone,
	seen_at timestamp with time zone,
	ended_at timestamp with time zone
);

COMMENT ON TYPE api.worker IS 'A process that runs jobs.';

COMMENT ON COLUMN api.worker.name IS 'Machine and process';

COMMENT ON COLUMN api.worker.host IS 'Machine @null';

COMMENT ON COLUMN api.worker.alive IS 'It has given a sign of life within its lease';

COMMENT ON COLUMN api.worker.stopping IS 'It takes no more jobs';

COMMENT ON COLUMN api.worker.queues IS 'Queues that it works on; none: all';

COMMENT ON COLUMN api.worker.concurrency IS 'Jobs at once';

COMMENT ON COLUMN api.worker.running IS 'Jobs that it runs';

COMMENT ON COLUMN api.worker.completed IS 'Jobs that it completed';

COMMENT ON COLUMN api.worker.failed IS 'Attempts that failed with it';

COMMENT ON COLUMN api.worker.started_at IS 'When it began';

COMMENT ON COLUMN api.worker.seen_at IS 'Its last sign of life';

COMMENT ON COLUMN api.worker.ended_at IS 'When it ended, or was lost @null';

CREATE DOMAIN iwm.bulk_limit AS integer
	CONSTRAINT bulk_limit_check CHECK (((VALUE >= 1) AND (VALUE <= 10000)));

COMMENT ON DOMAIN iwm.bulk_limit IS 'How many to change at once, at most 10,000.
@schema {"type": "integer", "minimum": 1, "maximum": 10000}';

CREATE DOMAIN iwm.byte_count AS bigint
	CONSTRAINT byte_count_check CHECK (((VALUE >= 1) AND (VALUE <= '9007199254740991'::bigint)));

COMMENT ON DOMAIN iwm.byte_count IS 'A number of bytes.
@schema {"type": "integer", "minimum": 1, "maximum": 9007199254740991}';

CREATE TYPE iwm.credit_role AS ENUM (
    'cast',
    'crew'
);

COMMENT ON TYPE iwm.credit_role IS 'In front of the camera or behind it.';

CREATE DOMAIN iwm.cron AS text
	CONSTRAINT cron_check CHECK (((VALUE ~ '^[@A-Za-z0-9*,/ -]+$'::text) AND (char_length(VALUE) <= 200)));

COMMENT ON DOMAIN iwm.cron IS 'When it runs: minute, hour, day of the month, month and day of the week (0 4 * * 1), or @hourly, @daily, @weekly, @monthly, @yearly.
@schema {"description": "five fields as in 0 4 * * 1, or one of @hourly, @daily, @weekly, @monthly, @yearly", "type": "string", "pattern": "^[@A-Za-z0-9*,/ -]+$", "minLength": 1, "maxLength": 200}';

CREATE DOMAIN iwm.dedup_key AS text
	CONSTRAINT dedup_key_check CHECK (((VALUE ~ '^[!-~]+$'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200))));

COMMENT ON DOMAIN iwm.dedup_key IS 'A key of which one job exists until it is over, at most 200 ASCII characters without spaces.
@schema {"description": "a key of at most 200 ASCII characters without spaces", "type": "string", "pattern": "^[!-~]+$", "minLength": 1, "maxLength": 200}';

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

CREATE DOMAIN iwm.file_name AS text
	CONSTRAINT file_name_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 1000)));

COMMENT ON DOMAIN iwm.file_name IS 'Name of a file; folders, control characters and the like are taken out of it.
@schema {"type": "string", "minLength": 1, "maxLength": 1000}';

CREATE DOMAIN iwm.id_list AS text
	CONSTRAINT id_list_check CHECK (((VALUE ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$'::text) AND (char_length(VALUE) <= 500)));

COMMENT ON DOMAIN iwm.id_list IS 'Public ids: a comma means all of them, a bar means any of them.
@schema {"description": "ids joined by , (all of them) or | (any of them), as in tt0816692,tt0133093; at most 500 characters", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$", "minLength": 1, "maxLength": 500}';

CREATE DOMAIN iwm.job_delay AS integer
	CONSTRAINT job_delay_check CHECK (((VALUE >= 0) AND (VALUE <= 31536000)));

COMMENT ON DOMAIN iwm.job_delay IS 'Seconds until it may begin, at most a year.
@schema {"type": "integer", "minimum": 0, "maximum": 31536000}';

CREATE DOMAIN iwm.job_priority AS integer
	CONSTRAINT job_priority_check CHECK (((VALUE >= 0) AND (VALUE <= 9)));

COMMENT ON DOMAIN iwm.job_priority IS 'Priority: 0 is the most urgent, 9 the least.
@schema {"type": "integer", "minimum": 0, "maximum": 9}';

CREATE DOMAIN iwm.job_text AS text
	CONSTRAINT job_text_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 2) AND (char_length(VALUE) <= 200))));

COMMENT ON DOMAIN iwm.job_text IS 'A text of 2 to 200 characters to look for.
@schema {"description": "something to look for, of 2 to 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 2, "maxLength": 200}';

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

CREATE TYPE iwm.media_format AS ENUM (
    'mp4',
    'webm',
    'mkv',
    'gif',
    'webp',
    'jpg',
    'png',
    'mp3',
    'm4a',
    'ogg',
    'wav',
    'flac'
);

COMMENT ON TYPE iwm.media_format IS 'What kind of file is made; which ones fit depends on the operation.';

CREATE TYPE iwm.media_quality AS ENUM (
    'low',
    'medium',
    'high'
);

COMMENT ON TYPE iwm.media_quality IS 'How good a converted video is: high makes the largest files.';

CREATE DOMAIN iwm.media_seconds AS numeric
	CONSTRAINT media_seconds_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (86400)::numeric)));

COMMENT ON DOMAIN iwm.media_seconds IS 'A moment or a length of a video in seconds, at most a day.
@schema {"type": "number", "minimum": 0, "maximum": 86400}';

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

CREATE DOMAIN iwm.past_days AS integer
	CONSTRAINT past_days_check CHECK (((VALUE >= 1) AND (VALUE <= 366)));

COMMENT ON DOMAIN iwm.past_days IS 'So many days back, at most 366.
@schema {"type": "integer", "minimum": 1, "maximum": 366}';

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

CREATE DOMAIN iwm.pixels AS integer
	CONSTRAINT pixels_check CHECK (((VALUE >= 16) AND (VALUE <= 4096)));

COMMENT ON DOMAIN iwm.pixels IS 'A width or height in pixels, 16 to 4096.
@schema {"type": "integer", "minimum": 16, "maximum": 4096}';

CREATE DOMAIN iwm.provider_name AS text
	CONSTRAINT provider_name_check CHECK (((VALUE ~ '^[a-z][a-z0-9_-]*$'::text) AND (char_length(VALUE) <= 30)));

COMMENT ON DOMAIN iwm.provider_name IS 'A sign-in service, by the name that the settings give to it.
@schema {"description": "the name of a sign-in service, as GET /v1/auth/providers lists it", "type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "minLength": 1, "maxLength": 30}';

CREATE DOMAIN iwm.queue_name AS text
	CONSTRAINT queue_name_check CHECK (((VALUE ~ '^[a-z][a-z0-9_.-]*$'::text) AND (char_length(VALUE) <= 60)));

COMMENT ON DOMAIN iwm.queue_name IS 'Name of a queue: at most 60 lower-case letters, digits and _ . -
@schema {"description": "a name of at most 60 lower-case letters, digits and _ . -, as in videos", "type": "string", "pattern": "^[a-z][a-z0-9_.-]*$", "minLength": 1, "maxLength": 60}';

CREATE DOMAIN iwm.reason AS text
	CONSTRAINT reason_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 1000))));

COMMENT ON DOMAIN iwm.reason IS 'Why something is done, at most 1,000 characters. It stands in the audit log.
@schema {"description": "a reason of at most 1000 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 1000}';

CREATE DOMAIN iwm.report_text AS text
	CONSTRAINT report_text_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 2000)));

COMMENT ON DOMAIN iwm.report_text IS 'What happened, at most 2,000 characters.
@schema {"type": "string", "minLength": 1, "maxLength": 2000}';

CREATE DOMAIN iwm.schedule_command AS text
	CONSTRAINT schedule_command_check CHECK (((VALUE ~ '^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$'::text) AND (char_length(VALUE) <= 100)));

COMMENT ON DOMAIN iwm.schedule_command IS 'What it does: the name of a task, or of a function (jobs.prune).
@schema {"description": "the name of a task or a function, as in jobs.prune", "type": "string", "pattern": "^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", "minLength": 1, "maxLength": 100}';

CREATE DOMAIN iwm.schedule_description AS text
	CONSTRAINT schedule_description_check CHECK (((VALUE ~ '[^\s]'::text) AND ((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 500))));

COMMENT ON DOMAIN iwm.schedule_description IS 'What a schedule is for, at most 500 characters.
@schema {"description": "a sentence of at most 500 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 500}';

CREATE DOMAIN iwm.schedule_name AS text
	CONSTRAINT schedule_name_check CHECK (((VALUE ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text) AND (char_length(VALUE) <= 60)));

COMMENT ON DOMAIN iwm.schedule_name IS 'Name of a schedule: lower-case letters, digits and single hyphens.
@schema {"description": "a name of at most 60 lower-case letters, digits and single hyphens, as in vacuum-analyze", "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 60}';

CREATE DOMAIN iwm.schedule_queue AS text
	CONSTRAINT schedule_queue_check CHECK (((VALUE ~ '^[a-z][a-z0-9_.-]*$'::text) AND (char_length(VALUE) <= 60)));

COMMENT ON DOMAIN iwm.schedule_queue IS 'Name of a queue.
@schema {"description": "a name of at most 60 lower-case letters, digits and _ . -", "type": "string", "pattern": "^[a-z][a-z0-9_.-]*$", "minLength": 1, "maxLength": 60}';

CREATE DOMAIN iwm.schedule_timeout AS integer
	CONSTRAINT schedule_timeout_check CHECK (((VALUE >= 1) AND (VALUE <= 86400)));

COMMENT ON DOMAIN iwm.schedule_timeout IS 'Seconds that a run may take, at most a day.
@schema {"type": "integer", "minimum": 1, "maximum": 86400}';

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

CREATE DOMAIN iwm.storage_key AS text
	CONSTRAINT storage_key_check CHECK ((VALUE ~ '^[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}([.][a-z0-9]{1,5})?$'::text));

COMMENT ON DOMAIN iwm.storage_key IS 'Where a file stands in the store.
@schema {"description": "a key as in videos/3f/3f0c24a1b5d94e0f8a7b6c5d4e3f2a1b", "type": "string", "pattern": "^[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}([.][a-z0-9]{1,5})?$"}';

CREATE DOMAIN iwm.task_name AS text
	CONSTRAINT task_name_check CHECK (((VALUE ~ '^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$'::text) AND (char_length(VALUE) <= 100)));

COMMENT ON DOMAIN iwm.task_name IS 'Name of a task, as in videos.resize.
@schema {"description": "the name of a task, as in videos.resize", "type": "string", "pattern": "^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", "minLength": 1, "maxLength": 100}';

CREATE DOMAIN iwm.time_zone AS text
	CONSTRAINT time_zone_check CHECK (((VALUE ~ '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$'::text) AND (char_length(VALUE) <= 64)));

COMMENT ON DOMAIN iwm.time_zone IS 'Time zone as IANA has it (UTC, Europe/Berlin).
@schema {"description": "a time zone as IANA has it, as in Europe/Berlin", "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", "minLength": 1, "maxLength": 64}';

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

CREATE FUNCTION api.add_video(_viewer iwm.viewer, _key text, _bytes iwm.byte_count, _sha256 text, _file_name iwm.file_name, _probe jsonb, _title iwm.video_title DEFAULT NULL::text, _movie_id iwm.public_id DEFAULT NULL::text, _role iwm.video_role DEFAULT NULL::iwm.video_role) RETURNS api.video
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.add_video(_viewer iwm.viewer, _key text, _bytes iwm.byte_count, _sha256 text, _file_name iwm.file_name, _probe jsonb, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) IS '
A video whose file stands where api.begin_video said, and was probed

@internal
@error not_a_video
@error video_too_long
@error video_too_large
@error file_too_large
@error quota_exceeded
@error email_not_verified
@error movie_not_found
@error invalid_input
@error upload_not_found
';

CREATE FUNCTION api.append_upload(_viewer iwm.viewer, _upload_id iwm.public_id) RETURNS api.video_upload
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.append_upload(_viewer iwm.viewer, _upload_id iwm.public_id) IS '
Send a chunk of an upload

The bytes as they are, with the header Upload-Offset: where they begin, which must be where the upload is. What came before a
connection broke is kept: ask for the offset, and go on from there.

@route PATCH /videos/uploads/{upload_id}
@auth  user
@rate  chunk
@handler append_upload
@upload raw
@param upload_id  Public id of the upload
@error upload_not_found
@error upload_offset
@error upload_busy
@error file_too_large
@tag   Videos
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

CREATE FUNCTION api.asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _as text DEFAULT NULL::text, _to_link boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _as text, _to_link boolean) IS '
Where a file that was made of a video stands, for who may see it: as api.video_file

@internal
@error asset_not_found
@error link_not_valid
';

CREATE FUNCTION api.attach_video(_viewer iwm.viewer, _movie_id iwm.public_id) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.attach_video(_viewer iwm.viewer, _movie_id iwm.public_id) IS '
May a video of the caller belong to this film? Asked before its file comes, where the form says so before it

@internal
@error email_not_verified
@error movie_not_found
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

CREATE FUNCTION api.begin_video(_viewer iwm.viewer, _bytes iwm.byte_count DEFAULT NULL::bigint, _most iwm.byte_count DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.begin_video(_viewer iwm.viewer, _bytes iwm.byte_count, _most iwm.byte_count) IS '
A place for the file of a new video: {"key", "most_bytes", "user"}, asked for before the first byte is written

_bytes, _most: how many there are at least and at most, as far as the client says. most_bytes: so much room is kept, as long as
api.hold_video is called once a minute. Unless api.add_video comes within a day, the file is removed.

@internal
@error file_too_large
@error quota_exceeded
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

CREATE FUNCTION api.cancel_job(_viewer iwm.viewer, _job_id iwm.public_id) RETURNS api.job
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.cancel_job(_viewer iwm.viewer, _job_id iwm.public_id) IS '
Cancel a job

One that waits is over at once, one that runs as soon as its worker hears of it (`cancelling`). A job that is cancelled already
stays as it is.

@route POST /jobs/{job_id}/cancel
@auth  user
@param job_id  Public id of a job of yours; for staff, of any
@error job_not_found
@error job_over
@tag   Jobs
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

CREATE FUNCTION api.complete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) RETURNS api.video
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.complete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) IS '
Make an upload a video

All its bytes must be there. The file is looked at: what is no video, is cut off, or is too long or too large, is refused, and
the upload is given up. Whoever does not hear the answer asks again: it is the same video.

@route  POST /videos/uploads/{upload_id}/complete
@auth   user
@rate   upload
@status 201
@handler complete_upload
@param  upload_id  Public id of the upload
@error  upload_not_found
@error  upload_busy
@error  upload_incomplete
@error  not_a_video
@error  video_broken
@error  video_too_long
@error  video_too_large
@error  quota_exceeded
@tag    Videos
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

CREATE FUNCTION api.create_upload(_viewer iwm.viewer, _file_name iwm.file_name, _bytes iwm.byte_count, _title iwm.video_title DEFAULT NULL::text, _movie_id iwm.public_id DEFAULT NULL::text, _role iwm.video_role DEFAULT NULL::iwm.video_role) RETURNS api.video_upload
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.create_upload(_viewer iwm.viewer, _file_name iwm.file_name, _bytes iwm.byte_count, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) IS '
Begin an upload in chunks

For large files and bad lines. Then PATCH the chunks, each at the offset where the one before ended, in requests as large as you
like; when all bytes are there, POST …/complete makes it a video. What is not finished within a day of its last chunk is given up.

@route  POST /videos/uploads
@auth   user
@rate   upload
@status 201
@param  file_name  Name of the file
@param  bytes      Size of the file
@param  title      Without it, the name of the file
@param  movie_id   Film that it belongs to: everybody can watch it there. Needs a verified e-mail address
@param  role       What it is to the film
@error  file_too_large
@error  quota_exceeded
@error  invalid_input
@error  email_not_verified
@error  movie_not_found
@tag    Videos
';

CREATE FUNCTION api.dashboard_act(_viewer iwm.viewer, _action text, _target text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_act(_viewer iwm.viewer, _action text, _target text) IS '
What staff does on the dashboard; returns what came of it, in words

cancel, retry or hurry (urgent) a job; pause, resume a queue, or redrive its dead letter; run, enable or disable a schedule
(administrators). Each is the operation of the API of the same meaning, with its rights, its errors and its entry in the audit log.

@internal
@error invalid_input
@error job_not_found
@error job_over
@error queue_not_found
@error schedule_not_found
@error schedule_running
';

CREATE FUNCTION api.dashboard_analytics(_viewer iwm.viewer, _days integer DEFAULT 7, _task text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_analytics(_viewer iwm.viewer, _days integer, _task text) IS '
How jobs went, for the dashboard: in each of the last 48 hours, on each day, and a row a task

failed: for good, those that are dead among them. Percentiles of waiting and running are of all jobs of a day, and of a task in all
days, within 5 %. The 50 tasks with the most jobs.

_days: so many back, today among them, 1 to 90. _task: only this one.

@internal
';

CREATE FUNCTION api.dashboard_job(_viewer iwm.viewer, _job_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_job(_viewer iwm.viewer, _job_id text) IS '
A job with all that is known of it, for the dashboard

@internal
@error job_not_found
';

CREATE FUNCTION api.dashboard_jobs(_viewer iwm.viewer, _state text DEFAULT NULL::text, _queue text DEFAULT NULL::text, _task text DEFAULT NULL::text, _text text DEFAULT NULL::text, _before bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_jobs(_viewer iwm.viewer, _state text, _queue text, _task text, _text text, _before bigint) IS '
Jobs for the dashboard, newest first, 50 at once: by state, queue, task and text

_text: the id of a job or its last 16 digits, of whom it is for, or all of its subject; else a part of task, subject, message, arguments or errors.

_before: `next` of the page before; jobs.search says how far a page reads.

@internal
';

CREATE FUNCTION api.dashboard_overview(_viewer iwm.viewer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_overview(_viewer iwm.viewer) IS '
What the first page of the dashboard shows: queues, the last hour, workers, 20 of the jobs that run

From sums and estimates where there is much: it takes no longer with a million jobs.

@internal
';

CREATE FUNCTION api.dashboard_schedule(_viewer iwm.viewer, _name text, _before timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_schedule(_viewer iwm.viewer, _name text, _before timestamp with time zone) IS '
A schedule with its runs, the newest first, 50 at once, for the dashboard

_before: `next` of the page before. may_change: whether the viewer may run it and switch it.

@internal
@error schedule_not_found
';

CREATE FUNCTION api.dashboard_schedules(_viewer iwm.viewer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.dashboard_schedules(_viewer iwm.viewer) IS '
Schedules with their last and next runs, for the dashboard

may_change: whether the viewer may run them and switch them.

@internal
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

CREATE FUNCTION api.delete_asset(_viewer iwm.viewer, _asset_id iwm.public_id) RETURNS api.video_removed
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.delete_asset(_viewer iwm.viewer, _asset_id iwm.public_id) IS '
Delete a file that was made of a video

@route DELETE /assets/{asset_id}
@auth  user
@rate  write
@param asset_id  Public id of the file
@error asset_not_found
@error forbidden
@tag   Videos
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

CREATE FUNCTION api.delete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) RETURNS api.video_removed
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.delete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) IS '
Give up an upload in chunks

@route DELETE /videos/uploads/{upload_id}
@auth  user
@rate  write
@param upload_id  Public id of the upload
@error upload_not_found
@tag   Videos
';

CREATE FUNCTION api.delete_video(_viewer iwm.viewer, _video_id iwm.public_id) RETURNS api.video_removed
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.delete_video(_viewer iwm.viewer, _video_id iwm.public_id) IS '
Delete a video

And all that was made of it; what is being made is cancelled. The files are removed soon after. Deleting it again changes
nothing.

@route DELETE /videos/{video_id}
@auth  user
@rate  write
@param video_id  Public id of the video
@error video_not_found
@error forbidden
@tag   Videos
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

CREATE FUNCTION api.finish_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _sha256 text, _probe jsonb) RETURNS api.video
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.finish_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _sha256 text, _probe jsonb) IS '
A complete upload that was probed becomes a video

@internal
@error upload_not_found
@error upload_incomplete
@error not_a_video
@error video_too_long
@error video_too_large
@error quota_exceeded
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

CREATE FUNCTION api.forget_file(_viewer iwm.viewer, _key text, _removed boolean DEFAULT true) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.forget_file(_viewer iwm.viewer, _key text, _removed boolean) IS '
Nothing comes of a file that api.begin_video made a place for: its room is free again

_removed: it was removed from the store, and need not be looked for.

@internal
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

CREATE FUNCTION api.get_asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _link iwm.secret_text DEFAULT NULL::text, _download boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _link iwm.secret_text, _download boolean) IS '
A file that was made of a video

Parts of it with Range, as players ask for them; If-Range, If-None-Match and HEAD, too. Without an Authorization header: the
address that POST /v1/assets/{asset_id}/links gives.

@route GET /assets/{asset_id}/file
@auth  optional
@handler asset_file
@download
@param asset_id  Public id of the file
@param link      What makes a link good without signing in
@param download  true: to be saved, not shown
@error asset_not_found
@error link_not_valid
@tag   Videos
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

CREATE FUNCTION api.get_job(_viewer iwm.viewer, _job_id iwm.public_id) RETURNS api.job
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_job(_viewer iwm.viewer, _job_id iwm.public_id) IS '
A job

How far it is, and what came of it. To hear of each change: GET /v1/live with the topic `job:` and its id.

@route GET /jobs/{job_id}
@auth  user
@param job_id  Public id of a job of yours; for staff, of any
@error job_not_found
@tag   Jobs
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

CREATE FUNCTION api.get_quota(_viewer iwm.viewer) RETURNS api.video_quota
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_quota(_viewer iwm.viewer) IS '
Room for your videos

How much there is, and how much of it is taken.

@route GET /me/quota
@auth  user
@tag   Videos
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

CREATE FUNCTION api.get_upload(_viewer iwm.viewer, _upload_id iwm.public_id) RETURNS api.video_upload
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_upload(_viewer iwm.viewer, _upload_id iwm.public_id) IS '
How far an upload in chunks is

`offset` is where the next chunk begins; it stands in the header Upload-Offset, too, so that HEAD is enough.

@route GET /videos/uploads/{upload_id}
@auth  user
@handler get_upload
@param upload_id  Public id of the upload
@error upload_not_found
@tag   Videos
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

CREATE FUNCTION api.get_video(_viewer iwm.viewer, _video_id iwm.public_id) RETURNS api.video
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_video(_viewer iwm.viewer, _video_id iwm.public_id) IS '
A video

Yours; somebody else''s where it belongs to a film. Staff sees all.

@route GET /videos/{video_id}
@auth  optional
@version
@param video_id  Public id of the video
@error video_not_found
@tag   Videos
';

CREATE FUNCTION api.get_video_file(_viewer iwm.viewer, _video_id iwm.public_id, _link iwm.secret_text DEFAULT NULL::text, _download boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.get_video_file(_viewer iwm.viewer, _video_id iwm.public_id, _link iwm.secret_text, _download boolean) IS '
The file of a video

Parts of it with Range, as players ask for them; If-Range, If-None-Match and HEAD, too. Without an Authorization header: the
address that POST /v1/videos/{video_id}/links gives.

@route GET /videos/{video_id}/file
@auth  optional
@handler video_file
@download
@param video_id  Public id of the video
@param link      What makes a link good without signing in
@param download  true: to be saved, not shown
@error video_not_found
@error link_not_valid
@tag   Videos
';

CREATE FUNCTION api.hold_video(_viewer iwm.viewer, _key text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.hold_video(_viewer iwm.viewer, _key text) IS '
The file that api.begin_video made a place for is still coming: its room is kept on; false where there is none any more

@internal
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

CREATE FUNCTION api.link_asset(_viewer iwm.viewer, _asset_id iwm.public_id) RETURNS api.video_link
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.link_asset(_viewer iwm.viewer, _asset_id iwm.public_id) IS '
A link to a file that was made of a video

For `<video src>` and whatever sends no Authorization header. It is good for an hour, for whoever has it, and ends earlier when
you may not see the file any more.

@route POST /assets/{asset_id}/links
@auth  user
@rate  write
@status 201
@handler link_asset
@param asset_id  Public id of the file
@error asset_not_found
@tag   Videos
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

CREATE FUNCTION api.link_video(_viewer iwm.viewer, _video_id iwm.public_id) RETURNS api.video_link
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.link_video(_viewer iwm.viewer, _video_id iwm.public_id) IS '
A link to the file of a video

For `<video src>` and whatever sends no Authorization header. It is good for an hour, for whoever has it, and ends earlier when
you may not see the video any more.

@route POST /videos/{video_id}/links
@auth  user
@rate  write
@status 201
@handler link_video
@param video_id  Public id of the video
@error video_not_found
@tag   Videos
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

CREATE FUNCTION api.list_jobs(_viewer iwm.viewer, _state jobs.state DEFAULT NULL::jobs.state, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.job_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_jobs(_viewer iwm.viewer, _state jobs.state, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Your jobs

What was asked for in your name: renditions of videos, exports and their like. The newest first.

@route GET /me/jobs
@auth  user
@param state   Only those in this state
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@tag   Jobs
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

CREATE FUNCTION api.list_movie_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _role iwm.video_role DEFAULT NULL::iwm.video_role, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.video_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_movie_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _role iwm.video_role, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Videos of a film

Trailers, clips and what else people uploaded for it, the newest first.

@route GET /movies/{movie_id}/videos
@auth  optional
@param movie_id  Public id, or any external id (imdb tt…, tmdb_…)
@param role      Those that are this to the film only
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error movie_not_found
@tag   Videos
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

CREATE FUNCTION api.list_my_videos(_viewer iwm.viewer, _movie_id iwm.public_id DEFAULT NULL::text, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.video_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_my_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Your videos

The newest first.

@route GET /videos
@auth  user
@param movie_id  Those of this film only
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@tag   Videos
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

CREATE FUNCTION api.list_uploads(_viewer iwm.viewer) RETURNS api.video_upload[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_uploads(_viewer iwm.viewer) IS '
Your uploads in chunks that are under way

The newest first; there are 10 at most.

@route GET /videos/uploads
@auth  user
@tag   Videos
';

CREATE FUNCTION api.list_video_assets(_viewer iwm.viewer, _video_id iwm.public_id, _kind iwm.video_operation_type DEFAULT NULL::iwm.video_operation_type, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.video_asset_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_video_assets(_viewer iwm.viewer, _video_id iwm.public_id, _kind iwm.video_operation_type, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Files that were made of a video

The newest first. Who may see the video may have them.

@route GET /videos/{video_id}/assets
@auth  optional
@param video_id  Public id of the video
@param kind      Those of this kind of operation only
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error video_not_found
@tag   Videos
';

CREATE FUNCTION api.list_video_operations(_viewer iwm.viewer, _video_id iwm.public_id, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.video_operation_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.list_video_operations(_viewer iwm.viewer, _video_id iwm.public_id, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
What was asked to be made of a video

With the state of each job, the newest first. For the owner and staff.

@route GET /videos/{video_id}/operations
@auth  user
@param video_id  Public id of the video
@param cursor    next_cursor of the page before
@param limit     How many, at most 100
@error video_not_found
@error forbidden
@tag   Videos
';

CREATE FUNCTION api.live_events(_since pg_snapshot DEFAULT NULL::pg_snapshot) RETURNS TABLE(id bigint, xid xid8, topic text, kind text, data text, snapshot pg_snapshot)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.live_events(_since pg_snapshot) IS '
Events of all topics that were committed since a snapshot, and the snapshot for the next call

Each event comes once, also that of a transaction which was open for long: what the snapshot did not see, and this call sees.
At least one row (id null where there is nothing). Without _since: only the present.

@internal
';

CREATE FUNCTION api.live_states(_topics text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.live_states(_topics text[]) IS '
How topics without events are now: queues, and jobs of nobody; asked once a second while somebody watches them

@internal
';

CREATE FUNCTION api.live_ticket(_viewer iwm.viewer) RETURNS api.live_ticket
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.live_ticket(_viewer iwm.viewer) IS '
A ticket for a live stream

For a browser, whose EventSource sends no Authorization header: `GET /v1/live?topics=job:…&ticket=…`, once, within its time. Whoever
comes back brings another one, and `after` with the id of the last event.
The stream itself: server-sent events for GET /v1/live, or a WebSocket at the same address that first sends
`{"type": "auth", "token": "…"}` and then `{"type": "subscribe", "topics": ["job:…"], "after": "…"}`. A topic of which nothing was
told yet is subscribed without `after`, which tells how it is now. At most 10 messages a second, or 100 at once.

@route POST /live/tickets
@auth  user
@handler live_ticket
@status 201
@tag   Live
';

CREATE FUNCTION api.live_topics(_viewer iwm.viewer, _topics text[], _since pg_snapshot DEFAULT NULL::pg_snapshot, _strict boolean DEFAULT true, _seen pg_snapshot DEFAULT NULL::pg_snapshot, _seen_id bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.live_topics(_viewer iwm.viewer, _topics text[], _since pg_snapshot, _strict boolean, _seen pg_snapshot, _seen_id bigint) IS '
The present state of topics that a viewer may watch, and what was told of them since a snapshot

Returns {"snapshot": of this moment, "states": by topic, "looked_at": those of them that have no events, "missed": events in their
order; null without _since, and where they are more than 200}. _seen and _seen_id: of those since then, the ones that _seen could see, up to this one, were told. Fails where one of the topics is not there or not for the viewer; without _strict it is left out: so it is asked
again and again while somebody watches.

@internal
@error topic_not_found
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

CREATE FUNCTION api.move_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _from bigint, _to bigint) RETURNS api.video_upload
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.move_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _from bigint, _to bigint) IS '
The bytes of an upload from one offset to another have come

@internal
@error upload_not_found
@error upload_offset
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

CREATE FUNCTION api.patch_video(_viewer iwm.viewer, _video_id iwm.public_id, _if_match text, _patch jsonb) RETURNS api.video
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.patch_video(_viewer iwm.viewer, _video_id iwm.public_id, _if_match text, _patch jsonb) IS '
Change a video

A JSON merge patch: what is left out stays, null clears. With `movie_id` everybody can watch it at that film, which needs a
verified e-mail address. With If-Match a change made in the meantime is not overwritten.

@route PATCH /videos/{video_id}
@auth  user
@rate  write
@patch api.video_patch
@version
@param video_id  Public id of the video
@error video_not_found
@error forbidden
@error invalid_input
@error email_not_verified
@error movie_not_found
@error precondition_failed
@tag   Videos
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

CREATE FUNCTION api.staff_add_job(_viewer iwm.viewer, _task iwm.task_name, _args jsonb DEFAULT '{}'::jsonb, _queue iwm.queue_name DEFAULT 'default'::text, _priority iwm.job_priority DEFAULT 5, _delay_seconds iwm.job_delay DEFAULT 0, _max_attempts iwm.job_attempts DEFAULT NULL::integer, _timeout_seconds iwm.job_timeout DEFAULT NULL::integer, _dedup_key iwm.dedup_key DEFAULT NULL::text) RETURNS api.staff_job
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_add_job(_viewer iwm.viewer, _task iwm.task_name, _args jsonb, _queue iwm.queue_name, _priority iwm.job_priority, _delay_seconds iwm.job_delay, _max_attempts iwm.job_attempts, _timeout_seconds iwm.job_timeout, _dedup_key iwm.dedup_key) IS '
Add a job

Of a task that workers know (GET /v1/staff/tasks).

@route POST /staff/jobs
@auth  admin
@status 201
@param task             Name of the task
@param args             Its arguments, an object
@param queue            Queue; made where there is none of this name
@param priority         0 (most urgent) to 9
@param delay_seconds    Not before so many seconds are over
@param max_attempts     How often it is tried; as its queue has it
@param timeout_seconds  How long an attempt may take; as its queue has it
@param dedup_key        One job with this key until it is over
@error invalid_input
@error task_unknown
@error job_exists
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_delete_schedule(_viewer iwm.viewer, _name iwm.schedule_name) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_delete_schedule(_viewer iwm.viewer, _name iwm.schedule_name) IS '
Remove a schedule

With its history; a run of pg_cron that goes on is broken off. Those that the product ships can only be switched off.

@route DELETE /staff/schedules/{name}
@auth  admin
@status 204
@error schedule_not_found
@error schedule_shipped
@tag   Staff: schedules
';

CREATE FUNCTION api.staff_disable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) RETURNS api.schedule
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_disable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) IS '
Switch a schedule off

A run that goes on is not broken off. It can still be run by hand.

@route POST /staff/schedules/{name}/disable
@auth  admin
@error schedule_not_found
@version
@tag   Staff: schedules
';

CREATE FUNCTION api.staff_enable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) RETURNS api.schedule
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_enable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) IS '
Switch a schedule on

It goes on with its next time; those from while it was off are not caught up.

@route POST /staff/schedules/{name}/enable
@auth  admin
@error schedule_not_found
@version
@tag   Staff: schedules
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

CREATE FUNCTION api.staff_get_job(_viewer iwm.viewer, _job_id iwm.public_id) RETURNS api.staff_job
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_job(_viewer iwm.viewer, _job_id iwm.public_id) IS '
A job with all that is known of it

Its arguments, attempts, errors, what happened when, and its children.

@route GET /staff/jobs/{job_id}
@auth  moderator
@param job_id  Public id of a job
@error job_not_found
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_get_queue(_viewer iwm.viewer, _name iwm.queue_name) RETURNS api.queue
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_queue(_viewer iwm.viewer, _name iwm.queue_name) IS '
A queue

@route GET /staff/queues/{name}
@auth  moderator
@error queue_not_found
@version
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_get_schedule(_viewer iwm.viewer, _name iwm.schedule_name) RETURNS api.schedule
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_get_schedule(_viewer iwm.viewer, _name iwm.schedule_name) IS '
A schedule

With its next five times and its last 20 runs.

@route GET /staff/schedules/{name}
@auth  moderator
@error schedule_not_found
@version
@tag   Staff: schedules
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

CREATE FUNCTION api.staff_job_analytics(_viewer iwm.viewer, _days iwm.past_days DEFAULT 7, _queue iwm.queue_name DEFAULT NULL::text, _task iwm.task_name DEFAULT NULL::text) RETURNS api.job_analytics
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_job_analytics(_viewer iwm.viewer, _days iwm.past_days, _queue iwm.queue_name, _task iwm.task_name) IS '
How jobs went

A row a day (UTC), queue and task: how many ended and how, retries, jobs an hour, and how long they waited and ran (percentiles,
within 5 %). Exact up to this moment, from sums that are made as jobs end; the size of the history is estimated. 2,000 rows at most.

@route GET /staff/jobs/analytics
@auth  moderator
@param days   So many days back, today among them
@param queue  Only this queue
@param task   Only this task
@tag   Staff: jobs
';

CREATE FUNCTION api.staff_list_jobs(_viewer iwm.viewer, _queue iwm.queue_name DEFAULT NULL::text, _task iwm.task_name DEFAULT NULL::text, _state jobs.state DEFAULT NULL::jobs.state, _q iwm.job_text DEFAULT NULL::text, _subject iwm.public_id DEFAULT NULL::text, _user iwm.user_ref DEFAULT NULL::text, _since timestamp with time zone DEFAULT NULL::timestamp with time zone, _until timestamp with time zone DEFAULT NULL::timestamp with time zone, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.job_card_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_jobs(_viewer iwm.viewer, _queue iwm.queue_name, _task iwm.task_name, _state jobs.state, _q iwm.job_text, _subject iwm.public_id, _user iwm.user_ref, _since timestamp with time zone, _until timestamp with time zone, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Jobs

Of all queues, the newest first. A page reads 20,000 jobs at most: where few fit the filters, it may hold fewer than asked for, or
none, and next_cursor goes on from there; null is the end.

@route GET /staff/jobs
@auth  moderator
@param queue    Only those of this queue
@param task     Only those of this task
@param state    Only those in this state: dead is the dead letter
@param q        A public id; or part of task, subject, message, arguments or errors, in any case
@param subject  Only those about this, as in video:vid_…
@param user     Only those of this user: username or public id
@param since    Added from this time on
@param until    Added before this time
@param cursor   next_cursor of the page before
@param limit    How many, at most 100
@error range_reversed
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_list_queues(_viewer iwm.viewer) RETURNS api.queue[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_queues(_viewer iwm.viewer) IS '
Queues

With their settings and how long they are. More than 10,000 jobs are estimated.

@route GET /staff/queues
@auth  moderator
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_list_schedule_runs(_viewer iwm.viewer, _name iwm.schedule_name, _state iwm.schedule_run_state DEFAULT NULL::iwm.schedule_run_state, _cursor iwm.feed_cursor DEFAULT NULL::text, _limit iwm.list_limit DEFAULT 20) RETURNS api.schedule_run_feed
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_schedule_runs(_viewer iwm.viewer, _name iwm.schedule_name, _state iwm.schedule_run_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) IS '
Runs of a schedule

Each slot that ran or was missed, and each run that somebody asked for; the newest first. Kept for 90 days.

@route GET /staff/schedules/{name}/runs
@auth  moderator
@param state   Only runs that ended so
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@error schedule_not_found
@tag   Staff: schedules
';

CREATE FUNCTION api.staff_list_schedules(_viewer iwm.viewer, _kind iwm.schedule_kind DEFAULT NULL::iwm.schedule_kind, _enabled boolean DEFAULT NULL::boolean, _page iwm.page DEFAULT 1, _per_page iwm.per_page DEFAULT 50) RETURNS api.schedule_page
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_schedules(_viewer iwm.viewer, _kind iwm.schedule_kind, _enabled boolean, _page iwm.page, _per_page iwm.per_page) IS '
Schedules

What runs at which times: when it runs next, how it went the last time. By name.

@route GET /staff/schedules
@auth  moderator
@param kind      Only those that are a statement (sql), a job, a vacuum, or a command that reaches out of the database
@param enabled   Only those that are on, or off
@param page      Page, from 1
@param per_page  Schedules on a page, at most 100
@tag   Staff: schedules
';

CREATE FUNCTION api.staff_list_tasks(_viewer iwm.viewer) RETURNS api.task[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_tasks(_viewer iwm.viewer) IS '
Tasks

What workers can do, with the arguments that it takes, as the last worker that began told.

@route GET /staff/tasks
@auth  moderator
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_list_workers(_viewer iwm.viewer, _ended boolean DEFAULT false) RETURNS api.worker[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_list_workers(_viewer iwm.viewer, _ended boolean) IS '
Workers

Processes that run jobs, the newest first, at most 200.

@route GET /staff/workers
@auth  moderator
@param ended  Those of the last week that ended, too
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_pause_queue(_viewer iwm.viewer, _name iwm.queue_name) RETURNS api.queue
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_pause_queue(_viewer iwm.viewer, _name iwm.queue_name) IS '
Pause a queue

No job of it starts until it is resumed; those that run go on. One that is paused stays so.

@route POST /staff/queues/{name}/pause
@auth  moderator
@error queue_not_found
@version
@tag   Staff: jobs
';

CREATE FUNCTION api.staff_put_schedule(_viewer iwm.viewer, _if_match text, _name iwm.schedule_name, _cron iwm.cron DEFAULT NULL::text, _time_zone iwm.time_zone DEFAULT NULL::text, _kind iwm.schedule_kind DEFAULT NULL::iwm.schedule_kind, _command iwm.schedule_command DEFAULT NULL::text, _args jsonb DEFAULT NULL::jsonb, _queue iwm.schedule_queue DEFAULT NULL::text, _enabled boolean DEFAULT NULL::boolean, _catch_up iwm.catch_up DEFAULT NULL::iwm.catch_up, _allow_overlap boolean DEFAULT NULL::boolean, _timeout_seconds iwm.schedule_timeout DEFAULT NULL::integer, _description iwm.schedule_description DEFAULT NULL::text) RETURNS api.schedule
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_put_schedule(_viewer iwm.viewer, _if_match text, _name iwm.schedule_name, _cron iwm.cron, _time_zone iwm.time_zone, _kind iwm.schedule_kind, _command iwm.schedule_command, _args jsonb, _queue iwm.schedule_queue, _enabled boolean, _catch_up iwm.catch_up, _allow_overlap boolean, _timeout_seconds iwm.schedule_timeout, _description iwm.schedule_description) IS '
Make or change a schedule

A new one needs cron, kind and command. Of one that is there, what is not sent stays; arguments stay with what they were given to.
Over HTTP a schedule is a job (the name of a task that workers know, GET /v1/staff/tasks) or a call of one of the functions that may
be scheduled (kind sql, the name of the function); the others are written in psql.
With If-Match, only if that is the version which is there.

@route PUT /staff/schedules/{name}
@auth  admin
@param kind           job, sql, or command: a job of the queue system
@param command        Name of the task or the function (jobs.prune)
@param args           Arguments of the task or the function by name, as an object
@param queue          Queue of the job; default without it
@param enabled        Whether it is on
@param catch_up       What becomes of missed slots: skip, once or all
@param allow_overlap  Whether a run may begin while the one before goes on
@error invalid_input
@error invalid_cron
@error invalid_time_zone
@error schedule_command_refused
@error task_unknown
@error precondition_failed
@version
@tag   Staff: schedules
';

CREATE FUNCTION api.staff_redrive_job(_viewer iwm.viewer, _job_id iwm.public_id) RETURNS api.staff_job
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_redrive_job(_viewer iwm.viewer, _job_id iwm.public_id) IS '
Begin a job again

One that failed, died or was cancelled begins again, with as many attempts as its queue gives. It keeps its id and its errors. One
that is under way stays as it is. So does it where another job has its dedup_key by now: job_exists.

@route POST /staff/jobs/{job_id}/redrive
@auth  moderator
@param job_id  Public id of a job
@error job_not_found
@error job_over
@error job_exists
@tag   Staff: jobs
';

CREATE FUNCTION api.staff_redrive_queue(_viewer iwm.viewer, _name iwm.queue_name, _task iwm.task_name DEFAULT NULL::text, _limit iwm.bulk_limit DEFAULT 1000) RETURNS api.queue_changed
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_redrive_queue(_viewer iwm.viewer, _name iwm.queue_name, _task iwm.task_name, _limit iwm.bulk_limit) IS '
Begin the dead jobs of a queue again

The oldest first. Each keeps its id and its errors, and has as many attempts as the queue gives. Those whose dedup_key
another job has by now stay.

@route POST /staff/queues/{name}/redrive
@auth  moderator
@param task   Only those of this task
@param limit  How many, at most 10,000
@error queue_not_found
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_reprioritise_job(_viewer iwm.viewer, _job_id iwm.public_id, _priority iwm.job_priority) RETURNS api.staff_job
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_reprioritise_job(_viewer iwm.viewer, _job_id iwm.public_id, _priority iwm.job_priority) IS '
Another priority for a job

It comes behind those that have this priority already. For one that runs, it holds for the next attempt.

@route POST /staff/jobs/{job_id}/reprioritise
@auth  moderator
@param job_id    Public id of a job
@param priority  0 (most urgent) to 9
@error job_not_found
@error job_over
@tag   Staff: jobs
';

CREATE FUNCTION api.staff_reprioritise_queue(_viewer iwm.viewer, _name iwm.queue_name, _priority iwm.job_priority, _task iwm.task_name DEFAULT NULL::text, _subject iwm.public_id DEFAULT NULL::text, _limit iwm.bulk_limit DEFAULT 1000) RETURNS api.queue_changed
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_reprioritise_queue(_viewer iwm.viewer, _name iwm.queue_name, _priority iwm.job_priority, _task iwm.task_name, _subject iwm.public_id, _limit iwm.bulk_limit) IS '
Another priority for jobs of a queue

For those that have not begun: all, those of a task, those about something; the most urgent of them first.

@route POST /staff/queues/{name}/reprioritise
@auth  moderator
@param priority  0 (most urgent) to 9
@param task      Only those of this task
@param subject   Only those about this, as in video:vid_…
@param limit     How many, at most 10,000
@error queue_not_found
@tag   Staff: jobs
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

CREATE FUNCTION api.staff_resume_queue(_viewer iwm.viewer, _name iwm.queue_name) RETURNS api.queue
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_resume_queue(_viewer iwm.viewer, _name iwm.queue_name) IS '
Resume a queue

Its jobs start again. One that is not paused stays as it is.

@route POST /staff/queues/{name}/resume
@auth  moderator
@error queue_not_found
@version
@tag   Staff: jobs
';

CREATE FUNCTION api.staff_retry_job(_viewer iwm.viewer, _job_id iwm.public_id) RETURNS api.staff_job
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_retry_job(_viewer iwm.viewer, _job_id iwm.public_id) IS '
Start a job now

One that waits for its time, or for the time of its next attempt, starts at once; one that waits for its children, without them. One that
failed, died or was cancelled begins again, as with redrive; one that runs, or waits for its turn or its key, stays as it is.

@route POST /staff/jobs/{job_id}/retry
@auth  moderator
@param job_id  Public id of a job
@error job_not_found
@error job_over
@error job_exists
@tag   Staff: jobs
';

CREATE FUNCTION api.staff_run_schedule(_viewer iwm.viewer, _name iwm.schedule_name) RETURNS api.schedule_run
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_run_schedule(_viewer iwm.viewer, _name iwm.schedule_name) IS '
Run a schedule now

In a slot of its own: its times stay as they are. A job is in its queue at once, the rest is taken by a worker within a second. Also
one that is off.

@route POST /staff/schedules/{name}/run
@auth  admin
@status 202
@error schedule_not_found
@error schedule_running
@tag   Staff: schedules
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

CREATE FUNCTION api.staff_update_queue(_viewer iwm.viewer, _if_match text, _name iwm.queue_name, _patch jsonb) RETURNS api.queue
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.staff_update_queue(_viewer iwm.viewer, _if_match text, _name iwm.queue_name, _patch jsonb) IS '
Change the settings of a queue

What is not named stays. A limit (max_running) holds for jobs that start from now on; attempts, timeout and backoff for those that
are added, or fail, from now on. With If-Match only while it is the version that you saw.

@route PATCH /staff/queues/{name}
@auth  admin
@patch api.queue_patch
@error queue_not_found
@error invalid_input
@error precondition_failed
@version
@tag   Staff: jobs
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

CREATE FUNCTION api.start_video_operation(_viewer iwm.viewer, _video_id iwm.public_id, _type iwm.video_operation_type, _parameters jsonb DEFAULT NULL::jsonb, _at iwm.media_seconds DEFAULT NULL::numeric, _start iwm.media_seconds DEFAULT NULL::numeric, _end iwm.media_seconds DEFAULT NULL::numeric, _seconds iwm.media_seconds DEFAULT NULL::numeric, _width iwm.pixels DEFAULT NULL::integer, _height iwm.pixels DEFAULT NULL::integer, _keep_ratio boolean DEFAULT NULL::boolean, _format iwm.label DEFAULT NULL::text, _quality iwm.media_quality DEFAULT NULL::iwm.media_quality) RETURNS api.video_operation
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.start_video_operation(_viewer iwm.viewer, _video_id iwm.public_id, _type iwm.video_operation_type, _parameters jsonb, _at iwm.media_seconds, _start iwm.media_seconds, _end iwm.media_seconds, _seconds iwm.media_seconds, _width iwm.pixels, _height iwm.pixels, _keep_ratio boolean, _format iwm.label, _quality iwm.media_quality) IS '
Let something be made of a video

The answer is the job that does it: watch `progress` with GET /v1/jobs/{id}, or live as topic `job:{id}` or `video:{video_id}`.
While the same is under way already, with the same parameters, the answer is that job, and no other one is begun.

| type | parameters (all optional unless said otherwise) |
|---|---|
| thumbnail | at: seconds from the beginning (1, or the middle of a shorter video); width; format: jpg, png, webp |
| resize | width, height: one of them at least; keep_ratio: as large as fits, true unless you say false; quality |
| convert | format: mp4, webm, mkv, gif (up to 60 seconds); quality: low, medium, high |
| extract_audio | format: mp3, m4a, ogg, wav, flac |
| trim | start, end: one of them at least; quality |
| preview | start; seconds: up to 30 (5); width: up to 1280 (320); format: mp4, webm, gif, webp; without sound |

@route  POST /videos/{video_id}/operations
@auth   user
@rate   write
@status 202
@param  video_id    Public id of the video
@param  type        What is to be made
@param  parameters  The parameters as an object, for those who rather have them there; what stands beside type wins
@param  at          thumbnail: the moment, in seconds
@param  start       trim, preview: where it begins, in seconds
@param  end         trim: where it ends, in seconds
@param  seconds     preview: how long it is
@param  width       Width in pixels, 16 to 4096
@param  height      resize: height in pixels, 16 to 4096
@param  keep_ratio  resize: false: exactly this width and height, out of shape if need be
@param  format      Kind of file: one that the operation makes, as the table says
@param  quality     low, medium (the default) or high
@error  video_not_found
@error  forbidden
@error  invalid_input
@error  no_audio
@error  too_many_operations
@error  quota_exceeded
@tag    Videos
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

CREATE FUNCTION api.upload_state(_viewer iwm.viewer, _upload_id iwm.public_id, _offset bigint DEFAULT NULL::bigint, _to_write boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.upload_state(_viewer iwm.viewer, _upload_id iwm.public_id, _offset bigint, _to_write boolean) IS '
An upload and where its bytes stand: {"key", "upload", "file_name", "user"}; it must be at _offset where that is given

_to_write: it is going to be written to, or completed, which needs the scope videos:write; else videos:read.

@internal
@error upload_not_found
@error upload_offset
';

CREATE FUNCTION api.upload_video(_viewer iwm.viewer, _title iwm.video_title DEFAULT NULL::text, _movie_id iwm.public_id DEFAULT NULL::text, _role iwm.video_role DEFAULT NULL::iwm.video_role) RETURNS api.video
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.upload_video(_viewer iwm.viewer, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) IS '
Upload a video

A form with the part `file`. The file is looked at before it is taken: what is no video, is cut off, or is too long or too
large, is refused, and nothing of it is kept. For large files, or where the line is bad, see POST /v1/videos/uploads.

@route  POST /videos
@auth   user
@rate   upload
@status 201
@handler upload_video
@upload form
@param  title     Without it, the name of the file
@param  movie_id  Film that it belongs to: everybody can watch it there. Needs a verified e-mail address
@param  role      What it is to the film
@error  not_a_video
@error  video_broken
@error  video_too_long
@error  video_too_large
@error  file_too_large
@error  quota_exceeded
@error  email_not_verified
@error  movie_not_found
@error  invalid_input
@tag    Videos
';

CREATE FUNCTION api.uploaded_video(_viewer iwm.viewer, _upload_id iwm.public_id) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.uploaded_video(_viewer iwm.viewer, _upload_id iwm.public_id) IS '
The video that an upload of the caller has become; null where it has not

@internal
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

CREATE FUNCTION api.video_file(_viewer iwm.viewer, _video_id iwm.public_id, _as text DEFAULT NULL::text, _to_link boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION api.video_file(_viewer iwm.viewer, _video_id iwm.public_id, _as text, _to_link boolean) IS '
Where the file of a video stands, for who may see it: {"key", "media_type", "file_name", "bytes", "modified", "me"}

_as: the public id of who made the link by which it is asked for, in place of _viewer. _to_link: a link is to be made. me: the
public id of who asks.

@internal
@error video_not_found
@error link_not_valid
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

CREATE FUNCTION iwm.asset_cards(_user_ids bigint[], _ids bigint[]) RETURNS api.video_asset[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.asset_cards(_user_ids bigint[], _ids bigint[]) IS 'Files of videos as the API shows them, in the order of these ids.';

CREATE FUNCTION iwm.asset_file_name(_file_name text, _kind iwm.video_operation_type, _media_type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.asset_file_name(_file_name text, _kind iwm.video_operation_type, _media_type text) IS 'The name of a file that was made of a video: clip-thumbnail.jpg.';

CREATE FUNCTION iwm.attach_to(_me bigint, _movie_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.attach_to(_me bigint, _movie_id text) IS 'The film that somebody''s video shall belong to. Fails with email_not_verified and movie_not_found.';

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

CREATE FUNCTION iwm.check_parameters(_type iwm.video_operation_type, _given jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.check_parameters(_type iwm.video_operation_type, _given jsonb) IS 'Ends a call whose parameters are unknown to the operation, of a wrong kind, or out of bounds.';

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

CREATE FUNCTION iwm.checked_size(_size integer[], _most integer, _given jsonb) RETURNS integer[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.checked_size(_size integer[], _most integer, _given jsonb) IS 'A size that is not too large in either direction; else the call ends.';

CREATE FUNCTION iwm.claim_file(_key text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.claim_file(_key text) IS 'A file belongs to a row of this transaction. False: it came too late, the file is being removed.';

CREATE FUNCTION iwm.clean_file_name(_name text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.clean_file_name(_name text) IS 'The name of a file without folders, control characters and the like, at most 255 characters; video where nothing is left.';

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

CREATE TABLE iwm.videos (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    external_id text NOT NULL,
    title text NOT NULL,
    file_name text NOT NULL,
    storage_key iwm.storage_key NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    container text NOT NULL,
    duration_seconds numeric(10,3) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    frames_per_second numeric(7,3),
    video_codec text NOT NULL,
    audio_codec text,
    bit_rate bigint,
    movie_id bigint,
    role iwm.video_role,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    updated_at timestamp with time zone,
    deleted_at timestamp with time zone,
    CONSTRAINT videos_file_name_length CHECK (((char_length(file_name) >= 1) AND (char_length(file_name) <= 255))),
    CONSTRAINT videos_media_type_shape CHECK ((media_type ~ '^video/[a-z0-9.-]+$'::text)),
    CONSTRAINT videos_range CHECK (((bytes > 0) AND (duration_seconds > (0)::numeric) AND (width > 0) AND (height > 0))),
    CONSTRAINT videos_sha256_shape CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT videos_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)))
);

COMMENT ON TABLE iwm.videos IS 'Uploaded videos, as they were probed. The file stands under storage_key in the store. @private
@distribution user_id';

COMMENT ON COLUMN iwm.videos.storage_key IS 'Where the file is. @unexported';

COMMENT ON COLUMN iwm.videos.deleted_at IS 'Its file is gone or about to go; the row stays for 30 days.';

CREATE FUNCTION iwm.delete_video(_video iwm.videos) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.delete_video(_video iwm.videos) IS '
Deletes a video: nobody sees it any more, what is made of it is cancelled, its files are removed soon

The row itself stays for a while (iwm.video_policy.kept_after_deletion), without its files.
';

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

CREATE FUNCTION iwm.drop_file() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.drop_file() IS 'A row that had a file is gone, however that came: the file is to be removed.';

CREATE FUNCTION iwm.edit_distance(_a text, _b text, _most integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) IS 'How many slips make one text the other: insertion, deletion, exchange, swapped neighbours. Above _most: _most + 1.';

CREATE FUNCTION iwm.effective_settings(_stored jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.effective_settings(_stored jsonb) IS 'All settings by section, with what was stored in place of the defaults. Keys that are not defined any more are left out.';

CREATE FUNCTION iwm.even(_number numeric) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.even(_number numeric) IS 'The nearest even number, at least 2: codecs halve the resolution of colours.';

CREATE FUNCTION iwm.expect_file(_key text, _within interval DEFAULT '24:00:00'::interval) RETURNS void
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.expect_file(_key text, _within interval) IS 'A file is going to be written: it will be removed unless iwm.claim_file claims it in time.';

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

CREATE FUNCTION iwm.file_title(_file_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.file_title(_file_name text) IS 'The title of a video that was given none: the name of its file without the ending.';

CREATE FUNCTION iwm.find_credits(_credits jsonb) RETURNS TABLE(place bigint, person_id bigint, job_id smallint, "character" text, billing_order integer)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.find_credits(_credits jsonb) IS '
Credits as staff names them ([{person_id, department, job, character, billing_order}]) with person and job found

Fails with unknown_value and invalid_input.
';

CREATE FUNCTION iwm.fitted_size(_video iwm.videos, _width numeric, _height numeric, _keep_ratio boolean) RETURNS integer[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.fitted_size(_video iwm.videos, _width numeric, _height numeric, _keep_ratio boolean) IS 'Width and height of a video that is made to fit: both even, its shape kept unless that is not wanted.';

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

CREATE FUNCTION iwm.format_media_type(_format iwm.media_format) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.format_media_type(_format iwm.media_format) IS 'Media type of what is made in a format.';

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

CREATE FUNCTION iwm.give_room_back(_me bigint, _key text) RETURNS void
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.give_room_back(_me bigint, _key text) IS 'What iwm.keep_room kept for a file is free again: its row takes it up, or nothing comes of it.';

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

CREATE FUNCTION iwm.insert_video(_user_id bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role, _probe jsonb, _id text DEFAULT NULL::text) RETURNS iwm.videos
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.insert_video(_user_id bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role, _probe jsonb, _id text) IS '
A video whose file has come and was probed, however much its owner has

_probe: what it holds: container, duration_seconds, width, height, frames_per_second, video_codec, audio_codec, bit_rate.
_id: its public id; without it, a new one. Fails with not_a_video, video_too_large, video_too_long, upload_not_found.
';

CREATE FUNCTION iwm.is_staff(_user_id bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.is_staff(_user_id bigint) IS 'Whether somebody is a moderator or more.';

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

CREATE FUNCTION iwm.keep_room(_me bigint, _key text, _least bigint, _most bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.keep_room(_me bigint, _key text, _least bigint, _most bigint) IS '
Keeps room for a file of _least to _most bytes (null: nobody knows how many) that is going to come; returns how much

It counts as taken (iwm.video_quota) until iwm.give_room_back, or until nothing is heard of it. Fails with file_too_large and
quota_exceeded.
';

CREATE FUNCTION iwm.keywords_of_movie(_id bigint) RETURNS api.keyword_ref[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.keywords_of_movie(_id bigint) IS 'Keywords of a film by its internal id.';

CREATE FUNCTION iwm.known_for(_id bigint, _limit integer) RETURNS api.movie_ref[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.known_for(_id bigint, _limit integer) IS 'The most popular films of a person (by internal id).';

CREATE FUNCTION iwm.known_formats(_type iwm.video_operation_type) RETURNS iwm.media_format[]
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.known_formats(_type iwm.video_operation_type) IS 'What an operation can make, its default first; null where it makes MP4 only.';

CREATE FUNCTION iwm.known_parameters(_type iwm.video_operation_type) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.known_parameters(_type iwm.video_operation_type) IS 'The parameters of an operation.';

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

CREATE FUNCTION iwm.link_maker(_user_id text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.link_maker(_user_id text) IS 'The user who made a link to a file, by public id. Fails with link_not_valid where the account is suspended or deactivated.';

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

CREATE FUNCTION iwm.may(_viewer iwm.viewer, _role text, _scope text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.may(_viewer iwm.viewer, _role text, _scope text) IS 'Whether iwm.require would let this viewer through; one who is not signed in still fails. For pages that show only what may be done.';

CREATE FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) IS 'Whether a viewer (null: anonymous) may see what is on the profile of a user: diary, lists, followers. Mutes do not matter.';

CREATE FUNCTION iwm.media_suffix(_media_type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.media_suffix(_media_type text) IS 'How names of files of a kind end.';

CREATE FUNCTION iwm.media_type_of(_container text, _video_codec text, _audio_codec text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.media_type_of(_container text, _video_codec text, _audio_codec text) IS 'Media type of a video by what ffmpeg calls its container and codecs; null for one that we do not take.';

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

CREATE FUNCTION iwm.new_storage_key(_kind text, _suffix text DEFAULT ''::text) RETURNS text
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION iwm.new_storage_key(_kind text, _suffix text) IS 'A key for a new file, as in videos/3f/3f….mp4. Nothing that came from outside is in it.';

CREATE FUNCTION iwm.new_video(_me bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role, _probe jsonb, _id text DEFAULT NULL::text) RETURNS iwm.videos
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.new_video(_me bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role, _probe jsonb, _id text) IS '
iwm.insert_video where there is room

Fails as that does, and with file_too_large, quota_exceeded and invalid_input.
';

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

CREATE FUNCTION iwm.one_line(_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.one_line(_text text) IS 'A text as it can be shown on one line: what cannot be seen, or would change how the rest is read, is a blank.';

CREATE FUNCTION iwm.open_session(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[] DEFAULT NULL::text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.open_session(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[]) IS 'A new session of a user. _session_id and the SHA-256 of its first refresh token are made outside; _scopes null: everything.';

CREATE FUNCTION iwm.operation_card(_user_id bigint, _id bigint) RETURNS api.video_operation
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.operation_card(_user_id bigint, _id bigint) IS 'An operation with the state of its job.';

CREATE FUNCTION iwm.operation_cards(_user_ids bigint[], _ids bigint[]) RETURNS api.video_operation[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.operation_cards(_user_ids bigint[], _ids bigint[]) IS 'Operations with the state of their jobs, in the order of these ids.';

CREATE FUNCTION iwm.operation_parameters(_type iwm.video_operation_type, _given jsonb, _video iwm.videos) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.operation_parameters(_type iwm.video_operation_type, _given jsonb, _video iwm.videos) IS '
The parameters of an operation on a video, complete: two calls that ask for the same have the same

Fails with invalid_input, naming the parameter, and with no_audio.
';

CREATE FUNCTION iwm.operation_timeout(_type iwm.video_operation_type, _parameters jsonb, _video iwm.videos) RETURNS interval
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.operation_timeout(_type iwm.video_operation_type, _parameters jsonb, _video iwm.videos) IS '
How long the job of an operation may take: by what is made, how long that is, how large and how many the pictures are

The larger ones count, of the video or of what is made; the file has a second for each MiB to come from the store.
A worker that hangs is not waited for longer than there is work. At most iwm.video_policy.operation_timeout.
';

CREATE TABLE iwm.video_uploads (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    external_id text NOT NULL,
    file_name text NOT NULL,
    title text,
    movie_id bigint,
    role iwm.video_role,
    bytes_total bigint NOT NULL,
    bytes_received bigint DEFAULT 0 NOT NULL,
    storage_key iwm.storage_key NOT NULL,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT video_uploads_file_name_length CHECK (((char_length(file_name) >= 1) AND (char_length(file_name) <= 255))),
    CONSTRAINT video_uploads_range CHECK (((bytes_total > 0) AND ((bytes_received >= 0) AND (bytes_received <= bytes_total)))),
    CONSTRAINT video_uploads_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)))
);

COMMENT ON TABLE iwm.video_uploads IS 'Uploads in chunks that are under way. @private
@distribution user_id';

COMMENT ON COLUMN iwm.video_uploads.storage_key IS 'Where its bytes are written. @unexported';

CREATE FUNCTION iwm.own_upload(_me bigint, _upload_id text) RETURNS iwm.video_uploads
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.own_upload(_me bigint, _upload_id text) IS 'An upload of the caller that is still good. Fails with upload_not_found.';

CREATE FUNCTION iwm.own_video(_me bigint, _video_id text) RETURNS iwm.videos
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.own_video(_me bigint, _video_id text) IS '
A video of the caller, locked against changes

Fails with video_not_found, and with forbidden for one that is to be seen, but somebody else''s.
';

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

CREATE FUNCTION iwm.patch_video(_me bigint, _video_id text, _patch jsonb, _if_match text DEFAULT NULL::text) RETURNS iwm.videos
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.patch_video(_me bigint, _video_id text, _patch jsonb, _if_match text) IS '
Changes title, film and role of a video by a JSON merge patch of api.video_patch

The version counts the calls that changed something; _if_match, where given, must fit it. Without a film there is no role.
Fails with video_not_found, forbidden, invalid_input, email_not_verified, movie_not_found, precondition_failed.
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

CREATE FUNCTION iwm.remove_files_soon() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.remove_files_soon() IS 'Lets a worker remove what files_to_remove has; one such job is enough.';

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

CREATE FUNCTION iwm.require_room(_user_id bigint, _bytes bigint DEFAULT 1) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.require_room(_user_id bigint, _bytes bigint) IS '
How many bytes one more video of a user may have; ends the call where _bytes do not fit

Fails with file_too_large (413) and quota_exceeded (409).
';

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

CREATE FUNCTION iwm.room_kept_for() RETURNS interval
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.room_kept_for() IS 'So long room is kept for a form of which nothing is heard: its server has ended.';

CREATE FUNCTION iwm.room_of_forms(_user_id bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.room_of_forms(_user_id bigint) IS 'How many bytes are kept for forms of a user that bring a file at this moment.';

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

CREATE FUNCTION iwm.settle_operations(_limit integer DEFAULT 1000) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.settle_operations(_limit integer) IS 'Writes down how operations ended that made no file, before the history of jobs forgets it. Returns how many.';

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

CREATE FUNCTION iwm.start_operation(_video iwm.videos, _type iwm.video_operation_type, _given jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.start_operation(_video iwm.videos, _type iwm.video_operation_type, _given jsonb) IS '
Lets something be made of a video that the caller has locked; returns the operation''s id

At most one of the same kind with the same parameters is under way: where there is one, that is it. One whose job is being
cancelled does not count. Fails with invalid_input, no_audio, too_many_operations and quota_exceeded.
';

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

CREATE FUNCTION iwm.upload_at(_me bigint, _upload_id text, _offset bigint) RETURNS iwm.video_uploads
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.upload_at(_me bigint, _upload_id text, _offset bigint) IS 'An upload of the caller that is at this offset. Fails with upload_not_found and upload_offset.';

CREATE FUNCTION iwm.upload_card(_upload iwm.video_uploads) RETURNS api.video_upload
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.upload_card(_upload iwm.video_uploads) IS 'An upload as the API shows it.';

CREATE FUNCTION iwm.uploaded_as(_upload_id text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION iwm.uploaded_as(_upload_id text) IS 'The public id of the video that an upload becomes: whoever did not hear the answer finds the video by it.';

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

CREATE FUNCTION iwm.video_card(_video iwm.videos, _me bigint) RETURNS api.video
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.video_card(_video iwm.videos, _me bigint) IS 'A video as somebody (null: anonymous) sees it.';

CREATE FUNCTION iwm.video_cards(_user_ids bigint[], _ids bigint[], _me bigint) RETURNS api.video[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.video_cards(_user_ids bigint[], _ids bigint[], _me bigint) IS 'Videos as somebody (null: anonymous) sees them, in the order of these ids.';

CREATE FUNCTION iwm.video_feed(_list text, _user_ids bigint[], _ids bigint[], _me bigint, _limit integer) RETURNS api.video_feed
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.video_feed(_list text, _user_ids bigint[], _ids bigint[], _me bigint, _limit integer) IS 'A page of a list of videos: the first _limit; the cursor for more, where there is one more.';

CREATE TABLE iwm.video_policy (
    only_row boolean DEFAULT true NOT NULL,
    most_bytes bigint DEFAULT '2147483648'::bigint NOT NULL,
    most_bytes_in_all bigint DEFAULT '10737418240'::bigint NOT NULL,
    most_videos integer DEFAULT 200 NOT NULL,
    most_uploads integer DEFAULT 10 NOT NULL,
    most_active_operations integer DEFAULT 20 NOT NULL,
    most_at_once integer DEFAULT 2 NOT NULL,
    most_seconds integer DEFAULT 14400 NOT NULL,
    most_pixels integer DEFAULT 8192 NOT NULL,
    upload_lifetime interval DEFAULT '24:00:00'::interval NOT NULL,
    operation_timeout interval DEFAULT '04:00:00'::interval NOT NULL,
    kept_after_deletion interval DEFAULT '30 days'::interval NOT NULL,
    most_incoming integer DEFAULT 4 NOT NULL,
    CONSTRAINT video_policy_most_incoming CHECK ((most_incoming > 0)),
    CONSTRAINT video_policy_only_row_check CHECK (only_row),
    CONSTRAINT video_policy_range CHECK (((most_bytes > 0) AND (most_bytes_in_all > 0) AND (most_videos > 0) AND (most_uploads > 0) AND (most_active_operations > 0) AND ((most_at_once >= 1) AND (most_at_once <= 100)) AND (most_seconds > 0) AND ((most_pixels >= 16) AND (most_pixels <= 16384)) AND (upload_lifetime > '00:00:00'::interval) AND (kept_after_deletion >= '00:00:00'::interval) AND ((operation_timeout >= '00:00:01'::interval) AND (operation_timeout <= '30 days'::interval))))
);

COMMENT ON TABLE iwm.video_policy IS 'Limits of videos: of one file (bytes, seconds, width and height), and of all of a user. One row.
@distribution reference';

COMMENT ON COLUMN iwm.video_policy.most_at_once IS 'So many operations of one user run at once; more wait.';

COMMENT ON COLUMN iwm.video_policy.most_incoming IS 'So many forms of one user may bring a video at once.';

CREATE FUNCTION iwm.video_policy() RETURNS iwm.video_policy
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.video_policy() IS 'The limits of videos: select (iwm.video_policy()).most_bytes.';

CREATE FUNCTION iwm.video_quota(_user_id bigint) RETURNS api.video_quota
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.video_quota(_user_id bigint) IS 'How much room a user has for videos, and how much of it is taken, or kept for what is being uploaded.';

CREATE FUNCTION iwm.visibility_changed(_user_id bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.visibility_changed(_user_id bigint) IS '
What follows from a changed visibility; to be called in the transaction that changed it, after the update

public: every request that waits is approved. private: requests end, since nobody can ask to follow a private profile; who
follows goes on following. followers: nothing. Returns how many requests were approved. Call it again as often as you like.
';

CREATE TABLE iwm.video_assets (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    video_id bigint NOT NULL,
    operation_id bigint,
    external_id text NOT NULL,
    kind iwm.video_operation_type NOT NULL,
    file_name text NOT NULL,
    storage_key iwm.storage_key NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    width integer,
    height integer,
    duration_seconds numeric(10,3),
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT video_assets_file_name_length CHECK (((char_length(file_name) >= 1) AND (char_length(file_name) <= 255))),
    CONSTRAINT video_assets_media_type_shape CHECK ((media_type ~ '^(video|audio|image)/[a-z0-9.-]+$'::text)),
    CONSTRAINT video_assets_range CHECK ((bytes > 0))
);

COMMENT ON TABLE iwm.video_assets IS 'Files made of videos. @private
@distribution user_id';

COMMENT ON COLUMN iwm.video_assets.storage_key IS 'Where the file is. @unexported';

CREATE FUNCTION iwm.visible_asset(_me bigint, _asset_id text) RETURNS iwm.video_assets
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.visible_asset(_me bigint, _asset_id text) IS 'A file of a video that somebody (null: anonymous) may see. Fails with asset_not_found.';

CREATE FUNCTION iwm.visible_user(_viewer_id bigint, _username text) RETURNS bigint
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.visible_user(_viewer_id bigint, _username text) IS 'The id of a user by username or public id, if the viewer (null: anonymous) may know of the profile; else user_not_found.';

CREATE FUNCTION iwm.visible_video(_me bigint, _video_id text) RETURNS iwm.videos
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.visible_video(_me bigint, _video_id text) IS '
A video that somebody (null: anonymous) may see: their own, with the role of a moderator any, else those of films

Not those of whom the caller cannot see: suspended, blocked, private. Fails with video_not_found.
';

CREATE FUNCTION iwm.watch_topic(_kind text, _name text, _user_id bigint, _staff boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.watch_topic(_kind text, _name text, _user_id bigint, _staff boolean) IS 'Topics of other areas than the queue: videos.';

CREATE FUNCTION iwm.watch_video(_name text, _user_id bigint, _staff boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION iwm.watch_video(_name text, _user_id bigint, _staff boolean) IS '
The state of topic video:<id> of the live feed: its latest 50 operations, for its owner and staff; null for others

What changes about their jobs is told by the queue itself.
';

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

CREATE FUNCTION iwm.wrong_parameter(_field text, _message text, _hint text DEFAULT NULL::text) RETURNS void
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION iwm.wrong_parameter(_field text, _message text, _hint text) IS 'Ends a call with invalid_input about a parameter of an operation.';

CREATE FUNCTION iwm.year_in_query(_q text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION iwm.year_in_query(_q text) IS 'The year at the end of a normalised query (matrix 1999), null without one.';

CREATE FUNCTION jobs.admit(_limit integer DEFAULT 500) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.admit(_limit integer) IS 'Answers calls of jobs that were added with a key, of so many keys. Returns how many jobs may start.';

CREATE FUNCTION jobs.admit_key(_key text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.admit_key(_key text) IS 'Lets jobs start that wait for a key, as many as there is room for. Returns how many.';

CREATE FUNCTION jobs.adopt(_parent bigint, _count integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.adopt(_parent bigint, _count integer) IS 'So many more children of a job are open.';

CREATE FUNCTION jobs.alive(_host text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.alive(_host text) IS 'Whether a worker of this machine has given a sign of life within its lease.';

CREATE FUNCTION jobs.answer_lanes(_limit integer DEFAULT 1000) RETURNS integer[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.answer_lanes(_limit integer) IS 'Lanes that were called are not idle any more, as far as nobody else changes them. Returns those: they are to be read.';

CREATE TABLE jobs.history (
    id bigint NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    queue_id integer NOT NULL,
    state jobs.state NOT NULL,
    priority smallint NOT NULL,
    attempt smallint NOT NULL,
    max_attempts smallint NOT NULL,
    progress smallint NOT NULL,
    worker_id integer,
    created_at timestamp with time zone NOT NULL,
    run_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    timeout_seconds integer NOT NULL,
    task text NOT NULL,
    args jsonb NOT NULL,
    parent_id bigint,
    subject text,
    user_id bigint,
    concurrency_key text,
    key_limit smallint,
    message text,
    errors jsonb,
    result jsonb,
    dedup_key text
)
PARTITION BY RANGE (finished_at);

COMMENT ON TABLE jobs.history IS 'Jobs that are over, by month.
@distribution local';

CREATE FUNCTION jobs.begin_again(_old jobs.history) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.begin_again(_old jobs.history) IS 'Moves a job from the history back into the queue. False: another one has its dedup_key, nothing was changed.';

CREATE FUNCTION jobs.bucket(_seconds double precision) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION jobs.bucket(_seconds double precision) IS 'The bucket of a time: 0 up to a millisecond, each further one a tenth longer.';

CREATE FUNCTION jobs.bucket_seconds(_bucket integer) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS …;

COMMENT ON FUNCTION jobs.bucket_seconds(_bucket integer) IS 'The time in the middle of a bucket, in seconds.';

CREATE FUNCTION jobs.busy(_lanes integer[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.busy(_lanes integer[]) IS 'Lanes are not idle. One that somebody else changes just now is not waited for: it is called, and who claims answers.';

CREATE FUNCTION jobs.cancel(_id bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.cancel(_id bigint) IS '
Cancels a job: a waiting one at once, a running one as soon as its worker hears of it

With a job that waits for its children, these are cancelled too. Returns its state; null: no such job.
';

CREATE FUNCTION jobs.care(_up_since timestamp with time zone DEFAULT pg_postmaster_start_time()) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.care(_up_since timestamp with time zone) IS '
What has to be seen to once a second: floors of lanes, lost workers, limits that were set, room for tomorrow''s history

Any number of workers may call it; and jobs.keep_sums beside it, in a transaction of its own: what only counts keeps no job from
being rescued. _up_since: see jobs.rescue. Returns jobs rescued.
';

CREATE FUNCTION jobs.check_job(_priority integer, _on_duplicate text DEFAULT 'keep'::text, _max_attempts integer DEFAULT NULL::integer, _timeout interval DEFAULT NULL::interval, _key_limit integer DEFAULT 1, _task text DEFAULT 'any'::text, _args jsonb DEFAULT NULL::jsonb, _run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _dedup_key text DEFAULT NULL::text, _concurrency_key text DEFAULT NULL::text, _subject text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.check_job(_priority integer, _on_duplicate text, _max_attempts integer, _timeout interval, _key_limit integer, _task text, _args jsonb, _run_at timestamp with time zone, _dedup_key text, _concurrency_key text, _subject text) IS 'Fails with invalid_input where a value of a new job is out of bounds.';

CREATE FUNCTION jobs.claim(_worker integer, _limit integer, _queues text[] DEFAULT NULL::text[], _lanes integer[] DEFAULT '{}'::integer[], _places bigint[] DEFAULT '{}'::bigint[], _look boolean DEFAULT true) RETURNS TABLE(id bigint, attempt smallint, task text, args text, lane integer, seq bigint, timeout_seconds integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.claim(_worker integer, _limit integer, _queues text[], _lanes integer[], _places bigint[], _look boolean) IS '
Takes up to _limit jobs for a worker, most urgent first, and marks them as running

_queues: these only (null: all). _lanes, _places: where the worker has read each lane up to; it goes on behind that.
_look: read every lane from its floor, and let start what waited for its time or its key: at start, when told of new jobs,
and once a second, so that a job is found that committed late or was handed back. Without a worker''s memory (in psql) that is
the right way. Lanes at rest are not read, however many they are.
The attempt number goes with the run: jobs.finish and its like take it, and refuse one that is out of date. A job that was
handed back has the same one again: who hands it back has to forget it.
Errors: worker_ended (register again); invalid_input in a transaction that is not READ COMMITTED.
';

CREATE TABLE jobs.queues (
    id integer NOT NULL,
    name text NOT NULL,
    max_running integer,
    max_attempts smallint DEFAULT 5 NOT NULL,
    timeout_seconds integer DEFAULT 3600 NOT NULL,
    backoff_seconds real DEFAULT 2 NOT NULL,
    backoff_cap_seconds integer DEFAULT 3600 NOT NULL,
    paused_at timestamp with time zone,
    paused_by text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    limit_xid xid8,
    CONSTRAINT queues_name_shape CHECK (((name ~ '^[a-z][a-z0-9_.-]*$'::text) AND (char_length(name) <= 60))),
    CONSTRAINT queues_range CHECK (((max_running > 0) AND ((max_attempts >= 1) AND (max_attempts <= 100)) AND (timeout_seconds > 0) AND (backoff_seconds >= (0)::double precision) AND (backoff_cap_seconds >= 0)))
);

COMMENT ON TABLE jobs.queues IS 'Queues, made at their first job. max_running: so many of its jobs run at once, on all workers.
@distribution local';

COMMENT ON COLUMN jobs.queues.version IS 'Counts the changes of its settings.';

COMMENT ON COLUMN jobs.queues.limit_xid IS 'max_running was set while jobs ran: these are counted (jobs.care) once every transaction before this one has ended.';

CREATE FUNCTION jobs.configure(_queue text, _changes jsonb) RETURNS jobs.queues
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.configure(_queue text, _changes jsonb) IS '
Changes settings of a queue, which is made where it is absent: select jobs.configure(''videos'', ''{"max_running": 2}'')

max_running: so many of its jobs run at once, on all workers (null: any number); what runs already is not broken off.
max_attempts, timeout_seconds: of its jobs that are added from now on. backoff_seconds: before the second attempt, twice as long
before each that follows, at most backoff_cap_seconds.
';

CREATE FUNCTION jobs.count_limits() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.count_limits() IS 'Counts what ran of a queue when it got a limit, as soon as no claim can be under way that does not know of it.';

CREATE FUNCTION jobs.daily(_since date, _until date DEFAULT 'infinity'::date) RETURNS TABLE(day date, queue text, task text, jobs bigint, completed bigint, failed bigint, dead bigint, cancelled bigint, success_rate numeric, retries bigint, wait_seconds double precision[], run_seconds double precision[])
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.daily(_since date, _until date) IS '
Jobs that ended, a row a day (UTC), queue and task

failed: for good, those that are dead among them. success_rate: of those that were not cancelled. retries: attempts beyond the first.
wait_seconds, run_seconds: p50, p95 and p99 of the last attempt, within 5 %.
';

CREATE FUNCTION jobs.duplicate(_dedup_key text, _on_duplicate text, _args jsonb, _run_at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.duplicate(_dedup_key text, _on_duplicate text, _args jsonb, _run_at timestamp with time zone) IS 'What jobs.enqueue does where a job with this key is there. Null: skipped, or it ended meanwhile.';

CREATE FUNCTION jobs.ended(_since timestamp with time zone, _until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone) RETURNS TABLE(finished_at timestamp with time zone, queue_id integer, task text, state jobs.state, retries integer, wait double precision, run double precision)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.ended(_since timestamp with time zone, _until timestamp with time zone) IS 'Jobs that ended in a time: attempts beyond the first, seconds that the last attempt waited and ran (null: it never began).';

CREATE FUNCTION jobs.enqueue(_task text, _args jsonb DEFAULT '{}'::jsonb, _queue text DEFAULT 'default'::text, _priority integer DEFAULT 5, _run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _dedup_key text DEFAULT NULL::text, _on_duplicate text DEFAULT 'keep'::text, _max_attempts integer DEFAULT NULL::integer, _timeout interval DEFAULT NULL::interval, _concurrency_key text DEFAULT NULL::text, _key_limit integer DEFAULT 1, _parent bigint DEFAULT NULL::bigint, _subject text DEFAULT NULL::text, _user_id bigint DEFAULT NULL::bigint, _hold boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.enqueue(_task text, _args jsonb, _queue text, _priority integer, _run_at timestamp with time zone, _dedup_key text, _on_duplicate text, _max_attempts integer, _timeout interval, _concurrency_key text, _key_limit integer, _parent bigint, _subject text, _user_id bigint, _hold boolean) IS '
Adds a job, in the caller''s transaction: it is there when that commits. Returns its number; null where it was skipped.

_priority: 0 (most urgent) to 9. _run_at: not before. _dedup_key: one job a key until it is over; _on_duplicate: keep the
one that is there (its number is returned), replace its arguments and time while it has not started, or skip (null).
_concurrency_key: at most _key_limit jobs of a key run at once. _parent: counts as a child of that job; _hold: waits for its
children (add them with _parent, then it starts by itself). _timeout and _max_attempts: default as the queue has it.
_subject and _user_id: what it is about and for whom; changes of such jobs are told to those who watch them.
';

CREATE FUNCTION jobs.enqueue_batch(_jobs jsonb) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.enqueue_batch(_jobs jsonb) IS '
Adds different jobs at once, with children: their numbers in the order given; null where one was skipped

Each is an object of what jobs.enqueue takes: task, args, queue, priority, run_at (a time) or delay_seconds, dedup_key,
on_duplicate, max_attempts, timeout_seconds, concurrency_key, key_limit, subject, user_id; and children, an array of the same: the
job starts when these are over.
';

CREATE FUNCTION jobs.enqueue_many(_task text, _args jsonb[], _queue text DEFAULT 'default'::text, _priority integer DEFAULT 5, _run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _max_attempts integer DEFAULT NULL::integer, _timeout interval DEFAULT NULL::interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.enqueue_many(_task text, _args jsonb[], _queue text, _priority integer, _run_at timestamp with time zone, _max_attempts integer, _timeout interval) IS 'Adds many jobs of one kind in one statement: a job for each element of _args. Returns how many.';

CREATE FUNCTION jobs.enqueue_one(_job jsonb, _parent bigint, _depth integer) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.enqueue_one(_job jsonb, _parent bigint, _depth integer) IS 'Adds one job of jobs.enqueue_batch, with its children. Returns its number.';

CREATE FUNCTION jobs.enter(_lanes integer[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.enter(_lanes integer[]) IS 'Before jobs are put into lanes: nobody will call these idle until this transaction ends.';

CREATE SEQUENCE jobs.place
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE jobs.jobs (
    id bigint DEFAULT nextval('jobs.place'::regclass) NOT NULL,
    seq bigint NOT NULL,
    lane integer,
    queue_id integer NOT NULL,
    timeout_seconds integer NOT NULL,
    worker_id integer,
    state jobs.state DEFAULT 'queued'::jobs.state NOT NULL,
    waits jobs.waits,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    max_attempts smallint NOT NULL,
    progress smallint DEFAULT 0 NOT NULL,
    children_open integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    cancel_requested_at timestamp with time zone,
    task text NOT NULL,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    dedup_key text,
    concurrency_key text,
    key_limit smallint,
    parent_id bigint,
    subject text,
    user_id bigint,
    message text,
    errors jsonb,
    CONSTRAINT jobs_keys_length CHECK (((char_length(dedup_key) <= 200) AND (char_length(concurrency_key) <= 200))),
    CONSTRAINT jobs_progress_range CHECK (((progress >= 0) AND (progress <= 100))),
    CONSTRAINT jobs_task_length CHECK (((char_length(task) >= 1) AND (char_length(task) <= 100))),
    CONSTRAINT jobs_waits_without_lane CHECK (((lane IS NULL) = (waits IS NOT NULL)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.0', autovacuum_vacuum_threshold='20000', autovacuum_vacuum_cost_delay='0', autovacuum_analyze_scale_factor='0.0', autovacuum_analyze_threshold='200000', autovacuum_vacuum_insert_scale_factor='0.0', autovacuum_vacuum_insert_threshold='1000000');

COMMENT ON TABLE jobs.jobs IS 'Jobs that wait or run. Priority: 0 most urgent, 9 least. subject and user_id: whom it is for, who may watch it.
@distribution local';

CREATE FUNCTION jobs.error_of(_job jobs.jobs, _error text) RETURNS jsonb
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION jobs.error_of(_job jobs.jobs, _error text) IS 'What is kept of a failure in the errors of a job.';

CREATE FUNCTION jobs.estimated_history() RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.estimated_history() IS 'How many jobs the history holds, as the planner knows it: counting a million takes a second.';

CREATE TABLE jobs.events (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    topic text NOT NULL,
    kind text NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL
);

COMMENT ON TABLE jobs.events IS 'What is told to those who watch: a row a change of a job with a subject or a user. Kept for an hour.
@distribution local';

CREATE FUNCTION jobs.events_since(_since pg_snapshot) RETURNS SETOF jobs.events
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.events_since(_since pg_snapshot) IS 'Events that can be seen and could not be in a snapshot. Null: none.';

CREATE FUNCTION jobs.fail(_id bigint, _attempt integer, _error text, _final boolean DEFAULT false, _retry_in interval DEFAULT NULL::interval) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.fail(_id bigint, _attempt integer, _error text, _final boolean, _retry_in interval) IS '
A running job failed: it is tried again later, or is over

After backoff_seconds * 2^(attempt - 1), at most backoff_cap_seconds, half of it by chance; or after _retry_in, at most a year.
_final: trying again would not help. One that was cancelled is not tried again. Returns its state now (queued, failed, dead, cancelled), null
where the attempt is out of date.
';

CREATE FUNCTION jobs.file_unwritten(_key text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.file_unwritten(_key text) IS '
Whoever was to write a file has removed what there was of it, and writes no more: it need not be looked for

False: it was not expected, or is being removed by another one.
';

CREATE FUNCTION jobs.files_removed(_keys text[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.files_removed(_keys text[]) IS 'These files are gone from the store. Returns how many of them were to be removed.';

CREATE FUNCTION jobs.files_to_remove(_limit integer DEFAULT 100) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.files_to_remove(_limit integer) IS 'Keys of files that are to be removed now; nobody can claim them any more. Tell jobs.files_removed.';

CREATE FUNCTION jobs.public_id(_id bigint, _created_at timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.public_id(_id bigint, _created_at timestamp with time zone) IS 'What the API calls a job: job_ and 28 hex digits.';

CREATE VIEW jobs.all_jobs AS
 SELECT j.id,
    jobs.public_id(j.id, j.created_at) AS public_id,
    j.queue_id,
    j.task,
    j.state,
    j.waits,
    j.priority,
    j.attempt,
    j.max_attempts,
    j.progress,
    j.message,
    j.created_at,
    j.run_at,
    j.started_at,
    NULL::timestamp with time zone AS finished_at,
    j.cancel_requested_at,
    j.timeout_seconds,
    j.worker_id,
    j.args,
    NULL::jsonb AS result,
    j.errors,
    j.subject,
    j.user_id,
    j.parent_id,
    j.children_open,
    j.concurrency_key,
    j.dedup_key
   FROM jobs.jobs j
UNION ALL
 SELECT h.id,
    jobs.public_id(h.id, h.created_at) AS public_id,
    h.queue_id,
    h.task,
    h.state,
    NULL::jobs.waits AS waits,
    h.priority,
    h.attempt,
    h.max_attempts,
    h.progress,
    h.message,
    h.created_at,
    h.run_at,
    h.started_at,
    h.finished_at,
    NULL::timestamp with time zone AS cancel_requested_at,
    h.timeout_seconds,
    h.worker_id,
    h.args,
    h.result,
    h.errors,
    h.subject,
    h.user_id,
    h.parent_id,
    0 AS children_open,
    h.concurrency_key,
    h.dedup_key
   FROM jobs.history h;

COMMENT ON VIEW jobs.all_jobs IS 'All jobs, those that are over too. Ask by id, subject, user_id or parent_id, or for a time of finished_at.';

CREATE FUNCTION jobs.find(_public_id text) RETURNS jobs.all_jobs
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.find(_public_id text) IS 'A job by its public id, wherever it is; null where there is none.';

CREATE FUNCTION jobs.find_shown(_text text) RETURNS jobs.all_jobs
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.find_shown(_text text) IS 'A job by its public id, or by the end of it that lists show: the last 16 digits, which are its number.';

CREATE FUNCTION jobs.finish(_ids bigint[], _attempts smallint[], _results jsonb[] DEFAULT NULL::jsonb[], _state jobs.state DEFAULT 'completed'::jobs.state) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.finish(_ids bigint[], _attempts smallint[], _results jsonb[], _state jobs.state) IS '
Ends running jobs that a worker claimed: they move to the history. Returns how many were still its own

_attempts: as jobs.claim gave them; one that does not fit any more (the job was given to somebody else meanwhile) changes
nothing. _results: what the API shows of them. _state: cancelled only where jobs.cancel asked for it.
';

CREATE FUNCTION jobs.forget_user(_user_id bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.forget_user(_user_id bigint) IS '
Jobs of a user who is deleted: those under way are cancelled, those that are over are forgotten

Returns how many of the history are gone. It has no right of its own: whoever deletes the user calls it.
';

CREATE FUNCTION jobs.free_keys(_keys text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.free_keys(_keys text[]) IS 'Jobs that held these keys hold them no more (a key as often as it is given): the next ones may start.';

CREATE FUNCTION jobs.give_back(_ids bigint[], _lanes integer[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.give_back(_ids bigint[], _lanes integer[]) IS 'Running jobs are to be started again, at their place in their lane; what they hold of their key stays theirs.';

CREATE FUNCTION jobs.hand_back(_ids bigint[], _attempts smallint[], _worker integer DEFAULT NULL::integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.hand_back(_ids bigint[], _attempts smallint[], _worker integer) IS '
Gives claimed jobs back that were not begun, or were broken off: no attempt is used up, their place in the lane stays

_worker: only while they are this worker''s; the attempt alone does not tell, as the next one gets the same number.
Returns how many. One that was cancelled meanwhile is over.
';

CREATE FUNCTION jobs.heartbeat(_worker integer, _ids bigint[] DEFAULT '{}'::bigint[], _attempts smallint[] DEFAULT '{}'::smallint[], _progress smallint[] DEFAULT NULL::smallint[], _messages text[] DEFAULT NULL::text[], _completed bigint DEFAULT NULL::bigint, _failed bigint DEFAULT NULL::bigint, _running integer DEFAULT NULL::integer, _stopping boolean DEFAULT NULL::boolean, _begun bigint[] DEFAULT '{}'::bigint[]) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.heartbeat(_worker integer, _ids bigint[], _attempts smallint[], _progress smallint[], _messages text[], _completed bigint, _failed bigint, _running integer, _stopping boolean, _begun bigint[]) IS '
A worker is alive, and how far its jobs are

_progress: 0 to 100, never back; _messages: a line to show. _completed, _failed: how many it ended so far; _running: how many it
runs; _stopping: it takes no more; _begun: those whose watchers are to be told that they run. Returns the jobs that it must stop: cancelled, or not its own any more.
';

CREATE FUNCTION jobs.hold_session(_worker integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.hold_session(_worker integer) IS '
A worker says that it lives as long as this session: it is lost after a third of its lease without a sign of life where that ended

False: its session before is not gone yet; to be asked again.
';

CREATE FUNCTION jobs.hours_ended(_since timestamp with time zone, _until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone) RETURNS TABLE(hour timestamp with time zone, queue_id integer, task text, completed bigint, failed bigint, dead bigint, cancelled bigint, retries bigint, wait_seconds double precision, run_seconds double precision)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.hours_ended(_since timestamp with time zone, _until timestamp with time zone) IS 'Jobs that ended in each hour, by queue and task, also those of the last moments.';

CREATE FUNCTION jobs.hours_in_parts(_since timestamp with time zone, _until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone) RETURNS TABLE(hour timestamp with time zone, queue_id integer, task text, completed bigint, failed bigint, dead bigint, cancelled bigint, retries bigint, wait_seconds double precision, run_seconds double precision)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.hours_in_parts(_since timestamp with time zone, _until timestamp with time zone) IS 'Jobs that ended in each hour, by queue and task; an hour may come twice, to be added.';

CREATE FUNCTION jobs.id_at(_time timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.id_at(_time timestamp with time zone) IS 'A number that jobs added before a time do not have, as small as can be said quickly.';

CREATE FUNCTION jobs.id_of(_public_id text) RETURNS bigint
    LANGUAGE sql STABLE STRICT
    AS …;

COMMENT ON FUNCTION jobs.id_of(_public_id text) IS 'The number of a job from its public id; null for what is no such id. Whether it exists is not asked.';

CREATE FUNCTION jobs.keep_sums() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.keep_sums() IS 'Keeps the figures for analytics up to date, once a second, by any number of workers. True where it did something.';

CREATE FUNCTION jobs.know(_tasks jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.know(_tasks jsonb) IS 'A worker that begins tells the tasks that it knows: [{"name", "kind", "description", "arguments": JSON Schema}].';

CREATE FUNCTION jobs.last_place() RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.last_place() IS 'The last place that was taken; 0 where none was yet.';

CREATE FUNCTION jobs.leave(_worker integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.leave(_worker integer) IS 'A worker ends: what it still has is given back, no attempt is used up.';

CREATE FUNCTION jobs.list(_states jobs.state[] DEFAULT NULL::jobs.state[], _queue text DEFAULT NULL::text, _task text DEFAULT NULL::text, _text text DEFAULT NULL::text, _subject text DEFAULT NULL::text, _user_id bigint DEFAULT NULL::bigint, _since timestamp with time zone DEFAULT NULL::timestamp with time zone, _until timestamp with time zone DEFAULT NULL::timestamp with time zone, _limit integer DEFAULT 20) RETURNS SETOF jobs.all_jobs
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.list(_states jobs.state[], _queue text, _task text, _text text, _subject text, _user_id bigint, _since timestamp with time zone, _until timestamp with time zone, _limit integer) IS 'The newest jobs in these states, of a queue, a task …, as jobs.search takes them: for psql, it reads as far as it needs to.';

CREATE FUNCTION jobs.live_queues(_name text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.live_queues(_name text) IS 'How long queues are: ready, running, waiting for time, key or children; estimated beyond a thousand.';

CREATE FUNCTION jobs.live_states(_topics text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.live_states(_topics text[]) IS 'The states of topics that are looked at, by topic; without those that are not there.';

CREATE FUNCTION jobs.looked_at(_topics text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.looked_at(_topics text[]) IS 'Of topics those that have no events, so that whoever watches has to look: queues, and jobs that are of nobody and about nothing.';

CREATE FUNCTION jobs.make_lane(_queue text, _priority smallint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.make_lane(_queue text, _priority smallint) IS 'The lane of a queue and priority; queue and lanes are made where they are absent.';

CREATE FUNCTION jobs.mix(_value bigint, _salt bigint, _back boolean) RETURNS bigint
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.mix(_value bigint, _salt bigint, _back boolean) IS 'A number of 64 bits mixed with a salt; _back undoes it.';

CREATE FUNCTION jobs.need_job(_job_id text) RETURNS jobs.all_jobs
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.need_job(_job_id text) IS 'A job by its public id, or the error job_not_found.';

CREATE FUNCTION jobs.need_queue(_name text) RETURNS jobs.queues
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.need_queue(_name text) IS 'A queue by its name, locked; or the error queue_not_found.';

CREATE FUNCTION jobs.next_due() RETURNS double precision
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.next_due() IS 'Seconds until the next delayed job may start, null where there is none: so long a worker with nothing to do may sleep.';

CREATE FUNCTION jobs.of_user(_user_id bigint, _job_id text) RETURNS jobs.all_jobs
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.of_user(_user_id bigint, _job_id text) IS 'A job that belongs to a user, or any one for staff; or the error job_not_found.';

CREATE FUNCTION jobs.pause(_queue text, _by text DEFAULT (SESSION_USER)::text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.pause(_queue text, _by text) IS 'No job of the queue, which is made where it is absent, starts until jobs.resume; running ones go on. False where it was paused.';

CREATE FUNCTION jobs.place(_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.place(_ids bigint[]) IS 'Puts queued jobs where they belong now: into their lane, behind their key, or to wait for their time.';

CREATE FUNCTION jobs.promote(_limit integer DEFAULT 1000) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.promote(_limit integer) IS 'Puts jobs whose time has come into their lanes. Returns how many.';

CREATE FUNCTION jobs.prune(_completed interval DEFAULT '30 days'::interval, _others interval DEFAULT '90 days'::interval, _limit integer DEFAULT 50000) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.prune(_completed interval, _others interval, _limit integer) IS '
History older than it is to be kept goes, whole months at once, the rest in batches; events after an hour, workers after a week

_completed: for how long completed jobs are kept, _others: those that failed, died or were cancelled. At most _limit rows at once:
to be called again while the result says {"done": false}. Sums of hours and days are kept for a year.

@schedulable
';

CREATE FUNCTION jobs.queue_counts(_queue_id integer, _most integer DEFAULT 10000) RETURNS TABLE(ready bigint, running bigint, delayed bigint, blocked bigint, held bigint, estimated boolean, oldest_ready_at timestamp with time zone)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.queue_counts(_queue_id integer, _most integer) IS '
How long a queue is: ready to start, running, delayed, waiting for their key, for their children

Counted up to _most in each lane. Beyond that, estimated is true: of what is ready, the rest of the lane is taken to be as dense in
places as what was counted (exact where the jobs of a lane were added together); of what waits, _most stands for that or more.
';

CREATE FUNCTION jobs.recent_times(_since timestamp with time zone, _until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone) RETURNS TABLE(day date, queue_id integer, task text, running boolean, bucket smallint, jobs bigint)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.recent_times(_since timestamp with time zone, _until timestamp with time zone) IS 'As jobs.times_by_bucket: only what is not in the sums yet.';

CREATE FUNCTION jobs.redrive(_id bigint) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.redrive(_id bigint) IS '
A job that failed, died or was cancelled begins again, with as many attempts as its queue gives; it keeps its id and its errors

Returns queued, or its state where it is not over; null: no such job. Fails with job_over (409) for one that was completed, with
job_exists (409) where another job has its dedup_key now.
';

CREATE FUNCTION jobs.redrive_dead(_queue text, _task text DEFAULT NULL::text, _limit integer DEFAULT 1000) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.redrive_dead(_queue text, _task text, _limit integer) IS 'The dead letter of a queue begins again (of a task, where one is named), oldest first, at most _limit; without those whose dedup_key
another job has. Returns how many.';

CREATE FUNCTION jobs.refuse_args() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.refuse_args() IS 'Fails as jobs.check_job does: called in place of arguments that are no object.';

CREATE FUNCTION jobs.register(_name text, _host text DEFAULT NULL::text, _pid integer DEFAULT NULL::integer, _queues text[] DEFAULT '{}'::text[], _concurrency integer DEFAULT 1, _lease_seconds integer DEFAULT 30) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.register(_name text, _host text, _pid integer, _queues text[], _concurrency integer, _lease_seconds integer) IS 'A worker begins. Returns the number that jobs.claim takes. It has to give a sign of life (jobs.heartbeat) within its lease.';

CREATE FUNCTION jobs.release(_ids bigint[], _keys text[], _parents bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.release(_ids bigint[], _keys text[], _parents bigint[]) IS 'What jobs that ended held up: room in their queue and key, parents that waited for them.';

CREATE FUNCTION jobs.reprioritise(_id bigint, _priority integer) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.reprioritise(_id bigint, _priority integer) IS 'Another priority for a job: behind those that have it already; of a running one, for its next attempt. False where nothing changed.';

CREATE FUNCTION jobs.reprioritise_many(_queue text, _priority integer, _task text DEFAULT NULL::text, _subject text DEFAULT NULL::text, _limit integer DEFAULT 10000) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.reprioritise_many(_queue text, _priority integer, _task text, _subject text, _limit integer) IS 'Another priority for the jobs of a queue that have not begun: all, those of a task, those about something. Returns how many.';

CREATE FUNCTION jobs.rescue(_up_since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'on'
    AS …;

COMMENT ON FUNCTION jobs.rescue(_up_since timestamp with time zone) IS '
Takes their jobs from workers that were not seen for their lease, or whose session ended without a word

They start again, where they stood; from the second time on after a pause of at most 5 seconds. Each time uses an attempt: where
there is none left they are dead. Jobs of a worker that has ended, or is not there, are nobody''s too.
_up_since: nobody could give a sign of life before (the server was away), so nobody is lost for that. Returns how many.
';

CREATE FUNCTION jobs.rest(_lane integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.rest(_lane integer) IS 'Calls a lane idle where nothing is to be started and nothing is on its way: the next job in it will tell the workers. Its floor moves up.';

CREATE FUNCTION jobs.resume(_queue text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.resume(_queue text) IS 'Jobs of a paused queue start again. False where it was not paused.';

CREATE FUNCTION jobs.retry(_id bigint) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.retry(_id bigint) IS 'A job that waits for its time or its children starts now; one that is over begins again (jobs.redrive). Returns its state; null: no such job.';

CREATE FUNCTION jobs.room(_queue_id integer, _max_running integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.room(_queue_id integer, _max_running integer) IS 'How many more jobs of a queue with a limit may run. Nobody else starts one of it before this transaction ends.';

CREATE FUNCTION jobs.search(_before bigint, _limit integer, _states jobs.state[] DEFAULT NULL::jobs.state[], _queue text DEFAULT NULL::text, _task text DEFAULT NULL::text, _text text DEFAULT NULL::text, _subject text DEFAULT NULL::text, _user_id bigint DEFAULT NULL::bigint, _since timestamp with time zone DEFAULT NULL::timestamp with time zone, _until timestamp with time zone DEFAULT NULL::timestamp with time zone, _scan integer DEFAULT 20000) RETURNS TABLE(ids bigint[], next_before bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET plan_cache_mode TO 'force_custom_plan'
    AS …;

COMMENT ON FUNCTION jobs.search(_before bigint, _limit integer, _states jobs.state[], _queue text, _task text, _text text, _subject text, _user_id bigint, _since timestamp with time zone, _until timestamp with time zone, _scan integer) IS '
Numbers of jobs, newest first, before _before: in these states, of a queue, a task, about something, for a user, with a text

Reads at most _scan jobs of each table: where it did not find _limit among them, next_before says from where to go on (null: that was
all). _text: part of task, subject, message, arguments or errors, in any case.
';

CREATE FUNCTION jobs.show(_job jobs.all_jobs) RETURNS api.job
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.show(_job jobs.all_jobs) IS 'A job as its owner sees it.';

CREATE FUNCTION jobs.show_card(_job jobs.all_jobs) RETURNS api.job_card
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.show_card(_job jobs.all_jobs) IS 'A job in a list, as staff sees it.';

CREATE FUNCTION jobs.show_errors(_errors jsonb) RETURNS api.job_error[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.show_errors(_errors jsonb) IS 'The errors of a job, with the names of workers.';

CREATE FUNCTION jobs.show_queues(_name text DEFAULT NULL::text) RETURNS api.queue[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.show_queues(_name text) IS 'Queues as staff sees them, or the one of a name.';

CREATE FUNCTION jobs.show_timeline(_job jobs.all_jobs) RETURNS api.job_moment[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.show_timeline(_job jobs.all_jobs) IS 'What happened to a job, in order.';

CREATE FUNCTION jobs.show_whole(_job jobs.all_jobs) RETURNS api.staff_job
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.show_whole(_job jobs.all_jobs) IS 'A job with all that is known of it, for staff.';

CREATE FUNCTION jobs.stray(_worker integer, _ids bigint[] DEFAULT '{}'::bigint[], _session text DEFAULT NULL::text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'on'
    AS …;

COMMENT ON FUNCTION jobs.stray(_worker integer, _ids bigint[], _session text) IS '
Gives back the jobs of a worker that it does not know of: a claim took effect, and its answer was lost

_ids: those that it has. _session: application_name of the session that was lost, which may still be at it: it is ended first.
Returns how many.
';

CREATE FUNCTION jobs.sum_up() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.sum_up() IS 'Adds what ended to the sums, once nothing can come between any more. True where it did something.';

CREATE FUNCTION jobs.sweep() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.sweep() IS '
Moves the floors of lanes forward, to the first job that is still there; once a second is enough

A place is taken after its transaction has its number (jobs.enter). So what took a place before it was read here has a smaller
number than this transaction, and once every transaction below that number has ended, no job can come at such a place. A
snapshot held for long does not hold this up, an open transaction that wrote something does. Does nothing in a transaction
that has written already. Returns how many it moved.
';

CREATE FUNCTION jobs.tell(_ids bigint[], _kind text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.tell(_ids bigint[], _kind text) IS 'Writes down what changed about jobs that are watched, and says that there is something.';

CREATE FUNCTION jobs.throughput(_minutes integer DEFAULT 60) RETURNS TABLE(minute timestamp with time zone, completed bigint, failed bigint, wait_p95 double precision, run_p50 double precision, run_p95 double precision)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.throughput(_minutes integer) IS 'Jobs that ended in each of the last minutes (two days at most), and how long they waited and ran in seconds, within 5 %.';

CREATE FUNCTION jobs.times(_since date, _until date DEFAULT 'infinity'::date) RETURNS TABLE(day date, queue_id integer, task text, running boolean, p50 double precision, p95 double precision, p99 double precision)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.times(_since date, _until date) IS 'How long jobs of a day (UTC) waited and ran, in seconds, by queue and task: percentiles, right within 5 %.';

CREATE FUNCTION jobs.times_by_bucket(_since date, _until date DEFAULT 'infinity'::date) RETURNS TABLE(day date, queue_id integer, task text, running boolean, bucket smallint, jobs bigint)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION jobs.times_by_bucket(_since date, _until date) IS 'How many jobs of a day (UTC) waited, or ran, in each bucket of jobs.bucket; a bucket may come twice, to be added.';

CREATE FUNCTION jobs.video_done(_operation_id text, _job_id bigint, _attempt integer, _key text, _bytes bigint, _width integer DEFAULT NULL::integer, _height integer DEFAULT NULL::integer, _seconds numeric DEFAULT NULL::numeric) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.video_done(_operation_id text, _job_id bigint, _attempt integer, _key text, _bytes bigint, _width integer, _height integer, _seconds numeric) IS '
The file of an operation is there: its row, and the end of the job, in one transaction

_width, _height: of its pictures; _seconds: how long it is. Told twice, it is done once. Returns the job''s result; null where the attempt is out of date
or the video gone: then the file belongs to nobody, and is to be removed.
';

CREATE FUNCTION jobs.video_work(_operation_id text, _job_id bigint, _attempt integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.video_work(_operation_id text, _job_id bigint, _attempt integer) IS '
What a claimed job of an operation has to do: {"type", "parameters", "format", "source", "key", "duration", "width", "height",
"sound", "frames_per_second", "most_bytes"}

source: where the video stands; key: where the result shall, which is removed again where jobs.video_done does not come.
Null: there is nothing to do any more, the video is gone or the attempt out of date. Fails with too_many_operations where a
later operation makes the same: one of them is enough.
';

CREATE FUNCTION jobs.wake(_lanes integer[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.wake(_lanes integer[]) IS 'After jobs were put into lanes: those that were idle are not any more, and workers are told. Silent otherwise.';

CREATE FUNCTION jobs.watch(_topic text, _user_id bigint, _staff boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    AS …;

COMMENT ON FUNCTION jobs.watch(_topic text, _user_id bigint, _staff boolean) IS 'The state of a topic for somebody who may watch it; null where it is not there or not for him.';

CREATE FUNCTION jobs.watch_job(_name text, _user_id bigint, _staff boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'jobs', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS …;

COMMENT ON FUNCTION jobs.watch_job(_name text, _user_id bigint, _staff boolean) IS 'The state of a job for its owner and staff, as events tell it; null for others.';

CREATE FUNCTION ops.add_schedule(_name text, _cron text, _command text, _kind iwm.schedule_kind DEFAULT 'sql'::iwm.schedule_kind, _description text DEFAULT NULL::text, _args jsonb DEFAULT '{}'::jsonb, _queue text DEFAULT NULL::text, _time_zone text DEFAULT 'UTC'::text, _enabled boolean DEFAULT true, _catch_up iwm.catch_up DEFAULT 'once'::iwm.catch_up, _allow_overlap boolean DEFAULT false, _timeout interval DEFAULT '01:00:00'::interval) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.add_schedule(_name text, _cron text, _command text, _kind iwm.schedule_kind, _description text, _args jsonb, _queue text, _time_zone text, _enabled boolean, _catch_up iwm.catch_up, _allow_overlap boolean, _timeout interval) IS '
Makes a schedule, or changes it to what is given here. Returns its next slot

_kind: sql (_command is a select), job and command (the name of a task; _args and _queue are those of its job), vacuum (vacuum,
analyze or reindex, which run in no function). _catch_up: what becomes of missed slots: skip, once, all.
_allow_overlap: a run may begin while the one before goes on. A select that answers a JSON object with "done": false is called
again, in a transaction of its own where the caller can.
';

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

CREATE FUNCTION ops.called_function(_statement text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.called_function(_statement text) IS 'The function that a statement calls, where it does nothing else; else null.';

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

CREATE FUNCTION ops.check_schedule() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.check_schedule() IS 'Trigger: refuses what could not run, and works out the next slot.';

CREATE TABLE ops.schedule_runs (
    id bigint NOT NULL,
    name text NOT NULL,
    slot timestamp with time zone NOT NULL,
    state iwm.schedule_run_state NOT NULL,
    manual boolean DEFAULT false NOT NULL,
    followed boolean DEFAULT false NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL,
    batches integer DEFAULT 0 NOT NULL,
    run_by text,
    pid integer,
    job_id bigint,
    job_created_at timestamp with time zone,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    result text,
    error text
)
WITH (fillfactor='70');

COMMENT ON TABLE ops.schedule_runs IS 'Each slot of a schedule, once. Kept for 90 days (prune-schedule-runs).
@distribution local';

COMMENT ON COLUMN ops.schedule_runs.slot IS 'The time that the schedule names, however late it ran; of a run that somebody asked for, when they did.';

COMMENT ON COLUMN ops.schedule_runs.followed IS 'pg_cron runs it as a plain command: how it went is read from cron.job_run_details.';

COMMENT ON COLUMN ops.schedule_runs.batches IS 'How often the statement was called.';

COMMENT ON COLUMN ops.schedule_runs.run_by IS 'Who took it: a worker, pg_cron, a session of psql; who asked for it, until then.';

COMMENT ON COLUMN ops.schedule_runs.job_id IS 'Number of the job in jobs.jobs or jobs.history; job_created_at makes its public id.';

CREATE FUNCTION ops.claim_run(_name text, _by text DEFAULT NULL::text, _session boolean DEFAULT false) RETURNS ops.schedule_runs
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.claim_run(_name text, _by text, _session boolean) IS '
Takes the next slot of a schedule that is due, or a run that was asked for; null where there is none, or somebody else is at it

What it returns is running and for the caller: ops.perform_run does it (kind sql), or the caller does and tells ops.finish_run
(kind vacuum). Jobs are in the queue already (enqueued, in this transaction). _by: who does it, for the history.
_session: the caller commits before it works, so the run holds a lock of the session, which shows that it goes on.
';

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

CREATE FUNCTION ops.cleanup_videos() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.cleanup_videos() IS '
Hourly: what is left over of videos

Outcomes of operations are written down, uploads that were given up are deleted, and videos 30 days after their deletion; a
worker is asked to remove the files of what is gone. Returns the numbers; "done": false where there is more.
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

CREATE FUNCTION ops.clock() RETURNS timestamp with time zone
    LANGUAGE sql
    AS …;

COMMENT ON FUNCTION ops.clock() IS 'iwm.now(), but for the moment and not for the transaction: when a run began and ended.';

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

CREATE FUNCTION ops.create_scheduled_jobs() RETURNS TABLE(name text, cron text, time_zone text, state text, next_run timestamp with time zone, run_by text, description text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.create_scheduled_jobs() IS 'Makes the schedules of the product that are missing, and the jobs of pg_cron for all of them; states of each when and by whom it runs.';

CREATE FUNCTION ops.cron_field(_text text, _what text, _low integer, _high integer, _names text[] DEFAULT NULL::text[]) RETURNS integer[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.cron_field(_text text, _what text, _low integer, _high integer, _names text[]) IS 'The numbers that a field of a cron expression stands for, sorted. Fails with invalid_cron.';

CREATE FUNCTION ops.cron_is_here() RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.cron_is_here() IS 'Whether pg_cron works in this database, and sql/optional/pg_cron is loaded.';

CREATE FUNCTION ops.cron_number(_text text, _what text, _low integer, _high integer, _names text[]) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.cron_number(_text text, _what text, _low integer, _high integer, _names text[]) IS 'A number or a name in a field of a cron expression. Fails with invalid_cron.';

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

CREATE FUNCTION ops.drop_schedule(_name text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.drop_schedule(_name text) IS 'Removes a schedule and its history. Those that the product ships can only be switched off.';

CREATE FUNCTION ops.due(_patient boolean DEFAULT true, OUT names text[], OUT seconds double precision, OUT plain text[], OUT overlapping text[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.due(_patient boolean, OUT names text[], OUT seconds double precision, OUT plain text[], OUT overlapping text[]) IS '
The schedules that have something to run now, and in how many seconds the next one will

plain: those of them that run in no function; overlapping: those of which a run may begin while another goes on.
_patient: what pg_cron has a job for is its own for 90 seconds.
';

CREATE TABLE ops.schedules (
    name text NOT NULL,
    cron text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    kind iwm.schedule_kind NOT NULL,
    command text NOT NULL,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    queue text DEFAULT 'default'::text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    catch_up iwm.catch_up DEFAULT 'once'::iwm.catch_up NOT NULL,
    allow_overlap boolean DEFAULT false NOT NULL,
    timeout_seconds integer DEFAULT 3600 NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    shipped jsonb,
    carried boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    last_slot timestamp with time zone DEFAULT iwm.now() NOT NULL,
    next_slot timestamp with time zone,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    updated_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT schedules_args_shape CHECK (((jsonb_typeof(args) = 'object'::text) AND (pg_column_size(args) <= 10000))),
    CONSTRAINT schedules_lengths CHECK (((char_length(cron) <= 200) AND (char_length(time_zone) <= 64) AND ((char_length(command) >= 1) AND (char_length(command) <= 2000)) AND (char_length(description) <= 500))),
    CONSTRAINT schedules_name_shape CHECK (((name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text) AND (char_length(name) <= 60))),
    CONSTRAINT schedules_queue_shape CHECK (((queue ~ '^[a-z][a-z0-9_.-]*$'::text) AND (char_length(queue) <= 60))),
    CONSTRAINT schedules_timeout_range CHECK (((timeout_seconds >= 1) AND (timeout_seconds <= 86400)))
)
WITH (fillfactor='50');

COMMENT ON TABLE ops.schedules IS 'What runs at which times. Write it with ops.add_schedule and its like, or by hand: a trigger checks it.
@distribution local';

COMMENT ON COLUMN ops.schedules.command IS 'sql: a select, called again while it answers {"done": false}; job, command: name of the task; vacuum: vacuum, analyze or reindex.';

COMMENT ON COLUMN ops.schedules.shipped IS 'What the product ships of what an operator may change; null: made here. What was not changed follows a new version.';

COMMENT ON COLUMN ops.schedules.carried IS 'pg_cron has a job of this name.';

COMMENT ON COLUMN ops.schedules.last_slot IS 'All slots until this one are decided.';

COMMENT ON COLUMN ops.schedules.next_slot IS 'The first slot after last_slot; null while it is not enabled.';

CREATE FUNCTION ops.due_slot(_schedule ops.schedules) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.due_slot(_schedule ops.schedules) IS 'The slot of a schedule that is to run now, by its policy for missed ones; the schedule moves on behind it. Null where none is.';

CREATE FUNCTION ops.duration_seconds(_text text) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.duration_seconds(_text text) IS 'Seconds of 30s, 30m, 24h, 7d; null for anything else.';

CREATE FUNCTION ops.enable_schedule(_name text, _enabled boolean DEFAULT true) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.enable_schedule(_name text, _enabled boolean) IS 'Switches a schedule on, or off (_enabled false). Slots from while it was off are not caught up. Returns its next slot, null when off.';

CREATE FUNCTION ops.enqueue_run(_schedule ops.schedules, _run_id bigint) RETURNS ops.schedule_runs
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.enqueue_run(_schedule ops.schedules, _run_id bigint) IS 'Puts the job of a run into its queue.';

CREATE FUNCTION ops.error_line(_statement text, _line integer, _message text, _context text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.error_line(_statement text, _line integer, _message text, _context text) IS 'The line of the file that an error of one of its statements is about.';

CREATE FUNCTION ops.fail_annotation(_path text, _name text, _needle text, _message text, _hint text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.fail_annotation(_path text, _name text, _needle text, _message text, _hint text) IS 'Stops the load with the line of the file where an annotation stands.';

CREATE FUNCTION ops.finish_run(_run_id bigint, _error text DEFAULT NULL::text, _result text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.finish_run(_run_id bigint, _error text, _result text) IS 'Writes down how a run ended that this session has taken. _error null: well.';

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

CREATE FUNCTION ops.is_dead(_run_id bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.is_dead(_run_id bigint) IS 'True for a run whose session ended before it did. It stays locked until the end of the transaction.';

CREATE FUNCTION ops.is_followed_alive(_pid integer, _started_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.is_followed_alive(_pid integer, _started_at timestamp with time zone) IS 'Whether the session is there that pg_cron began for a plain command.';

CREATE FUNCTION ops.is_running(_name text) RETURNS boolean
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.is_running(_name text) IS 'Whether a schedule runs, or is about to: a run of it, or the job of one of its last 20 runs.';

CREATE FUNCTION ops.last_slot(_cron text, _until timestamp with time zone, _after timestamp with time zone, _time_zone text DEFAULT 'UTC'::text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.last_slot(_cron text, _until timestamp with time zone, _after timestamp with time zone, _time_zone text) IS 'The last slot after _after that is not after _until; null where there is none.';

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

CREATE FUNCTION ops.make_partition(_parent regclass, _name text, _from timestamp with time zone, _until timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS …;

COMMENT ON FUNCTION ops.make_partition(_parent regclass, _name text, _from timestamp with time zone, _until timestamp with time zone) IS 'Makes a partition of a table by time, with the settings of storage (autovacuum) of its newest one.';

CREATE FUNCTION ops.make_partitions(_parent regclass, _ahead integer DEFAULT 3, _behind integer DEFAULT 0) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS …;

COMMENT ON FUNCTION ops.make_partitions(_parent regclass, _ahead integer, _behind integer) IS 'Makes the monthly partitions of a table, from _behind months ago to _ahead months from now. Returns how many were absent.';

CREATE FUNCTION ops.make_partitions_ahead(_months integer DEFAULT 3, _years integer DEFAULT 2) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS …;

COMMENT ON FUNCTION ops.make_partitions_ahead(_months integer, _years integer) IS '
Makes the partitions of the coming months, or years, of every table that is partitioned by time

A table goes on with the step and the settings of its newest partition. Returns {"made": [names]}.

@schedulable
';

CREATE FUNCTION ops.may_run(_path text, _head text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.may_run(_path text, _head text) IS 'True for statements that a file of sql/ may hold besides its objects.';

CREATE FUNCTION ops.may_vacuum(_role text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.may_vacuum(_role text) IS 'Whether a role may vacuum the tables: their owner, or from PostgreSQL 17 on whoever was granted that.';

CREATE FUNCTION ops.migrate_asset(_source text, _old text, _video text, _kind iwm.video_operation_type, _key text, _bytes bigint, _media_type text, _width integer DEFAULT NULL::integer, _height integer DEFAULT NULL::integer) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.migrate_asset(_source text, _old text, _video text, _kind iwm.video_operation_type, _key text, _bytes bigint, _media_type text, _width integer, _height integer) IS 'A file that an older service made of a video (a resize, its sound, its thumbnail), copied into the store.';

CREATE FUNCTION ops.migrate_job(_source text, _old text, _video text, _type text, _state text, _parameters jsonb DEFAULT '{}'::jsonb, _attempts integer DEFAULT 1, _error text DEFAULT NULL::text, _created_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _started_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _finished_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.migrate_job(_source text, _old text, _video text, _type text, _state text, _parameters jsonb, _attempts integer, _error text, _created_at timestamp with time zone, _started_at timestamp with time zone, _finished_at timestamp with time zone) IS '
A job of an older service that is over: an operation of its video; while history is kept so long, a job of the history, too

_state: completed, failed, cancelled or dead. One that was not over is rejected: whoever needs its result asks for it again.
';

CREATE FUNCTION ops.migrate_session(_source text, _old text, _user text, _created_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _last_seen_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _expires_at timestamp with time zone DEFAULT NULL::timestamp with time zone, _device text DEFAULT NULL::text, _user_agent text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.migrate_session(_source text, _old text, _user text, _created_at timestamp with time zone, _last_seen_at timestamp with time zone, _expires_at timestamp with time zone, _device text, _user_agent text) IS '
A session of an older service: when somebody was last there

It is over here: its token, which the older service kept as it is, opens nothing. _old: the token, of which the SHA-256 is kept.
';

CREATE FUNCTION ops.migrate_user(_source text, _old text, _name text, _username text, _email text DEFAULT NULL::text, _hash text DEFAULT NULL::text, _created_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.migrate_user(_source text, _old text, _name text, _username text, _email text, _hash text, _created_at timestamp with time zone) IS '
An account of an older service becomes one here, unless it did before

_old: what the older service called it. _hash: bcrypt as it was, or Argon2id; verified and, of bcrypt, made anew at the next
login; null where there is none. One whose e-mail address has an account here that verified it is that one, which stays as it is,
for the first who claims it; any other becomes an account without that address. A username that cannot be had is made to fit.
Notes say so.
';

CREATE FUNCTION ops.migrate_video(_source text, _old text, _user text, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _probe jsonb, _created_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.migrate_video(_source text, _old text, _user text, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _probe jsonb, _created_at timestamp with time zone) IS '
A video of an older service whose file was copied into the store and probed

_key: where it stands there, with iwm.expect_file before. Quotas do not count; what cannot be read, is too long or too large is
rejected.
';

CREATE FUNCTION ops.migrated_as(_source text, _kind text, _old text, _id text, _note text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.migrated_as(_source text, _kind text, _old text, _id text, _note text) IS 'Writes down what something became; returns the outcome added.';

CREATE FUNCTION ops.migrated_before(_id text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.migrated_before(_id text) IS 'The outcome unchanged.';

CREATE FUNCTION ops.migrated_id(_source text, _kind text, _old text) RETURNS text
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.migrated_id(_source text, _kind text, _old text) IS 'What something became here; empty where that was deleted for good, null where it was not moved yet.';

CREATE FUNCTION ops.migrated_key(_old text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.migrated_key(_old text) IS 'Under which key ops.migrated keeps something.';

CREATE FUNCTION ops.migrated_user_id(_source text, _old text) RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.migrated_user_id(_source text, _old text) IS 'The internal id of who an old user became; null for nobody.';

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

CREATE FUNCTION ops.need_schedule(_name text) RETURNS ops.schedules
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.need_schedule(_name text) IS 'A schedule by its name, or the error schedule_not_found.';

CREATE FUNCTION ops.newest_routine(_name text, _before oid) RETURNS oid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.newest_routine(_name text, _before oid) IS 'The routine of a name that was made last: any other than the one that was there before.';

CREATE FUNCTION ops.next_day(_from date, _months integer[], _days integer[], _weekdays integer[], _either boolean) RETURNS date
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.next_day(_from date, _months integer[], _days integer[], _weekdays integer[], _either boolean) IS 'The first day from _from on that fits (ops.read_cron); null where there is none within 41 years.';

CREATE FUNCTION ops.next_slot(_cron text, _after timestamp with time zone, _time_zone text DEFAULT 'UTC'::text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.next_slot(_cron text, _after timestamp with time zone, _time_zone text) IS '
The first moment after _after that a cron expression names in a time zone

A time that the clocks skip in spring is as late as it would have been without the change: 02:30 is 03:30. A time that they show
twice in autumn is the first of the two; what runs in every hour (*) runs in both. Each moment counts once.
Fails with invalid_cron (also for what never comes, such as 31 February) and invalid_time_zone.
';

CREATE FUNCTION ops.next_slots(_cron text, _count integer DEFAULT 5, _time_zone text DEFAULT 'UTC'::text, _after timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS timestamp with time zone[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.next_slots(_cron text, _count integer, _time_zone text, _after timestamp with time zone) IS 'The next slots of a cron expression, as a DBA tries one: select unnest(ops.next_slots(''0 4 * * 1''))';

CREATE FUNCTION ops.not_migrated(_reason text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.not_migrated(_reason text) IS 'The outcome rejected, with its reason.';

CREATE FUNCTION ops.note_missed(_schedule ops.schedules, _before timestamp with time zone, _why text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.note_missed(_schedule ops.schedules, _before timestamp with time zone, _why text) IS 'Writes down the slots that will not run, up to a hundred.';

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

CREATE FUNCTION ops.old_time(_time timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.old_time(_time timestamp with time zone) IS 'A time that the older service wrote down; now for none, and for one that cannot be.';

CREATE FUNCTION ops.perform_run(_run_id bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'iwm', 'api', 'jobs', 'ops', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.perform_run(_run_id bigint) IS '
Runs the statement of a run that this session has taken, and finishes it. An error does not pass: it stands in the history

True: the statement answered {"done": false}, so there is more to do; call it again, best in a transaction of its own.
';

CREATE FUNCTION ops.plain_cron(_cron text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS …;

COMMENT ON FUNCTION ops.plain_cron(_cron text) IS 'A cron expression in five fields with single blanks, also where it is written as @daily and its like.';

CREATE FUNCTION ops.prune_schedule_runs(_keep interval DEFAULT '90 days'::interval) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.prune_schedule_runs(_keep interval) IS '
Takes away runs of schedules older than _keep, the last one of each excepted, and what pg_cron notes of its own

Returns {"done", "runs", "cron_runs"}.

@schedulable
';

CREATE FUNCTION ops.read_annotations(_comment text) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.read_annotations(_comment text) IS '{"summary","description","marks":[{"name","rest","line"}]} of a comment: summary, blank, description, then @ lines.';

CREATE FUNCTION ops.read_cron(_cron text, OUT minutes integer[], OUT hours integer[], OUT days integer[], OUT months integer[], OUT weekdays integer[], OUT either boolean) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.read_cron(_cron text, OUT minutes integer[], OUT hours integer[], OUT days integer[], OUT months integer[], OUT weekdays integer[], OUT either boolean) IS '
What a cron expression stands for: sets of numbers, weekdays from 0 (Sunday) to 6. Fails with invalid_cron

either: a day of the month or a day of the week is enough, since both are given; else both have to fit.
';

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

CREATE PROCEDURE ops.run_due(IN _name text DEFAULT NULL::text, IN _by text DEFAULT NULL::text)
    LANGUAGE plpgsql
    AS …;

COMMENT ON PROCEDURE ops.run_due(IN _name text, IN _by text) IS '
ops.tick in steps: what begins is committed before it works, so that all see it, and one that is killed is known as lost

call ops.run_due() runs what is due, call ops.run_due(''name'') one schedule; pg_cron''s jobs do that. It needs to be called outside of a
transaction.
';

CREATE FUNCTION ops.run_file(_path text, _content text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.run_file(_path text, _content text) IS 'Runs the statements of a file and notes the objects that it declares. Errors name file and line.';

CREATE FUNCTION ops.run_now(_name text, _by text DEFAULT NULL::text, _here boolean DEFAULT true) RETURNS ops.schedule_runs
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.run_now(_name text, _by text, _here boolean) IS '
Runs a schedule now, in a slot of its own: its times stay as they are. Returns the run

Also one that is switched off. Jobs go into their queue, a statement runs here and now (_here false: a worker takes it within a
second). What runs in no function waits for a worker. Fails with schedule_running.
';

CREATE FUNCTION ops.run_pending(_pattern text) RETURNS void
    LANGUAGE plpgsql
    AS …;

COMMENT ON FUNCTION ops.run_pending(_pattern text) IS 'Runs the pending files whose path matches.';

CREATE FUNCTION ops.run_slot(_name text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.run_slot(_name text) IS '
Runs the slots of a schedule that are due, by its policy for missed ones, in this transaction. Returns how many ran

A slot that somebody else has taken is theirs. Where the session ends before the transaction does, nothing was done and the slot
is as due as before; ops.run_due leaves a trace of such a run.
';

CREATE FUNCTION ops.schedulable() RETURNS TABLE(name text, oid oid)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.schedulable() IS 'The functions that may be scheduled over HTTP: those whose comment has the line @schedulable.';

CREATE FUNCTION ops.scheduled_call(_function text, _args jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.scheduled_call(_function text, _args jsonb) IS 'The statement that calls a function with arguments by name (without the underscore). Fails with schedule_command_refused.';

CREATE FUNCTION ops.settle_followed() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.settle_followed() IS '
Takes over how the plain commands of pg_cron went; those whose session ended without a word of it are lost. Returns how many

Also where pg_cron, or its job, has gone meanwhile.
';

CREATE FUNCTION ops.shape_now() RETURNS TABLE(kind text, name text, definition text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.shape_now() IS 'Columns, checks and foreign keys of our tables, and functions that no file of sql/ made, as they are now.';

CREATE FUNCTION ops.ship_base_schedules() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.ship_base_schedules() IS 'The schedules of the catalogue, of accounts, of jobs and of the house.';

CREATE FUNCTION ops.ship_schedule(_name text, _cron text, _kind iwm.schedule_kind, _command text, _description text, _enabled boolean DEFAULT true, _catch_up iwm.catch_up DEFAULT 'once'::iwm.catch_up, _timeout interval DEFAULT '01:00:00'::interval, _args jsonb DEFAULT '{}'::jsonb, _queue text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.ship_schedule(_name text, _cron text, _kind iwm.schedule_kind, _command text, _description text, _enabled boolean, _catch_up iwm.catch_up, _timeout interval, _args jsonb, _queue text) IS '
A schedule that the product ships: called by the file of sql/ that it belongs to, at each load of it

What an operator changed of it (its time, its arguments, whether it is on …) stays as it is; what nobody changed follows the file.
';

CREATE FUNCTION ops.ship_videos_schedules() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.ship_videos_schedules() IS 'The schedules of videos.';

CREATE VIEW ops.schedule_history AS
 SELECT r.name,
    r.slot,
    r.state,
    COALESCE(j.state, h.state) AS job_state,
        CASE
            WHEN (r.job_id IS NOT NULL) THEN jobs.public_id(r.job_id, r.job_created_at)
            ELSE NULL::text
        END AS job_id,
    r.manual,
    r.attempt,
    r.batches,
    r.run_by,
    r.started_at,
        CASE
            WHEN (r.job_id IS NULL) THEN r.finished_at
            ELSE h.finished_at
        END AS finished_at,
    (EXTRACT(epoch FROM
        CASE
            WHEN (r.job_id IS NULL) THEN (r.finished_at - r.started_at)
            ELSE (h.finished_at - h.started_at)
        END))::numeric(12,3) AS seconds,
    r.result,
    COALESCE(r.error, ((h.errors -> '-1'::integer) ->> 'error'::text)) AS error,
    r.id
   FROM ((ops.schedule_runs r
     LEFT JOIN jobs.jobs j ON ((j.id = r.job_id)))
     LEFT JOIN LATERAL ( SELECT x.state,
            x.started_at,
            x.finished_at,
            x.errors
           FROM jobs.history x
          WHERE ((x.id = r.job_id) AND (x.finished_at >= r.job_created_at) AND (j.id IS NULL))
          ORDER BY x.finished_at DESC
         LIMIT 1) h ON (true));

COMMENT ON VIEW ops.schedule_history IS 'Runs of schedules; job_state, finished_at, seconds and error of a run that is a job are those of the job. Newest: order by slot desc.';

CREATE FUNCTION ops.show_run(_run ops.schedule_history) RETURNS api.schedule_run
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.show_run(_run ops.schedule_history) IS 'A run as the API shows it.';

CREATE FUNCTION ops.show_schedule(_name text) RETURNS api.schedule
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.show_schedule(_name text) IS 'A schedule as the API shows it. Fails with schedule_not_found.';

CREATE FUNCTION ops.slot_on_day(_day date, _minutes integer[], _hours integer[], _after timestamp with time zone, _time_zone text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.slot_on_day(_day date, _minutes integer[], _hours integer[], _after timestamp with time zone, _time_zone text) IS 'The first slot after a moment on a day on which clocks may change; null where there is none.';

CREATE FUNCTION ops.split_sql(_content text) RETURNS TABLE(line integer, statement text, head text)
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.split_sql(_content text) IS 'Statements of a SQL file: the line where each begins, its text, its text without comments, strings and bodies.';

CREATE FUNCTION ops.stop_overdue() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.stop_overdue() IS 'Cancels runs that take longer than their schedule allows. Returns how many.';

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

CREATE FUNCTION ops.take_commands() RETURNS SETOF text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.take_commands() IS '
Takes what is due and runs in no function (vacuum), and returns the statements that do it: select ops.take_commands() \gexec

With psql -v ON_ERROR_STOP=1, so that one that fails is not called finished.
';

CREATE FUNCTION ops.take_run(_name text, _by text, OUT id bigint, OUT state iwm.schedule_run_state, OUT kind iwm.schedule_kind, OUT command text, OUT timeout_seconds integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.take_run(_name text, _by text, OUT id bigint, OUT state iwm.schedule_run_state, OUT kind iwm.schedule_kind, OUT command text, OUT timeout_seconds integer) IS '
ops.claim_run for a worker: the next run of a schedule and what it does; id null where there is none

The caller''s session holds the run: ops.perform_run for kind sql; of kind vacuum it runs the command itself, and then ops.finish_run.
';

CREATE FUNCTION ops.takes_key(_operation jsonb, _function oid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.takes_key(_operation jsonb, _function oid) IS 'Whether an Idempotency-Key makes a repeated request harmless: every writing POST but those of /auth, and those in Python.';

CREATE FUNCTION ops.tick() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.tick() IS '
Runs everything that is due, in this transaction: for a crontab (psql -c ''select ops.tick()''). Returns how many runs

Any number of tickers at once is safe. What runs in no function is left to a worker, pg_cron or ops.take_commands.
';

CREATE FUNCTION ops.time_partitions(_parent regclass) RETURNS TABLE(partition regclass, lower_bound timestamp with time zone, upper_bound timestamp with time zone)
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.time_partitions(_parent regclass) IS 'The partitions of a table by time, with the times from which and until which they hold.';

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

CREATE FUNCTION ops.update_movie_stats(_most integer DEFAULT 20000) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'iwm', 'extensions', 'pg_temp'
    AS …;

COMMENT ON FUNCTION ops.update_movie_stats(_most integer) IS '
movies.siddu_score as movie_stats has it, in batches of _most; then what is counted of people, and the totals of the catalogue

Returns {"done", "films", "people", "totals"}: how many rows differed. "done": false asks to be called again.

@schedulable
';

CREATE FUNCTION ops.who() RETURNS text
    LANGUAGE sql STABLE
    AS …;

COMMENT ON FUNCTION ops.who() IS 'Who runs something, for the history: the name of the program and the role.';

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

CREATE TABLE iwm.files_to_remove (
    storage_key iwm.storage_key NOT NULL,
    at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    taken_at timestamp with time zone
);

COMMENT ON TABLE iwm.files_to_remove IS '
Files that are to be removed from the store at a time

Those whose rows are gone, and each one that is being written, for the case that nothing comes of it: with its row of
videos or assets comes its deletion from here, in one transaction. taken_at: a worker is removing it, nobody can claim it
any more. @private
@distribution local
';

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

CREATE TABLE iwm.incoming_videos (
    user_id bigint NOT NULL,
    storage_key iwm.storage_key NOT NULL,
    bytes bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT incoming_videos_range CHECK ((bytes > 0))
);

COMMENT ON TABLE iwm.incoming_videos IS '
Videos that are being uploaded in forms, and the room that is kept for each until there is a row of iwm.videos

expires_at: unless the server that takes it says again that it does (api.hold_video). @private
@distribution user_id
';

COMMENT ON COLUMN iwm.incoming_videos.storage_key IS 'Where its bytes are written. @unexported';

CREATE VIEW iwm.job_history WITH (security_invoker='true') AS
 SELECT jobs.public_id(h.id, h.created_at) AS job_id,
    q.name AS queue,
    h.task,
    h.state,
    h.attempt,
    h.max_attempts,
    h.subject,
    h.created_at,
    h.started_at,
    h.finished_at,
    h.message,
    h.errors,
    h.result
   FROM (jobs.history h
     JOIN jobs.queues q ON ((q.id = h.queue_id)));

COMMENT ON VIEW iwm.job_history IS 'Jobs that are over: select * from job_history where state = ''dead'' order by finished_at desc. @private';

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

ALTER TABLE iwm.video_assets ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.video_assets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE iwm.video_operations (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    video_id bigint NOT NULL,
    external_id text NOT NULL,
    type iwm.video_operation_type NOT NULL,
    parameters jsonb NOT NULL,
    job_id bigint,
    job_created_at timestamp with time zone,
    work_key iwm.storage_key,
    outcome jobs.state,
    error text,
    created_at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT video_operations_parameters_shape CHECK ((jsonb_typeof(parameters) = 'object'::text))
);

COMMENT ON TABLE iwm.video_operations IS 'What was asked to be made of a video, and the job that makes it. @private
@distribution user_id';

COMMENT ON COLUMN iwm.video_operations.job_id IS 'Number of its job in jobs.jobs or jobs.history; job_created_at makes its public id. @unexported';

COMMENT ON COLUMN iwm.video_operations.job_created_at IS 'See job_id. @unexported';

COMMENT ON COLUMN iwm.video_operations.work_key IS 'Where the attempt that runs writes its file. @unexported';

COMMENT ON COLUMN iwm.video_operations.outcome IS 'How its job ended; set with the file that it made, or by ops.cleanup_videos. While there is a job, that tells the state.';

ALTER TABLE iwm.video_operations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.video_operations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE iwm.video_uploads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.video_uploads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE iwm.videos ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME iwm.videos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW jobs.analytics_daily AS
 SELECT day,
    queue,
    task,
    jobs,
    completed,
    failed,
    cancelled,
    success_rate,
    retries,
    wait_seconds,
    run_seconds,
    dead
   FROM jobs.daily(((now() - '1 year'::interval))::date) d(day, queue, task, jobs, completed, failed, dead, cancelled, success_rate, retries, wait_seconds, run_seconds);

COMMENT ON VIEW jobs.analytics_daily IS 'Jobs that ended, a day (UTC) and task: success rate, retries, p50, p95 and p99 of waiting and running in seconds, within 5 %.';

CREATE TABLE jobs.daily_times (
    day date NOT NULL,
    queue_id integer NOT NULL,
    task text NOT NULL,
    running boolean NOT NULL,
    bucket smallint NOT NULL,
    jobs bigint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE jobs.daily_times IS 'How long jobs of a day (UTC) waited, or ran: how many of them in each bucket of jobs.bucket.
@distribution local';

CREATE TABLE jobs.daily_totals (
    day date NOT NULL,
    running boolean NOT NULL,
    bucket smallint NOT NULL,
    jobs bigint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE jobs.daily_totals IS 'jobs.daily_times of all queues and tasks together.
@distribution local';

ALTER TABLE jobs.events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE jobs.hourly (
    hour timestamp with time zone NOT NULL,
    queue_id integer NOT NULL,
    task text NOT NULL,
    completed bigint DEFAULT 0 NOT NULL,
    failed bigint DEFAULT 0 NOT NULL,
    dead bigint DEFAULT 0 NOT NULL,
    cancelled bigint DEFAULT 0 NOT NULL,
    retries bigint DEFAULT 0 NOT NULL,
    wait_seconds double precision DEFAULT 0 NOT NULL,
    run_seconds double precision DEFAULT 0 NOT NULL
);

COMMENT ON TABLE jobs.hourly IS 'Jobs that ended in an hour, a row a task: how many, attempts beyond the first, seconds waited and run in all.
@distribution local';

CREATE TABLE jobs.id_salt (
    only_row boolean DEFAULT true NOT NULL,
    salt bigint DEFAULT ((('x'::text || substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 17, 16)))::bit(64))::bigint NOT NULL,
    CONSTRAINT id_salt_only_row_check CHECK (only_row)
);

COMMENT ON TABLE jobs.id_salt IS 'Mixed into the public ids of jobs.
@distribution local';

CREATE TABLE jobs.key_calls (
    id bigint NOT NULL,
    key text NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.0', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE jobs.key_calls IS 'Keys of which another job may be able to start: written by who adds or ends one, taken by who claims.
@distribution local';

ALTER TABLE jobs.key_calls ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.key_calls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE jobs.keys (
    key text NOT NULL,
    active integer DEFAULT 0 NOT NULL,
    CONSTRAINT keys_range CHECK ((active >= 0))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.0', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE jobs.keys IS 'Concurrency keys with jobs in lanes or running: how many.
@distribution local';

CREATE TABLE jobs.lane_calls (
    id bigint NOT NULL,
    lane integer NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.0', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE jobs.lane_calls IS 'Idle lanes that got a job while somebody else changed them: written by who adds one, taken by who claims.
@distribution local';

ALTER TABLE jobs.lane_calls ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.lane_calls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE jobs.lanes (
    id integer NOT NULL,
    queue_id integer NOT NULL,
    priority smallint NOT NULL,
    idle boolean DEFAULT true NOT NULL,
    floor bigint DEFAULT 0 NOT NULL,
    next_floor bigint,
    next_floor_xid xid8
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.0', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE jobs.lanes IS 'Queue and priority. floor: nothing before this place will start any more; idle: nothing was to be started.
@distribution local';

COMMENT ON COLUMN jobs.lanes.next_floor IS 'The floor as soon as every transaction that was open at next_floor_xid has ended.';

ALTER TABLE jobs.lanes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.lanes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE jobs.limited (
    queue_id integer NOT NULL,
    job_id bigint NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.0', autovacuum_vacuum_threshold='1000');

COMMENT ON TABLE jobs.limited IS 'Running jobs of queues with max_running.
@distribution local';

CREATE TABLE jobs.minutes (
    minute timestamp with time zone NOT NULL,
    kind text NOT NULL,
    bucket smallint DEFAULT 0 NOT NULL,
    jobs bigint DEFAULT 0 NOT NULL,
    CONSTRAINT minutes_kind CHECK ((kind = ANY (ARRAY['completed'::text, 'failed'::text, 'dead'::text, 'cancelled'::text, 'wait'::text, 'run'::text])))
);

COMMENT ON TABLE jobs.minutes IS 'Jobs that ended in a minute by state; and how many waited and ran how long, in buckets of jobs.bucket. Kept for two days.
@distribution local';

CREATE VIEW jobs.queue_overview AS
 SELECT q.name,
    q.max_running,
    q.paused_at,
    q.paused_by,
    q.max_attempts,
    q.timeout_seconds,
    c.ready AS queued,
    c.running,
    ((c.delayed + c.blocked) + c.held) AS waiting,
    c.oldest_ready_at,
    c.delayed,
    c.blocked,
    c.held,
    c.estimated,
    d.dead,
    COALESCE(e.completed, (0)::numeric) AS completed_last_hour,
    COALESCE(e.failed, (0)::numeric) AS failed_last_hour
   FROM (((jobs.queues q
     CROSS JOIN LATERAL jobs.queue_counts(q.id) c(ready, running, delayed, blocked, held, estimated, oldest_ready_at))
     CROSS JOIN LATERAL ( SELECT count(*) AS dead
           FROM ( SELECT
                   FROM jobs.history h
                  WHERE ((h.queue_id = q.id) AND (h.state = 'dead'::jobs.state))
                 LIMIT 10000) x) d)
     LEFT JOIN ( SELECT x.queue_id,
            sum(x.completed) AS completed,
            sum((x.failed + x.dead)) AS failed
           FROM jobs.hours_ended(date_trunc('hour'::text, (now() - '01:00:00'::interval), 'UTC'::text)) x(hour, queue_id, task, completed, failed, dead, cancelled, retries, wait_seconds, run_seconds)
          GROUP BY x.queue_id) e ON ((e.queue_id = q.id)));

COMMENT ON VIEW jobs.queue_overview IS 'Queues with what is in them now; more than 10,000 are estimated (jobs.queue_counts). dead: in the dead letter, up to 10,000. Since the full hour before.';

ALTER TABLE jobs.queues ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.queues_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW jobs.recent AS
 SELECT a.public_id,
    q.name AS queue,
    a.task,
    a.state,
    a.waits,
    a.priority,
    a.attempt,
    a.progress,
    a.message,
    a.subject,
    a.created_at,
    a.started_at,
    a.finished_at,
    (a.started_at - GREATEST(a.run_at, a.created_at)) AS waited,
    (a.finished_at - a.started_at) AS ran,
    ((a.errors -> '-1'::integer) ->> 'error'::text) AS last_error,
    a.args,
    a.result
   FROM (jobs.all_jobs a
     JOIN jobs.queues q ON ((q.id = a.queue_id)))
  WHERE ((a.finished_at IS NULL) OR (a.finished_at > (now() - '1 day'::interval)));

COMMENT ON VIEW jobs.recent IS 'Jobs that wait, run, or ended within a day, for reading: select * from jobs.recent where task = … order by created_at desc limit 20.';

CREATE TABLE jobs.sums (
    only_row boolean DEFAULT true NOT NULL,
    upto timestamp with time zone DEFAULT now() NOT NULL,
    next_upto timestamp with time zone,
    next_xid xid8,
    CONSTRAINT sums_only_row_check CHECK (only_row)
);

COMMENT ON TABLE jobs.sums IS 'Up to when the history is summed up; and up to when it can be once every transaction before next_xid has ended.
@distribution local';

CREATE TABLE jobs.tasks (
    name text NOT NULL,
    kind text NOT NULL,
    description text,
    arguments jsonb,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT tasks_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

COMMENT ON TABLE jobs.tasks IS 'Tasks that workers know, as the last worker that began told. arguments: a JSON Schema.
@distribution local';

CREATE TABLE jobs.weekly_times (
    week date NOT NULL,
    queue_id integer NOT NULL,
    task text NOT NULL,
    running boolean NOT NULL,
    bucket smallint NOT NULL,
    jobs bigint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE jobs.weekly_times IS 'jobs.daily_times by week; week: its Monday.
@distribution local';

CREATE TABLE jobs.workers (
    id integer NOT NULL,
    name text NOT NULL,
    host text,
    pid integer,
    queues text[] DEFAULT '{}'::text[] NOT NULL,
    concurrency integer DEFAULT 1 NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    lease_seconds integer DEFAULT 30 NOT NULL,
    stopping boolean DEFAULT false NOT NULL,
    ended_at timestamp with time zone,
    completed bigint DEFAULT 0 NOT NULL,
    failed bigint DEFAULT 0 NOT NULL,
    session boolean DEFAULT false NOT NULL,
    running integer DEFAULT 0 NOT NULL,
    cleared boolean DEFAULT false NOT NULL,
    CONSTRAINT workers_lease_range CHECK (((lease_seconds >= 1) AND (lease_seconds <= 3600)))
)
WITH (fillfactor='50');

COMMENT ON TABLE jobs.workers IS 'Processes that run jobs. One that is not seen for its lease has lost its jobs.
@distribution local';

COMMENT ON COLUMN jobs.workers.session IS 'It holds an advisory lock (1788, id) as long as its session lives.';

COMMENT ON COLUMN jobs.workers.cleared IS 'It has ended, its jobs are given back, and no claim of it was under way then.';

ALTER TABLE jobs.workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.workers_id_seq
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

CREATE TABLE ops.migrated (
    source text NOT NULL,
    kind text NOT NULL,
    old_key text NOT NULL,
    new_id text,
    at timestamp with time zone DEFAULT iwm.now() NOT NULL,
    CONSTRAINT migrated_kind_shape CHECK ((kind = ANY (ARRAY['user'::text, 'session'::text, 'video'::text, 'asset'::text, 'job'::text]))),
    CONSTRAINT migrated_source_shape CHECK ((source ~ '^[a-z0-9][a-z0-9_-]{0,49}$'::text))
);

COMMENT ON TABLE ops.migrated IS 'Things of an older service and what they became here: public ids. iwm migrate-files writes it.
@distribution local';

COMMENT ON COLUMN ops.migrated.old_key IS 'SHA-256 of what the older service called it: no name and no token is kept.';

COMMENT ON COLUMN ops.migrated.new_id IS 'Null once it was deleted for good: it does not come back.';

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

CREATE VIEW ops.schedule_overview AS
 SELECT s.name,
    s.cron,
    s.time_zone,
    s.kind,
    s.enabled,
    s.next_slot,
    ops.is_running(s.name) AS running,
    l.slot AS last_slot,
    COALESCE((l.job_state)::text, (l.state)::text) AS last_state,
    l.started_at AS last_started_at,
    l.seconds AS last_seconds,
    l.error AS last_error,
    (s.carried AND ops.cron_is_here()) AS by_pg_cron,
    s.command,
    s.description
   FROM (ops.schedules s
     LEFT JOIN LATERAL ( SELECT h.name,
            h.slot,
            h.state,
            h.job_state,
            h.job_id,
            h.manual,
            h.attempt,
            h.batches,
            h.run_by,
            h.started_at,
            h.finished_at,
            h.seconds,
            h.result,
            h.error,
            h.id
           FROM ops.schedule_history h
          WHERE ((h.name = s.name) AND (h.state <> 'missed'::iwm.schedule_run_state))
          ORDER BY h.slot DESC
         LIMIT 1) l ON (true));

COMMENT ON VIEW ops.schedule_overview IS 'Schedules: when they run next, how the last run went, whether pg_cron carries them.';

ALTER TABLE ops.schedule_runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.schedule_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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

ALTER TABLE ONLY iwm.files_to_remove
    ADD CONSTRAINT files_to_remove_pkey PRIMARY KEY (storage_key);

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

ALTER TABLE ONLY iwm.incoming_videos
    ADD CONSTRAINT incoming_videos_pkey PRIMARY KEY (user_id, storage_key);

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

ALTER TABLE ONLY iwm.video_assets
    ADD CONSTRAINT video_assets_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.video_operations
    ADD CONSTRAINT video_operations_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.video_policy
    ADD CONSTRAINT video_policy_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY iwm.video_uploads
    ADD CONSTRAINT video_uploads_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY iwm.videos
    ADD CONSTRAINT videos_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY jobs.daily_times
    ADD CONSTRAINT daily_times_pkey PRIMARY KEY (day, queue_id, task, running, bucket);

ALTER TABLE ONLY jobs.daily_totals
    ADD CONSTRAINT daily_totals_pkey PRIMARY KEY (day, running, bucket);

ALTER TABLE ONLY jobs.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (id, finished_at);

ALTER TABLE ONLY jobs.hourly
    ADD CONSTRAINT hourly_pkey PRIMARY KEY (hour, queue_id, task);

ALTER TABLE ONLY jobs.id_salt
    ADD CONSTRAINT id_salt_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY jobs.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.key_calls
    ADD CONSTRAINT key_calls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.keys
    ADD CONSTRAINT keys_pkey PRIMARY KEY (key);

ALTER TABLE ONLY jobs.lane_calls
    ADD CONSTRAINT lane_calls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.lanes
    ADD CONSTRAINT lanes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.lanes
    ADD CONSTRAINT lanes_queue_priority UNIQUE (queue_id, priority);

ALTER TABLE ONLY jobs.limited
    ADD CONSTRAINT limited_pkey PRIMARY KEY (queue_id, job_id);

ALTER TABLE ONLY jobs.minutes
    ADD CONSTRAINT minutes_pkey PRIMARY KEY (minute, kind, bucket);

ALTER TABLE ONLY jobs.queues
    ADD CONSTRAINT queues_name UNIQUE (name);

ALTER TABLE ONLY jobs.queues
    ADD CONSTRAINT queues_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.sums
    ADD CONSTRAINT sums_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY jobs.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (name);

ALTER TABLE ONLY jobs.weekly_times
    ADD CONSTRAINT weekly_times_pkey PRIMARY KEY (week, queue_id, task, running, bucket);

ALTER TABLE ONLY jobs.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY ops.migrated
    ADD CONSTRAINT migrated_pkey PRIMARY KEY (source, kind, old_key);

ALTER TABLE ONLY ops.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.schedule_runs
    ADD CONSTRAINT schedule_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.schedule_runs
    ADD CONSTRAINT schedule_runs_slot UNIQUE (name, slot);

ALTER TABLE ONLY ops.schedules
    ADD CONSTRAINT schedules_pkey PRIMARY KEY (name);

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

CREATE INDEX idx_files_to_remove_at ON iwm.files_to_remove USING btree (at);

COMMENT ON INDEX iwm.idx_files_to_remove_at IS 'jobs.files_to_remove: whose time has come';

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

CREATE INDEX idx_video_assets_external_id ON iwm.video_assets USING btree (external_id);

COMMENT ON INDEX iwm.idx_video_assets_external_id IS 'api.get_asset_file: a file by its public id';

CREATE INDEX idx_video_assets_operation ON iwm.video_assets USING btree (user_id, operation_id);

COMMENT ON INDEX iwm.idx_video_assets_operation IS 'the file of an operation; foreign key';

CREATE INDEX idx_video_assets_video ON iwm.video_assets USING btree (user_id, video_id, id DESC);

COMMENT ON INDEX iwm.idx_video_assets_video IS 'api.list_video_assets; foreign key';

CREATE INDEX idx_video_operations_external_id ON iwm.video_operations USING btree (external_id);

COMMENT ON INDEX iwm.idx_video_operations_external_id IS 'jobs.video_work: an operation by its public id';

CREATE INDEX idx_video_operations_open ON iwm.video_operations USING btree (user_id, id) WHERE (outcome IS NULL);

COMMENT ON INDEX iwm.idx_video_operations_open IS 'how many operations of a user run; ops.cleanup_videos: which ended without a file';

CREATE INDEX idx_video_operations_video ON iwm.video_operations USING btree (user_id, video_id, id DESC);

COMMENT ON INDEX iwm.idx_video_operations_video IS 'api.list_video_operations; foreign key';

CREATE INDEX idx_video_uploads_expires_at ON iwm.video_uploads USING btree (expires_at);

COMMENT ON INDEX iwm.idx_video_uploads_expires_at IS 'ops.cleanup_videos: uploads that were given up';

CREATE INDEX idx_video_uploads_external_id ON iwm.video_uploads USING btree (external_id);

COMMENT ON INDEX iwm.idx_video_uploads_external_id IS 'the next chunk of an upload';

CREATE INDEX idx_video_uploads_movie_id ON iwm.video_uploads USING btree (movie_id) WHERE (movie_id IS NOT NULL);

COMMENT ON INDEX iwm.idx_video_uploads_movie_id IS 'foreign key';

CREATE INDEX idx_videos_deleted_at ON iwm.videos USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

COMMENT ON INDEX iwm.idx_videos_deleted_at IS 'ops.cleanup_videos: rows of videos that were deleted long ago';

CREATE INDEX idx_videos_external_id ON iwm.videos USING btree (external_id);

COMMENT ON INDEX iwm.idx_videos_external_id IS 'api.get_video: a video by its public id';

CREATE INDEX idx_videos_movie_id ON iwm.videos USING btree (movie_id, id DESC) WHERE (movie_id IS NOT NULL);

COMMENT ON INDEX iwm.idx_videos_movie_id IS 'api.list_movie_videos; foreign key';

COMMENT ON INDEX iwm.keywords_slug_key IS 'keyword by slug';

COMMENT ON INDEX iwm.languages_name_key IS 'imports: language by name';

COMMENT ON INDEX iwm.roles_rank_key IS 'iwm.require: is this role enough';

CREATE INDEX events_topic ON jobs.events USING btree (topic, id);

COMMENT ON INDEX jobs.events_topic IS 'what a watcher of a topic missed';

CREATE INDEX events_xid ON jobs.events USING btree (xid);

COMMENT ON INDEX jobs.events_xid IS 'api.live_events: what was committed since the last look';

CREATE INDEX history_dead ON ONLY jobs.history USING btree (queue_id, finished_at) WHERE (state = 'dead'::jobs.state);

COMMENT ON INDEX jobs.history_dead IS 'jobs.redrive_dead, jobs.queue_overview: the dead letter of a queue, oldest first';

CREATE INDEX history_finished_at ON ONLY jobs.history USING brin (finished_at) WITH (pages_per_range='32');

COMMENT ON INDEX jobs.history_finished_at IS 'analytics: a day or an hour; jobs.prune';

CREATE INDEX history_not_completed ON ONLY jobs.history USING btree (state, id) WHERE (state <> 'completed'::jobs.state);

COMMENT ON INDEX jobs.history_not_completed IS 'api.dashboard_jobs: jobs that failed, died or were cancelled, newest first';

CREATE INDEX history_parent ON ONLY jobs.history USING btree (parent_id) WHERE (parent_id IS NOT NULL);

COMMENT ON INDEX jobs.history_parent IS 'children of a job';

CREATE INDEX history_subject ON ONLY jobs.history USING btree (subject, finished_at DESC) WHERE (subject IS NOT NULL);

COMMENT ON INDEX jobs.history_subject IS 'jobs about a video, a user …';

CREATE INDEX history_user ON ONLY jobs.history USING btree (user_id, id) WHERE (user_id IS NOT NULL);

COMMENT ON INDEX jobs.history_user IS 'api.list_jobs: the jobs of a user';

CREATE UNIQUE INDEX jobs_dedup_key ON jobs.jobs USING btree (dedup_key) WHERE (dedup_key IS NOT NULL);

COMMENT ON INDEX jobs.jobs_dedup_key IS 'jobs.enqueue: one job a key, until it is over';

CREATE INDEX jobs_lane ON jobs.jobs USING btree (lane, seq) WHERE (lane IS NOT NULL);

COMMENT ON INDEX jobs.jobs_lane IS 'jobs.claim: the next of a lane';

CREATE INDEX jobs_parent ON jobs.jobs USING btree (parent_id) WHERE (parent_id IS NOT NULL);

COMMENT ON INDEX jobs.jobs_parent IS 'children of a job';

CREATE INDEX jobs_run_at ON jobs.jobs USING btree (run_at) WHERE (waits = 'time'::jobs.waits);

COMMENT ON INDEX jobs.jobs_run_at IS 'jobs.promote: whose time has come';

CREATE INDEX jobs_subject ON jobs.jobs USING btree (subject, id) WHERE (subject IS NOT NULL);

COMMENT ON INDEX jobs.jobs_subject IS 'jobs about a video, a user …';

CREATE INDEX jobs_user ON jobs.jobs USING btree (user_id, id) WHERE (user_id IS NOT NULL);

COMMENT ON INDEX jobs.jobs_user IS 'api.list_jobs: the jobs of a user';

CREATE INDEX jobs_waiting ON jobs.jobs USING btree (queue_id, waits) WHERE (waits IS NOT NULL);

COMMENT ON INDEX jobs.jobs_waiting IS 'jobs.queue_counts: how many wait for their time, their key, their children';

CREATE INDEX jobs_waiting_key ON jobs.jobs USING btree (concurrency_key, priority, seq) WHERE (waits = 'key'::jobs.waits);

COMMENT ON INDEX jobs.jobs_waiting_key IS 'jobs.admit: the next of a key';

CREATE INDEX lanes_busy ON jobs.lanes USING btree (priority, id) WHERE (NOT idle);

COMMENT ON INDEX jobs.lanes_busy IS 'jobs.claim: lanes where something may be, most urgent first';

COMMENT ON INDEX jobs.lanes_queue_priority IS 'jobs.enqueue: the lane of a job';

CREATE INDEX limited_job ON jobs.limited USING btree (job_id);

COMMENT ON INDEX jobs.limited_job IS 'jobs.release: a job that ended takes up no room any more';

COMMENT ON INDEX jobs.queues_name IS 'a queue by its name';

CREATE INDEX workers_alive ON jobs.workers USING btree (seen_at) WHERE (ended_at IS NULL);

COMMENT ON INDEX jobs.workers_alive IS 'jobs.rescue: who has not been seen';

CREATE INDEX cache_outbox_xid ON ops.cache_outbox USING btree (xid);

COMMENT ON INDEX ops.cache_outbox_xid IS 'api.cache_events(_horizon): rows of transactions that were open at the last poll, and newer ones';

CREATE INDEX idx_imported_movies_movie_id ON ops.imported_movies USING btree (movie_id);

COMMENT ON INDEX ops.idx_imported_movies_movie_id IS 'foreign key: what was imported for a film';

CREATE INDEX idx_imported_people_person_id ON ops.imported_people USING btree (person_id);

COMMENT ON INDEX ops.idx_imported_people_person_id IS 'foreign key: what was imported for a person';

CREATE INDEX load_history_object ON ops.load_history USING btree (kind, name, at DESC);

COMMENT ON INDEX ops.load_history_object IS 'select … from ops.load_history where kind = … and name = … order by at desc';

CREATE INDEX schedule_runs_at ON ops.schedule_runs USING btree (slot);

COMMENT ON INDEX ops.schedule_runs_at IS 'ops.prune_schedule_runs: what is old';

CREATE INDEX schedule_runs_open ON ops.schedule_runs USING btree (name) WHERE (state = ANY (ARRAY['waiting'::iwm.schedule_run_state, 'running'::iwm.schedule_run_state]));

COMMENT ON INDEX ops.schedule_runs_open IS 'ops.due_schedules, ops.claim_run: what is asked for, what runs';

COMMENT ON INDEX ops.schedule_runs_slot IS 'each slot once; api.staff_list_schedule_runs: the history of a schedule, newest first; foreign key';

CREATE INDEX schedules_next_slot ON ops.schedules USING btree (next_slot) WHERE (next_slot IS NOT NULL);

COMMENT ON INDEX ops.schedules_next_slot IS 'ops.due_schedules: whose time has come, and when the next one will';

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

CREATE TRIGGER video_assets_drop_file AFTER DELETE ON iwm.video_assets FOR EACH ROW EXECUTE FUNCTION iwm.drop_file();

CREATE TRIGGER video_uploads_drop_file AFTER DELETE ON iwm.video_uploads FOR EACH ROW EXECUTE FUNCTION iwm.drop_file();

CREATE TRIGGER videos_drop_file AFTER DELETE ON iwm.videos FOR EACH ROW EXECUTE FUNCTION iwm.drop_file();

CREATE TRIGGER schedules_audit AFTER INSERT OR DELETE OR UPDATE OF cron, time_zone, kind, command, args, queue, enabled, catch_up, allow_overlap, timeout_seconds, description ON ops.schedules FOR EACH ROW WHEN ((current_setting('iwm.audit'::text, true) IS DISTINCT FROM 'off'::text)) EXECUTE FUNCTION iwm.audit_row('schedule', 'name', 'cron', 'time_zone', 'kind', 'command', 'args', 'queue', 'enabled', 'catch_up', 'allow_overlap', 'timeout_seconds', 'description');

CREATE TRIGGER schedules_check BEFORE INSERT OR UPDATE OF name, cron, time_zone, kind, command, args, queue, enabled, catch_up, allow_overlap, timeout_seconds, description ON ops.schedules FOR EACH ROW EXECUTE FUNCTION ops.check_schedule();

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

ALTER TABLE ONLY iwm.incoming_videos
    ADD CONSTRAINT incoming_videos_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

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

ALTER TABLE ONLY iwm.video_assets
    ADD CONSTRAINT video_assets_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.video_assets
    ADD CONSTRAINT video_assets_user_id_operation_id_fkey FOREIGN KEY (user_id, operation_id) REFERENCES iwm.video_operations(user_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.video_assets
    ADD CONSTRAINT video_assets_user_id_video_id_fkey FOREIGN KEY (user_id, video_id) REFERENCES iwm.videos(user_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.video_operations
    ADD CONSTRAINT video_operations_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.video_operations
    ADD CONSTRAINT video_operations_user_id_video_id_fkey FOREIGN KEY (user_id, video_id) REFERENCES iwm.videos(user_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.video_uploads
    ADD CONSTRAINT video_uploads_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE SET NULL;

ALTER TABLE ONLY iwm.video_uploads
    ADD CONSTRAINT video_uploads_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY iwm.videos
    ADD CONSTRAINT videos_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE SET NULL;

ALTER TABLE ONLY iwm.videos
    ADD CONSTRAINT videos_user_id_fkey FOREIGN KEY (user_id) REFERENCES iwm.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY jobs.lanes
    ADD CONSTRAINT lanes_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES jobs.queues(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.imported_movies
    ADD CONSTRAINT imported_movies_movie_id_fkey FOREIGN KEY (movie_id) REFERENCES iwm.movies(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.imported_people
    ADD CONSTRAINT imported_people_person_id_fkey FOREIGN KEY (person_id) REFERENCES iwm.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.schedule_runs
    ADD CONSTRAINT schedule_runs_name_fkey FOREIGN KEY (name) REFERENCES ops.schedules(name) ON UPDATE CASCADE ON DELETE CASCADE;

GRANT USAGE ON SCHEMA api TO iwm_app;

GRANT USAGE ON SCHEMA iwm TO iwm_readonly;

GRANT USAGE ON SCHEMA jobs TO iwm_worker;

GRANT USAGE ON SCHEMA ops TO iwm_worker;

REVOKE ALL ON FUNCTION api.account_of_identity(_provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.account_of_identity(_provider text, _subject text, _email text, _email_verified boolean, _name text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.add_video(_viewer iwm.viewer, _key text, _bytes iwm.byte_count, _sha256 text, _file_name iwm.file_name, _probe jsonb, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) FROM PUBLIC;

GRANT ALL ON FUNCTION api.add_video(_viewer iwm.viewer, _key text, _bytes iwm.byte_count, _sha256 text, _file_name iwm.file_name, _probe jsonb, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) TO iwm_app;

REVOKE ALL ON FUNCTION api.append_upload(_viewer iwm.viewer, _upload_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.append_upload(_viewer iwm.viewer, _upload_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code) FROM PUBLIC;

GRANT ALL ON FUNCTION api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code) TO iwm_app;

REVOKE ALL ON FUNCTION api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.approve_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _as text, _to_link boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _as text, _to_link boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.attach_video(_viewer iwm.viewer, _movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.attach_video(_viewer iwm.viewer, _movie_id iwm.public_id) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.begin_video(_viewer iwm.viewer, _bytes iwm.byte_count, _most iwm.byte_count) FROM PUBLIC;

GRANT ALL ON FUNCTION api.begin_video(_viewer iwm.viewer, _bytes iwm.byte_count, _most iwm.byte_count) TO iwm_app;

REVOKE ALL ON FUNCTION api.block_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.block_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.cache_events(_horizon xid8) FROM PUBLIC;

GRANT ALL ON FUNCTION api.cache_events(_horizon xid8) TO iwm_app;

REVOKE ALL ON FUNCTION api.cache_prune() FROM PUBLIC;

GRANT ALL ON FUNCTION api.cache_prune() TO iwm_app;

REVOKE ALL ON FUNCTION api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.cancel_follow_request(_viewer iwm.viewer, _request_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.cancel_job(_viewer iwm.viewer, _job_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.cancel_job(_viewer iwm.viewer, _job_id iwm.public_id) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.complete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.complete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.create_upload(_viewer iwm.viewer, _file_name iwm.file_name, _bytes iwm.byte_count, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) FROM PUBLIC;

GRANT ALL ON FUNCTION api.create_upload(_viewer iwm.viewer, _file_name iwm.file_name, _bytes iwm.byte_count, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_act(_viewer iwm.viewer, _action text, _target text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_act(_viewer iwm.viewer, _action text, _target text) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_analytics(_viewer iwm.viewer, _days integer, _task text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_analytics(_viewer iwm.viewer, _days integer, _task text) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_job(_viewer iwm.viewer, _job_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_job(_viewer iwm.viewer, _job_id text) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_jobs(_viewer iwm.viewer, _state text, _queue text, _task text, _text text, _before bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_jobs(_viewer iwm.viewer, _state text, _queue text, _task text, _text text, _before bigint) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_overview(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_overview(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_schedule(_viewer iwm.viewer, _name text, _before timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_schedule(_viewer iwm.viewer, _name text, _before timestamp with time zone) TO iwm_app;

REVOKE ALL ON FUNCTION api.dashboard_schedules(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.dashboard_schedules(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.deactivate_account(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.deactivate_account(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_asset(_viewer iwm.viewer, _asset_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_asset(_viewer iwm.viewer, _asset_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_totp(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_totp(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_upload(_viewer iwm.viewer, _upload_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.delete_video(_viewer iwm.viewer, _video_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.delete_video(_viewer iwm.viewer, _video_id iwm.public_id) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.finish_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _sha256 text, _probe jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.finish_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _sha256 text, _probe jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.follow_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.follow_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.forget_file(_viewer iwm.viewer, _key text, _removed boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.forget_file(_viewer iwm.viewer, _key text, _removed boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.forgot_password(_email iwm.email) FROM PUBLIC;

GRANT ALL ON FUNCTION api.forgot_password(_email iwm.email) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_account(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_account(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _link iwm.secret_text, _download boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_asset_file(_viewer iwm.viewer, _asset_id iwm.public_id, _link iwm.secret_text, _download boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_company(_company_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_company(_company_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_device(_viewer iwm.viewer, _user_code iwm.user_code) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_device(_viewer iwm.viewer, _user_code iwm.user_code) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_genre(_slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_genre(_slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_genre_preferences(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_genre_preferences(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_job(_viewer iwm.viewer, _job_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_job(_viewer iwm.viewer, _job_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_movie(_movie_id iwm.public_id, _append iwm.movie_append) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_movie_credits(_movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_notification_preferences(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_notification_preferences(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_person(_person_id iwm.public_id, _append iwm.person_append) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_quota(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_quota(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_settings(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_settings(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_totp(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_totp(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_upload(_viewer iwm.viewer, _upload_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_upload(_viewer iwm.viewer, _upload_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_video(_viewer iwm.viewer, _video_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_video(_viewer iwm.viewer, _video_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.get_video_file(_viewer iwm.viewer, _video_id iwm.public_id, _link iwm.secret_text, _download boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.get_video_file(_viewer iwm.viewer, _video_id iwm.public_id, _link iwm.secret_text, _download boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.hold_video(_viewer iwm.viewer, _key text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.hold_video(_viewer iwm.viewer, _key text) TO iwm_app;

REVOKE ALL ON FUNCTION api.keep_identity(_viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.keep_identity(_viewer iwm.viewer, _provider text, _subject text, _email text, _client text, _user_agent text) TO iwm_app;

REVOKE ALL ON FUNCTION api.keep_totp_secret(_viewer iwm.viewer, _secret text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.keep_totp_secret(_viewer iwm.viewer, _secret text) TO iwm_app;

REVOKE ALL ON FUNCTION api.link_asset(_viewer iwm.viewer, _asset_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.link_asset(_viewer iwm.viewer, _asset_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.link_video(_viewer iwm.viewer, _video_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.link_video(_viewer iwm.viewer, _video_id iwm.public_id) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.list_jobs(_viewer iwm.viewer, _state jobs.state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_jobs(_viewer iwm.viewer, _state jobs.state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.list_movie_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _role iwm.video_role, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movie_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _role iwm.video_role, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_movies(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _company iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _score_lte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.movie_status, _include_adult boolean, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_movies(_genre iwm.slug_list, _without_genre iwm.slug_list, _year iwm.release_year, _year_gte iwm.release_year, _year_lte iwm.release_year, _country iwm.country_code, _language iwm.language_code, _person iwm.id_list, _company iwm.id_list, _keyword iwm.slug_list, _score_gte iwm.score, _score_lte iwm.score, _vote_count_gte iwm.vote_count, _runtime_gte iwm.runtime_minutes, _runtime_lte iwm.runtime_minutes, _rating iwm.content_rating, _status iwm.movie_status, _include_adult boolean, _sort iwm.movie_sort, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_mutes(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_mutes(_viewer iwm.viewer, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_mutuals(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_mutuals(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_my_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_my_videos(_viewer iwm.viewer, _movie_id iwm.public_id, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.list_uploads(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_uploads(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_video_assets(_viewer iwm.viewer, _video_id iwm.public_id, _kind iwm.video_operation_type, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_video_assets(_viewer iwm.viewer, _video_id iwm.public_id, _kind iwm.video_operation_type, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.list_video_operations(_viewer iwm.viewer, _video_id iwm.public_id, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.list_video_operations(_viewer iwm.viewer, _video_id iwm.public_id, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.live_events(_since pg_snapshot) FROM PUBLIC;

GRANT ALL ON FUNCTION api.live_events(_since pg_snapshot) TO iwm_app;

REVOKE ALL ON FUNCTION api.live_states(_topics text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION api.live_states(_topics text[]) TO iwm_app;

REVOKE ALL ON FUNCTION api.live_ticket(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.live_ticket(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.live_topics(_viewer iwm.viewer, _topics text[], _since pg_snapshot, _strict boolean, _seen pg_snapshot, _seen_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION api.live_topics(_viewer iwm.viewer, _topics text[], _since pg_snapshot, _strict boolean, _seen pg_snapshot, _seen_id bigint) TO iwm_app;

REVOKE ALL ON FUNCTION api.login(_client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code, _device iwm.label) FROM PUBLIC;

GRANT ALL ON FUNCTION api.login(_client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code, _device iwm.label) TO iwm_app;

REVOKE ALL ON FUNCTION api.logout(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.logout(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.logout_all(_viewer iwm.viewer, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.logout_all(_viewer iwm.viewer, _client text) TO iwm_app;

REVOKE ALL ON FUNCTION api.may_call(_viewer iwm.viewer, _role text) FROM PUBLIC;

GRANT ALL ON FUNCTION api.may_call(_viewer iwm.viewer, _role text) TO iwm_app;

REVOKE ALL ON FUNCTION api.move_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _from bigint, _to bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION api.move_upload(_viewer iwm.viewer, _upload_id iwm.public_id, _from bigint, _to bigint) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.patch_video(_viewer iwm.viewer, _video_id iwm.public_id, _if_match text, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.patch_video(_viewer iwm.viewer, _video_id iwm.public_id, _if_match text, _patch jsonb) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.staff_add_job(_viewer iwm.viewer, _task iwm.task_name, _args jsonb, _queue iwm.queue_name, _priority iwm.job_priority, _delay_seconds iwm.job_delay, _max_attempts iwm.job_attempts, _timeout_seconds iwm.job_timeout, _dedup_key iwm.dedup_key) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_add_job(_viewer iwm.viewer, _task iwm.task_name, _args jsonb, _queue iwm.queue_name, _priority iwm.job_priority, _delay_seconds iwm.job_delay, _max_attempts iwm.job_attempts, _timeout_seconds iwm.job_timeout, _dedup_key iwm.dedup_key) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.staff_delete_schedule(_viewer iwm.viewer, _name iwm.schedule_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_delete_schedule(_viewer iwm.viewer, _name iwm.schedule_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_disable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_disable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_enable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_enable_schedule(_viewer iwm.viewer, _name iwm.schedule_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_genre(_viewer iwm.viewer, _slug iwm.slug) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_job(_viewer iwm.viewer, _job_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_job(_viewer iwm.viewer, _job_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_policy(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_policy(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_queue(_viewer iwm.viewer, _name iwm.queue_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_queue(_viewer iwm.viewer, _name iwm.queue_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_rate_limit(_viewer iwm.viewer, _class iwm.limit_class) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_schedule(_viewer iwm.viewer, _name iwm.schedule_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_schedule(_viewer iwm.viewer, _name iwm.schedule_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_get_user(_viewer iwm.viewer, _username iwm.user_ref) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_job_analytics(_viewer iwm.viewer, _days iwm.past_days, _queue iwm.queue_name, _task iwm.task_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_job_analytics(_viewer iwm.viewer, _days iwm.past_days, _queue iwm.queue_name, _task iwm.task_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_jobs(_viewer iwm.viewer, _queue iwm.queue_name, _task iwm.task_name, _state jobs.state, _q iwm.job_text, _subject iwm.public_id, _user iwm.user_ref, _since timestamp with time zone, _until timestamp with time zone, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_jobs(_viewer iwm.viewer, _queue iwm.queue_name, _task iwm.task_name, _state jobs.state, _q iwm.job_text, _subject iwm.public_id, _user iwm.user_ref, _since timestamp with time zone, _until timestamp with time zone, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_movies(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_movies(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_people(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_people(_viewer iwm.viewer, _state iwm.record_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_queues(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_queues(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_rate_limits(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_rate_limits(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_schedule_runs(_viewer iwm.viewer, _name iwm.schedule_name, _state iwm.schedule_run_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_schedule_runs(_viewer iwm.viewer, _name iwm.schedule_name, _state iwm.schedule_run_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_schedules(_viewer iwm.viewer, _kind iwm.schedule_kind, _enabled boolean, _page iwm.page, _per_page iwm.per_page) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_schedules(_viewer iwm.viewer, _kind iwm.schedule_kind, _enabled boolean, _page iwm.page, _per_page iwm.per_page) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_tasks(_viewer iwm.viewer) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_tasks(_viewer iwm.viewer) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_users(_viewer iwm.viewer, _q iwm.search_text, _role iwm.short_label, _state iwm.account_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_users(_viewer iwm.viewer, _q iwm.search_text, _role iwm.short_label, _state iwm.account_state, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_list_workers(_viewer iwm.viewer, _ended boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_list_workers(_viewer iwm.viewer, _ended boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_merge_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_merge_genre(_viewer iwm.viewer, _if_match text, _slug iwm.slug, _into iwm.slug, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_merge_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_merge_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_merge_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_merge_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_pause_queue(_viewer iwm.viewer, _name iwm.queue_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_pause_queue(_viewer iwm.viewer, _name iwm.queue_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_put_schedule(_viewer iwm.viewer, _if_match text, _name iwm.schedule_name, _cron iwm.cron, _time_zone iwm.time_zone, _kind iwm.schedule_kind, _command iwm.schedule_command, _args jsonb, _queue iwm.schedule_queue, _enabled boolean, _catch_up iwm.catch_up, _allow_overlap boolean, _timeout_seconds iwm.schedule_timeout, _description iwm.schedule_description) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_put_schedule(_viewer iwm.viewer, _if_match text, _name iwm.schedule_name, _cron iwm.cron, _time_zone iwm.time_zone, _kind iwm.schedule_kind, _command iwm.schedule_command, _args jsonb, _queue iwm.schedule_queue, _enabled boolean, _catch_up iwm.catch_up, _allow_overlap boolean, _timeout_seconds iwm.schedule_timeout, _description iwm.schedule_description) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_redrive_job(_viewer iwm.viewer, _job_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_redrive_job(_viewer iwm.viewer, _job_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_redrive_queue(_viewer iwm.viewer, _name iwm.queue_name, _task iwm.task_name, _limit iwm.bulk_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_redrive_queue(_viewer iwm.viewer, _name iwm.queue_name, _task iwm.task_name, _limit iwm.bulk_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_remove_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_remove_credit(_viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label, _department iwm.short_label, _character iwm.character_name, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_reprioritise_job(_viewer iwm.viewer, _job_id iwm.public_id, _priority iwm.job_priority) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_reprioritise_job(_viewer iwm.viewer, _job_id iwm.public_id, _priority iwm.job_priority) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_reprioritise_queue(_viewer iwm.viewer, _name iwm.queue_name, _priority iwm.job_priority, _task iwm.task_name, _subject iwm.public_id, _limit iwm.bulk_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_reprioritise_queue(_viewer iwm.viewer, _name iwm.queue_name, _priority iwm.job_priority, _task iwm.task_name, _subject iwm.public_id, _limit iwm.bulk_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_restore_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_restore_movie(_viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_restore_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_restore_person(_viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_resume_queue(_viewer iwm.viewer, _name iwm.queue_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_resume_queue(_viewer iwm.viewer, _name iwm.queue_name) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_retry_job(_viewer iwm.viewer, _job_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_retry_job(_viewer iwm.viewer, _job_id iwm.public_id) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_run_schedule(_viewer iwm.viewer, _name iwm.schedule_name) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_run_schedule(_viewer iwm.viewer, _name iwm.schedule_name) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.staff_update_queue(_viewer iwm.viewer, _if_match text, _name iwm.queue_name, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_queue(_viewer iwm.viewer, _if_match text, _name iwm.queue_name, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_update_rate_limit(_viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_update_rate_limit(_viewer iwm.viewer, _if_match text, _class iwm.limit_class, _patch jsonb) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_upsert_movies(_viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_upsert_movies(_viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason) TO iwm_app;

REVOKE ALL ON FUNCTION api.staff_user_events(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) FROM PUBLIC;

GRANT ALL ON FUNCTION api.staff_user_events(_viewer iwm.viewer, _username iwm.user_ref, _cursor iwm.feed_cursor, _limit iwm.list_limit) TO iwm_app;

REVOKE ALL ON FUNCTION api.start_oidc(_provider iwm.provider_name, _for iwm.oidc_purpose, _origin iwm.web_url) FROM PUBLIC;

GRANT ALL ON FUNCTION api.start_oidc(_provider iwm.provider_name, _for iwm.oidc_purpose, _origin iwm.web_url) TO iwm_app;

REVOKE ALL ON FUNCTION api.start_video_operation(_viewer iwm.viewer, _video_id iwm.public_id, _type iwm.video_operation_type, _parameters jsonb, _at iwm.media_seconds, _start iwm.media_seconds, _end iwm.media_seconds, _seconds iwm.media_seconds, _width iwm.pixels, _height iwm.pixels, _keep_ratio boolean, _format iwm.label, _quality iwm.media_quality) FROM PUBLIC;

GRANT ALL ON FUNCTION api.start_video_operation(_viewer iwm.viewer, _video_id iwm.public_id, _type iwm.video_operation_type, _parameters jsonb, _at iwm.media_seconds, _start iwm.media_seconds, _end iwm.media_seconds, _seconds iwm.media_seconds, _width iwm.pixels, _height iwm.pixels, _keep_ratio boolean, _format iwm.label, _quality iwm.media_quality) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.upload_state(_viewer iwm.viewer, _upload_id iwm.public_id, _offset bigint, _to_write boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.upload_state(_viewer iwm.viewer, _upload_id iwm.public_id, _offset bigint, _to_write boolean) TO iwm_app;

REVOKE ALL ON FUNCTION api.upload_video(_viewer iwm.viewer, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) FROM PUBLIC;

GRANT ALL ON FUNCTION api.upload_video(_viewer iwm.viewer, _title iwm.video_title, _movie_id iwm.public_id, _role iwm.video_role) TO iwm_app;

REVOKE ALL ON FUNCTION api.uploaded_video(_viewer iwm.viewer, _upload_id iwm.public_id) FROM PUBLIC;

GRANT ALL ON FUNCTION api.uploaded_video(_viewer iwm.viewer, _upload_id iwm.public_id) TO iwm_app;

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

REVOKE ALL ON FUNCTION api.video_file(_viewer iwm.viewer, _video_id iwm.public_id, _as text, _to_link boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION api.video_file(_viewer iwm.viewer, _video_id iwm.public_id, _as text, _to_link boolean) TO iwm_app;

REVOKE ALL ON FUNCTION iwm.account(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.account(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm."normalize"(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm."normalize"(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.now() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.now() TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.users TO iwm_worker;

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

REVOKE ALL ON FUNCTION iwm.asset_cards(_user_ids bigint[], _ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.asset_cards(_user_ids bigint[], _ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.asset_file_name(_file_name text, _kind iwm.video_operation_type, _media_type text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.asset_file_name(_file_name text, _kind iwm.video_operation_type, _media_type text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.attach_to(_me bigint, _movie_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.attach_to(_me bigint, _movie_id text) TO iwm_readonly;

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

GRANT MAINTAIN ON TABLE iwm.genres TO iwm_worker;

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

REVOKE ALL ON FUNCTION iwm.check_parameters(_type iwm.video_operation_type, _given jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.check_parameters(_type iwm.video_operation_type, _given jsonb) TO iwm_readonly;

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

REVOKE ALL ON FUNCTION iwm.checked_size(_size integer[], _most integer, _given jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.checked_size(_size integer[], _most integer, _given jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.claim_file(_key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.clean_file_name(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.clean_file_name(_name text) TO iwm_readonly;

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

GRANT MAINTAIN ON TABLE iwm.videos TO iwm_worker;

REVOKE ALL ON FUNCTION iwm.delete_video(_video iwm.videos) FROM PUBLIC;

GRANT MAINTAIN ON TABLE iwm.device_codes TO iwm_worker;

REVOKE ALL ON FUNCTION iwm.device_request(_device iwm.device_codes) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.device_request(_device iwm.device_codes) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.device_scopes(_scopes text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.device_scopes(_scopes text[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.drop_file() FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.edit_distance(_a text, _b text, _most integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.effective_settings(_stored jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.effective_settings(_stored jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.even(_number numeric) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.even(_number numeric) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.expect_file(_key text, _within interval) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION iwm.file_title(_file_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.file_title(_file_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.find_credits(_credits jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.find_credits(_credits jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.fitted_size(_video iwm.videos, _width numeric, _height numeric, _keep_ratio boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.fitted_size(_video iwm.videos, _width numeric, _height numeric, _keep_ratio boolean) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.follow(_me bigint, _username text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.follow_request_feed(_request_ids text[], _me bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.format_media_type(_format iwm.media_format) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.format_media_type(_format iwm.media_format) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.found_in(_source text, _value text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.found_in(_source text, _value text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.free_username(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.from_cursor(_list text, _cursor text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.from_cursor(_list text, _cursor text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.genre_id_of(_slug text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.genre_id_of(_slug text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.genre_preferences(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.genre_preferences(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.give_room_back(_me bigint, _key text) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION iwm.insert_video(_user_id bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role, _probe jsonb, _id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.is_staff(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.is_staff(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.keep_an_admin(_user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keep_answer(_owner text, _key text, _operation text, _fingerprint text, _body text, _version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keep_genre_name(_genre_id bigint, _slug text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keep_room(_me bigint, _key text, _least bigint, _most bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.keywords_of_movie(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.keywords_of_movie(_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_for(_id bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_for(_id bigint, _limit integer) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_formats(_type iwm.video_operation_type) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_formats(_type iwm.video_operation_type) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_parameters(_type iwm.video_operation_type) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_parameters(_type iwm.video_operation_type) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_settings(_stored jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_settings(_stored jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.known_user(_viewer_id bigint, _username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.known_user(_viewer_id bigint, _username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.knows_client(_user_id bigint, _client text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.knows_client(_user_id bigint, _client text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.link_maker(_user_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.link_maker(_user_id text) TO iwm_readonly;

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

GRANT MAINTAIN ON TABLE iwm.movies TO iwm_worker;

GRANT SELECT ON TABLE iwm.movies TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.lock_movie(_public_id text) FROM PUBLIC;

GRANT MAINTAIN ON TABLE iwm.people TO iwm_worker;

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

REVOKE ALL ON FUNCTION iwm.may(_viewer iwm.viewer, _role text, _scope text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.may(_viewer iwm.viewer, _role text, _scope text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.may_see_content(_viewer_id bigint, _user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.media_suffix(_media_type text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.media_suffix(_media_type text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.media_type_of(_container text, _video_codec text, _audio_codec text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.media_type_of(_container text, _video_codec text, _audio_codec text) TO iwm_readonly;

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

GRANT MAINTAIN ON TABLE iwm.one_time_tokens TO iwm_worker;

REVOKE ALL ON FUNCTION iwm.need_link(_token_id text, _purpose text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_link(_token_id text, _purpose text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_movie(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_movie(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_person(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_person(_public_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.need_user(_username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.need_user(_username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.new_id(_prefix text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.new_storage_key(_kind text, _suffix text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.new_video(_me bigint, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _movie_id bigint, _role iwm.video_role, _probe jsonb, _id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.no_such_user(_username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.no_such_user(_username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.notification_matrix(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.notification_matrix(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.notifies(_user_id bigint, _type text, _channel text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.notifies(_user_id bigint, _type text, _channel text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.number_in_query(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.number_in_query(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.one_line(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.one_line(_text text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.open_session(_user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[], _scopes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.operation_card(_user_id bigint, _id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.operation_card(_user_id bigint, _id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.operation_cards(_user_ids bigint[], _ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.operation_cards(_user_ids bigint[], _ids bigint[]) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.operation_parameters(_type iwm.video_operation_type, _given jsonb, _video iwm.videos) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.operation_parameters(_type iwm.video_operation_type, _given jsonb, _video iwm.videos) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.operation_timeout(_type iwm.video_operation_type, _parameters jsonb, _video iwm.videos) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.operation_timeout(_type iwm.video_operation_type, _parameters jsonb, _video iwm.videos) TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.video_uploads TO iwm_worker;

REVOKE ALL ON FUNCTION iwm.own_upload(_me bigint, _upload_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.own_upload(_me bigint, _upload_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.own_video(_me bigint, _video_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.owned_tables() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.owned_tables() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.patch_account(_user_id bigint, _patch jsonb, _if_match text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.patch_settings(_user_id bigint, _patch jsonb, _if_match text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.patch_video(_me bigint, _video_id text, _patch jsonb, _if_match text) FROM PUBLIC;

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

GRANT MAINTAIN ON TABLE iwm.account_policy TO iwm_worker;

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

REVOKE ALL ON FUNCTION iwm.remove_files_soon() FROM PUBLIC;

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

REVOKE ALL ON FUNCTION iwm.require_room(_user_id bigint, _bytes bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require_room(_user_id bigint, _bytes bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.require_verified(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.require_verified(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.restore_movie(_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.revoke_sessions(_user_id bigint, _reason text, _keep text) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.room_kept_for() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.room_kept_for() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.room_of_forms(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.room_of_forms(_user_id bigint) TO iwm_readonly;

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

GRANT MAINTAIN ON TABLE iwm.setting_definitions TO iwm_worker;

GRANT SELECT ON TABLE iwm.setting_definitions TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.settle_operations(_limit integer) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION iwm.start_operation(_video iwm.videos, _type iwm.video_operation_type, _given jsonb) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION iwm.upload_at(_me bigint, _upload_id text, _offset bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.upload_at(_me bigint, _upload_id text, _offset bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.upload_card(_upload iwm.video_uploads) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.upload_card(_upload iwm.video_uploads) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.uploaded_as(_upload_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.uploaded_as(_upload_id text) TO iwm_readonly;

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

REVOKE ALL ON FUNCTION iwm.video_card(_video iwm.videos, _me bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.video_card(_video iwm.videos, _me bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.video_cards(_user_ids bigint[], _ids bigint[], _me bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.video_cards(_user_ids bigint[], _ids bigint[], _me bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.video_feed(_list text, _user_ids bigint[], _ids bigint[], _me bigint, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.video_feed(_list text, _user_ids bigint[], _ids bigint[], _me bigint, _limit integer) TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.video_policy TO iwm_worker;

GRANT SELECT ON TABLE iwm.video_policy TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.video_policy() FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.video_policy() TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.video_quota(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.video_quota(_user_id bigint) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.visibility_changed(_user_id bigint) FROM PUBLIC;

GRANT MAINTAIN ON TABLE iwm.video_assets TO iwm_worker;

REVOKE ALL ON FUNCTION iwm.visible_asset(_me bigint, _asset_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.visible_asset(_me bigint, _asset_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.visible_user(_viewer_id bigint, _username text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.visible_user(_viewer_id bigint, _username text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.visible_video(_me bigint, _video_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.visible_video(_me bigint, _video_id text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.watch_topic(_kind text, _name text, _user_id bigint, _staff boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.watch_topic(_kind text, _name text, _user_id bigint, _staff boolean) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.watch_video(_name text, _user_id bigint, _staff boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.watch_video(_name text, _user_id bigint, _staff boolean) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.without_article(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.without_article(_name text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.write_movie(_movie iwm.movies, _touched boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.write_person(_person iwm.people, _touched boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION iwm.wrong_parameter(_field text, _message text, _hint text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.wrong_parameter(_field text, _message text, _hint text) TO iwm_readonly;

REVOKE ALL ON FUNCTION iwm.year_in_query(_q text) FROM PUBLIC;

GRANT ALL ON FUNCTION iwm.year_in_query(_q text) TO iwm_readonly;

REVOKE ALL ON FUNCTION jobs.admit(_limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.admit(_limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.admit_key(_key text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.admit_key(_key text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.adopt(_parent bigint, _count integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.adopt(_parent bigint, _count integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.alive(_host text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.alive(_host text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.answer_lanes(_limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.answer_lanes(_limit integer) TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.history TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.begin_again(_old jobs.history) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.begin_again(_old jobs.history) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.bucket(_seconds double precision) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.bucket(_seconds double precision) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.bucket_seconds(_bucket integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.bucket_seconds(_bucket integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.busy(_lanes integer[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.busy(_lanes integer[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.cancel(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.cancel(_id bigint) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.care(_up_since timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.care(_up_since timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.check_job(_priority integer, _on_duplicate text, _max_attempts integer, _timeout interval, _key_limit integer, _task text, _args jsonb, _run_at timestamp with time zone, _dedup_key text, _concurrency_key text, _subject text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.check_job(_priority integer, _on_duplicate text, _max_attempts integer, _timeout interval, _key_limit integer, _task text, _args jsonb, _run_at timestamp with time zone, _dedup_key text, _concurrency_key text, _subject text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.claim(_worker integer, _limit integer, _queues text[], _lanes integer[], _places bigint[], _look boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.claim(_worker integer, _limit integer, _queues text[], _lanes integer[], _places bigint[], _look boolean) TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.queues TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.configure(_queue text, _changes jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.configure(_queue text, _changes jsonb) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.count_limits() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.count_limits() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.daily(_since date, _until date) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.daily(_since date, _until date) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.duplicate(_dedup_key text, _on_duplicate text, _args jsonb, _run_at timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.duplicate(_dedup_key text, _on_duplicate text, _args jsonb, _run_at timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.ended(_since timestamp with time zone, _until timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.ended(_since timestamp with time zone, _until timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.enqueue(_task text, _args jsonb, _queue text, _priority integer, _run_at timestamp with time zone, _dedup_key text, _on_duplicate text, _max_attempts integer, _timeout interval, _concurrency_key text, _key_limit integer, _parent bigint, _subject text, _user_id bigint, _hold boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.enqueue(_task text, _args jsonb, _queue text, _priority integer, _run_at timestamp with time zone, _dedup_key text, _on_duplicate text, _max_attempts integer, _timeout interval, _concurrency_key text, _key_limit integer, _parent bigint, _subject text, _user_id bigint, _hold boolean) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.enqueue_batch(_jobs jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.enqueue_batch(_jobs jsonb) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.enqueue_many(_task text, _args jsonb[], _queue text, _priority integer, _run_at timestamp with time zone, _max_attempts integer, _timeout interval) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.enqueue_many(_task text, _args jsonb[], _queue text, _priority integer, _run_at timestamp with time zone, _max_attempts integer, _timeout interval) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.enqueue_one(_job jsonb, _parent bigint, _depth integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.enqueue_one(_job jsonb, _parent bigint, _depth integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.enter(_lanes integer[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.enter(_lanes integer[]) TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.jobs TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.error_of(_job jobs.jobs, _error text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.error_of(_job jobs.jobs, _error text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.estimated_history() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.estimated_history() TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.events TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.events_since(_since pg_snapshot) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.events_since(_since pg_snapshot) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.fail(_id bigint, _attempt integer, _error text, _final boolean, _retry_in interval) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.fail(_id bigint, _attempt integer, _error text, _final boolean, _retry_in interval) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.file_unwritten(_key text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.file_unwritten(_key text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.files_removed(_keys text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.files_removed(_keys text[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.files_to_remove(_limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.files_to_remove(_limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.public_id(_id bigint, _created_at timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.public_id(_id bigint, _created_at timestamp with time zone) TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.all_jobs TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.find(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.find(_public_id text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.find_shown(_text text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.find_shown(_text text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.finish(_ids bigint[], _attempts smallint[], _results jsonb[], _state jobs.state) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.finish(_ids bigint[], _attempts smallint[], _results jsonb[], _state jobs.state) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.forget_user(_user_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.forget_user(_user_id bigint) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.free_keys(_keys text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.free_keys(_keys text[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.give_back(_ids bigint[], _lanes integer[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.give_back(_ids bigint[], _lanes integer[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.hand_back(_ids bigint[], _attempts smallint[], _worker integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.hand_back(_ids bigint[], _attempts smallint[], _worker integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.heartbeat(_worker integer, _ids bigint[], _attempts smallint[], _progress smallint[], _messages text[], _completed bigint, _failed bigint, _running integer, _stopping boolean, _begun bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.heartbeat(_worker integer, _ids bigint[], _attempts smallint[], _progress smallint[], _messages text[], _completed bigint, _failed bigint, _running integer, _stopping boolean, _begun bigint[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.hold_session(_worker integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.hold_session(_worker integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.hours_ended(_since timestamp with time zone, _until timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.hours_ended(_since timestamp with time zone, _until timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.hours_in_parts(_since timestamp with time zone, _until timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.hours_in_parts(_since timestamp with time zone, _until timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.id_at(_time timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.id_at(_time timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.id_of(_public_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.id_of(_public_id text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.keep_sums() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.keep_sums() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.know(_tasks jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.know(_tasks jsonb) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.last_place() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.last_place() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.leave(_worker integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.leave(_worker integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.list(_states jobs.state[], _queue text, _task text, _text text, _subject text, _user_id bigint, _since timestamp with time zone, _until timestamp with time zone, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.list(_states jobs.state[], _queue text, _task text, _text text, _subject text, _user_id bigint, _since timestamp with time zone, _until timestamp with time zone, _limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.live_queues(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.live_queues(_name text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.live_states(_topics text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.live_states(_topics text[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.looked_at(_topics text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.looked_at(_topics text[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.make_lane(_queue text, _priority smallint) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.make_lane(_queue text, _priority smallint) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.mix(_value bigint, _salt bigint, _back boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.mix(_value bigint, _salt bigint, _back boolean) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.need_job(_job_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.need_job(_job_id text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.need_queue(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.need_queue(_name text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.next_due() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.next_due() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.of_user(_user_id bigint, _job_id text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.of_user(_user_id bigint, _job_id text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.pause(_queue text, _by text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.pause(_queue text, _by text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.place(_ids bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.place(_ids bigint[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.promote(_limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.promote(_limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.prune(_completed interval, _others interval, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.prune(_completed interval, _others interval, _limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.queue_counts(_queue_id integer, _most integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.queue_counts(_queue_id integer, _most integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.recent_times(_since timestamp with time zone, _until timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.recent_times(_since timestamp with time zone, _until timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.redrive(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.redrive(_id bigint) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.redrive_dead(_queue text, _task text, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.redrive_dead(_queue text, _task text, _limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.refuse_args() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.refuse_args() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.register(_name text, _host text, _pid integer, _queues text[], _concurrency integer, _lease_seconds integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.register(_name text, _host text, _pid integer, _queues text[], _concurrency integer, _lease_seconds integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.release(_ids bigint[], _keys text[], _parents bigint[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.release(_ids bigint[], _keys text[], _parents bigint[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.reprioritise(_id bigint, _priority integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.reprioritise(_id bigint, _priority integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.reprioritise_many(_queue text, _priority integer, _task text, _subject text, _limit integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.reprioritise_many(_queue text, _priority integer, _task text, _subject text, _limit integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.rescue(_up_since timestamp with time zone) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.rescue(_up_since timestamp with time zone) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.rest(_lane integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.rest(_lane integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.resume(_queue text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.resume(_queue text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.retry(_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.retry(_id bigint) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.room(_queue_id integer, _max_running integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.room(_queue_id integer, _max_running integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.search(_before bigint, _limit integer, _states jobs.state[], _queue text, _task text, _text text, _subject text, _user_id bigint, _since timestamp with time zone, _until timestamp with time zone, _scan integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.search(_before bigint, _limit integer, _states jobs.state[], _queue text, _task text, _text text, _subject text, _user_id bigint, _since timestamp with time zone, _until timestamp with time zone, _scan integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.show(_job jobs.all_jobs) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.show(_job jobs.all_jobs) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.show_card(_job jobs.all_jobs) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.show_card(_job jobs.all_jobs) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.show_errors(_errors jsonb) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.show_errors(_errors jsonb) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.show_queues(_name text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.show_queues(_name text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.show_timeline(_job jobs.all_jobs) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.show_timeline(_job jobs.all_jobs) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.show_whole(_job jobs.all_jobs) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.show_whole(_job jobs.all_jobs) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.stray(_worker integer, _ids bigint[], _session text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.stray(_worker integer, _ids bigint[], _session text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.sum_up() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.sum_up() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.sweep() FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.sweep() TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.tell(_ids bigint[], _kind text) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.tell(_ids bigint[], _kind text) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.throughput(_minutes integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.throughput(_minutes integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.times(_since date, _until date) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.times(_since date, _until date) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.times_by_bucket(_since date, _until date) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.times_by_bucket(_since date, _until date) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.video_done(_operation_id text, _job_id bigint, _attempt integer, _key text, _bytes bigint, _width integer, _height integer, _seconds numeric) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.video_done(_operation_id text, _job_id bigint, _attempt integer, _key text, _bytes bigint, _width integer, _height integer, _seconds numeric) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.video_work(_operation_id text, _job_id bigint, _attempt integer) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.video_work(_operation_id text, _job_id bigint, _attempt integer) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.wake(_lanes integer[]) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.wake(_lanes integer[]) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.watch(_topic text, _user_id bigint, _staff boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.watch(_topic text, _user_id bigint, _staff boolean) TO iwm_worker;

REVOKE ALL ON FUNCTION jobs.watch_job(_name text, _user_id bigint, _staff boolean) FROM PUBLIC;

GRANT ALL ON FUNCTION jobs.watch_job(_name text, _user_id bigint, _staff boolean) TO iwm_worker;

REVOKE ALL ON FUNCTION ops.add_schedule(_name text, _cron text, _command text, _kind iwm.schedule_kind, _description text, _args jsonb, _queue text, _time_zone text, _enabled boolean, _catch_up iwm.catch_up, _allow_overlap boolean, _timeout interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.applied_migrations() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.argument_sql(_name text, _type oid, _default text, _value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.body_sql(_kind text, _result text, _message text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.called_function(_statement text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_argument(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_operation(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.catalogue_types(_roots oid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.caught_sql(_known text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.changed_objects() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_object(_kind text, _name text, _path text, _line integer, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_operation(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.check_schedule() FROM PUBLIC;

GRANT MAINTAIN ON TABLE ops.schedule_runs TO iwm_worker;

REVOKE ALL ON FUNCTION ops.claim_run(_name text, _by text, _session boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cleanup_batch(_table regclass, _condition text, _most integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cleanup_sessions() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cleanup_videos() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clear_comment(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clear_privileges(_routine oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.clock() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.comment_text(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.create_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.create_scheduled_jobs() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cron_field(_text text, _what text, _low integer, _high integer, _names text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cron_is_here() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.cron_number(_text text, _what text, _low integer, _high integer, _names text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.declare_object(_kind text, _name text, _path text, _line integer, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.default_json(_sql text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.dependants(_class regclass, _oid oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drift() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_by_oid(_kind text, _name text, _oid oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_object(_kind text, _name text, _path text, _line integer, _oid oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_orphans(_wrappers boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_routines(_name text, _path text, _line integer, _keep oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.drop_schedule(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.due(_patient boolean, OUT names text[], OUT seconds double precision, OUT plain text[], OUT overlapping text[]) FROM PUBLIC;

GRANT ALL ON FUNCTION ops.due(_patient boolean, OUT names text[], OUT seconds double precision, OUT plain text[], OUT overlapping text[]) TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.schedules TO iwm_worker;

REVOKE ALL ON FUNCTION ops.due_slot(_schedule ops.schedules) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.duration_seconds(_text text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.enable_schedule(_name text, _enabled boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.enqueue_run(_schedule ops.schedules, _run_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.error_line(_statement text, _line integer, _message text, _context text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.fail_annotation(_path text, _name text, _needle text, _message text, _hint text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.finish_run(_run_id bigint, _error text, _result text) FROM PUBLIC;

GRANT ALL ON FUNCTION ops.finish_run(_run_id bigint, _error text, _result text) TO iwm_worker;

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

REVOKE ALL ON FUNCTION ops.is_dead(_run_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.is_followed_alive(_pid integer, _started_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.is_running(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.last_slot(_cron text, _until timestamp with time zone, _after timestamp with time zone, _time_zone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_begin(_version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_catalogue(_version text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_end(_force boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_error(_path text, _line integer, _message text, _hint text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_file(_path text, _content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_object(_kind text, _name text, _path text, _line integer, _statement text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_type(_path text, _line integer, _name text, _statement text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.load_wrapper(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.make_partition(_parent regclass, _name text, _from timestamp with time zone, _until timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.make_partitions(_parent regclass, _ahead integer, _behind integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.make_partitions_ahead(_months integer, _years integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.may_run(_path text, _head text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.may_vacuum(_role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrate_asset(_source text, _old text, _video text, _kind iwm.video_operation_type, _key text, _bytes bigint, _media_type text, _width integer, _height integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrate_job(_source text, _old text, _video text, _type text, _state text, _parameters jsonb, _attempts integer, _error text, _created_at timestamp with time zone, _started_at timestamp with time zone, _finished_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrate_session(_source text, _old text, _user text, _created_at timestamp with time zone, _last_seen_at timestamp with time zone, _expires_at timestamp with time zone, _device text, _user_agent text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrate_user(_source text, _old text, _name text, _username text, _email text, _hash text, _created_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrate_video(_source text, _old text, _user text, _key text, _bytes bigint, _sha256 text, _file_name text, _title text, _probe jsonb, _created_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrated_as(_source text, _kind text, _old text, _id text, _note text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrated_before(_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrated_id(_source text, _kind text, _old text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrated_key(_old text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.migrated_user_id(_source text, _old text) FROM PUBLIC;

GRANT MAINTAIN ON TABLE ops.indexes TO iwm_worker;

REVOKE ALL ON FUNCTION ops.missing_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.need_schedule(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.newest_routine(_name text, _before oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.next_day(_from date, _months integer[], _days integer[], _weekdays integer[], _either boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.next_slot(_cron text, _after timestamp with time zone, _time_zone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.next_slots(_cron text, _count integer, _time_zone text, _after timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.not_migrated(_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.note_missed(_schedule ops.schedules, _before timestamp with time zone, _why text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.note_missing_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.object_definition(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.object_oid(_kind text, _name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.old_time(_time timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.perform_run(_run_id bigint) FROM PUBLIC;

GRANT ALL ON FUNCTION ops.perform_run(_run_id bigint) TO iwm_worker;

REVOKE ALL ON FUNCTION ops.plain_cron(_cron text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.prune_schedule_runs(_keep interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.read_annotations(_comment text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.read_cron(_cron text, OUT minutes integer[], OUT hours integer[], OUT days integer[], OUT months integer[], OUT weekdays integer[], OUT either boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.read_operation(_name text, _path text, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.record_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.record_load(_version text, _digest text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.record_shape() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.refresh_person_stats() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.result_kind(_function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.roles_have_rights() FROM PUBLIC;

REVOKE ALL ON PROCEDURE ops.run_due(IN _name text, IN _by text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_file(_path text, _content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_now(_name text, _by text, _here boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_pending(_pattern text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.run_slot(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.schedulable() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.scheduled_call(_function text, _args jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.settle_followed() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.shape_now() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.ship_base_schedules() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.ship_schedule(_name text, _cron text, _kind iwm.schedule_kind, _command text, _description text, _enabled boolean, _catch_up iwm.catch_up, _timeout interval, _args jsonb, _queue text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.ship_videos_schedules() FROM PUBLIC;

GRANT MAINTAIN ON TABLE ops.schedule_history TO iwm_worker;

REVOKE ALL ON FUNCTION ops.show_run(_run ops.schedule_history) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.show_schedule(_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.slot_on_day(_day date, _minutes integer[], _hours integer[], _after timestamp with time zone, _time_zone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.split_sql(_content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.stop_overdue() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.table_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.tags_sql(_tags jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.take_commands() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.take_run(_name text, _by text, OUT id bigint, OUT state iwm.schedule_run_state, OUT kind iwm.schedule_kind, OUT command text, OUT timeout_seconds integer) FROM PUBLIC;

GRANT ALL ON FUNCTION ops.take_run(_name text, _by text, OUT id bigint, OUT state iwm.schedule_run_state, OUT kind iwm.schedule_kind, OUT command text, OUT timeout_seconds integer) TO iwm_worker;

REVOKE ALL ON FUNCTION ops.takes_key(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.tick() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.time_partitions(_parent regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.touch(VARIADIC _tags text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.type_attributes(_type regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.type_name(_type oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.update_movie_stats(_most integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.who() FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.wrapper_sql(_operation jsonb, _function oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ops.write_sql(_operation jsonb, _function oid, _parameters text, _declare text, _work text) FROM PUBLIC;

GRANT MAINTAIN ON TABLE iwm.admin_user_meta TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.alternative_titles TO iwm_worker;

GRANT SELECT ON TABLE iwm.alternative_titles TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.api_calls TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.api_tokens TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.api_usage TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.audit_log TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.audit_overview TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.catalogue_totals TO iwm_worker;

GRANT SELECT ON TABLE iwm.catalogue_totals TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.companies TO iwm_worker;

GRANT SELECT ON TABLE iwm.companies TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.countries TO iwm_worker;

GRANT SELECT ON TABLE iwm.countries TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.credit_jobs TO iwm_worker;

GRANT SELECT ON TABLE iwm.credit_jobs TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.credits TO iwm_worker;

GRANT SELECT ON TABLE iwm.credits TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.credit_overview TO iwm_worker;

GRANT SELECT ON TABLE iwm.credit_overview TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.errors TO iwm_worker;

GRANT SELECT ON TABLE iwm.errors TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.external_scores TO iwm_worker;

GRANT SELECT ON TABLE iwm.external_scores TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.files_to_remove TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_follows TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.follow_overview TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.follow_requests TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.genre_redirects TO iwm_worker;

GRANT SELECT ON TABLE iwm.genre_redirects TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.idempotency_keys TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.incoming_videos TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.job_history TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.keywords TO iwm_worker;

GRANT SELECT ON TABLE iwm.keywords TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.languages TO iwm_worker;

GRANT SELECT ON TABLE iwm.languages TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.login_failures TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.mails TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.movie_companies TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_companies TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_countries TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_countries TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_external_ids TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_external_ids TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_genres TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_genres TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_keywords TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_keywords TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_languages TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_languages TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_stats TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_stats TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.movie_overview TO iwm_worker;

GRANT SELECT ON TABLE iwm.movie_overview TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.name_aliases TO iwm_worker;

GRANT SELECT ON TABLE iwm.name_aliases TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.notification_preferences TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.notification_types TO iwm_worker;

GRANT SELECT ON TABLE iwm.notification_types TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.person_external_ids TO iwm_worker;

GRANT SELECT ON TABLE iwm.person_external_ids TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.person_stats TO iwm_worker;

GRANT SELECT ON TABLE iwm.person_stats TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.person_overview TO iwm_worker;

GRANT SELECT ON TABLE iwm.person_overview TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.rate_buckets TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.rate_limits TO iwm_worker;

GRANT SELECT ON TABLE iwm.rate_limits TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.recovery_codes TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.roles TO iwm_worker;

GRANT SELECT ON TABLE iwm.roles TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.scopes TO iwm_worker;

GRANT SELECT ON TABLE iwm.scopes TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.security_events TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.sessions TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.unknown_login_failures TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.used_tickets TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_blocks TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_genre_preferences TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_identities TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_mutes TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_reports TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_stats TO iwm_worker;

GRANT SELECT ON TABLE iwm.user_stats TO iwm_readonly;

GRANT MAINTAIN ON TABLE iwm.user_overview TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_settings TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.user_totp TO iwm_worker;

GRANT MAINTAIN ON TABLE iwm.video_operations TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.analytics_daily TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.daily_times TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.daily_totals TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.hourly TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.id_salt TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.key_calls TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.keys TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.lane_calls TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.lanes TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.limited TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.minutes TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.queue_overview TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.recent TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.sums TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.tasks TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.weekly_times TO iwm_worker;

GRANT MAINTAIN ON TABLE jobs.workers TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.cache_outbox TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.capabilities TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.catalogue TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.imported_movies TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.imported_people TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.load_history TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.loaded_files TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.loaded_objects TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.loads TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.migrated TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.migrations TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.schedule_overview TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.shape TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_credits TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_found_credits TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_found_keywords TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_movies TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_names TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_people TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_rejects TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_scores TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_tags TO iwm_worker;

GRANT MAINTAIN ON TABLE ops.stage_titles TO iwm_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA iwm GRANT MAINTAIN ON TABLES TO iwm_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA jobs GRANT MAINTAIN ON TABLES TO iwm_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA ops GRANT MAINTAIN ON TABLES TO iwm_worker;
