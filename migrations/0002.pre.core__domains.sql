-- Domains and shape functions: the limits of the API and of the tables, in one place.
-- Each domain's comment carries its JSON Schema beside the CHECK; a test holds the two together.

create function iwm.now() returns timestamptz
language sql stable parallel safe
as $$ select coalesce(nullif(current_setting('iwm.now', true), '')::timestamptz, pg_catalog.now()) $$;
comment on function iwm.now() is
'The clock of every rule. Returns timestamptz; a test sets it with: set iwm.now = ''2024-02-29 12:00+00''.';

create function iwm.new_id(_prefix text) returns text
language sql volatile parallel safe
as $$
select _prefix || '_'
    || lpad(to_hex((extract(epoch from coalesce(nullif(current_setting('iwm.now', true), '')::timestamptz,
        clock_timestamp())) * 1000)::bigint), 12, '0')
    || substr(u.hex, 1, 12) || substr(u.hex, 29, 4)
from (select replace(gen_random_uuid()::text, '-', '') as hex) as u
$$;
comment on function iwm.new_id(text) is
'A public id that sorts by time: prefix, 12 hex digits of milliseconds since 1970, 16 random hex digits.';

create function iwm.id_time(_id text) returns timestamptz
language sql immutable strict parallel safe
as $$
select case when split_part(_id, '_', 2) ~ '^[0-9a-f]{28}$'
    then to_timestamp(('x' || left(split_part(_id, '_', 2), 12))::bit(48)::bigint / 1000.0) end
$$;
comment on function iwm.id_time(text) is 'When an id of iwm.new_id was made; null for an id from elsewhere.';

-- unaccent is only STABLE because its dictionary could change; ours is named and does not.
create function iwm.normalize(_text text) returns text
language sql immutable strict parallel safe
as $$
select btrim(regexp_replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, _text)),
    '[^[:alnum:]]+', ' ', 'g'))
$$;
comment on function iwm.normalize(text) is
'Search form of a text: lower case, no accents, punctuation as single blanks. Amélie -> amelie.';

create function iwm.slugify(_text text) returns text
language sql immutable strict parallel safe
as $$ select replace(iwm.normalize(_text), ' ', '-') $$;
comment on function iwm.slugify(text) is 'A name as part of an address: Science Fiction -> science-fiction.';

create domain iwm.page as integer check (value between 1 and 100000);
comment on domain iwm.page is 'Number of the page, from 1.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';

create domain iwm.per_page as integer check (value between 1 and 100);
comment on domain iwm.per_page is 'Items on a page, at most 100.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

create domain iwm.list_limit as integer check (value between 1 and 100);
comment on domain iwm.list_limit is 'How many to return, at most 100.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

create domain iwm.public_id as text
check (value ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*$' and char_length(value) <= 80);
comment on domain iwm.public_id is 'A public id (mov_…, per_…) or one of another source (tt0816692, nm0634240, tmdb_157336, Q13417189).
@schema {"description": "an id of 1 to 80 letters, digits and _ . : -, as in tt0816692", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*$", "minLength": 1, "maxLength": 80}';

create domain iwm.slug as text
check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(value) <= 50);
comment on domain iwm.slug is 'A name in an address: lower-case letters, digits and single hyphens.
@schema {"description": "a slug of at most 50 lower-case letters, digits and single hyphens, as in science-fiction", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 50}';

create domain iwm.slug_list as text
check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*([,|][a-z0-9]+(-[a-z0-9]+)*)*$' and char_length(value) <= 500);
comment on domain iwm.slug_list is 'Slugs: a comma means all of them, a bar means any of them (drama,comedy or drama|comedy).
@schema {"description": "slugs joined by , (all of them) or | (any of them), as in drama,comedy; at most 500 characters", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*([,|][a-z0-9]+(-[a-z0-9]+)*)*$", "minLength": 1, "maxLength": 500}';

create domain iwm.id_list as text
check (value ~ '^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$' and char_length(value) <= 500);
comment on domain iwm.id_list is 'Public ids: a comma means all of them, a bar means any of them.
@schema {"description": "ids joined by , (all of them) or | (any of them), as in tt0816692,tt0133093; at most 500 characters", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*([,|][A-Za-z0-9][A-Za-z0-9_.:-]*)*$", "minLength": 1, "maxLength": 500}';

create domain iwm.release_year as integer check (value between 1870 and 2200);
comment on domain iwm.release_year is 'Year of release.
@schema {"type": "integer", "minimum": 1870, "maximum": 2200}';

create domain iwm.score as numeric check (value between 0 and 10);
comment on domain iwm.score is 'A score from 0 to 10.
@schema {"type": "number", "minimum": 0, "maximum": 10}';

create domain iwm.vote_count as integer check (value between 0 and 2000000000);
comment on domain iwm.vote_count is 'A number of votes.
@schema {"type": "integer", "minimum": 0, "maximum": 2000000000}';

create domain iwm.runtime_minutes as integer check (value between 1 and 100000);
comment on domain iwm.runtime_minutes is 'Running time in minutes.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';

create domain iwm.country_code as text check (value ~ '^[A-Z]{2}$');
comment on domain iwm.country_code is 'ISO 3166-1 alpha-2 code of a country, former ones included (SU, YU, CS, XG).
@schema {"description": "two capital letters, as in US", "type": "string", "pattern": "^[A-Z]{2}$", "minLength": 2, "maxLength": 2}';

create domain iwm.language_code as text
check (value ~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$' and char_length(value) <= 42);
comment on domain iwm.language_code is 'BCP 47 code of a language (en, pt-BR, yue); x-… where none exists.
@schema {"description": "a language code, as in en, pt-BR or yue", "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$|^x-[a-z0-9-]{1,40}$", "minLength": 2, "maxLength": 42}';

create domain iwm.search_text as text check (char_length(value) between 1 and 200 and value ~ '[^\s]');
comment on domain iwm.search_text is 'What to look for, at most 200 characters.
@schema {"description": "something to look for, of at most 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 200}';

create domain iwm.content_rating as text check (value ~ '^[A-Za-z0-9][A-Za-z0-9+/ -]*$' and char_length(value) <= 10);
comment on domain iwm.content_rating is 'Content rating (G, PG-13, R, NC-17 …).
@schema {"description": "a content rating of at most 10 characters, as in PG-13", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9+/ -]*$", "minLength": 1, "maxLength": 10}';

create function iwm.valid_items(_items jsonb, _required text[], _optional text[]) returns boolean
language sql immutable parallel safe
as $$
select _items is null or (jsonb_typeof(_items) = 'array' and jsonb_array_length(_items) <= 500 and not exists (
    select from jsonb_array_elements(case when jsonb_typeof(_items) = 'array' then _items else '[]' end) as item (v)
    where jsonb_typeof(item.v) <> 'object'
        or not item.v ?& _required
        or exists (
            select from jsonb_each(case when jsonb_typeof(item.v) = 'object' then item.v else '{}' end) as f (k, v)
            where not f.k = any (_required || _optional)
                or jsonb_typeof(f.v) <> 'string'
                or char_length(f.v #>> '{}') not between 1 and 2000)))
$$;
comment on function iwm.valid_items(jsonb, text[], text[]) is
'True for a JSON array of objects that hold all required keys, no others but the optional, each a string of 1 to 2000.';

create function iwm.valid_trivia(_trivia jsonb) returns boolean
language sql immutable parallel safe
as $$ select iwm.valid_items(_trivia, '{question,category,answer}', '{explanation}') $$;
comment on function iwm.valid_trivia(jsonb) is
'Shape of movies.trivia: [{question, category, answer, explanation?}], all strings.';

create function iwm.valid_timeline(_timeline jsonb) returns boolean
language sql immutable parallel safe
as $$
select iwm.valid_items(_timeline, '{date,title,description,type}', '{}')
    and (_timeline is null or not exists (
        select from jsonb_array_elements(case when jsonb_typeof(_timeline) = 'array' then _timeline else '[]' end) as e (v)
        where not coalesce(e.v ->> 'date' ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$', false)))
$$;
comment on function iwm.valid_timeline(jsonb) is
'Shape of movies.timeline: [{date (YYYY, YYYY-MM or YYYY-MM-DD), title, description, type}], all strings.';
