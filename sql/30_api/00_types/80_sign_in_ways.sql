-- What operations on addresses, the second factor, devices and sign-in services answer.

create type api.email_state as (
    email text, -- The address of the account
    verified boolean -- Whether it is verified
);
comment on type api.email_state is 'An e-mail address and whether it is verified.';

create type api.email_change as (
    email text, -- The address of the account, until the link is followed
    new_email text, -- The address that a link was mailed to
    expires_at timestamptz -- Until when the link is good
);
comment on type api.email_change is 'A change of address that waits for a link to be followed.';

create type api.totp_state as (
    enabled boolean, -- Whether signing in asks for a code
    confirmed_at timestamptz, -- Since when @null
    recovery_codes_left integer -- How many recovery codes are not used
);
comment on type api.totp_state is 'The second factor of an account.';

create type api.totp_setup as (
    secret text, -- The secret, to be typed into an authenticator app
    otpauth_uri text, -- The same as an address that such apps open
    qr_svg text -- The same as a picture (SVG) to be scanned
);
comment on type api.totp_setup is 'A secret of the second factor, shown once. It counts once a code of it came back.';

create type api.recovery_codes as (
    codes text[] -- Each stands in for a code of the app once
);
comment on type api.recovery_codes is 'Recovery codes, shown once.';

create type api.device_code as (
    device_code text, -- For POST /v1/auth/device/token; the device keeps it to itself
    user_code text, -- To be shown to the person
    verification_uri text, -- Where the person types it
    verification_uri_complete text, -- The same with the code in it, for a QR code
    expires_in integer, -- Seconds for which both codes are good
    "interval" integer -- Seconds between two questions whether it was allowed
);
comment on type api.device_code is 'Codes of a device that wants to sign in (RFC 8628).';

create type api.device_request as (
    user_code text, -- The code that the device shows
    client_name text, -- What the device says that it is
    scopes text[], -- What it may do once it is allowed
    address text, -- From where it asked @null
    state text, -- pending, approved or denied
    created_at timestamptz, -- When it asked
    expires_at timestamptz -- Until when it can be allowed
);
comment on type api.device_request is 'A device that asks to be signed in.';

create type api.sign_in_provider as (
    name text, -- Its name in addresses
    title text, -- Its name to show
    start_url text -- Where signing in begins: to be opened in a browser
);
comment on type api.sign_in_provider is 'A service of others that people can sign in with.';

create type api.oidc_start as (
    authorization_url text -- Where the service asks the person
);
comment on type api.oidc_start is 'The beginning of signing in elsewhere.';

create type api.oidc_result as (
    next text, -- done; second_factor: send the ticket with a code; link: send the ticket as the account that it shall belong to
    session api.session_tokens, -- The session, where one was opened @null
    ticket text, -- For POST /v1/auth/oidc/second-factor or POST /v1/me/identities, where something is left to do @null
    origin text -- The site that began, and is to get this @null
);
comment on type api.oidc_result is 'What came of signing in elsewhere.';

create type api.identity as (
    provider text, -- The sign-in service
    email text, -- The address there @null
    created_at timestamptz, -- Since when it is linked
    last_used_at timestamptz -- When it was last used to sign in @null
);
comment on type api.identity is 'An account of a sign-in service with which one can sign in.';
