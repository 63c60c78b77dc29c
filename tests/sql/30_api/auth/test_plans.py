"""What is asked at each sign-in costs the same for an account that has signed in twenty thousand times."""

import psycopg

from tests.support.accounts import Person

OLD = 20_000


def test_an_account_with_a_long_history(conn: psycopg.Connection, ada: Person) -> None:
    conn.execute(
        "insert into iwm.security_events (user_id, kind, client, at)"
        " select %s, 'signed_in', '10.0.' || i %% 250 || '.1', iwm.now() - i * interval '1 minute'"
        " from generate_series(1, %s) as i", [ada.id, OLD],
    )  # fmt: skip
    conn.execute(
        "insert into iwm.sessions (user_id, external_id, refresh_hash, client, expires_at, revoked_at, last_seen_at)"
        " select %s, 'ses_' || i, 'h', '10.1.0.1', iwm.now(), iwm.now(), iwm.now() - i * interval '1 minute'"
        " from generate_series(1, %s) as i", [ada.id, OLD],
    )  # fmt: skip
    conn.execute("analyze iwm.security_events, iwm.sessions")
    for query in (
        "select iwm.knows_client(%(id)s, '192.0.2.9')", "select iwm.knows_client(%(id)s, '10.0.7.1')",
        "select api.begin_login('ada', '192.0.2.9')", "select api.list_sessions(%(viewer)s::iwm.viewer)",
        "select api.list_security_events(%(viewer)s::iwm.viewer)",
        "select iwm.open_session(%(id)s, 'ses_x', 'h', '192.0.2.9', null, null, '{pwd}')",
    ):  # fmt: skip
        values = {"id": ada.id, "viewer": ada.viewer}
        conn.execute(query, values)  # what is read once for the plan is no part of it
        lines = conn.execute(f"explain (analyze, buffers) {query}", values).fetchall()
        touched = next(line[0] for line in lines if "Buffers: shared" in line[0])
        blocks = sum(int(part.partition("=")[2]) for part in touched.split() if part.startswith(("hit=", "read=")))
        assert blocks < 120, (query, touched)
