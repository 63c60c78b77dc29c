create or replace function api.popular_movies(_page iwm.page default 1, _per_page iwm.per_page default 20)
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
        where m.deleted_at is null and m.merged_into is null and not m.adult
        order by s.popularity desc, s.movie_id desc limit _per_page offset _skip);
    _cards := movie_cards(_ids);
    return (
        array(
            select row(_skip + c.place, (c.card).popularity, c.card)::api.ranked_movie
            from (select g.place, _cards[g.place] as card from generate_subscripts(_cards, 1) as g(place)) as c
            order by c.place),
        (select t.total from catalogue_totals as t where t.kind = 'movies'));
end
$$;
comment on function api.popular_movies is $$
Popular films

By popularity: votes weighted with the score, and recent activity on top. `weighted_score` is that figure.

@route GET /movies/popular
@auth  none
@cache 1h movies
@param page      Page, from 1
@param per_page  Films on a page, at most 100
@tag   Films
$$;
