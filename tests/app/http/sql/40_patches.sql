create type api.note_patch as (
    body iwm.search_text, -- What it says
    rating iwm.score, -- 0 to 10 @null
    whole integer, -- A whole number
    day date, -- A date @null
    moment timestamptz, -- A time @null
    words text[], -- Texts @null
    parts api.note_part[], -- Its parts
    cover api.note_part, -- A part that is patched itself @null
    extra jsonb -- Anything @null
);
comment on type api.note_patch is 'What can be changed of a note.';

create or replace function api.patch_note(_note_id iwm.public_id, _patch jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    if not exists (select from test_notes as n where n.id = _note_id) then
        perform iwm.fail('note_not_found', 'No note has this id.');
    end if;
    return jsonb_build_object('id', _note_id, 'patch', _patch, 'result', iwm.patched(
        ('old', 5, 1, '2024-01-01', '2024-01-01 00:00+00', '{a}', '{}', ('old', 1), '{}')::api.note_patch, _patch));
end
$$;
comment on function api.patch_note is $$
Change a note

@route PATCH /notes/{note_id}
@auth  none
@patch api.note_patch
@error note_not_found
@tag   Tests
$$;

create or replace function api.patch_anything(_patch jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return _patch;
end
$$;
comment on function api.patch_anything is $$
Change what you like

@route PATCH /anything
@auth  none
@patch jsonb
@param patch What is to change
@tag   Tests
$$;
