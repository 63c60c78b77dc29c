-- Parts of people by internal ids.

create or replace function iwm.known_for(_id bigint, _limit integer)
returns api.movie_ref[]
language plpgsql stable parallel safe
as $$
begin
    -- a few more than asked, for those that are not listed
    return array(
        select row(m.external_id, m.title, m.year::integer)::api.movie_ref
        from (
            select f.movie_id, s.popularity
            from (select distinct c.movie_id from iwm.credits as c where c.person_id = _id) as f
            join iwm.movie_stats as s on s.movie_id = f.movie_id
            order by s.popularity desc, f.movie_id desc limit _limit + 10
        ) as t
        join iwm.movies as m on m.id = t.movie_id and m.deleted_at is null and m.merged_into is null and not m.adult
        order by t.popularity desc, t.movie_id desc limit _limit);
end
$$;
comment on function iwm.known_for is 'The most popular films of a person (by internal id).';

create or replace function iwm.person_cards(_ids bigint[])
returns api.person_card[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(p.external_id, p.name, p.image_url, p.known_for_department, coalesce(s.movie_count, 0),
            round(coalesce(s.popularity, 0)::numeric, 2), iwm.known_for(p.id, 3))::api.person_card
        from unnest(_ids) with ordinality as i(id, place)
        join iwm.people as p on p.id = i.id
        left join iwm.person_stats as s on s.person_id = p.id
        order by i.place);
end
$$;
comment on function iwm.person_cards is 'Cards of people by internal ids, in the order of the ids.';

create or replace function iwm.credits_of_person(_id bigint, _role text, _skip bigint, _limit integer)
returns api.person_credit[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(row(m.external_id, m.title, m.year::integer)::api.movie_ref, m.release_date, m.poster_url, s.score,
            case when j.department = 'Acting' then 'cast' else 'crew' end, j.department, j.job, c."character")::api.person_credit
        from iwm.credits as c
        join iwm.credit_jobs as j on j.id = c.job_id
        join iwm.movies as m on m.id = c.movie_id and m.deleted_at is null and m.merged_into is null
        left join iwm.movie_stats as s on s.movie_id = m.id
        where c.person_id = _id and (_role is null or (_role = 'cast') = (j.department = 'Acting'))
        -- a film without a date is yet to come or long forgotten: the year decides, if there is one
        order by coalesce(m.release_date, make_date(m.year::integer, 1, 1)) desc nulls last, m.id desc, j.position, c.id
        offset _skip limit _limit);
end
$$;
comment on function iwm.credits_of_person is 'Filmography of a person (by internal id), the newest first: cast, crew, or both where _role is null.';

create or replace function iwm.collaborators_of_person(_id bigint, _skip bigint, _limit integer)
returns api.collaborator[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        with films as materialized (
            select distinct c.movie_id from iwm.credits as c
            join iwm.movies as m on m.id = c.movie_id and m.deleted_at is null and m.merged_into is null
            where c.person_id = _id
        ), others as (
            select o.person_id, count(distinct o.movie_id) as shared
            from films as f join iwm.credits as o on o.movie_id = f.movie_id and o.person_id <> _id
            group by o.person_id
        ), page as (
            select o.person_id, o.shared, p.external_id, p.name, p.name_search
            from others as o
            join iwm.people as p on p.id = o.person_id and p.deleted_at is null and p.merged_into is null
            order by o.shared desc, p.name_search using ~<~, o.person_id offset _skip limit _limit
        )
        select row(row(g.external_id, g.name)::api.person_ref, g.shared::integer, array(
            select row(m.external_id, m.title, m.year::integer)::api.movie_ref
            from (
                select distinct c.movie_id from iwm.credits as c
                where c.person_id = g.person_id and c.movie_id in (select f.movie_id from films as f)
            ) as x join iwm.movies as m on m.id = x.movie_id
            order by m.year desc nulls last, m.id desc))::api.collaborator
        from page as g
        order by g.shared desc, g.name_search using ~<~, g.person_id);
end
$$;
comment on function iwm.collaborators_of_person is 'Who is credited in the films of a person (by internal id), the most often first, with these films.';

create or replace function iwm.external_ids_of_person(_id bigint)
returns api.external_id[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(e.source, e.value)::api.external_id
        from iwm.person_external_ids as e where e.person_id = _id order by e.source, e.value);
end
$$;
comment on function iwm.external_ids_of_person is 'What other sources call a person, by the internal id.';
