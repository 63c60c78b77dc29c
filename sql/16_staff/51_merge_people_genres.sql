create or replace function iwm.merge_people(_loser bigint, _winner bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _loser = _winner then
        perform iwm.fail('merge_with_itself', 'These are the same person already.', 'Name two people.', 'into');
    end if;
    perform from people as p where p.id in (_loser, _winner) order by p.id for update;

    update credits as w set billing_order = l.billing_order
    from credits as l
    where l.person_id = _loser and w.person_id = _winner and w.movie_id = l.movie_id and w.job_id = l.job_id
        and w."character" is not distinct from l."character" and w.billing_order is null and l.billing_order is not null;
    delete from credits as l
    where l.person_id = _loser and exists (
        select from credits as w where w.person_id = _winner and w.movie_id = l.movie_id and w.job_id = l.job_id
            and (w."character" is not distinct from l."character" or l."character" is null));
    delete from credits as w
    where w.person_id = _winner and w."character" is null and exists (
        select from credits as l where l.person_id = _loser and l.movie_id = w.movie_id and l.job_id = w.job_id);
    update credits set person_id = _winner where person_id = _loser;
    update person_external_ids set person_id = _winner where person_id = _loser;
    update ops.imported_people set person_id = _winner where person_id = _loser;

    update people as w set
        bio = coalesce(w.bio, l.bio), image_url = coalesce(w.image_url, l.image_url),
        birth_year = b.year, birthday = case when b.year = extract(year from b.day) then b.day end,
        death_year = d.year, deathday = case when d.year = extract(year from d.day) then d.day end,
        place_of_birth = coalesce(w.place_of_birth, l.place_of_birth),
        known_for_department = coalesce(w.known_for_department, l.known_for_department),
        version = w.version + 1, updated_at = iwm.now()
    from people as l
    -- a date of another year than the one that is there, and a death before the birth, say nothing about this person
    cross join people as o
    cross join lateral (
        select case when coalesce(o.birth_year, l.birth_year) <= coalesce(o.death_year, 9999) then coalesce(o.birth_year, l.birth_year)
            else o.birth_year end as year, coalesce(o.birthday, l.birthday) as day) as b
    cross join lateral (
        select case when coalesce(o.death_year, l.death_year) >= coalesce(b.year, 0) then coalesce(o.death_year, l.death_year)
            else o.death_year end as year, coalesce(o.deathday, l.deathday) as day) as d
    where w.id = _winner and o.id = _winner and l.id = _loser;
    update people set merged_into = _winner where merged_into = _loser;
    update people set merged_into = _winner, version = version + 1, updated_at = iwm.now() where id = _loser;
    perform iwm.refresh_stats_of(array[_loser, _winner]);
end
$$;
comment on function iwm.merge_people is $$
Makes one person of two (internal ids): the winner gets what it lacks, the loser's ids go on answering with the winner

Credits and external ids move, each once; where both say something, the winner's holds.
$$;

create or replace function iwm.merge_genres(_loser bigint, _winner bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _slug text;
    _into text;
begin
    if _loser = _winner then
        perform iwm.fail('merge_with_itself', 'These are the same genre already.', 'Name two genres.', 'into');
    end if;
    perform from genres as g where g.id in (_loser, _winner) order by g.id for update;
    select l.slug, w.slug into _slug, _into from genres as l cross join genres as w where l.id = _loser and w.id = _winner;
    perform iwm.audit('merge', 'genre', _slug, hstore('merged_into', _into));
    delete from movie_genres as l
    where l.genre_id = _loser and exists (
        select from movie_genres as w where w.movie_id = l.movie_id and w.genre_id = _winner);
    update movie_genres set genre_id = _winner where genre_id = _loser;
    insert into user_genre_preferences (user_id, genre_id, preference, created_at)
    select p.user_id, _winner, p.preference, p.created_at from user_genre_preferences as p where p.genre_id = _loser
    on conflict do nothing;
    delete from user_genre_preferences where genre_id = _loser;

    update genre_redirects set genre_id = _winner where genre_id = _loser;
    insert into genre_redirects (slug, genre_id) values (_slug, _winner);
    perform iwm.keep_genre_name(_loser, _into);
    delete from genres where id = _loser;
    update genres set version = version + 1, updated_at = iwm.now() where id = _winner;
end
$$;
comment on function iwm.merge_genres is $$
Makes one genre of two (internal ids): films and preferences move to the winner, each once; the loser's slugs lead to it

Imports that name the loser find the winner.
$$;

create or replace function iwm.keep_genre_name(_genre_id bigint, _slug text)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _genre genres;
begin
    select g.* into _genre from genres as g where g.id = _genre_id;
    update name_aliases set code = _slug where kind = 'genre' and code = _genre.slug;
    insert into name_aliases (kind, alias, code)
    select distinct 'genre', a.alias, _slug from (values (replace(_genre.slug, '-', ' ')), (iwm.normalize(_genre.name))) as a(alias)
    where a.alias <> ''
    on conflict (kind, alias) do update set code = excluded.code;
end
$$;
comment on function iwm.keep_genre_name is 'Lets imports that name a genre as it is called now find the genre of this slug later on.';
