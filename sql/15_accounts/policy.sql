create or replace function iwm.policy()
returns iwm.account_policy
language sql stable
as $$ select p from iwm.account_policy as p $$;
comment on function iwm.policy is 'The settings of accounts: select (iwm.policy()).deletion_grace.';

create or replace function iwm.require_verified(_user_id bigint)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if (iwm.policy()).verified_to_reach_others
        and (select u.email_verified_at from users as u where u.id = _user_id) is null
    then
        perform iwm.fail('email_not_verified', 'Verify your e-mail address first: this reaches other people.',
            'Follow the link in the mail; POST /v1/auth/email/verification sends another one.');
    end if;
end
$$;
comment on function iwm.require_verified is 'Ends a call that reaches others (follow, review, comment …) of a user whose e-mail address is not verified.';
