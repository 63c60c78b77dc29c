create or replace function iwm.plain_user_code(_user_code text)
returns text
language sql immutable
as $$ select upper(replace(_user_code, '-', '')) $$;
comment on function iwm.plain_user_code is 'A code as it is stored: eight capitals, however it was typed.';

create or replace function iwm.device_scopes(_scopes text[])
returns text[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wrong text;
begin
    if coalesce(cardinality(_scopes), 0) = 0 then
        return array(
            select s.scope from scopes as s
            where s.grantable and s.scope !~ '^(staff|catalogue):'
            order by s.scope);
    end if;
    select w.scope into _wrong
    from unnest(_scopes) as w(scope)
    where not exists (select from scopes as s where s.scope = w.scope and s.grantable)
    order by w.scope limit 1;
    if found then
        perform iwm.fail('unknown_scope', format('A device cannot have the scope %s.', left(_wrong, 100)),
            'Leave scopes out for all that a device may have.', 'scopes');
    end if;
    return array(select distinct s from unnest(_scopes) as s order by s);
end
$$;
comment on function iwm.device_scopes is $$
What a device may do: what it asks for, or without that everything that a token can have but the work of staff

Never what only somebody who signed in may do (account:write): whoever allowed a device can take it away again.
Fails with unknown_scope.
$$;

create or replace function iwm.device_request(_device iwm.device_codes)
returns api.device_request
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (left((_device).user_code, 4) || '-' || right((_device).user_code, 4), (_device).client_name, (_device).scopes,
        (_device).client, (_device).state, (_device).created_at, (_device).expires_at)::api.device_request;
end
$$;
comment on function iwm.device_request is 'A waiting device as the API shows it to whoever is to allow it.';

create or replace function iwm.answer_device(_user_id bigint, _user_code text, _state text)
returns api.device_request
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _device iwm.device_codes;
begin
    update device_codes as d set state = _state, user_id = _user_id
    where d.user_code = iwm.plain_user_code(_user_code) and d.expires_at > iwm.now()
        and (d.state = 'pending' or d.state = _state and d.user_id = _user_id)
    returning d.* into _device;
    if _device.id is null then
        perform iwm.fail('device_not_found', null, 'Look at the device again: a code is good for ten minutes, and once.',
            'user_code');
    end if;
    return iwm.device_request(_device);
end
$$;
comment on function iwm.answer_device is
'Allows (approved) or refuses (denied) a waiting device; the same answer again changes nothing. Fails with device_not_found.';
