"""A user with a row in every table that can hold something of a user: what an export shows and a purge takes away."""

import psycopg

from tests.support.accounts import People, Person

# One statement a table; %(me)s and %(other)s are ids of users, %(id)s, %(email)s and %(name)s those of the first.
ROWS = {
    "iwm.sessions": None,  # each person has one
    "iwm.user_stats": None,
    "iwm.user_settings": """update iwm.user_settings set settings = '{"display": {"theme": "dark"}}'
        where user_id = %(me)s""",
    "iwm.api_tokens": """insert into iwm.api_tokens (user_id, external_id, name, token_hash, hint, scopes)
        values (%(me)s, 'tok_' || %(id)s, 'phone', md5(%(id)s), 'abcd', '{profile:read}')""",
    "iwm.one_time_tokens": """insert into iwm.one_time_tokens (user_id, external_id, purpose, email, expires_at)
        values (%(me)s, 'otk_' || %(id)s, 'change_email', 'new-' || %(email)s, now())""",
    "iwm.user_identities": """insert into iwm.user_identities (provider, subject, user_id, email)
        values ('example', %(id)s, %(me)s, %(email)s)""",
    "iwm.user_totp": "insert into iwm.user_totp (user_id, secret) values (%(me)s, 'seed-of-codes')",
    "iwm.recovery_codes": "insert into iwm.recovery_codes (user_id, code_hash) values (%(me)s, 'hash-of-code')",
    "iwm.device_codes": """insert into iwm.device_codes (device_code_hash, user_code, client_name, user_id, expires_at)
        values ('hash-' || %(id)s, right(%(id)s, 8), 'television', %(me)s, now())""",
    "iwm.login_failures": "insert into iwm.login_failures (user_id, known, failures) values (%(me)s, true, 3)",
    "iwm.security_events": """insert into iwm.security_events (user_id, kind, client, detail)
        values (%(me)s, 'signed_in', '192.0.2.7', %(email)s)""",
    "iwm.mails": """insert into iwm.mails (user_id, to_address, template, data)
        values (%(me)s, %(email)s, 'verify_email', '{"token_id": "otk_secret"}'),
            (null, upper(%(email)s), 'reset_requested', '{}'), (null, 'new-' || %(email)s, 'change_email', '{}')""",
    "iwm.user_follows": """insert into iwm.user_follows (follower_id, following_id)
        values (%(me)s, %(other)s), (%(other)s, %(me)s)""",
    "iwm.follow_requests": """insert into iwm.follow_requests (user_id, requester_id, external_id)
        values (%(me)s, %(other)s, 'frq_in'), (%(other)s, %(me)s, 'frq_out')""",
    "iwm.user_blocks": """insert into iwm.user_blocks (user_id, blocked_id)
        values (%(me)s, %(other)s), (%(other)s, %(me)s)""",
    "iwm.user_mutes": "insert into iwm.user_mutes (user_id, muted_id) values (%(me)s, %(other)s), (%(other)s, %(me)s)",
    "iwm.user_reports": """insert into iwm.user_reports (user_id, reported_id, external_id, reason, details)
        values (%(me)s, %(other)s, 'rep_1', 'spam', 'they spam'),
            (%(other)s, %(me)s, 'rep_2', 'other', %(name)s || ' bothers me')""",
    "iwm.user_genre_preferences": """insert into iwm.user_genre_preferences (user_id, genre_id, preference)
        select %(me)s, id, 'like' from iwm.genres where slug = 'drama'""",
    "iwm.notification_preferences": """insert into iwm.notification_preferences (user_id, type, channel, enabled)
        values (%(me)s, 'mention', 'email', false)""",
    "iwm.admin_user_meta": """insert into iwm.admin_user_meta (user_id, role, notes, granted_by)
        values (%(me)s, 'moderator', 'a private note', %(other)s), (%(other)s, 'moderator', null, %(me)s)""",
    "iwm.videos": """insert into iwm.videos (user_id, external_id, title, file_name, storage_key, media_type, bytes,
            sha256, container, duration_seconds, width, height, video_codec)
        values (%(me)s, 'vid_' || %(id)s, 'holiday', 'a.mp4', 'videos/ab/' || md5(%(id)s), 'video/mp4', 5,
            repeat('a', 64), 'mov', 3, 2, 2, 'h264')""",
    "iwm.video_operations": """insert into iwm.video_operations
            (user_id, video_id, external_id, type, parameters, job_id)
        select user_id, id, 'vop_' || %(id)s, 'thumbnail', '{"at": 1}', 1 from iwm.videos where user_id = %(me)s""",
    "iwm.video_assets": """insert into iwm.video_assets
            (user_id, video_id, operation_id, external_id, kind, file_name, storage_key, media_type, bytes)
        select user_id, video_id, id, 'vas_' || %(id)s, type, 'a.jpg', 'assets/ab/' || md5(%(id)s), 'image/jpeg', 7
        from iwm.video_operations where user_id = %(me)s""",
    "iwm.video_uploads": """insert into iwm.video_uploads
            (user_id, external_id, file_name, bytes_total, storage_key, expires_at)
        values (%(me)s, 'upl_' || %(id)s, 'b.mp4', 9, 'videos/cd/' || md5(%(id)s), now())""",
    "iwm.incoming_videos": """insert into iwm.incoming_videos (user_id, storage_key, bytes, expires_at)
        values (%(me)s, 'videos/ef/' || md5(%(id)s), 9, now())""",
    # what the user did, and what was done to the user
    "iwm.audit_log": """insert into iwm.audit_log
        (actor_id, actor, action, entity, entity_id, changed, previous, reason)
        values (%(me)s, %(name)s, 'update', 'movie', 'tt0133093', 'title=>Matrix', 'title=>Matricks', 'a misprint'),
            (%(other)s, 'other', 'suspend', 'user', %(id)s, hstore('suspension_reason', %(name)s || ' spams'),
            hstore('email', %(email)s), %(name)s || ' was reported')""",
    "jobs.jobs": """select jobs.enqueue('test.waits', _user_id => %(me)s, _subject => 'user:' || %(id)s,
        _args => jsonb_build_object('to', %(email)s::text))""",
    "jobs.history": """select jobs.cancel(jobs.enqueue('test.over', _user_id => %(me)s,
        _subject => 'user:' || %(id)s))""",
    # tables that know users by text alone
    "iwm.idempotency_keys": """insert into iwm.idempotency_keys (owner, key, operation, fingerprint, body)
        values (%(id)s, 'k', 'o', 'f', %(email)s), ('tok:' || md5(%(id)s), 'k', 'o', 'f', %(email)s)""",
    "iwm.api_calls": """insert into iwm.api_calls (day, caller, client, operation)
        values ('2024-01-01', %(id)s, 'x', 'get_account'), ('2024-01-01', 'tok_' || %(id)s, 'x', 'get_account')""",
    "iwm.rate_buckets": """insert into iwm.rate_buckets (class, key, tokens, at)
        values ('write', 'a:' || %(id)s, 1, now())""",
}  # fmt: skip


def live(conn: psycopg.Connection, person: Person, other: Person) -> dict[str, str]:
    """Gives `person` a row in every table, some of them shared with `other`. Returns the texts that tell of them."""
    texts = {
        "id": person.external_id, "email": f"{person.username}@example.org", "name": person.username,
        "session": person.session_id,
    }  # fmt: skip
    for statement in ROWS.values():
        if statement is not None:
            conn.execute(statement, {"me": person.id, "other": other.id, **texts})
    return texts


def two(conn: psycopg.Connection) -> tuple[Person, Person]:
    """Two users whose names occur nowhere else."""
    people = People(conn)
    return people.user("xanthippe"), people.user("ypsilanti")


def user_keys(conn: psycopg.Connection) -> list[tuple[str, str]]:
    """Every column of every table that refers to a user, by foreign key or by its name."""
    rows = conn.execute(
        """
        select t.relnamespace::regnamespace::text || '.' || t.relname, a.attname
        from pg_class as t join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where t.relkind in ('r', 'p') and not t.relispartition
            and t.relnamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[])
            and (a.attname ~ '(^|_)user_id$' or exists (
                select from pg_constraint as c
                where c.conrelid = t.oid and c.confrelid = 'iwm.users'::regclass and a.attnum = any (c.conkey)))
        order by 1, 2
        """
    ).fetchall()
    return [(table, column) for table, column in rows]
