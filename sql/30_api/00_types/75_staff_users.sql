-- What staff sees of users, of what was done, and of the settings of the service.

create type api.staff_user_card as (
    id text, -- Public id
    username text, -- Name in addresses
    name text, -- Name to show
    role text, -- user, moderator or admin
    state iwm.account_state, -- active, unverified, suspended, deactivated, leaving
    created_at timestamptz, -- When the account was made
    last_seen_at timestamptz -- When it was last used @null
);
comment on type api.staff_user_card is 'A user in a list for staff.';

create type api.staff_user_feed as (
    items api.staff_user_card[], -- Users of this page
    next_cursor text -- Where the next page begins @null
);
comment on type api.staff_user_feed is 'Users, for staff.';

create type api.staff_user as (
    id text, -- Public id
    username text, -- Name in addresses
    name text, -- Name to show
    email text, -- E-mail address; for moderators only its domain
    email_verified_at timestamptz, -- When the address was verified @null
    role text, -- user, moderator or admin
    permissions text[], -- What the role allows
    state iwm.account_state, -- active, unverified, suspended, deactivated, leaving
    visibility iwm.visibility, -- Who sees the profile
    suspended_at timestamptz, -- Since when the account is suspended @null
    suspended_until timestamptz, -- Until when @null
    suspension_reason text, -- Why @null
    deactivated_at timestamptz, -- Since when it is deactivated @null
    deletion_due_at timestamptz, -- When it will be deleted @null
    has_password boolean, -- False where one signs in elsewhere only
    password_changed_at timestamptz, -- When the password was last changed @null
    totp_enabled boolean, -- Whether a second factor is asked for
    providers text[], -- Where one signs in, too
    sessions integer, -- Sessions that are open
    api_tokens integer, -- API tokens that are good
    failed_logins integer, -- Wrong passwords since the last right one
    locked_until timestamptz, -- Until when signing in is locked for strangers @null
    followers integer, -- How many follow
    following integer, -- How many are followed
    open_reports integer, -- Reports about them that wait
    notes text, -- Notes of the staff @null
    created_at timestamptz, -- When the account was made
    last_seen_at timestamptz -- When it was last used @null
);
comment on type api.staff_user is 'A user as staff sees them.';

create type api.staff_signed_out as (
    ended integer -- How many sessions and API tokens were ended
);
comment on type api.staff_signed_out is 'What signing somebody out did.';

create type api.audit_entry as (
    at timestamptz, -- When
    actor text, -- Username, or the database role of a change in psql
    action text, -- create, update, delete, restore, merge, remove; genres.add, credits.remove …; role, suspend …
    entity iwm.audit_entity, -- movie, person, genre, user, policy, rate_limit
    entity_id text, -- Public id, slug or class
    changed jsonb, -- New values, as text @null
    previous jsonb, -- What they replaced @null
    reason text -- Why, as the actor says @null
);
comment on type api.audit_entry is 'Something that staff did.';

create type api.audit_feed as (
    items api.audit_entry[], -- Entries of this page, the newest first
    next_cursor text -- Where the next page begins @null
);
comment on type api.audit_feed is 'What staff did.';

create type api.api_usage as (
    day date, -- Day, in UTC
    caller text, -- Public id of a user or an API token, or anonymous
    username text, -- Whose calls they are @null
    client text, -- Address
    calls bigint, -- How many calls
    errors bigint -- How many of them failed
);
comment on type api.api_usage is 'Calls of a day by one caller from one address.';

create type api.api_usage_page as (
    items api.api_usage[], -- Rows of this page
    total bigint -- How many there are in all
);
comment on type api.api_usage_page is 'A page of counts of calls.';

create type api.policy as (
    version integer, -- Counts the changes; send it as If-Match with the next one
    verified_to_reach_others boolean, -- Whether only verified accounts follow, review and comment
    registration_open boolean, -- Whether there may be new accounts
    session_lifetime bigint, -- Seconds until a session ends at the latest
    session_idle bigint, -- Seconds without use until it ends
    refresh_grace bigint, -- Seconds in which a used refresh token is good once more
    mail_link_lifetime bigint, -- Seconds for which a link to verify an address is good
    reset_link_lifetime bigint, -- Seconds for which a link to reset a password is good
    deletion_grace bigint, -- Seconds between asking for deletion and deletion
    fresh_sign_in bigint, -- Seconds since the sign-in in which one may do what cannot be undone
    most_sessions integer, -- Most sessions of an account
    most_api_tokens integer, -- Most API tokens of an account
    most_follows integer, -- Most users whom an account follows
    updated_at timestamptz -- When it was last changed
);
comment on type api.policy is 'Settings of accounts.';

create type api.policy_patch as (
    verified_to_reach_others boolean, -- Whether only verified accounts follow, review and comment
    registration_open boolean, -- Whether there may be new accounts
    session_lifetime iwm.lifetime_seconds, -- Seconds until a session ends at the latest
    session_idle iwm.lifetime_seconds, -- Seconds without use until it ends
    refresh_grace iwm.grace_seconds, -- Seconds in which a used refresh token is good once more
    mail_link_lifetime iwm.lifetime_seconds, -- Seconds for which a link to verify an address is good
    reset_link_lifetime iwm.lifetime_seconds, -- Seconds for which a link to reset a password is good
    deletion_grace iwm.grace_seconds, -- Seconds between asking for deletion and deletion
    fresh_sign_in iwm.lifetime_seconds, -- Seconds since the sign-in in which one may do what cannot be undone
    most_sessions iwm.quota, -- Most sessions of an account
    most_api_tokens iwm.quota, -- Most API tokens of an account
    most_follows iwm.quota -- Most users whom an account follows
);
comment on type api.policy_patch is 'What can be changed of the settings of accounts. What is not named stays.';

create type api.rate_limit as (
    class text, -- Class, as operations name it
    version integer, -- Counts the changes; send it as If-Match with the next one
    account_burst integer, -- Calls at once of one account
    account_seconds integer, -- Seconds in which these are there again
    client_burst integer, -- Calls at once from one address
    client_seconds integer, -- Seconds in which these are there again
    description text, -- What belongs to it
    updated_at timestamptz -- When it was last changed
);
comment on type api.rate_limit is 'A class of rate limits.';

create type api.rate_limit_patch as (
    account_burst iwm.quota, -- Calls at once of one account
    account_seconds iwm.lifetime_seconds, -- Seconds in which these are there again
    client_burst iwm.quota, -- Calls at once from one address
    client_seconds iwm.lifetime_seconds -- Seconds in which these are there again
);
comment on type api.rate_limit_patch is 'What can be changed of a class of rate limits. What is not named stays.';
