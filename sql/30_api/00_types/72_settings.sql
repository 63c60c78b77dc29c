-- Settings and preferences of an account.

create type api.settings as (
    version integer, -- Counts the changes; the answer's ETag
    settings jsonb, -- What holds, by section: {"display": {"theme": "dark", …}, …}
    updated_at timestamptz -- When a setting was last changed
);
comment on type api.settings is 'The settings that hold, whether set or not.';

create type api.setting_definition as (
    key text, -- section.name
    section text, -- Section, as in privacy
    name text, -- Name within the section
    kind text, -- boolean, text, choice or list
    initial jsonb, -- What holds until it is set @null
    allowed jsonb, -- What a choice, or each item of a list, can be @null
    pattern text, -- What a text, or each item of a list, must match @null
    most integer, -- Longest text, or most items of a list @null
    source text, -- countries, languages or time_zones, where it must be found there @null
    description text -- What it does
);
comment on type api.setting_definition is 'A setting: what it takes and what it does.';

create type api.account_patch as (
    name iwm.display_name, -- Name to show
    username iwm.username, -- Name in addresses; the old one is free for others at once
    bio iwm.bio, -- About oneself @null
    location iwm.label, -- Where one lives @null
    website iwm.web_url, -- Address of a site @null
    avatar_url iwm.web_url, -- Picture @null
    cover_url iwm.web_url, -- Wide picture on the profile @null
    visibility iwm.visibility -- Who sees the profile
);
comment on type api.account_patch is 'What you can change of your profile. What is left out stays; null clears.';

create type api.genre_preferences as (
    likes api.genre_ref[], -- Genres you like, by name
    dislikes api.genre_ref[] -- Genres you do not want, by name
);
comment on type api.genre_preferences is 'What you like and dislike.';

create type api.genre_pick as (
    slug text, -- Name in addresses, as in sci-fi
    name text, -- Name to show
    movie_count bigint, -- How many films it has
    preference iwm.genre_preference -- What you said about it @null
);
comment on type api.genre_pick is 'A genre to choose.';

create type api.notification_preference as (
    type text, -- What happened, as in new_follower
    title text, -- In words
    mandatory boolean, -- True where it cannot be turned off
    in_app boolean, -- Whether you are told here
    email boolean, -- Whether you are told by mail
    push boolean, -- Whether you are told by push message
    webhook boolean, -- Whether you are told by webhook
    changed boolean -- Whether you said otherwise than the default
);
comment on type api.notification_preference is 'By which channels you are told of something.';
