create or replace function api.get_note(_note_id iwm.public_id)
returns api.note
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _note api.note;
begin
    select n.id, n.body, n.rating, n.parts, n.extra, n.changes into _note from test_notes as n where n.id = _note_id;
    if _note.id is null then
        perform iwm.fail('note_not_found', format('No note has the id %s.', _note_id), 'GET /v1/notes lists them.', 'note_id');
    end if;
    return _note;
end
$$;
comment on function api.get_note is $$
A note

@route GET /notes/{note_id}
@auth  none
@cache 1h note:{note_id} notes
@error note_not_found
@tag   Tests
$$;

create or replace function api.list_notes(_page iwm.page default 1, _per_page iwm.per_page default 20)
returns api.note_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _out api.note_page;
begin
    select array_agg(row(n.id, n.body, n.rating, n.parts, n.extra, n.changes)::api.note) into _out.items
    from (select * from test_notes order by id limit _per_page offset (_page - 1) * _per_page) as n;
    _out.total := (select count(*) from test_notes);
    return _out;
end
$$;
comment on function api.list_notes is $$
Notes

@route GET /notes
@auth  none
@cache 1h notes
@tag   Tests
$$;

create or replace function api.put_note(
    _note_id iwm.public_id, _body text, _rating iwm.score default null, _parts api.note_part[] default '{}',
    _extra jsonb default null)
returns api.note
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    if _body = 'final' then
        perform iwm.fail('note_is_final', 'This note is final.', 'Write another one.');
    end if;
    if _body = 'twice' then
        insert into test_notes (id, body) values (_note_id, _body), (_note_id, _body);
    end if;
    insert into test_notes as n (id, body, rating, parts, extra, changes) values (_note_id, _body, _rating, _parts, _extra, 1)
    on conflict (id) do update
    set body = excluded.body, rating = excluded.rating, parts = excluded.parts, extra = excluded.extra, changes = n.changes + 1;
    return api.get_note(_note_id);
end
$$;
comment on function api.put_note is $$
Write a note

@route   PUT /notes/{note_id}
@auth    none
@touches note:{note_id} notes
@param   body    What it says
@param   parts   Its parts
@param   extra   Anything
@param   rating  0 to 10
@error   note_is_final
@message Written.
@tag     Tests
$$;

create or replace function api.delete_note(_note_id iwm.public_id)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    delete from test_notes where id = _note_id;
end
$$;
comment on function api.delete_note is $$
Remove a note

@route   DELETE /notes/{note_id}
@auth    none
@status  204
@touches note:{note_id} notes
@tag     Tests
$$;
