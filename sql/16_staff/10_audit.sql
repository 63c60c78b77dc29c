-- The audit log: who acts, and the entries. Triggers (11, 12) write most of them.

create or replace function iwm.act_as(_user_id bigint, _reason text default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    -- until the end of the transaction; each call over HTTP is one of its own
    perform set_config('iwm.actor', coalesce(_user_id::text, ''), true), set_config('iwm.reason', coalesce(_reason, ''), true),
        set_config('iwm.audit', 'on', true);
end
$$;
comment on function iwm.act_as is $$
Says who makes the changes that follow in this transaction, and why: the audit log names them

_user_id null: the database role, as for changes in psql. Every staff operation calls it after iwm.require. Importers turn
the log off instead: set_config('iwm.audit', 'off', true).
$$;

create or replace function iwm.acting_role()
returns text
language sql stable
as $$ select coalesce(nullif(current_setting('role'), 'none'), session_user::text) $$;
comment on function iwm.acting_role is 'The database role of the session: the one it was set to, or signed in as.';

create or replace function iwm.audit(
    _action text, _entity text, _entity_id text, _changed extensions.hstore default null,
    _previous extensions.hstore default null
)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor record;
begin
    select u.id, u.username into _actor from users as u where u.id = nullif(current_setting('iwm.actor', true), '')::bigint;
    insert into audit_log (actor_id, actor, action, entity, entity_id, changed, previous, reason)
    values (_actor.id, coalesce(_actor.username, iwm.acting_role()), _action, _entity, _entity_id, _changed, _previous,
        nullif(current_setting('iwm.reason', true), ''));
end
$$;
comment on function iwm.audit is $$
Writes an entry of the audit log, in the name of whom iwm.act_as says

_entity: movie, person, genre, user, policy, rate_limit; _entity_id: what others call it, never the internal id.
_changed: the new values, _previous: what they replaced.
$$;

create or replace function iwm.audit_names(_row extensions.hstore)
returns extensions.hstore
language plpgsql stable
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _names hstore := hstore '';
begin
    if _row -> 'genre_id' is not null then
        _names := _names || hstore('genre', (select g.slug from genres as g where g.id = (_row -> 'genre_id')::bigint));
    end if;
    if _row -> 'keyword_id' is not null then
        _names := _names || hstore('keyword', (select k.slug from keywords as k where k.id = (_row -> 'keyword_id')::bigint));
    end if;
    if _row -> 'company_id' is not null then
        _names := _names || (select hstore(array['company', c.external_id, 'name', c.name])
            from companies as c where c.id = (_row -> 'company_id')::bigint);
    end if;
    if _row -> 'job_id' is not null then
        _names := _names || (select hstore(array['department', j.department, 'job', j.job])
            from credit_jobs as j where j.id = (_row -> 'job_id')::smallint)
            || (select hstore(array['person', p.external_id, 'name', p.name])
            from people as p where p.id = (_row -> 'person_id')::bigint);
    end if;
    return (_row - '{id,movie_id,person_id,genre_id,keyword_id,company_id,job_id,title_search,fetched_at}'::text[]) || _names;
end
$$;
comment on function iwm.audit_names is 'A row of a list of a film or a person with public names in the place of internal ids.';

create or replace function iwm.audit_keep()
returns trigger
language plpgsql
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    if tg_op = 'UPDATE' and old.actor_id is not null and new.actor_id is null
        and not exists (select from users as u where u.id = old.actor_id)
        and to_jsonb(new) - 'actor_id' = to_jsonb(old) - 'actor_id'
    then
        new.actor := 'deleted account'; -- an account was purged: what was done stays, by whom goes
        return new;
    elsif tg_op = 'UPDATE' and old.entity = 'user' and new.entity_id = 'deleted account'
        and not exists (select from users as u where u.external_id = old.entity_id)
        and new.changed is null and new.previous is null and new.reason is null
        and (new.id, new.at, new.actor_id, new.actor, new.action, new.entity)
            is not distinct from (old.id, old.at, old.actor_id, old.actor, old.action, old.entity)
    then
        return new; -- and so does what was done to it
    end if;
    raise exception using errcode = '42501', message = 'Entries of the audit log cannot be changed or removed.',
        hint = 'A correction is a change of its own, with an entry of its own.';
end
$$;
comment on function iwm.audit_keep is 'Trigger: the audit log only grows. The purge of an account takes its name off, as actor and as what an entry is about.';

create or replace trigger audit_log_keep before update or delete on iwm.audit_log
for each row execute function iwm.audit_keep();
create or replace trigger audit_log_keep_all before truncate on iwm.audit_log
for each statement execute function iwm.audit_keep();
