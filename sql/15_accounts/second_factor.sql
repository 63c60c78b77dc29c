create or replace function iwm.totp_state(_user_id bigint)
returns text
language sql stable
as $$
select coalesce((
    select case when t.confirmed_at is null then 'pending' else 'on' end from iwm.user_totp as t where t.user_id = _user_id), 'off')
$$;
comment on function iwm.totp_state is
'Second factor of a user: off; pending, while its secret was given out but no code came back yet; on: sign-in asks for a code.';
