create or replace function iwm.totp_row(_user_id bigint)
returns jsonb
language sql stable
as $$
select jsonb_build_object('secret', t.secret, 'confirmed', t.confirmed_at is not null, 'last_step', t.last_step,
    'now', floor(extract(epoch from iwm.now()))::bigint)
from iwm.user_totp as t where t.user_id = _user_id
$$;
comment on function iwm.totp_row is
'{"secret" (encrypted outside), "confirmed", "last_step", "now" (seconds, the clock to check by)}; null without second factor.';

create or replace function iwm.set_recovery_codes(_user_id bigint, _code_hashes text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    delete from recovery_codes where user_id = _user_id;
    insert into recovery_codes (user_id, code_hash) select _user_id, h from unnest(_code_hashes) as h;
end
$$;
comment on function iwm.set_recovery_codes is 'Gives a user these recovery codes, by their SHA-256, and takes the ones before.';

create or replace function iwm.second_factor_state(_user_id bigint)
returns api.totp_state
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _since constant timestamptz := (select t.confirmed_at from user_totp as t where t.user_id = _user_id);
begin
    return (_since is not null, _since, (
        select count(*)::integer from recovery_codes as c where c.user_id = _user_id and c.used_at is null))::api.totp_state;
end
$$;
comment on function iwm.second_factor_state is 'The second factor of a user as the API shows it.';

create or replace function iwm.turn_totp_off(_user_id bigint, _session_id text, _client text, _user_agent text)
returns api.totp_state
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    delete from user_totp where user_id = _user_id;
    if found then
        delete from recovery_codes where user_id = _user_id;
        perform iwm.security_event(_user_id, 'totp_disabled', _session_id, _client, _user_agent);
        perform iwm.send_mail(_user_id, 'security_alert', jsonb_strip_nulls(jsonb_build_object('event', 'totp_disabled',
            'client', _client)));
    end if;
    return iwm.second_factor_state(_user_id);
end
$$;
comment on function iwm.turn_totp_off is 'Turns the second factor of a user off, and tells them; its recovery codes go with it.';
