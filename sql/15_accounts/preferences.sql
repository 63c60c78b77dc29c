create or replace function iwm.genre_preferences(_user_id bigint)
returns api.genre_preferences
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _it api.genre_preferences;
begin
    select
        coalesce(array_agg((g.slug, g.name)::api.genre_ref order by g.name, g.id) filter (where p.preference = 'like'), '{}'),
        coalesce(array_agg((g.slug, g.name)::api.genre_ref order by g.name, g.id) filter (where p.preference = 'dislike'), '{}')
    into _it
    from user_genre_preferences as p join genres as g on g.id = p.genre_id
    where p.user_id = _user_id;
    return _it;
end
$$;
comment on function iwm.genre_preferences is 'Genres that a user likes and dislikes.';

create or replace function iwm.set_genre_preference(_user_id bigint, _genre_id bigint, _preference text)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _preference is null then
        delete from user_genre_preferences where user_id = _user_id and genre_id = _genre_id;
    else
        insert into user_genre_preferences as p (user_id, genre_id, preference) values (_user_id, _genre_id, _preference)
        on conflict (user_id, genre_id) do update set preference = excluded.preference, created_at = iwm.now()
        where p.preference <> excluded.preference;
    end if;
end
$$;
comment on function iwm.set_genre_preference is 'Notes that a user likes or dislikes a genre; null: neither.';

create or replace function iwm.notification_matrix(_user_id bigint)
returns api.notification_preference[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select row(t.type, t.title, t.mandatory, coalesce(p.in_app, t.in_app), coalesce(p.email, t.email),
            coalesce(p.push, t.push), coalesce(p.webhook, t.webhook), p.type is not null)::api.notification_preference
        from notification_types as t
        left join (
            select x.type, bool_or(x.enabled) filter (where x.channel = 'in_app') as in_app,
                bool_or(x.enabled) filter (where x.channel = 'email') as email,
                bool_or(x.enabled) filter (where x.channel = 'push') as push,
                bool_or(x.enabled) filter (where x.channel = 'webhook') as webhook
            from notification_preferences as x
            where x.user_id = _user_id
            group by x.type
        ) as p on p.type = t.type and not t.mandatory
        order by t.type);
end
$$;
comment on function iwm.notification_matrix is
'By which channels a user is told of what: the defaults, and what the user said otherwise. What is mandatory stays on.';

create or replace function iwm.notifies(_user_id bigint, _type text, _channel text)
returns boolean
language sql stable
as $$
select coalesce(
    (select p.enabled from iwm.notification_preferences as p
     where p.user_id = _user_id and p.type = t.type and p.channel = _channel and not t.mandatory),
    case _channel when 'in_app' then t.in_app when 'email' then t.email when 'push' then t.push when 'webhook' then t.webhook end)
from iwm.notification_types as t
where t.type = _type
$$;
comment on function iwm.notifies is
'Whether a user is to be told of something (iwm.notification_types) by a channel: in_app, email, push, webhook.';
