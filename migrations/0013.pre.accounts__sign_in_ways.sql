-- Ways to sign in beside the password: codes of a second factor, devices, sign-in services, and answers of these that were used up.

create domain iwm.otp_code as text
check (value ~ '^[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?$' and char_length(value) between 6 and 40);
comment on domain iwm.otp_code is 'A code of the second factor: six digits of the app, or a recovery code.
@schema {"description": "six digits of the authenticator app, or a recovery code, as in 123456 or abcd-efgh-jkmn-pqrs", "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9 -]*[A-Za-z0-9])?$", "minLength": 6, "maxLength": 40}';

create domain iwm.user_code as text check (value ~ '^[A-Za-z]{4}-?[A-Za-z]{4}$');
comment on domain iwm.user_code is 'The code that a device shows: eight letters, in two groups. Case does not count.
@schema {"description": "the eight letters that the device shows, as in BCDF-GHJK", "type": "string", "pattern": "^[A-Za-z]{4}-?[A-Za-z]{4}$", "minLength": 8, "maxLength": 9}';

create domain iwm.provider_name as text check (value ~ '^[a-z][a-z0-9_-]*$' and char_length(value) <= 30);
comment on domain iwm.provider_name is 'A sign-in service, by the name that the settings give to it.
@schema {"description": "the name of a sign-in service, as GET /v1/auth/providers lists it", "type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "minLength": 1, "maxLength": 30}';

create domain iwm.oidc_purpose as text check (value in ('sign_in', 'link'));
comment on domain iwm.oidc_purpose is 'What somebody goes to a sign-in service for.
@schema {"type": "string", "enum": ["sign_in", "link"]}';

create domain iwm.oidc_ticket as text check (value ~ '^[A-Za-z0-9_=-]+$' and char_length(value) <= 4000);
comment on domain iwm.oidc_ticket is 'What signing in elsewhere came to, sealed, to be sent back to us.
@schema {"description": "the ticket that signing in elsewhere led to", "type": "string", "pattern": "^[A-Za-z0-9_=-]+$", "minLength": 1, "maxLength": 4000}';

alter table iwm.device_codes
    add column client text,
    add column user_agent text,
    add constraint device_codes_client_name_length check (char_length(client_name) between 1 and 100),
    add constraint device_codes_user_agent_length check (char_length(user_agent) <= 255);
comment on column iwm.device_codes.client is 'Address from which the device asked, shown to whoever is to allow it.';
create index idx_device_codes_expires_at on iwm.device_codes (expires_at);
comment on index iwm.idx_device_codes_expires_at is 'api.open_device_code: codes that are over go';

create table iwm.used_tickets (
    ticket_hash text primary key,
    expires_at timestamptz not null
);
comment on table iwm.used_tickets is 'Answers of sign-in services, and tickets made of them, that were used: each counts once. @private
@distribution reference';
create index idx_used_tickets_expires_at on iwm.used_tickets (expires_at);
comment on index iwm.idx_used_tickets_expires_at is 'iwm.use_ticket: what nobody can use any more goes';
