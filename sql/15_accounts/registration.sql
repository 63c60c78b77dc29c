create or replace function iwm.require_open_registration()
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if not (iwm.policy()).registration_open then
        perform iwm.fail('registration_closed', 'New accounts are not made at the moment.', 'Ask the staff for one.');
    end if;
end
$$;
comment on function iwm.require_open_registration is 'Fails with registration_closed (403) where nobody may make an account.';

create or replace function iwm.create_user(_email text, _name text, _username text default null, _hash text default '!')
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _constraint text;
    _id bigint;
begin
    if _username is not null then
        perform iwm.check_username(_username);
    end if;
    -- Another registration may take the same name between the look and the insert. A username that was derived is then
    -- derived again; one that was asked for is taken.
    for _try in 1..20 loop
        begin
            insert into users (external_id, email, username, hashed_password, name, password_changed_at)
            values (iwm.new_id('usr'), _email, coalesce(_username, iwm.free_username(_name)), _hash, btrim(_name),
                case when _hash <> '!' then iwm.now() end)
            returning id into _id;
            exit;
        exception when unique_violation then
            get stacked diagnostics _constraint = constraint_name;
            if _constraint = 'idx_users_email' then
                -- This tells who has an account. A form that hides it (mail to the owner instead) would have to hide the
                -- sign-in that follows too; registrations are limited by client instead, and login tells nothing.
                perform iwm.fail('email_taken', 'There is an account with this e-mail address.',
                    'Sign in, or set a new password.', 'email');
            elsif _username is not null then
                perform iwm.check_username(_username);
            end if;
        end;
    end loop;
    if _id is null then
        perform iwm.fail('username_taken', 'No free username was found.', 'Choose one yourself.', 'username');
    end if;
    insert into user_stats (user_id) values (_id);
    insert into user_settings (user_id) values (_id);
    return _id;
end
$$;
comment on function iwm.create_user is $$
Makes an account with all rows that belong to it, and returns its internal id

_username null: derived from the name. _hash: of the password, ! for none.
Fails with email_taken, username_taken (409), username_reserved (422).
$$;
