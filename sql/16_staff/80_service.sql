-- Settings of the service as staff sees and changes them.

create or replace function iwm.staff_policy()
returns api.policy
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _policy api.policy;
begin
    select p.version, p.verified_to_reach_others, p.registration_open, extract(epoch from p.session_lifetime),
        extract(epoch from p.session_idle), extract(epoch from p.refresh_grace), extract(epoch from p.mail_link_lifetime),
        extract(epoch from p.reset_link_lifetime), extract(epoch from p.deletion_grace), extract(epoch from p.fresh_sign_in),
        p.most_sessions, p.most_api_tokens, p.most_follows, p.updated_at
    into _policy
    from account_policy as p;
    return _policy;
end
$$;
comment on function iwm.staff_policy is 'The settings of accounts, times in seconds.';

create or replace function iwm.change_policy(_if_match text, _patch jsonb)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _present account_policy;
    _given api.policy_patch;
    _times jsonb;
begin
    select p.* into _present from account_policy as p for update;
    perform iwm.check_version(_if_match, _present.version);
    perform iwm.check_values('api.policy_patch', _patch);
    _given := iwm.patched(_given, _patch);
    -- seconds become intervals; what is not given stays
    select jsonb_object_agg(t.name, make_interval(secs => (to_jsonb(_given) ->> t.name)::double precision)) into _times
    from unnest('{session_lifetime,session_idle,refresh_grace,mail_link_lifetime,reset_link_lifetime,deletion_grace,fresh_sign_in}'::text[])
        as t(name)
    where _patch ? t.name;
    _present := jsonb_populate_record(_present, jsonb_strip_nulls(to_jsonb(_given)) || coalesce(_times, '{}'));
    update account_policy as p set
        verified_to_reach_others = _present.verified_to_reach_others, registration_open = _present.registration_open,
        session_lifetime = _present.session_lifetime, session_idle = _present.session_idle,
        refresh_grace = _present.refresh_grace, mail_link_lifetime = _present.mail_link_lifetime,
        reset_link_lifetime = _present.reset_link_lifetime, deletion_grace = _present.deletion_grace,
        fresh_sign_in = _present.fresh_sign_in, most_sessions = _present.most_sessions,
        most_api_tokens = _present.most_api_tokens, most_follows = _present.most_follows,
        version = p.version + 1, updated_at = iwm.now()
    where p <> _present;
end
$$;
comment on function iwm.change_policy is
'Lays a patch (api.policy_patch) over the settings of accounts. Fails with precondition_required, precondition_failed, invalid_input.';

create or replace function iwm.staff_rate_limit(_class text)
returns api.rate_limit
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _limit api.rate_limit;
begin
    select r.class, r.version, r.account_burst, r.account_seconds, r.client_burst, r.client_seconds, r.description, r.updated_at
    into _limit
    from rate_limits as r where r.class = _class;
    return _limit;
end
$$;
comment on function iwm.staff_rate_limit is 'A class of rate limits.';

create or replace function iwm.change_rate_limit(_if_match text, _class text, _patch jsonb)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _present rate_limits;
    _given api.rate_limit_patch;
begin
    select r.* into _present from rate_limits as r where r.class = _class for update;
    if _present.class is null then
        perform iwm.fail('rate_class_not_found', format('There is no class %s.', _class), 'GET /v1/staff/rate-limits lists them.',
            'class');
    end if;
    perform iwm.check_version(_if_match, _present.version);
    perform iwm.check_values('api.rate_limit_patch', _patch);
    _given := iwm.patched(_given, _patch);
    update rate_limits as r set
        account_burst = coalesce(_given.account_burst, r.account_burst),
        account_seconds = coalesce(_given.account_seconds, r.account_seconds),
        client_burst = coalesce(_given.client_burst, r.client_burst),
        client_seconds = coalesce(_given.client_seconds, r.client_seconds),
        version = r.version + 1, updated_at = iwm.now()
    where r.class = _class and (r.account_burst, r.account_seconds, r.client_burst, r.client_seconds)
        is distinct from (coalesce(_given.account_burst, r.account_burst), coalesce(_given.account_seconds, r.account_seconds),
            coalesce(_given.client_burst, r.client_burst), coalesce(_given.client_seconds, r.client_seconds));
end
$$;
comment on function iwm.change_rate_limit is $$
Lays a patch (api.rate_limit_patch) over a class of rate limits

Fails with rate_class_not_found, precondition_required, precondition_failed, invalid_input.
$$;
