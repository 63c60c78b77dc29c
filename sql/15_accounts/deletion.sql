-- Leaving: deactivating, deleting after a time of grace, and what is done when that is over.

create or replace function iwm.require_fresh(_viewer iwm.viewer)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    -- a device that somebody let in proves no more than that somebody let it in, once
    if not exists (
        select from sessions as s
        where s.external_id = (_viewer).session_id and s.created_at > iwm.now() - (iwm.policy()).fresh_sign_in
            and not 'device' = any (s.methods))
    then
        perform iwm.fail('fresh_sign_in_needed', format('This needs a sign-in of the last %s minutes.',
            round(extract(epoch from (iwm.policy()).fresh_sign_in) / 60)),
            'Sign in again, with POST /v1/auth/login or the service that you use, and call with the new token.');
    end if;
end
$$;
comment on function iwm.require_fresh is $$
Ends a call that cannot be undone unless the session began a short while ago (iwm.account_policy.fresh_sign_in)

Refreshing tokens does not make a session younger; API tokens and devices that were let in never pass.
$$;

create or replace function iwm.keep_an_admin(_user_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if exists (select from admin_user_meta as m where m.user_id = _user_id and m.role = 'admin') then
        perform from admin_user_meta as m where m.role = 'admin' order by m.user_id for update; -- two at once: one after the other
        if not exists (
            select from admin_user_meta as m join users as u on u.id = m.user_id
            where m.role = 'admin' and m.user_id <> _user_id and u.deactivated_at is null and u.deletion_due_at is null
                and not iwm.suspended(u.suspended_at, u.suspended_until))
        then
            perform iwm.fail('last_admin', 'You are the only administrator.', 'Make somebody else one first.');
        end if;
    end if;
end
$$;
comment on function iwm.keep_an_admin is 'Ends a call by which the only active administrator would leave: last_admin (409).';

create or replace function iwm.schedule_deletion(_user_id bigint, _keep_session text default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _due timestamptz;
begin
    perform iwm.keep_an_admin(_user_id);
    update users set deletion_due_at = iwm.now() + (iwm.policy()).deletion_grace
    where id = _user_id and deletion_due_at is null
    returning deletion_due_at into _due;
    if _due is not null then
        perform iwm.revoke_sessions(_user_id, 'account is to be deleted', _keep_session);
        perform iwm.security_event(_user_id, 'deletion_scheduled', _keep_session);
        perform iwm.send_mail(_user_id, 'account_deletion_scheduled', jsonb_build_object('due', _due));
    end if;
end
$$;
comment on function iwm.schedule_deletion is $$
Lets an account be deleted after the time of grace, ends its sessions but _keep_session, and mails that

Asked for again, the first date holds. Fails with last_admin (409).
$$;

create or replace function iwm.cancel_deletion(_user_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update users set deletion_due_at = null where id = _user_id and deletion_due_at is not null;
    if found then
        perform iwm.security_event(_user_id, 'deletion_cancelled');
        perform iwm.send_mail(_user_id, 'security_alert', '{"event": "deletion_cancelled"}');
    end if;
end
$$;
comment on function iwm.cancel_deletion is 'Lets an account live on that was to be deleted, and mails that; nothing where it was not.';

create or replace function iwm.purge_account(_user_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _audit constant text := coalesce(current_setting('iwm.audit', true), '');
    _it record;
    _names text[];
begin
    select u.external_id, u.email, u.username into _it from users as u where u.id = _user_id for update;
    if _it.external_id is null then
        return;
    end if;
    -- an entry about the removal would name who is to be forgotten
    perform set_config('iwm.audit', 'off', true);
    -- what names the user without a foreign key: the public id, and those of their tokens
    _names := array(select t.external_id from api_tokens as t where t.user_id = _user_id) || _it.external_id;
    delete from api_calls where caller = any (_names);
    delete from idempotency_keys where owner = any (_names) or owner = any (
        select 'tok:' || t.token_hash from api_tokens as t where t.user_id = _user_id);
    delete from rate_buckets where key = any (_names) or exists (select from unnest(_names) as n where strpos(key, n) > 0);
    delete from mails where lower(to_address) = lower(_it.email) or user_id is null and lower(to_address) = any (
        select lower(o.email) from one_time_tokens as o where o.user_id = _user_id);
    perform jobs.forget_user(_user_id);
    update ops.migrated set new_id = null where kind = 'user' and new_id = _it.external_id;
    delete from users where id = _user_id; -- and with it all that refers to it
    update audit_log set entity_id = 'deleted account', changed = null, previous = null, reason = null
    where entity = 'user' and entity_id = _it.external_id;
    perform set_config('iwm.audit', _audit, true);
    perform ops.touch('user:' || _it.external_id);
end
$$;
comment on function iwm.purge_account is $$
Deletes a user and all that is theirs, at once and for ever

Rows that refer to the user go by their foreign keys. Of the audit log what the user did stays, without the name; entries
about the user lose what they say. Counters of others follow by triggers.
$$;

create or replace function iwm.purge_accounts(_most integer default 1)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id bigint;
    _tried bigint[] := array[]::bigint[];
    _purged integer := 0;
begin
    while _purged < _most loop
        select u.id into _id from users as u
        where u.deletion_due_at <= iwm.now() and u.id <> all (_tried)
        order by u.deletion_due_at, u.id limit 1
        for update skip locked;
        exit when _id is null;
        _tried := _tried || _id;
        begin
            perform iwm.purge_account(_id);
            _purged := _purged + 1;
        exception when others then
            -- one whom something holds on to shall not keep all others
            raise warning 'account % cannot be purged: %', _id, sqlerrm;
        end;
    end loop;
    return _purged;
end
$$;
comment on function iwm.purge_accounts is $$
Purges the account whose time of grace was over first, of those that nobody holds at this moment. Returns how many

One in a transaction: whose counters it changes, others wait for. Where nobody else is at work, more may go at once.
$$;
