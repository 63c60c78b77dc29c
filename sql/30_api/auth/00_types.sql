-- Sessions, API tokens and what happened to an account, as its owner sees them.

create type api.session as (
    id text, -- Public id
    device text, -- Name that was given to it at sign-in @null
    user_agent text, -- Program that was last seen with it @null
    client text, -- Address that was last seen with it @null
    methods text[], -- How it was opened: pwd, otp, recovery, oidc, device; operator: by the owner of the database, in psql
    scopes text[], -- What it may do; null: everything @null
    created_at timestamptz, -- When it was opened
    last_seen_at timestamptz, -- When it was last refreshed
    expires_at timestamptz, -- When it ends at the latest
    current boolean -- Whether this call came with it
);
comment on type api.session is 'A signed-in device.';

create type api.ended_sessions as (
    ended integer -- How many sessions this call ended
);
comment on type api.ended_sessions is 'What signing out did.';

create type api.security_event as (
    kind text, -- signed_in, signed_out, password_changed, refresh_token_reused, api_token_made …
    at timestamptz, -- When
    session_id text, -- The session that it concerns @null
    client text, -- Address from which it came @null
    user_agent text, -- Program with which it was done @null
    detail text -- More about it @null
);
comment on type api.security_event is 'Something that happened to an account.';

create type api.security_events as (
    items api.security_event[], -- The events, the newest first
    next_cursor text -- Where the next part begins; null after the last @null
);
comment on type api.security_events is 'A part of what happened to an account.';

create type api.api_token as (
    id text, -- Public id
    name text, -- What it is for
    hint text, -- The last four characters
    scopes text[], -- What it may do
    created_at timestamptz, -- When it was made
    expires_at timestamptz, -- When it ends; null: never @null
    last_used_at timestamptz, -- When it was last used @null
    token text -- The token itself: in the answer to its making only @null
);
comment on type api.api_token is 'A token for a program.';

create type api.revoked_token as (
    id text, -- Public id of the token
    revoked boolean -- Always true: it is good for nothing any more
);
comment on type api.revoked_token is 'A token that was revoked.';

create type api.scope as (
    scope text, -- What it is about, and read or write
    title text, -- What it allows
    grantable boolean -- Whether an API token may have it
);
comment on type api.scope is 'Something that a token may be allowed.';

create type api.username_check as (
    username text, -- The name that was asked for
    available boolean, -- Whether a new account may take it
    reason text, -- taken or reserved @null
    suggestion text -- One like it that is free @null
);
comment on type api.username_check is 'Whether a username is free.';
