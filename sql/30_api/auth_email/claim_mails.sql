create or replace function api.claim_mails(_limit integer)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _tries constant integer := 8;
    _lease constant interval := interval '2 minutes'; -- longer than any attempt to send takes
    _claimed jsonb;
begin
    perform iwm.answer_reset_requests(_limit);
    -- whoever tried the last time did not live to tell
    update mails set state = 'failed', error = coalesce(error, 'never finished')
    where state = 'pending' and next_try_at <= iwm.now() and attempts >= _tries;
    with due as (
        select m.id from mails as m
        where m.state = 'pending' and m.template <> 'reset_requested' and m.next_try_at <= iwm.now()
        order by m.next_try_at, m.id limit _limit
        for update skip locked
    ), claimed as (
        update mails as m set attempts = m.attempts + 1, next_try_at = iwm.now() + _lease
        from due where m.id = due.id
        returning m.id, m.to_address, m.template, m.data, m.attempts
    )
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'to', c.to_address, 'template', c.template,
        'data', c.data, 'attempt', c.attempts) order by c.id), '[]')
    into _claimed from claimed as c;
    return _claimed;
end
$$;
comment on function api.claim_mails is $$
Takes mails that are due, for this caller alone

[{"id", "to", "template", "data", "attempt"}]. A mail that api.finish_mail does not hear of within two minutes is due again.

@internal
$$;
