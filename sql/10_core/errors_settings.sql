-- Errors of one's own account: settings, preferences, deletion.

insert into iwm.errors (code, status, title) values
    ('fresh_sign_in_needed', 403, 'Sign in again for this'),
    ('settings_section_not_found', 404, 'There is no such section of the settings'),
    ('unknown_setting', 422, 'There is no such setting'),
    ('invalid_setting', 422, 'A setting cannot have this value'),
    ('unknown_genre', 422, 'No genre has this slug'),
    ('genre_liked_and_disliked', 422, 'A genre is liked and disliked at once'),
    ('unknown_notification_type', 422, 'There is no such kind of notification'),
    ('notification_mandatory', 422, 'This notification cannot be turned off')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
