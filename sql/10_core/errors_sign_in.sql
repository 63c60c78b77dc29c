-- Errors of links in mails, of the second factor, of devices and of sign-in services.

insert into iwm.errors (code, status, title) values
    ('invalid_link', 422, 'The link is not valid'),
    ('link_expired', 422, 'The link is not good any more'),
    ('link_used', 422, 'The link was used already'),
    ('email_unchanged', 422, 'This is the address already'),
    ('password_missing', 409, 'The account has no password'),
    ('totp_enabled', 409, 'The second factor is on already'),
    ('totp_not_enabled', 409, 'The second factor is not on'),
    ('totp_not_begun', 409, 'Begin with a new secret'),
    ('invalid_code', 422, 'The code is not right'),
    ('device_not_found', 404, 'No device waits with this code'),
    ('authorization_pending', 400, 'Nobody has allowed the device yet'),
    ('slow_down', 400, 'The device asks too often'),
    ('expired_token', 400, 'The code of the device is not good any more'),
    ('access_denied', 400, 'It was refused'),
    ('invalid_grant', 400, 'There is no such code'),
    ('provider_not_found', 404, 'There is no such sign-in service'),
    ('provider_unavailable', 503, 'The sign-in service does not answer as it should'),
    ('sign_in_failed', 401, 'Signing in elsewhere did not succeed'),
    ('sign_in_expired', 401, 'Signing in took too long, or was done already'),
    ('email_not_given', 422, 'The sign-in service tells no e-mail address'),
    ('email_needs_proof', 409, 'There is an account with this address'),
    ('identity_taken', 409, 'It belongs to another account'),
    ('provider_linked', 409, 'An account of this service is linked already'),
    ('last_sign_in', 409, 'It is the only way to sign in')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
