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

create or replace function iwm.need_link(_token_id text, _purpose text)
returns iwm.one_time_tokens
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _link iwm.one_time_tokens;
    _email text;
begin
    select t.* into _link from one_time_tokens as t where t.external_id = _token_id and t.purpose = _purpose;
    select u.email into _email from users as u where u.id = _link.user_id;
    if _link.id is null then
        perform iwm.fail('invalid_link', null, 'Copy the whole link out of the mail.', 'token');
    elsif _link.used_at is not null then
        perform iwm.fail('link_used', 'This link was used already, or a newer one was sent.', 'Ask for a new one.', 'token');
    elsif _link.expires_at <= iwm.now() then
        perform iwm.fail('link_expired', null, 'Ask for a new one.', 'token');
    elsif _purpose <> 'change_email' and lower(_email) <> lower(_link.email) then
        perform iwm.fail('invalid_link', 'This link was sent to an address that the account does not have any more.',
            'Ask for a new one.', 'token');
    end if;
    return _link;
end
$$;
comment on function iwm.need_link is
'A mailed link that can still be used, or the error that says why not: invalid_link, link_used, link_expired.';

create or replace function iwm.use_link(_token_id text, _purpose text)
returns iwm.one_time_tokens
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _link constant iwm.one_time_tokens := iwm.need_link(_token_id, _purpose);
begin
    update one_time_tokens set used_at = iwm.now() where user_id = _link.user_id and id = _link.id and used_at is null;
    if not found then -- somebody else was faster
        perform iwm.fail('link_used', null, 'Ask for a new one.', 'token');
    end if;
    return _link;
end
$$;
comment on function iwm.use_link is 'Uses a mailed link up; of two at the same time one gets it. Fails like iwm.need_link.';

create or replace function iwm.answer_reset_requests(_limit integer)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _most constant integer := 5; -- an hour, and one a minute: nobody shall fill a mailbox of somebody else
    _request record;
    _recent record;
begin
    for _request in
        select m.id, u.id as user_id, u.email
        from mails as m
        left join users as u on lower(u.email) = lower(m.to_address)
        where m.state = 'pending' and m.template = 'reset_requested'
        order by m.id limit _limit
        for update of m skip locked
    loop
        delete from mails where id = _request.id;
        select count(*) as links, max(t.created_at) as newest into _recent from one_time_tokens as t
        where t.user_id = _request.user_id and t.purpose = 'reset_password' and t.created_at > iwm.now() - interval '1 hour';
        if _request.user_id is not null and _recent.links < _most
            and (_recent.newest is null or _recent.newest <= iwm.now() - interval '1 minute')
        then
            perform iwm.send_link(_request.user_id, 'reset_password', _request.email, (iwm.policy()).reset_link_lifetime);
        end if;
    end loop;
end
$$;
comment on function iwm.answer_reset_requests is
'Turns what api.forgot_password noted into links, where there is an account: afterwards, so that asking tells nobody.';
