create or replace function api.patch_notification_preferences(_viewer iwm.viewer, _patch jsonb)
returns api.notification_preference[]
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:write');
    _channels constant text[] := array['in_app', 'email', 'push', 'webhook'];
    _type notification_types;
    _it record;
begin
    if jsonb_typeof(_patch) is distinct from 'object' then
        perform iwm.fail('invalid_input', 'The patch must be a JSON object of kinds of notification.',
            'GET /v1/me/notification-preferences lists them.');
    end if;
    for _it in select e.key as type, e.value from jsonb_each(_patch) as e loop
        select * into _type from notification_types as t where t.type = _it.type;
        if _type.type is null then
            perform iwm.fail('unknown_notification_type', format('There is no kind of notification %s.', left(_it.type, 100)),
                'GET /v1/me/notification-preferences lists them.', left(_it.type, 100));
        elsif jsonb_typeof(_it.value) not in ('object', 'null') then
            perform iwm.fail('invalid_setting', format('%s must be an object of channels, or null.', _it.type),
                'Channels are: ' || array_to_string(_channels, ', ') || '.', _it.type);
        end if;
    end loop;
    for _it in
        select e.key as type, c.key as channel, c.value, t.mandatory
        from jsonb_each(_patch) as e
        join notification_types as t on t.type = e.key
        cross join lateral jsonb_each(case when e.value = 'null'
            then (select jsonb_object_agg(n, null) from unnest(_channels) as n) else e.value end) as c
    loop
        if not _it.channel = any (_channels) then
            perform iwm.fail('invalid_setting', format('%s.%s is no channel.', _it.type, left(_it.channel, 100)),
                'Channels are: ' || array_to_string(_channels, ', ') || '.', _it.type || '.' || left(_it.channel, 100));
        elsif jsonb_typeof(_it.value) not in ('boolean', 'null') then
            perform iwm.fail('invalid_setting', format('%s.%s must be true, false or null.', _it.type, _it.channel),
                'null means the default.', _it.type || '.' || _it.channel);
        elsif _it.mandatory and _it.value <> 'null' then
            perform iwm.fail('notification_mandatory', format('%s cannot be turned off or on.', _it.type),
                'It tells what you have to know.', _it.type || '.' || _it.channel);
        elsif _it.value = 'null' then
            delete from notification_preferences where user_id = _user_id and type = _it.type and channel = _it.channel;
        else
            insert into notification_preferences (user_id, type, channel, enabled)
            values (_user_id, _it.type, _it.channel, _it.value::boolean)
            on conflict (user_id, type, channel) do update set enabled = excluded.enabled;
        end if;
    end loop;
    return iwm.notification_matrix(_user_id);
end
$$;
comment on function api.patch_notification_preferences is $$
Say of what you want to be told, and how

A JSON merge patch by kind and channel: {"mention": {"email": false}, "award": null}. What is left out stays, null means the
default. What is mandatory keeps its channels. Answers with all of it.

@route PATCH /me/notification-preferences
@auth  user
@rate  write
@patch jsonb
@param patch Channels (in_app, email, push, webhook) by kind of notification
@error unknown_notification_type
@error invalid_setting
@error notification_mandatory
@error invalid_input
@tag   Settings
$$;
