create or replace function iwm.movie_order(_sort iwm.movie_sort)
returns text
language sql immutable parallel safe
as $$
select case _sort
    when 'popularity.desc' then 's.popularity desc, s.movie_id desc'
    when 'popularity.asc' then 's.popularity, s.movie_id'
    when 'score.desc' then 's.score desc nulls last, s.movie_id desc'
    when 'score.asc' then 's.score nulls last, s.movie_id'
    when 'votes.desc' then 's.vote_count desc, s.movie_id desc'
    when 'votes.asc' then 's.vote_count, s.movie_id'
    when 'release_date.desc' then 'm.release_date desc nulls last, m.id desc'
    when 'release_date.asc' then 'm.release_date nulls last, m.id'
    when 'year.desc' then 'm.year desc nulls last, m.id desc'
    when 'year.asc' then 'm.year nulls last, m.id'
    -- the operators of the index on title_search: order by bytes
    when 'title.asc' then 'm.title_search using ~<~, m.id'
    when 'title.desc' then 'm.title_search using ~>~, m.id desc'
    when 'revenue.desc' then 'm.revenue desc nulls last, m.id desc'
    when 'revenue.asc' then 'm.revenue nulls last, m.id'
    when 'runtime.desc' then 'm.runtime desc nulls last, m.id desc'
    when 'runtime.asc' then 'm.runtime nulls last, m.id'
end
$$;
comment on function iwm.movie_order is 'ORDER BY of a list of films, over movies m and movie_stats s; ends with the id, so that pages never overlap.';
