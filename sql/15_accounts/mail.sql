create or replace function iwm.send_mail(
    _user_id bigint, _template text, _data jsonb default '{}', _to_address text default null
)
returns void
language sql volatile
as $$
insert into iwm.mails (user_id, to_address, template, data)
select u.id, coalesce(_to_address, u.email), _template, jsonb_build_object('name', u.name, 'username', u.username) || _data
from iwm.users as u where u.id = _user_id
$$;
comment on function iwm.send_mail is
'Mail to a user, sent after the transaction commits. _template: a file of app/accounts/mails; _to_address: default the user''s.';

create or replace function iwm.send_link(_user_id bigint, _purpose text, _email text, _lifetime interval)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _token constant text := iwm.new_id('otk');
begin
    update one_time_tokens set used_at = iwm.now() where user_id = _user_id and purpose = _purpose and used_at is null;
    insert into one_time_tokens (user_id, external_id, purpose, email, expires_at)
    values (_user_id, _token, _purpose, _email, iwm.now() + _lifetime);
    perform iwm.send_mail(_user_id, _purpose, jsonb_build_object('token_id', _token,
        'hours', round(extract(epoch from _lifetime) / 3600.0, 1)), _email);
end
$$;
comment on function iwm.send_link is
'Mails a link that can be used once: _purpose verify_email, reset_password or change_email; earlier ones of the purpose end.';
