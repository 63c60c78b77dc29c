create or replace function api.list_keyword_movies(
    _slug iwm.keyword_slug, _sort iwm.movie_sort default 'popularity.desc', _page iwm.page default 1,
    _per_page iwm.per_page default 20
)
returns api.movie_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    if not exists (select from keywords as k where k.slug = _slug) then
        perform fail('keyword_not_found', format('No keyword has the slug %s.', _slug),
            'GET /v1/keywords?q=… finds them by their beginning.', 'slug');
    end if;
    return api.list_movies(_keyword => _slug, _sort => _sort, _page => _page, _per_page => _per_page);
end
$$;
comment on function api.list_keyword_movies is $$
Films with a keyword

@route GET /keywords/{slug}/movies
@auth  none
@cache 1h movies
@param slug      The keyword in addresses
@param sort      Order; films without the value come last, and the id decides between equals
@param page      Page, from 1
@param per_page  Films on a page, at most 100
@error keyword_not_found
@tag   Keywords
$$;
