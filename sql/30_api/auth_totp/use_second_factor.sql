create or replace function api.use_second_factor(_user_id text, _step bigint, _code_hash text)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _id constant bigint := (select u.id from users as u where u.external_id = _user_id);
begin
    update user_totp set last_step = _step
    where user_id = _id and confirmed_at is not null and _step > coalesce(last_step, 0);
    if found then
        return 'otp';
    end if;
    update recovery_codes set used_at = iwm.now() where user_id = _id and code_hash = _code_hash and used_at is null;
    if found then
        perform iwm.send_mail(_id, 'security_alert', jsonb_build_object('event', 'recovery_code_used',
            'left', (select count(*) from recovery_codes as c where c.user_id = _id and c.used_at is null)));
        return 'recovery';
    end if;
    return null;
end
$$;
comment on function api.use_second_factor is $$
Uses up a code of a user (public id): otp or recovery; null where it is not good, or was used

_step: the time step whose code it is, null for none; each step and those before it count once. _code_hash: SHA-256 of it as a
recovery code.

@internal
$$;
