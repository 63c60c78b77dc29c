create or replace function iwm.merged_items(_kept jsonb, _more jsonb)
returns jsonb
language sql immutable parallel safe
as $$
select case when _more is null then _kept else (
    select jsonb_agg(i.item order by i.place)
    from (
        select a.item, row_number() over (order by min(a.place)) as place
        from jsonb_array_elements(coalesce(_kept, '[]') || _more) with ordinality as a(item, place)
        group by a.item
    ) as i
    where i.place <= 500) end
$$;
comment on function iwm.merged_items is 'Trivia or timeline of two films as one: each item once, at most 500.';

create or replace function iwm.merge_movie_fields(_loser bigint, _winner bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update movies as w set
        original_title = coalesce(w.original_title, l.original_title), tagline = coalesce(w.tagline, l.tagline),
        overview = coalesce(w.overview, l.overview),
        year = coalesce(w.year, l.year),
        -- a date of another year than the one that is there says nothing about this film
        release_date = coalesce(w.release_date,
            case when coalesce(w.year = extract(year from l.release_date), true) then l.release_date end),
        runtime = coalesce(w.runtime, l.runtime), rating = coalesce(w.rating, l.rating),
        critics_score = coalesce(w.critics_score, l.critics_score), imdb_rating = coalesce(w.imdb_rating, l.imdb_rating),
        rotten_tomatoes_score = coalesce(w.rotten_tomatoes_score, l.rotten_tomatoes_score),
        language = coalesce(w.language, l.language), country = coalesce(w.country, l.country),
        poster_url = coalesce(w.poster_url, l.poster_url), backdrop_url = coalesce(w.backdrop_url, l.backdrop_url),
        budget = coalesce(w.budget, l.budget), revenue = coalesce(w.revenue, l.revenue),
        trivia = iwm.merged_items(w.trivia, l.trivia), timeline = iwm.merged_items(w.timeline, l.timeline),
        version = w.version + 1, updated_at = iwm.now()
    from movies as l
    where w.id = _winner and l.id = _loser;

    insert into movie_stats as s (movie_id, vote_count, vote_sum, activity)
    select _winner, t.vote_count, t.vote_sum, t.activity from movie_stats as t where t.movie_id = _loser
    on conflict (movie_id) do update set vote_count = s.vote_count + excluded.vote_count,
        vote_sum = s.vote_sum + excluded.vote_sum, activity = s.activity + excluded.activity;
    update movie_stats set vote_count = 0, vote_sum = 0, activity = 0 where movie_id = _loser;
end
$$;
comment on function iwm.merge_movie_fields is 'Fills what is empty in one film from another, and adds up their votes.';

create or replace function iwm.merge_movie_lists(_loser bigint, _winner bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _list record;
begin
    -- what the winner lacks comes behind what it has
    for _list in select * from (values ('movie_genres', 'genre_id'), ('movie_countries', 'country_code'),
        ('movie_languages', 'language_code')) as v(name, key)
    loop
        execute format('insert into iwm.%1$I (movie_id, %2$I, position)'
            ' select $2, l.%2$I, coalesce((select max(w.position) from iwm.%1$I as w where w.movie_id = $2), -1)'
            ' + row_number() over (order by l.position, l.%2$I)'
            ' from iwm.%1$I as l where l.movie_id = $1'
            ' and not exists (select from iwm.%1$I as w where w.movie_id = $2 and w.%2$I = l.%2$I)', _list.name, _list.key)
            using _loser, _winner;
        execute format('delete from iwm.%I where movie_id = $1', _list.name) using _loser;
    end loop;
    insert into movie_companies (movie_id, company_id, role, position)
    select _winner, l.company_id, l.role, coalesce((
            select max(w.position) from movie_companies as w where w.movie_id = _winner and w.role = l.role), -1)
        + row_number() over (partition by l.role order by l.position, l.company_id)
    from movie_companies as l
    where l.movie_id = _loser and not exists (
        select from movie_companies as w where w.movie_id = _winner and w.company_id = l.company_id and w.role = l.role);
    delete from movie_companies where movie_id = _loser;
    insert into movie_keywords (movie_id, keyword_id)
    select _winner, l.keyword_id from movie_keywords as l where l.movie_id = _loser on conflict do nothing;
    delete from movie_keywords where movie_id = _loser;

    update credits as w set billing_order = l.billing_order
    from credits as l
    where l.movie_id = _loser and w.movie_id = _winner and w.person_id = l.person_id and w.job_id = l.job_id
        and w."character" is not distinct from l."character" and w.billing_order is null and l.billing_order is not null;
    delete from credits as l
    where l.movie_id = _loser and exists (
        select from credits as w where w.movie_id = _winner and w.person_id = l.person_id and w.job_id = l.job_id
            and (w."character" is not distinct from l."character" or l."character" is null));
    -- a credit that names no character says nothing beside one that does
    delete from credits as w
    where w.movie_id = _winner and w."character" is null and exists (
        select from credits as l where l.movie_id = _loser and l.person_id = w.person_id and l.job_id = w.job_id);
    update credits set movie_id = _winner where movie_id = _loser;

    insert into alternative_titles (movie_id, title, country_code, language_code, type)
    select _winner, t.title, t.country_code, t.language_code, t.type
    from (
        select a.title, a.country_code, a.language_code, a.type from alternative_titles as a where a.movie_id = _loser
        union all
        -- what it was called goes on finding it
        select t.title, null, null, null
        from movies as l
        cross join lateral (values (l.title), (l.original_title)) as t(title)
        join movies as w on w.id = _winner
        where l.id = _loser and t.title is not null and t.title <> w.title and t.title is distinct from w.original_title
    ) as t
    on conflict do nothing;
    delete from alternative_titles where movie_id = _loser;
    update external_scores as l set movie_id = _winner
    where l.movie_id = _loser and not exists (
        select from external_scores as w where w.movie_id = _winner and w.source = l.source);
    delete from external_scores where movie_id = _loser;
    update movie_external_ids set movie_id = _winner where movie_id = _loser;
end
$$;
comment on function iwm.merge_movie_lists is 'Moves what one film has in lists to another one, each thing once.';

create or replace function iwm.merge_movies(_loser bigint, _winner bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _loser = _winner then
        perform iwm.fail('merge_with_itself', 'These are the same film already.', 'Name two films.', 'into');
    end if;
    perform from movies as m where m.id in (_loser, _winner) order by m.id for update;
    perform iwm.merge_movie_lists(_loser, _winner);
    perform iwm.merge_movie_fields(_loser, _winner);
    update ops.imported_movies set movie_id = _winner where movie_id = _loser;
    update videos set movie_id = _winner where movie_id = _loser;
    update video_uploads set movie_id = _winner where movie_id = _loser;
    update movies set merged_into = _winner where merged_into = _loser; -- one step leads to it, for imports too
    update movies set merged_into = _winner, version = version + 1, updated_at = iwm.now() where id = _loser;
    perform iwm.refresh_stats_of(iwm.people_of_movie(_winner));
end
$$;
comment on function iwm.merge_movies is $$
Makes one film of two (internal ids): the winner gets what it lacks, the loser's ids go on answering with the winner

Credits, genres, countries, languages, companies, keywords, titles, scores, external ids and votes move, each once; where
both say something, the winner's holds. Who adds a table that refers to films adds it here: a test asks for it.
$$;
