create or replace function api.put_genre_preferences(
    _viewer iwm.viewer, _likes iwm.slug[] default '{}', _dislikes iwm.slug[] default '{}'
)
returns api.genre_preferences
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:write');
    _wrong record;
begin
    select w.slug, w.field into _wrong
    from (select unnest(_likes)::text as slug, 'likes' as field union all select unnest(_dislikes), 'dislikes') as w
    where w.slug is null or not exists (select from genres as g where g.slug = w.slug)
    limit 1;
    if _wrong.field is not null then
        perform iwm.fail('unknown_genre', format('No genre has the slug %s.', _wrong.slug), 'GET /v1/genres lists them.', _wrong.field);
    end if;
    if _likes && _dislikes then
        perform iwm.fail('genre_liked_and_disliked', format('%s is liked and disliked at once.',
            (select l from unnest(_likes) as l where l = any (_dislikes) limit 1)), 'Name it in one of the two.', 'dislikes');
    end if;
    delete from user_genre_preferences as p using genres as g
    where p.user_id = _user_id and g.id = p.genre_id and not g.slug = any (_likes || _dislikes);
    perform iwm.set_genre_preference(_user_id, g.id, case when g.slug = any (_likes) then 'like' else 'dislike' end)
    from genres as g
    where g.slug = any (_likes || _dislikes)
    order by g.id;
    return iwm.genre_preferences(_user_id);
end
$$;
comment on function api.put_genre_preferences is $$
Say which genres you like and dislike

These take the place of all that were there before, as when somebody begins: GET /v1/me/onboarding/genres lists what there
is to choose from.

@route PUT /me/preferences/genres
@auth  user
@rate  write
@param likes    Slugs of genres
@param dislikes Slugs of genres, none of them liked
@error unknown_genre
@error genre_liked_and_disliked
@tag   Settings
$$;
