create or replace function api.list_keywords(
    _q iwm.search_text default null, _page iwm.page default 1, _per_page iwm.per_page default 20
)
returns api.keyword_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    -- a slug begins with the slug of what was typed; the last sign of Unicode ends the range
    _from constant text := coalesce(slugify(_q), '');
    _to constant text := coalesce(slugify(_q), '') || chr(1114111);
begin
    if _q is not null and _from = '' then
        return (array[]::api.keyword[], 0::bigint);
    end if;
    return (
        array(
            select row(k.slug, k.name, (
                select count(*) from movie_keywords as x join movies as m on m.id = x.movie_id
                where x.keyword_id = k.id and m.deleted_at is null and m.merged_into is null and not m.adult))::api.keyword
            from (
                select w.id, w.slug, w.name from keywords as w
                where w.slug collate "C" >= _from and w.slug collate "C" < _to
                order by w.slug collate "C" limit _per_page offset (_page - 1)::bigint * _per_page
            ) as k
            order by k.slug collate "C"),
        (select count(*) from keywords as w where w.slug collate "C" >= _from and w.slug collate "C" < _to));
end
$$;
comment on function api.list_keywords is $$
Keywords

In alphabetical order, each with the number of its films; with `q` those that begin with it.

@route GET /keywords
@auth  none
@cache 1h movies
@param q         What the keyword begins with
@param page      Page, from 1
@param per_page  Keywords on a page, at most 100
@tag   Keywords
$$;
