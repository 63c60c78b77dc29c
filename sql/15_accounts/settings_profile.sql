create or replace function iwm.patch_account(_user_id bigint, _patch jsonb, _if_match text default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _new constant api.account_patch := iwm.patched(null::api.account_patch, _patch);
    _old users;
    _user users;
begin
    select * into _old from users as u where u.id = _user_id for no key update;
    if _if_match is not null then
        perform iwm.check_version(_if_match, _old.version);
    end if;
    _user := _old;
    _user.name := coalesce(btrim(_new.name), _old.name);
    _user.username := coalesce(_new.username, _old.username);
    _user.visibility := coalesce(_new.visibility, _old.visibility);
    _user.bio := case when _patch ? 'bio' then nullif(btrim(_new.bio, E' \t\r\n'), '') else _old.bio end;
    _user.location := case when _patch ? 'location' then btrim(_new.location) else _old.location end;
    _user.website := case when _patch ? 'website' then _new.website else _old.website end;
    _user.avatar_url := case when _patch ? 'avatar_url' then _new.avatar_url else _old.avatar_url end;
    _user.cover_url := case when _patch ? 'cover_url' then _new.cover_url else _old.cover_url end;
    if _user is not distinct from _old then
        return;
    end if;
    if lower(_user.username) <> lower(_old.username) then -- another case of the same name is nobody else's
        perform iwm.check_username(_user.username, _user_id);
    end if;
    begin
        update users
        set name = _user.name, username = _user.username, visibility = _user.visibility, bio = _user.bio,
            location = _user.location, website = _user.website, avatar_url = _user.avatar_url, cover_url = _user.cover_url,
            version = version + 1, updated_at = iwm.now()
        where id = _user_id;
    exception when unique_violation then -- somebody took the username since we looked
        perform iwm.check_username(_user.username, _user_id);
        raise;
    end;
    if _user.username <> _old.username then
        perform iwm.security_event(_user_id, 'username_changed', _detail => _old.username || ' -> ' || _user.username);
    end if;
    if _user.visibility <> _old.visibility then
        perform iwm.visibility_changed(_user_id);
    end if;
end
$$;
comment on function iwm.patch_account is $$
Changes the profile of a user by a JSON merge patch of api.account_patch

The version counts the calls that changed something; _if_match, where given, must fit it. A text of blanks counts as none.
Fails with invalid_input, username_reserved (422), username_taken (409), precondition_failed (412).
$$;
