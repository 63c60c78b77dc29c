-- Objects that count their versions: read, kept in the cache, written under a condition.

create type api.draft as (
    id text, -- Public id
    body text, -- What it says
    version bigint -- Counts the changes
);
comment on type api.draft is 'A note as a draft.';

create or replace function api.get_draft(_viewer iwm.viewer, _draft_id iwm.public_id)
returns api.draft
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _draft api.draft;
begin
    perform iwm.require(_viewer, 'optional');
    select n.id, n.body, n.changes into _draft from test_notes as n where n.id = _draft_id;
    if _draft.id is null then
        perform iwm.fail('note_not_found', 'No draft has this id.');
    end if;
    return _draft;
end
$$;
comment on function api.get_draft is $$
A draft

@route   GET /drafts/{draft_id}
@auth    optional
@error   note_not_found
@version
@tag     Tests
$$;

create or replace function api.get_kept_draft(_draft_id iwm.public_id)
returns api.draft
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ begin return api.get_draft(null, _draft_id); end $$;
comment on function api.get_kept_draft is $$
A draft that the cache keeps

@route   GET /kept-drafts/{draft_id}
@auth    none
@cache   1h draft:{draft_id}
@error   note_not_found
@version
@tag     Tests
$$;

create or replace function api.put_draft(_if_match text, _draft_id iwm.public_id, _body text)
returns api.draft
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _version bigint;
begin
    select n.changes into _version from test_notes as n where n.id = _draft_id for update;
    if _version is null then
        perform iwm.fail('note_not_found', 'No draft has this id.');
    end if;
    perform iwm.check_version(_if_match, _version);
    update test_notes set body = _body, changes = changes + 1 where id = _draft_id;
    return api.get_draft(null, _draft_id);
end
$$;
comment on function api.put_draft is $$
Change a draft

@route   PUT /drafts/{draft_id}
@auth    none
@touches draft:{draft_id}
@param   body  What it says
@error   note_not_found
@error   precondition_failed
@error   precondition_required
@version
@tag     Tests
$$;
