create or replace function api.create_account(
    _email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _session_id text, _refresh_hash text,
    _client text, _user_agent text, _device iwm.label
)
returns api.account
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id bigint;
begin
    perform iwm.require_open_registration();
    _user_id := iwm.create_user(_email, _name, _username, _hash);
    perform iwm.send_link(_user_id, 'verify_email', _email, (iwm.policy()).mail_link_lifetime);
    perform iwm.security_event(_user_id, 'registered', _session_id, _client, _user_agent);
    return iwm.sign_in(_user_id, _session_id, _refresh_hash, _client, _user_agent, _device, '{pwd}');
end
$$;
comment on function api.create_account is $$
Registers somebody whose password is hashed, and opens the first session

@internal
$$;
