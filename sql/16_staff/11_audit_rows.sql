create or replace function iwm.audit_row()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
-- arguments: entity, column of its public id (or the id), then the columns to watch (none: all)
declare
    _skip constant text[] := array['id', 'version', 'created_at', 'updated_at', 'title_search', 'original_title_search',
        'name_search', 'siddu_score'];
    _old hstore := hstore '';
    _new hstore := hstore '';
    _id text;
    _changed hstore;
    _previous hstore;
    _action text;
begin
    if coalesce(current_setting('iwm.load_path', true), '') <> '' then
        return null; -- a load of sql/: its history is in ops.load_history
    end if;
    if tg_op <> 'INSERT' then
        _old := hstore(old);
    end if;
    if tg_op <> 'DELETE' then
        _new := hstore(new);
    end if;
    -- the settings of accounts are one row
    _id := case tg_argv[0] when 'policy' then tg_argv[1] else coalesce(_new -> tg_argv[1], _old -> tg_argv[1]) end;
    _old := case when tg_nargs > 2 then slice(_old, tg_argv[2:]) else _old - _skip end;
    _new := case when tg_nargs > 2 then slice(_new, tg_argv[2:]) else _new - _skip end;

    _changed := _new - _old;
    _previous := slice(_old, case tg_op when 'DELETE' then akeys(_old) else akeys(_changed) end);
    if tg_op = 'UPDATE' and _changed = '' then
        return null;
    end if;
    if tg_argv[0] = 'user' and nullif(current_setting('iwm.actor', true), '') is null and iwm.acting_role() = 'iwm_app' then
        return null; -- somebody changes what is theirs
    end if;
    _action := case
        when tg_op = 'INSERT' then 'create'
        when tg_op = 'DELETE' then 'remove'
        when _changed -> 'merged_into' is not null then 'merge'
        when _changed ? 'deleted_at' then case when _changed -> 'deleted_at' is null then 'restore' else 'delete' end
        when _changed ? 'suspended_at' and (_changed -> 'suspended_at' is null or _previous -> 'suspended_at' is null)
            then case when _changed -> 'suspended_at' is null then 'unsuspend' else 'suspend' end
        else 'update'
    end;
    if tg_op = 'INSERT' then -- what is empty says nothing
        _changed := (select hstore(array_agg(e.key), array_agg(e.value)) from each(_changed) as e where e.value is not null);
    end if;
    if _changed ? 'merged_into' then
        _changed := _changed || hstore('merged_into', case tg_argv[0]
            when 'movie' then (select m.external_id from movies as m where m.id = (_changed -> 'merged_into')::bigint)
            else (select p.external_id from people as p where p.id = (_changed -> 'merged_into')::bigint) end);
    end if;
    if tg_argv[0] = 'user' and tg_op = 'DELETE' then
        _previous := null; -- what is purged is not kept here
    end if;
    perform iwm.audit(_action, tg_argv[0], _id, nullif(_changed, ''), nullif(_previous, ''));
    return null;
end
$$;
comment on function iwm.audit_row is $$
Trigger: an entry of the audit log for a row that was made, changed or removed

Arguments: the entity, the column of its public id, and the columns to watch where not all are. Columns that follow from
others (search texts, version, updated_at) are left out; so is what a user changes about themselves, and what a load brings.
Security definer: whoever may change the table, the entry is written.
$$;

create or replace trigger movies_audit after insert or update or delete on iwm.movies for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row('movie', 'external_id');
create or replace trigger people_audit after insert or update or delete on iwm.people for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row('person', 'external_id');
create or replace trigger genres_audit after insert or update or delete on iwm.genres for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row('genre', 'slug');
-- neither hash nor address: only what staff decides about, and who may see the profile
create or replace trigger users_audit
after update of visibility, suspended_at, suspended_until, suspension_reason, deactivated_at, deletion_due_at or delete
on iwm.users for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row(
    'user', 'external_id', 'visibility', 'suspended_at', 'suspended_until', 'suspension_reason', 'deactivated_at',
    'deletion_due_at');
create or replace trigger account_policy_audit after insert or update or delete on iwm.account_policy for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row('policy', 'accounts');
create or replace trigger rate_limits_audit after insert or update or delete on iwm.rate_limits for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row('rate_limit', 'class');

create or replace function iwm.audit_role()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _new text := 'user';
    _old text := 'user';
    _new_notes text;
    _old_notes text;
    _of bigint;
    _user text;
begin
    if tg_op <> 'DELETE' then
        _new := new.role;
        _new_notes := new.notes;
        _of := new.user_id;
    end if;
    if tg_op <> 'INSERT' then
        _old := old.role;
        _old_notes := old.notes;
        _of := old.user_id;
    end if;
    select u.external_id into _user from users as u where u.id = _of;
    if _user is null then
        return null; -- the account is going
    end if;
    if _new <> _old then
        perform iwm.audit('role', 'user', _user, hstore('role', _new), hstore('role', _old));
    end if;
    if _new_notes is distinct from _old_notes then
        perform iwm.audit('notes', 'user', _user, hstore('notes', _new_notes), hstore('notes', _old_notes));
    end if;
    return null;
end
$$;
comment on function iwm.audit_role is 'Trigger: an entry of the audit log for a role that was given, changed or taken, and for the notes about a user.';

create or replace trigger admin_user_meta_audit after insert or update or delete on iwm.admin_user_meta for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_role();
