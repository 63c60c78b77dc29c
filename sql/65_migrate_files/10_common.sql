-- Moving accounts, sessions, videos and the history of jobs here from the files of an older service (iwm migrate-files).
-- Each function takes one thing as the command has read it, and says what became of it:
-- {"outcome": added | unchanged | rejected, "id", "reason", "note"}. Formats: docs/MIGRATION_FROM_FILES.md.

create or replace function ops.migrated_key(_old text)
returns text
language sql immutable
as $$ select encode(sha256(convert_to(_old, 'UTF8')), 'hex') $$;
comment on function ops.migrated_key is 'Under which key ops.migrated keeps something.';

create or replace function ops.migrated_id(_source text, _kind text, _old text)
returns text
language sql stable
as $$
select coalesce(m.new_id, '') from ops.migrated as m
where m.source = _source and m.kind = _kind and m.old_key = ops.migrated_key(_old)
$$;
comment on function ops.migrated_id is 'What something became here; empty where that was deleted for good, null where it was not moved yet.';

create or replace function ops.migrated_as(_source text, _kind text, _old text, _id text, _note text default null)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ops.migrated (source, kind, old_key, new_id) values (_source, _kind, ops.migrated_key(_old), _id);
    return jsonb_strip_nulls(jsonb_build_object('outcome', 'added', 'id', _id, 'note', _note));
end
$$;
comment on function ops.migrated_as is 'Writes down what something became; returns the outcome added.';

create or replace function ops.migrated_before(_id text)
returns jsonb
language sql immutable
as $$ select jsonb_build_object('outcome', 'unchanged', 'id', nullif(_id, '')) $$;
comment on function ops.migrated_before is 'The outcome unchanged.';

create or replace function ops.not_migrated(_reason text)
returns jsonb
language sql immutable
as $$ select jsonb_build_object('outcome', 'rejected', 'reason', _reason) $$;
comment on function ops.not_migrated is 'The outcome rejected, with its reason.';

create or replace function ops.old_time(_time timestamptz)
returns timestamptz
language sql stable
as $$ select case when _time between '1990-01-01' and iwm.now() then _time else iwm.now() end $$;
comment on function ops.old_time is 'A time that the older service wrote down; now for none, and for one that cannot be.';

create or replace function ops.migrated_user_id(_source text, _old text)
returns bigint
language sql stable
as $$ select u.id from iwm.users as u where u.external_id = ops.migrated_id(_source, 'user', _old) $$;
comment on function ops.migrated_user_id is 'The internal id of who an old user became; null for nobody.';
