-- Operations that the tests of the HTTP layer call: each kind of argument, of result, of failure.

insert into iwm.errors (code, status, title) values
    ('note_not_found', 404, 'No note has this id'),
    ('note_is_final', 409, 'The note may not be changed')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;

create type api.note_part as (
    label text, -- What it is
    amount integer -- How many @null
);
comment on type api.note_part is 'A part of a note.';

create type api.note as (
    id text, -- Public id
    body text, -- What it says
    rating numeric, -- 0 to 10 @null
    parts api.note_part[], -- Its parts
    extra jsonb, -- Anything @null
    changes bigint -- How often it was written
);
comment on type api.note is 'A note of the tests.';

create type api.note_page as (
    items api.note[], -- The notes
    total bigint -- How many there are
);
comment on type api.note_page is 'Notes, page by page.';

create type api.given as (
    whole integer, -- @null
    big bigint, -- @null
    number numeric, -- @null
    word text, -- @null
    flag boolean, -- @null
    day date, -- @null
    moment timestamptz, -- @null
    ident uuid, -- @null
    whole_list integer[], -- @null
    word_list text[], -- @null
    parts api.note_part[], -- @null
    extra jsonb, -- @null
    who text, -- @null
    client text, -- @null
    key text -- @null
);
comment on type api.given is 'What arrived.';
