-- Settings: what a user set stands in iwm.user_settings by section; what is not set holds as its definition says.

create or replace function iwm.setting(_user_id bigint, _key text)
returns jsonb
language sql stable
as $$
select coalesce(
    (select s.settings #> string_to_array(_key, '.') from iwm.user_settings as s where s.user_id = _user_id), d.initial)
from iwm.setting_definitions as d
where d.key = _key
$$;
comment on function iwm.setting is
'What holds for a user: iwm.setting(_user_id, ''privacy.searchable'') = ''true''. Null for a key that is not defined.';

create or replace function iwm.effective_settings(_stored jsonb)
returns jsonb
language sql stable
as $$
select jsonb_object_agg(s.section, s.settings)
from (
    select split_part(d.key, '.', 1) as section,
        jsonb_object_agg(split_part(d.key, '.', 2), coalesce(_stored #> string_to_array(d.key, '.'), d.initial)) as settings
    from iwm.setting_definitions as d
    group by 1
) as s
$$;
comment on function iwm.effective_settings is
'All settings by section, with what was stored in place of the defaults. Keys that are not defined any more are left out.';

create or replace function iwm.known_settings(_stored jsonb)
returns jsonb
language sql stable
as $$
select coalesce(jsonb_object_agg(s.section, s.settings), '{}')
from (
    select split_part(d.key, '.', 1) as section,
        jsonb_object_agg(split_part(d.key, '.', 2), _stored #> string_to_array(d.key, '.')) as settings
    from iwm.setting_definitions as d
    where _stored #> string_to_array(d.key, '.') <> 'null'
    group by 1
) as s
$$;
comment on function iwm.known_settings is 'What was stored, without keys that are not defined any more.';

create or replace function iwm.found_in(_source text, _value text)
returns boolean
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return case _source
        -- the countries of today: the table has those of film history too
        when 'countries' then exists (select from countries as c where c.code = _value)
            and _value <> all ('{AN,BU,CS,SU,TP,XC,XG,XI,YU,ZR}')
        when 'languages' then exists (select from languages as l where l.code = split_part(_value, '-', 1))
        when 'time_zones' then exists (select from pg_timezone_names as z where z.name = _value)
        else true
    end;
end
$$;
comment on function iwm.found_in is 'Whether a value of a setting stands where its definition says: countries, languages, time_zones.';

create or replace function iwm.setting_problem(_definition iwm.setting_definitions, _value jsonb)
returns text
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _kind constant text := jsonb_typeof(_value);
    _text constant text := _value #>> '{}';
    _choices constant text := (select string_agg(c, ', ') from jsonb_array_elements_text(_definition.allowed) as c);
    _item jsonb;
    _of_item iwm.setting_definitions;
    _wrong text;
begin
    case _definition.kind
        when 'boolean' then
            _wrong := case when _kind <> 'boolean' then 'must be true or false' end;
        when 'choice' then
            _wrong := case when _kind <> 'string' or not _definition.allowed @> _value then 'must be one of ' || _choices end;
        when 'text' then
            _wrong := case
                when _kind <> 'string' then 'must be text'
                when char_length(_text) > _definition.most then format('must have at most %s characters', _definition.most)
                when _text !~ _definition.pattern then 'is not written as it should be: ' || _definition.description
                when not iwm.found_in(_definition.source, _text) then 'is not known: ' || _definition.description
            end;
        when 'list' then
            if _kind <> 'array' then
                _wrong := 'must be a list';
            elsif jsonb_array_length(_value) > _definition.most then
                _wrong := format('must have at most %s items', _definition.most);
            elsif (select count(*) <> count(distinct i) from jsonb_array_elements(_value) as i) then
                _wrong := 'names something twice';
            else
                _of_item := _definition;
                _of_item.kind := case when _definition.allowed is null then 'text' else 'choice' end;
                _of_item.most := 50;
                for _item in select * from jsonb_array_elements(_value) loop
                    _wrong := 'has an item that ' || iwm.setting_problem(_of_item, _item);
                    exit when _wrong is not null;
                end loop;
            end if;
    end case;
    return _wrong;
end
$$;
comment on function iwm.setting_problem is 'What is wrong with a value of a setting, as the end of a sentence; null where it is right.';

create or replace function iwm.patch_settings(_user_id bigint, _patch jsonb, _if_match text default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _sections constant text := (select string_agg(distinct split_part(d.key, '.', 1), ', ') from setting_definitions as d);
    _old iwm.user_settings;
    _new jsonb;
    _section record;
    _it record;
    _definition iwm.setting_definitions;
    _wrong text;
begin
    insert into user_settings (user_id) values (_user_id) on conflict (user_id) do nothing;
    select * into _old from user_settings as s where s.user_id = _user_id for update;
    if _if_match is not null then
        perform iwm.check_version(_if_match, _old.version);
    end if;
    if jsonb_typeof(_patch) is distinct from 'object' then
        perform iwm.fail('invalid_input', 'The patch must be a JSON object of sections.', 'GET /v1/settings/schema lists them.');
    end if;
    _new := iwm.known_settings(_old.settings);
    for _section in select e.key as name, e.value from jsonb_each(_patch) as e loop
        if not exists (select from setting_definitions as d where split_part(d.key, '.', 1) = _section.name) then
            perform iwm.fail('unknown_setting', format('There is no section %s.', left(_section.name, 100)),
                'There are: ' || _sections || '.', left(_section.name, 100));
        elsif _section.value = 'null' then
            _new := _new - _section.name;
            continue;
        elsif jsonb_typeof(_section.value) <> 'object' then
            perform iwm.fail('invalid_setting', format('%s must be an object of settings.', _section.name),
                'GET /v1/settings/schema lists them.', _section.name);
        end if;
        for _it in select e.key as name, e.value from jsonb_each(_section.value) as e loop
            select * into _definition from setting_definitions as d where d.key = _section.name || '.' || _it.name;
            if _definition.key is null then
                perform iwm.fail('unknown_setting', format('There is no setting %s.%s.', _section.name, left(_it.name, 100)),
                    format('Section %s has: %s.', _section.name, (
                        select string_agg(split_part(d.key, '.', 2), ', ' order by d.key) from setting_definitions as d
                        where split_part(d.key, '.', 1) = _section.name)),
                    _section.name || '.' || left(_it.name, 100));
            elsif _it.value = 'null' then
                _new := _new #- array[_section.name, _it.name];
                continue;
            end if;
            _wrong := iwm.setting_problem(_definition, _it.value);
            if _wrong is not null then
                perform iwm.fail('invalid_setting', format('%s %s.', _definition.key, rtrim(_wrong, '.')),
                    'GET /v1/settings/schema says what each setting takes.', _definition.key);
            end if;
            _new := _new || jsonb_build_object(_section.name,
                coalesce(_new -> _section.name, '{}') || jsonb_build_object(_it.name, _it.value));
        end loop;
    end loop;
    _new := iwm.known_settings(_new); -- a section that has nothing left goes
    if _new <> _old.settings then
        update user_settings set settings = _new, version = version + 1, updated_at = iwm.now() where user_id = _user_id;
    end if;
    if (_new -> 'region', _new -> 'watch') is distinct from (_old.settings -> 'region', _old.settings -> 'watch') then
        perform ops.touch('recommendations:' || u.external_id, 'availability:' || u.external_id)
        from users as u where u.id = _user_id;
    end if;
end
$$;
comment on function iwm.patch_settings is $$
Changes settings of a user by a JSON merge patch of sections: null resets a setting, or a whole section

The version counts the calls that changed something. _if_match, where given, must fit it. Where the user is or watches
decides what is recommended and on offer, so a change there ends the cached answers recommendations:{user}, availability:{user}.
Fails with unknown_setting, invalid_setting (422, naming section.name), precondition_failed (412).
$$;
