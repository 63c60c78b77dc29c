create or replace function iwm.audit_part_entry(
    _entity text, _id text, _action text, _new extensions.hstore, _old extensions.hstore
)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _public_id text;
begin
    if _entity = 'movie' then
        select m.external_id into _public_id from movies as m where m.id = _id::bigint;
    else
        select p.external_id into _public_id from people as p where p.id = _id::bigint;
    end if;
    if _public_id is not null then -- else the film or person is going: its own entry says so
        perform iwm.audit(_action, _entity, _public_id, iwm.audit_names(_new), iwm.audit_names(_old));
    end if;
end
$$;
comment on function iwm.audit_part_entry is 'An entry of the audit log for a row of a list of a film or a person, by its internal id.';

create or replace function iwm.audit_part()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
-- argument: what the list is called
declare
    _entity constant text := case tg_table_name when 'person_external_ids' then 'person' else 'movie' end;
    _old hstore;
    _new hstore;
    _moves boolean;
begin
    if tg_op <> 'INSERT' then
        _old := hstore(old);
    end if;
    if tg_op <> 'DELETE' then
        _new := hstore(new);
    end if;
    -- one that goes over to another film or person leaves the one and comes to the other
    _moves := coalesce(_old -> (_entity || '_id') <> _new -> (_entity || '_id'), true);
    if _old is not null and _moves then
        perform iwm.audit_part_entry(_entity, _old -> (_entity || '_id'), tg_argv[0] || '.remove', null, _old);
    end if;
    if _new is not null then
        perform iwm.audit_part_entry(_entity, _new -> (_entity || '_id'), tg_argv[0] || case when _moves then '.add' else '.change' end,
            _new, case when not _moves then _old end);
    end if;
    return null;
end
$$;
comment on function iwm.audit_part is $$
Trigger: an entry of the audit log for a row of a list of a film or a person

Argument: the name of the list. The entry is about the film or person, its action is the list with .add, .change, .remove.
$$;

create or replace trigger movie_genres_audit after insert or update or delete on iwm.movie_genres for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('genres');
create or replace trigger movie_countries_audit after insert or update or delete on iwm.movie_countries for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('countries');
create or replace trigger movie_languages_audit after insert or update or delete on iwm.movie_languages for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('languages');
create or replace trigger movie_keywords_audit after insert or update or delete on iwm.movie_keywords for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('keywords');
create or replace trigger movie_companies_audit after insert or update or delete on iwm.movie_companies for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('companies');
create or replace trigger credits_audit after insert or update or delete on iwm.credits for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('credits');
create or replace trigger movie_external_ids_audit after insert or update or delete on iwm.movie_external_ids for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('external_ids');
create or replace trigger person_external_ids_audit after insert or update or delete on iwm.person_external_ids for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('external_ids');
create or replace trigger alternative_titles_audit after insert or update or delete on iwm.alternative_titles for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('alternative_titles');
create or replace trigger external_scores_audit after insert or update or delete on iwm.external_scores for each row
when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_part('scores');
