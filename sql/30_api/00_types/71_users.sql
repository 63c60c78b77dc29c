-- Other users, and what they are to the caller.

create type api.relation as (
    id text, -- Public id of the other user
    username text, -- Their name in addresses
    follows boolean, -- You follow them
    followed_by boolean, -- They follow you
    friend boolean, -- You follow each other
    requested boolean, -- You asked to follow them, and wait
    requested_by boolean, -- They asked to follow you, and wait
    blocked boolean, -- You block them
    muted boolean -- You mute them
);
comment on type api.relation is 'What another user is to you.';

create type api.user_profile as (
    id text, -- Public id
    username text, -- Name in addresses
    name text, -- Name to show
    avatar_url text, -- Picture @null
    cover_url text, -- Wide picture on the profile @null
    bio text, -- About oneself @null
    location text, -- Where one lives @null
    website text, -- Address of a site @null
    visibility iwm.visibility, -- Who sees what is on the profile
    suspended boolean, -- The staff has suspended the account: only the names are shown
    content_visible boolean, -- Whether you may see what is on the profile; without it, only the card is filled
    followers integer, -- How many follow @null
    following integer, -- How many are followed @null
    created_at timestamptz, -- Member since @null
    relation api.relation -- What they are to you; null for yourself and when you are not signed in @null
);
comment on type api.user_profile is 'A user as others see them.';

create type api.user_page as (
    items api.user_card[], -- Users of this page
    total bigint -- How many there are in all
);
comment on type api.user_page is 'A page of users.';

create type api.user_feed as (
    items api.user_card[], -- Users of this page
    next_cursor text -- For the next page; null on the last @null
);
comment on type api.user_feed is 'A part of a list of users, the newest first.';

create type api.follow_request as (
    id text, -- Public id of the request
    "user" api.user_card, -- Who asked; in the list of sent ones, who was asked
    created_at timestamptz -- When
);
comment on type api.follow_request is 'A request to follow that waits for an answer.';

create type api.follow_request_feed as (
    items api.follow_request[], -- Requests of this page
    next_cursor text -- For the next page; null on the last @null
);
comment on type api.follow_request_feed is 'A part of a list of requests, the newest first.';

create type api.user_suggestion as (
    "user" api.user_card, -- Whom you might follow
    mutual integer -- How many of those whom you follow were seen to follow them
);
comment on type api.user_suggestion is 'Somebody whom you might follow.';

create type api.user_report as (
    id text, -- Public id
    username text, -- Who is reported
    reason iwm.user_report_reason, -- Why
    details text, -- What happened @null
    state text, -- open, resolved or dismissed
    created_at timestamptz -- When
);
comment on type api.user_report is 'A report of a user, as the one who wrote it sees it.';
