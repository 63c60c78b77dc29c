create or replace function ops.refresh_person_stats() returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _changed bigint;
begin
    with films as (
        select c.person_id, c.movie_id, count(*) as credits from credits as c group by c.person_id, c.movie_id
    ), wanted as (
        select f.person_id, sum(f.credits)::integer as credit_count, count(*)::integer as movie_count,
            -- numeric, so that the order of addition cannot change the sum
            sum(round(s.popularity::numeric, 3))::double precision as popularity
        from films as f
        join movies as m on m.id = f.movie_id and m.deleted_at is null and m.merged_into is null
        left join movie_stats as s on s.movie_id = f.movie_id
        group by f.person_id
    ), everyone as (
        select e.id as person_id, coalesce(w.credit_count, 0) as credit_count,
            coalesce(w.movie_count, 0) as movie_count, coalesce(w.popularity, 0) as popularity
        from people as e left join wanted as w on w.person_id = e.id
    ), changed as (
        update person_stats as t
        set credit_count = n.credit_count, movie_count = n.movie_count, popularity = n.popularity
        from everyone as n
        where n.person_id = t.person_id
            and (t.credit_count, t.movie_count, t.popularity) <> (n.credit_count, n.movie_count, n.popularity)
        returning 1
    ), added as (
        insert into person_stats (person_id, credit_count, movie_count, popularity)
        select n.person_id, n.credit_count, n.movie_count, n.popularity
        from everyone as n
        where not exists (select from person_stats as o where o.person_id = n.person_id)
        order by n.person_id
        on conflict do nothing
        returning 1
    )
    select (select count(*) from changed) + (select count(*) from added) into _changed;
    return _changed;
end
$$;
comment on function ops.refresh_person_stats() is
'Counts each person''s credits and films and sums the films'' popularity; writes what differs. Returns how many did.';
