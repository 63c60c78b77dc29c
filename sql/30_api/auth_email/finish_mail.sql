create or replace function api.finish_mail(
    _id bigint, _attempt integer, _error text default null, _final boolean default false
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _tries constant integer := 8;
begin
    update mails set
        state = case when _error is null then 'sent' when _final or _attempt >= _tries then 'failed' else 'pending' end,
        sent_at = case when _error is null then iwm.now() end,
        next_try_at = iwm.now() + interval '1 minute' * 2 ^ (_attempt - 1),
        error = left(_error, 1000)
    where id = _id and state = 'pending' and attempts = _attempt;
end
$$;
comment on function api.finish_mail is $$
Says what became of a mail: sent (without _error), or to be tried again after 1, 2, 4 … minutes, failed after eight times

_attempt: the one of api.claim_mails, so that a late caller changes nothing any more. _final: trying again is of no use.

@internal
$$;
