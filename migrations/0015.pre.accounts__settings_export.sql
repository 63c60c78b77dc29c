-- What settings, exports and deletions need: limits of arguments, where a setting's values stand, marks for exports.

create domain iwm.bio as text check (char_length(value) <= 1000);
comment on domain iwm.bio is 'A text about oneself, at most 1,000 characters.
@schema {"type": "string", "maxLength": 1000}';

create domain iwm.settings_section as text check (value ~ '^[a-z]+$' and char_length(value) <= 30);
comment on domain iwm.settings_section is 'A section of the settings: privacy, display, region …
@schema {"description": "a word of at most 30 lower-case letters, as in privacy", "type": "string", "pattern": "^[a-z]+$", "minLength": 1, "maxLength": 30}';

create domain iwm.genre_preference as text check (value in ('like', 'dislike'));
comment on domain iwm.genre_preference is 'like or dislike.
@schema {"type": "string", "enum": ["like", "dislike"]}';

alter table iwm.setting_definitions
    add column source text,
    add constraint setting_definitions_source_known check (source in ('countries', 'languages', 'time_zones'));
comment on column iwm.setting_definitions.source is 'Where a text, or each item of a list, must be found; null for anywhere.';

alter table iwm.account_policy
    add column fresh_sign_in interval not null default interval '10 minutes',
    add constraint account_policy_fresh_sign_in_range check (fresh_sign_in > interval '0');
comment on column iwm.account_policy.fresh_sign_in is 'How long ago somebody may have signed in to do what cannot be undone.';

-- iwm.export_rows: a row belongs to its user_id; where another column names its owner too, that one says @mine.
comment on column iwm.follow_requests.requester_id is 'Who asks. @mine';
-- What an export leaves out besides hashes and secrets, which it knows by their names.
comment on column iwm.device_codes.user_code is 'What a person types: eight letters. @unexported';
comment on column iwm.mails.data is 'What the template is filled with; it may hold what makes up a link. @unexported';
comment on column iwm.admin_user_meta.notes is 'What staff notes about staff. @unexported';
