-- iwm.catalogue_totals follows its tables in the same transaction.

create or replace function iwm.count_movies()
returns trigger
language plpgsql
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _change bigint := 0;
begin
    if tg_op = 'INSERT' then
        select count(*) into _change from changed where deleted_at is null and merged_into is null and not adult;
    elsif tg_op = 'DELETE' then
        select -count(*) into _change from changed where deleted_at is null and merged_into is null and not adult;
    elsif tg_op = 'UPDATE' then
        _change := (new.deleted_at is null and new.merged_into is null and not new.adult)::integer
            - (old.deleted_at is null and old.merged_into is null and not old.adult)::integer;
    end if;
    if _change <> 0 then
        update catalogue_totals set total = total + _change where kind = 'movies';
    end if;
    return null;
end
$$;
comment on function iwm.count_movies is 'Trigger: keeps the total of listed films.';

create or replace trigger movies_total_insert after insert on iwm.movies
referencing new table as changed for each statement execute function iwm.count_movies();
create or replace trigger movies_total_delete after delete on iwm.movies
referencing old table as changed for each statement execute function iwm.count_movies();
create or replace trigger movies_total_update after update of deleted_at, merged_into, adult on iwm.movies
for each row execute function iwm.count_movies();

create or replace function iwm.count_people()
returns trigger
language plpgsql
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _change bigint := 0;
begin
    if tg_op = 'INSERT' then
        select count(*) into _change from changed where deleted_at is null and merged_into is null;
    elsif tg_op = 'DELETE' then
        select -count(*) into _change from changed where deleted_at is null and merged_into is null;
    elsif tg_op = 'UPDATE' then
        _change := (new.deleted_at is null and new.merged_into is null)::integer
            - (old.deleted_at is null and old.merged_into is null)::integer;
    end if;
    if _change <> 0 then
        update catalogue_totals set total = total + _change where kind = 'people';
    end if;
    return null;
end
$$;
comment on function iwm.count_people is 'Trigger: keeps the total of listed people.';

create or replace trigger people_total_insert after insert on iwm.people
referencing new table as changed for each statement execute function iwm.count_people();
create or replace trigger people_total_delete after delete on iwm.people
referencing old table as changed for each statement execute function iwm.count_people();
create or replace trigger people_total_update after update of deleted_at, merged_into on iwm.people
for each row execute function iwm.count_people();

-- Rows may have come before the triggers did.
update iwm.catalogue_totals as t set total = c.total
from (
    select 'movies' as kind, count(*) as total from iwm.movies
    where deleted_at is null and merged_into is null and not adult
    union all
    select 'people', count(*) from iwm.people where deleted_at is null and merged_into is null
) as c
where t.kind = c.kind and t.total <> c.total;
