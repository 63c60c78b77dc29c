"""cleanup-sessions: what the hourly schedule takes away."""

import psycopg
import pytest

from tests.support.accounts import People, Person

NOW = "2024-02-29 12:34:56+00"


@pytest.fixture
def noon(conn: psycopg.Connection) -> psycopg.Connection:
    """A connection whose clock stands at NOW."""
    conn.execute(f"set iwm.now = '{NOW}'")
    return conn


@pytest.fixture
def ada(noon: psycopg.Connection) -> Person:
    return People(noon).user("ada")


def cleanup(conn: psycopg.Connection) -> dict:
    (result,) = conn.execute("select ops.cleanup_sessions()").fetchone()  # type: ignore[misc]
    return result


def test_it_is_hourly(noon: psycopg.Connection) -> None:
    assert noon.execute("select cron, command from ops.schedules where name = 'cleanup-sessions'").fetchone() == (
        "0 * * * *",
        "select ops.cleanup_sessions()",
    )
    assert cleanup(noon)["done"] is True


SESSION = "user_id, external_id, refresh_hash, last_seen_at, expires_at, revoked_at"
LINK = "user_id, external_id, purpose, email, expires_at, used_at"
MAIL = "to_address, template, state, created_at"
# table, columns, values with the moment as %(at)s, the age at which a row goes
KEPT = {
    "expired sessions": ("sessions", SESSION, "%(me)s, 's', 'h', %(at)s, %(at)s, null", "30 days"),
    "revoked sessions": ("sessions", SESSION, "%(me)s, 's', 'h', iwm.now(), '2030-01-01', %(at)s", "30 days"),
    "unused sessions": ("sessions", SESSION, "%(me)s, 's', 'h', %(at)s, '2030-01-01', null", "60 days"),
    "expired links": ("one_time_tokens", LINK, "%(me)s, 'o', 'verify_email', 'x', %(at)s, null", "1 day"),
    "used links": ("one_time_tokens", LINK, "%(me)s, 'o', 'verify_email', 'x', '2030-01-01', %(at)s", "1 day"),
    "device codes": (
        "device_codes", "device_code_hash, user_code, client_name, expires_at", "'d', 'u', 'tv', %(at)s", "1 day",
    ),
    "idempotency keys": (
        "idempotency_keys", "owner, key, operation, fingerprint, created_at", "'o', 'k', 'x', 'f', %(at)s", "1 day",
    ),
    "buckets": ("rate_buckets", "class, key, tokens, at", "'slow', 'k', 0, %(at)s", "1 hour"),
    "buckets of no class": ("rate_buckets", "class, key, tokens, at", "'gone', 'k', 0, %(at)s", "1 day"),
    "wrong passwords for nobody": ("unknown_login_failures", "login_hash, last_failed_at", "'h', %(at)s", "1 day"),
    "used tickets": ("used_tickets", "ticket_hash, expires_at", "'t', %(at)s", "0 days"),
    "security events": ("security_events", "user_id, kind, at", "%(me)s, 'x', %(at)s", "1 year"),
    "sent mails": ("mails", MAIL, "'x', 'y', 'sent', %(at)s", "30 days"),
    "failed mails": ("mails", MAIL, "'x', 'y', 'failed', %(at)s", "30 days"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_what_is_over_goes(noon: psycopg.Connection, ada: Person, name: str) -> None:
    table, columns, values, age = KEPT[name]
    statement = f"insert into iwm.{table} ({columns}) values ({values})"
    noon.execute("insert into iwm.rate_limits values ('slow', 5, 3600, 9, 60, 'for tests')")
    cleanup(noon)
    before = noon.execute(f"select count(*) from iwm.{table}").fetchone()
    for seconds, gone in ((1, 0), (-1, 1)):
        with noon.transaction(force_rollback=True):
            (at,) = noon.execute(
                f"select iwm.now() - interval '{age}' + make_interval(secs => %s)", [seconds]
            ).fetchone()  # type: ignore[misc]
            noon.execute(statement, {"me": ada.id, "at": at})
            result = cleanup(noon)
            assert (result["done"], result[table]) == (True, gone)
            if gone:
                assert noon.execute(f"select count(*) from iwm.{table}").fetchone() == before


def test_calls_are_counted_for_a_year(noon: psycopg.Connection) -> None:
    noon.execute(
        "insert into iwm.api_calls (day, caller, client, operation, calls)"
        " select day, 'anonymous', '192.0.2.1', 'x', 1 from unnest('{2023-02-27,2023-02-28,2024-02-29}'::date[]) as day"
    )
    assert cleanup(noon)["api_calls"] == 1
    assert noon.execute("select min(day)::text from iwm.api_calls").fetchone() == ("2023-02-28",)


def test_what_is_in_use_stays(noon: psycopg.Connection, ada: Person) -> None:
    noon.execute(
        "insert into iwm.mails (to_address, template, created_at) values ('x', 'y', '2020-01-01')"  # not sent yet
    )
    assert {name: count for name, count in cleanup(noon).items() if count} == {"done": True}
    assert noon.execute("select count(*) from iwm.sessions where user_id = %s", [ada.id]).fetchone() == (1,)


def test_accounts_whose_time_is_over_go_one_a_call(noon: psycopg.Connection) -> None:
    one, other = (People(noon).user(name, deletion_due_at=f"2024-02-0{day}") for day, name in ((2, "two"), (1, "one")))
    left = "select array_agg(id) from iwm.users where id in (%s, %s)"
    assert cleanup(noon) == {"done": False, "accounts": 1}
    assert noon.execute(left, [one.id, other.id]).fetchone() == ([one.id],)
    assert cleanup(noon) == {"done": False, "accounts": 1}
    assert cleanup(noon)["done"] is True
    assert noon.execute(left, [one.id, other.id]).fetchone() == (None,)


def test_all_is_done_in_transactions_of_their_own(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as conn:
        for name in ("ada", "bob", "cid"):
            People(conn).user(name, deletion_due_at="2024-02-01")
        conn.execute("select ops.run_now('cleanup-sessions', _here => false)")
        conn.execute("call ops.run_due('cleanup-sessions')")
        assert conn.execute("select count(*) from iwm.users").fetchone() == (0,)
        # where an hour began meanwhile, its slot is a run too
        assert (4, "succeeded") in conn.execute("select batches, state::text from ops.schedule_runs").fetchall()
        assert conn.execute("select count(distinct xmin::text) from ops.cache_outbox").fetchone() == (3,)


def test_much_is_done_in_batches(noon: psycopg.Connection) -> None:
    noon.execute(
        "insert into iwm.idempotency_keys (owner, key, operation, fingerprint, created_at)"
        " select 'o', i::text, 'x', 'f', '2020-01-01' from generate_series(1, 7) as i"
    )
    assert noon.execute("select ops.cleanup_batch('iwm.idempotency_keys', 'true', 5)").fetchone() == (5,)
    assert noon.execute("select ops.cleanup_batch('iwm.idempotency_keys', 'true', 5)").fetchone() == (2,)
