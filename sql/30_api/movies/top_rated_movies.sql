create or replace function api.top_rated_movies(
    _min_votes iwm.vote_count default 50, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.ranking_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _skip constant bigint := (_page - 1)::bigint * _per_page;
    _ids bigint[];
    _cards api.movie_card[];
begin
    _ids := array(
        select s.movie_id from movie_stats as s join movies as m on m.id = s.movie_id
        where s.vote_count >= _min_votes and s.score is not null
            and m.deleted_at is null and m.merged_into is null and not m.adult
        order by s.score desc nulls last, s.movie_id desc limit _per_page offset _skip);
    _cards := movie_cards(_ids);
    return (
        array(
            select row(_skip + c.place, (c.card).score, c.card)::api.ranked_movie
            from (select g.place, _cards[g.place] as card from generate_subscripts(_cards, 1) as g(place)) as c
            order by c.place),
        (
            select count(*) from movie_stats as s join movies as m on m.id = s.movie_id
            where s.vote_count >= _min_votes and s.score is not null
                and m.deleted_at is null and m.merged_into is null and not m.adult
        ));
end
$$;
comment on function api.top_rated_movies is $$
Top rated films

By a weighted mean, so that one enthusiast does not make the best film of all time: (sum of votes + 20 × 6) / (votes + 20).
`weighted_score` is that mean. Films with fewer than `min_votes` votes are left out.

@route GET /movies/top-rated
@auth  none
@cache 1h movies
@param min_votes  Fewest votes that a film needs
@param page       Page, from 1
@param per_page   Films on a page, at most 100
@tag   Films
$$;
