create or replace function iwm.require(_viewer iwm.viewer, _role text, _scope text default null)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _role in ('none', 'optional') then
        return null;
    end if;
    if (_viewer).user_id is null then
        perform iwm.fail('unauthenticated', 'Sign in to do this.', 'Send an access token: Authorization: Bearer …');
    end if;
    if _role not in ('user', 'moderator', 'admin') then
        raise exception 'iwm.require: unknown role %', _role using hint = 'none, optional, user, moderator or admin';
    end if;
    perform iwm.fail('forbidden', format('This needs the role %s.', _role),
        'Ask for a token with it' || coalesce(' and the scope ' || _scope, '') || '.');
    return null;
end
$$;
comment on function iwm.require is $$
The first line of every operation that is not @auth none: may this viewer do it?

_role: none, optional, user, moderator, admin; _scope: what the access token has to allow.
Returns the internal id of the user, null for an anonymous one where that is allowed.
Fails with unauthenticated (401) and forbidden (403). There are no accounts yet: nobody has a role.
$$;
