-- Parts of a film by its internal id: each is an operation of its own, and can be appended to the film.

create or replace function iwm.credits_of_movie(_id bigint)
returns api.movie_credits
language plpgsql stable parallel safe
as $$
begin
    return row(
        array(
            select row(p.external_id, p.name, p.image_url, j.job, c."character", c.billing_order)::api.cast_member
            from iwm.credits as c
            join iwm.credit_jobs as j on j.id = c.job_id and j.department = 'Acting'
            join iwm.people as p on p.id = c.person_id
            where c.movie_id = _id and p.deleted_at is null
            order by c.billing_order nulls last, p.name_search, c.id),
        array(
            select row(p.external_id, p.name, p.image_url, j.department, j.job)::api.crew_member
            from iwm.credits as c
            join iwm.credit_jobs as j on j.id = c.job_id and j.department <> 'Acting'
            join iwm.people as p on p.id = c.person_id
            where c.movie_id = _id and p.deleted_at is null
            order by j.position, j.id, c.billing_order nulls last, p.name_search, c.id)
        )::api.movie_credits;
end
$$;
comment on function iwm.credits_of_movie is 'Cast and crew of a film by its internal id.';

create or replace function iwm.keywords_of_movie(_id bigint)
returns api.keyword_ref[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(k.slug, k.name)::api.keyword_ref
        from iwm.movie_keywords as mk join iwm.keywords as k on k.id = mk.keyword_id
        where mk.movie_id = _id order by k.slug);
end
$$;
comment on function iwm.keywords_of_movie is 'Keywords of a film by its internal id.';

create or replace function iwm.scores_of_movie(_id bigint)
returns api.external_score[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(s.source, s.value, s.scale, s.votes, s.fetched_at)::api.external_score
        from iwm.external_scores as s where s.movie_id = _id order by s.source);
end
$$;
comment on function iwm.scores_of_movie is 'Scores that other sources give to a film, by its internal id.';

create or replace function iwm.external_ids_of_movie(_id bigint)
returns api.external_id[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(e.source, e.value)::api.external_id
        from iwm.movie_external_ids as e where e.movie_id = _id order by e.source, e.value);
end
$$;
comment on function iwm.external_ids_of_movie is 'What other sources call a film, by its internal id.';

create or replace function iwm.titles_of_movie(_id bigint)
returns api.alternative_title[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(t.title, t.country_code, t.language_code, t.type)::api.alternative_title
        from iwm.alternative_titles as t where t.movie_id = _id
        order by t.country_code nulls last, t.language_code nulls last, t.title, t.id);
end
$$;
comment on function iwm.titles_of_movie is 'Other titles of a film, by its internal id.';

create or replace function iwm.trivia_of_movie(_id bigint, _category text default null)
returns api.trivia_item[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(t.item ->> 'question', t.item ->> 'category', t.item ->> 'answer', t.item ->> 'explanation')::api.trivia_item
        from iwm.movies as m
        cross join lateral jsonb_array_elements(m.trivia) with ordinality as t(item, place)
        where m.id = _id and (_category is null or t.item ->> 'category' = _category)
        order by t.place);
end
$$;
comment on function iwm.trivia_of_movie is 'Trivia of a film by its internal id, of one category or all.';

create or replace function iwm.timeline_of_movie(_id bigint, _type text default null)
returns api.timeline_item[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select row(t.item ->> 'date', t.item ->> 'title', t.item ->> 'description', t.item ->> 'type')::api.timeline_item
        from iwm.movies as m
        cross join lateral jsonb_array_elements(m.timeline) with ordinality as t(item, place)
        where m.id = _id and (_type is null or t.item ->> 'type' = _type)
        order by t.item ->> 'date', t.place);
end
$$;
comment on function iwm.timeline_of_movie is 'Timeline of a film by its internal id, of one type of event or all, the earliest first.';
