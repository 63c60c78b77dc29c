-- What imports need: what each source said last time, and the staging tables of one run.
-- Staging is unlogged and only full inside the one transaction of an import; an advisory lock lets one run at a time.

create table ops.imported_movies (
    source text not null,
    source_id text not null,
    movie_id bigint not null references iwm.movies (id) on delete cascade,
    fields jsonb not null default '{}',
    imported_at timestamptz not null default iwm.now(),
    primary key (source, source_id),
    constraint imported_movies_source_known check (source in ('sample', 'movielens', 'imdb'))
);
comment on table ops.imported_movies is
'Which film a row of a source became, and what the source said of it: a later import changes only what the source changed.
@distribution reference';
create index idx_imported_movies_movie_id on ops.imported_movies (movie_id);
comment on index ops.idx_imported_movies_movie_id is 'foreign key: what was imported for a film';

create table ops.imported_people (
    source text not null,
    source_id text not null,
    person_id bigint not null references iwm.people (id) on delete cascade,
    primary key (source, source_id),
    constraint imported_people_source_known check (source in ('sample', 'movielens', 'imdb'))
);
comment on table ops.imported_people is
'Which person a name of a source became, where its id does not say so.
@distribution reference';
create index idx_imported_people_person_id on ops.imported_people (person_id);
comment on index ops.idx_imported_people_person_id is 'foreign key: what was imported for a person';

create type ops.import_count as (
    kind text,
    added bigint,
    changed bigint,
    unchanged bigint
);
comment on type ops.import_count is 'What an import did with one kind of thing.';

create unlogged table ops.stage_movies (
    line bigint primary key,
    film bigint not null,
    source_id text not null,
    imdb_id text,
    tmdb_id text,
    movielens_id text,
    title text not null,
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
    critics_score numeric(4, 2),
    imdb_rating numeric(3, 1),
    rotten_tomatoes_score integer,
    language text,
    country text,
    fields jsonb
);
comment on table ops.stage_movies is
'Films of the running import, as read; film is the number by which the other staging tables name it. The columns from
outcome (rejected, matched, new) on are filled by the merge.
@distribution local';

create unlogged table ops.stage_names (
    kind text not null,
    name text not null,
    normal text not null,
    code text,
    primary key (kind, name)
);
comment on table ops.stage_names is
'Genres, countries and languages that the running import names, with the slug or code they stand for.
@distribution local';

create unlogged table ops.stage_scores (
    line bigint generated always as identity primary key,
    film bigint not null,
    source text not null,
    value numeric not null,
    scale numeric not null,
    votes bigint
);
comment on table ops.stage_scores is 'Scores of the running import.
@distribution local';

create unlogged table ops.stage_people (
    line bigint generated always as identity primary key,
    person text not null,
    imdb_id text,
    name text not null,
    birth_year bigint,
    death_year bigint,
    profession text,
    person_id bigint,
    external_id text
);
comment on table ops.stage_people is
'People of the running import; person is the id or name by which stage_credits names them; profession in
the source''s words.
@distribution local';

create unlogged table ops.stage_credits (
    line bigint generated always as identity primary key,
    film bigint not null,
    person text not null,
    category text not null,
    job text,
    "character" text,
    billing_order integer
);
comment on table ops.stage_credits is 'Credits of the running import; category and job in the source''s words.
@distribution local';

create unlogged table ops.stage_found_credits (
    line bigint generated always as identity primary key,
    movie_id bigint not null,
    person_id bigint not null,
    job_id smallint not null,
    department text not null,
    "character" text,
    billing_order integer,
    general boolean not null
);
comment on table ops.stage_found_credits is
'Credits of the running import with their film, person and job found; general: no more than cast or writer is said.
@distribution local';

create unlogged table ops.stage_titles (
    line bigint generated always as identity primary key,
    film bigint not null,
    title text not null,
    region text,
    language text,
    type text
);
comment on table ops.stage_titles is 'Alternative titles of the running import.
@distribution local';

create unlogged table ops.stage_tags (
    line bigint generated always as identity primary key,
    film bigint not null,
    tag text not null,
    tagger bigint not null
);
comment on table ops.stage_tags is 'Tags that users of the source gave to films.
@distribution local';

create unlogged table ops.stage_found_keywords (
    line bigint generated always as identity primary key,
    movie_id bigint not null,
    slug text not null,
    name text not null
);
comment on table ops.stage_found_keywords is 'Keywords of the running import with their film found.
@distribution local';

create unlogged table ops.stage_rejects (
    line bigint generated always as identity primary key,
    kind text not null,
    source_id text,
    field text,
    value text,
    reason text not null
);
comment on table ops.stage_rejects is 'What the running import left out, and why.
@distribution local';
