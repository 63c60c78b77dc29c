create or replace function api.put_genre_preferences(
    _viewer iwm.viewer, _likes iwm.slug[] default '{}', _dislikes iwm.slug[] default '{}'
)
returns api.genre_preferences
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:write');
    -- by id: an old slug of a genre is the same genre
    _liked constant bigint[] := array(select iwm.genre_id_of(l) from unnest(_likes) as l);
    _disliked constant bigint[] := array(select iwm.genre_id_of(d) from unnest(_dislikes) as d);
begin
    if array_position(_liked, null) is not null then
        perform iwm.fail('unknown_genre', format('No genre has the slug %s.', _likes[array_position(_liked, null)]),
            'GET /v1/genres lists them.', 'likes');
    elsif array_position(_disliked, null) is not null then
        perform iwm.fail('unknown_genre', format('No genre has the slug %s.', _dislikes[array_position(_disliked, null)]),
            'GET /v1/genres lists them.', 'dislikes');
    elsif _liked && _disliked then
        perform iwm.fail('genre_liked_and_disliked', format('%s is liked and disliked at once.',
            (select g.slug from genres as g where g.id = any (_liked) and g.id = any (_disliked) limit 1)),
            'Name it in one of the two.', 'dislikes');
    end if;
    delete from user_genre_preferences as p where p.user_id = _user_id and not p.genre_id = any (_liked || _disliked);
    perform iwm.set_genre_preference(_user_id, g.id, case when g.id = any (_liked) then 'like' else 'dislike' end)
    from genres as g
    where g.id = any (_liked || _disliked)
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
