-- One import at a time, from the lock to the emptied staging tables, in the caller's transaction.

create or replace function ops.import_begin(_wait boolean) returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _key constant bigint := hashtextextended('iwm import', 0);
begin
    if _wait then
        perform pg_advisory_xact_lock(_key);
    elsif not pg_try_advisory_xact_lock(_key) then
        return false;
    end if;
    -- what a source says is no act of staff; ops.imported_movies keeps it
    perform set_config('iwm.audit', 'off', true);
    truncate ops.stage_movies, ops.stage_names, ops.stage_scores, ops.stage_people, ops.stage_credits,
        ops.stage_found_credits, ops.stage_titles, ops.stage_tags, ops.stage_found_keywords, ops.stage_rejects restart identity;
    return true;
end
$$;
comment on function ops.import_begin(boolean) is
'Takes the import lock until the end of the transaction, turns the audit log off for as long, and empties the staging
tables. False: another import runs
(only when not told to wait).';

create or replace function ops.import_end(_tags text[]) returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    truncate ops.stage_movies, ops.stage_names, ops.stage_scores, ops.stage_people, ops.stage_credits,
        ops.stage_found_credits, ops.stage_titles, ops.stage_tags, ops.stage_found_keywords, ops.stage_rejects;
    if cardinality(_tags) > 0 then
        perform ops.touch(variadic _tags);
    end if;
end
$$;
comment on function ops.import_end(text[]) is
'Empties the staging tables and tells the caches what changed (tags; empty: nothing did). Called last.';

create or replace function ops.import_step(_what text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    raise info 'import: %', _what;
end
$$;
comment on function ops.import_step(text) is 'Tells the client which step of a merge begins.';

create or replace function ops.import_reject_counts() returns table (kind text, rejected bigint)
language sql stable
set search_path = pg_catalog, pg_temp
as $$ select r.kind, count(*) from ops.stage_rejects as r group by r.kind order by r.kind $$;
comment on function ops.import_reject_counts() is 'How many things of each kind the running merge has rejected.';
