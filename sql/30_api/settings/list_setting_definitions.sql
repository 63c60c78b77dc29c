create or replace function api.list_setting_definitions()
returns api.setting_definition[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return array(
        select row(d.key, split_part(d.key, '.', 1), split_part(d.key, '.', 2), d.kind, nullif(d.initial, 'null'), d.allowed,
            d.pattern, d.most, d.source, d.description)::api.setting_definition
        from setting_definitions as d
        order by d.key);
end
$$;
comment on function api.list_setting_definitions is $$
What can be set

Every setting: what it takes, what holds until it is set, what it does.

@route GET /settings/schema
@auth  none
@cache 24h settings
@tag   Settings
$$;
