-- Accounts as the API shows them: to others as a card, to their owner whole.

create type api.user_card as (
    id text, -- Public id
    username text, -- Name in addresses
    name text, -- Name to show
    avatar_url text -- Picture @null
);
comment on type api.user_card is 'A user, in short.';

create type api.account as (
    id text, -- Public id
    username text, -- Name in addresses
    name text, -- Name to show
    email text, -- E-mail address
    email_verified boolean, -- Whether the address is verified
    avatar_url text, -- Picture @null
    cover_url text, -- Wide picture on the profile @null
    bio text, -- About oneself @null
    location text, -- Where one lives @null
    website text, -- Address of a site @null
    visibility iwm.visibility, -- Who sees the profile
    role text, -- user, moderator or admin
    permissions text[], -- What the role allows
    has_password boolean, -- False where one signs in elsewhere only
    totp_enabled boolean, -- Whether a second factor is asked for
    followers integer, -- How many follow
    following integer, -- How many are followed
    version integer, -- Counts the changes of the profile
    created_at timestamptz, -- When the account was made
    updated_at timestamptz, -- When the profile was last changed @null
    deactivated boolean, -- True while the account is deactivated
    deletion_due_at timestamptz -- When the account will be deleted, if it is to be @null
);
comment on type api.account is 'One''s own account.';

create type api.session_tokens as (
    access_token text, -- Send it as Authorization: Bearer …
    token_type text, -- Bearer
    expires_in integer, -- Seconds for which the access token is good
    refresh_token text, -- For POST /v1/auth/refresh, once
    session_id text, -- Public id of the session
    scopes text[], -- What the session may do; null: everything @null
    "user" api.account -- Who signed in
);
comment on type api.session_tokens is 'A signed-in session: its tokens, and who signed in.';
