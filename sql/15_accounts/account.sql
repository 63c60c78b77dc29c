create or replace function iwm.account(_user_id bigint)
returns api.account
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _account api.account;
begin
    select u.external_id, u.username, u.name, u.email, u.email_verified_at is not null, u.avatar_url, u.cover_url, u.bio,
        u.location, u.website, u.visibility, coalesce(m.role, 'user'),
        (select r.permissions from roles as r where r.role = coalesce(m.role, 'user')),
        u.hashed_password <> '!',
        exists (select from user_totp as t where t.user_id = u.id and t.confirmed_at is not null),
        coalesce(s.followers, 0), coalesce(s.following, 0), u.version, u.created_at, u.updated_at,
        u.deactivated_at is not null, u.deletion_due_at
    into _account
    from users as u
    left join admin_user_meta as m on m.user_id = u.id
    left join user_stats as s on s.user_id = u.id
    where u.id = _user_id;
    return _account;
end
$$;
comment on function iwm.account is 'A user as its owner sees it.';

create or replace function iwm.user_cards(_user_ids bigint[])
returns api.user_card[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _cards api.user_card[];
begin
    select coalesce(array_agg((u.external_id, u.username, u.name, u.avatar_url)::api.user_card order by x.ord), '{}')
    into _cards
    from unnest(_user_ids) with ordinality as x(id, ord)
    join users as u on u.id = x.id;
    return _cards;
end
$$;
comment on function iwm.user_cards is 'Users as others see them in lists, in the order of the ids.';
