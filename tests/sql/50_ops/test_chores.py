"""Chores: each slot once, whoever asks, and what the hourly one takes away."""

import psycopg
import pytest

from tests.support.accounts import People, Person

NOW = "2024-02-29 12:34:56+00"


@pytest.fixture
def noon(conn: psycopg.Connection) -> psycopg.Connection:
    """A connection whose clock stands at NOW."""
    conn.execute(f"set iwm.now = '{NOW}'")
    return conn


def run(conn: psycopg.Connection) -> dict:
    (results,) = conn.execute("select ops.run_chores()").fetchone()  # type: ignore[misc]
    return results


def chore(conn: psycopg.Connection, body: str = "return '{\"done\": true}';") -> None:
    """The chore try-it, hourly, in the place of all others."""
    conn.execute("delete from ops.chores")
    conn.execute("insert into ops.chores (name, every) values ('try-it', '1 hour')")
    conn.execute(f"create or replace function ops.try_it() returns jsonb language plpgsql as $$ begin {body} end $$")


def test_a_slot_is_done_once(noon: psycopg.Connection) -> None:
    chore(noon)
    assert run(noon) == {"try-it": {"done": True}}
    assert run(noon) == {}
    noon.execute("set iwm.now = '2024-02-29 12:59:59+00'")
    assert run(noon) == {}
    noon.execute("set iwm.now = '2024-02-29 13:00:00+00'")
    assert run(noon) == {"try-it": {"done": True}}
    rows = noon.execute(
        "select last_slot, last_started_at <= last_finished_at, last_result, runs from ops.chores"
    ).fetchall()
    assert [(str(slot), *rest) for slot, *rest in rows] == [("2024-02-29 13:00:00+00:00", True, '{"done": true}', 2)]


def test_it_goes_on_after_a_pause(noon: psycopg.Connection) -> None:
    chore(noon)
    run(noon)
    noon.execute("set iwm.now = '2024-03-05 01:02:03+00'")
    assert run(noon) == {"try-it": {"done": True}}
    assert run(noon) == {}


def test_what_is_not_finished_is_gone_on_with(noon: psycopg.Connection) -> None:
    chore(noon, 'return \'{"done": false, "left": 5}\';')
    for _ in range(2):
        assert run(noon) == {"try-it": {"done": False, "left": 5}}
    assert noon.execute("select last_slot, runs from ops.chores").fetchone() == (None, 2)


def test_what_fails_is_undone_told_and_tried_again(noon: psycopg.Connection) -> None:
    chore(noon, "delete from iwm.genres; perform 1 / 0;")
    before = noon.execute("select count(*) from iwm.genres").fetchone()
    for _ in range(2):
        assert run(noon) == {"try-it": {"done": False, "error": "division by zero"}}
    assert noon.execute("select count(*) from iwm.genres").fetchone() == before
    assert noon.execute("select last_slot, last_result from ops.chores").fetchone() == (
        None, '{"done": false, "error": "division by zero"}',
    )  # fmt: skip


def test_one_that_fails_does_not_hold_up_the_others(noon: psycopg.Connection) -> None:
    chore(noon)
    noon.execute("insert into ops.chores (name, every) values ('absent', '1 day')")
    results = run(noon)
    assert results["try-it"] == {"done": True}
    assert "absent" in results["absent"]["error"]


def test_who_comes_while_another_does_it_goes_on(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as one, psycopg.connect(fresh_dsn, autocommit=True) as other:
        chore(one, "insert into iwm.user_codes_of_test default values; return '{\"done\": true}';")
        one.execute("create table iwm.user_codes_of_test (id bigint generated always as identity)")
        one.execute("begin")
        assert run(one) == {"try-it": {"done": True}}
        other.execute("set lock_timeout = '10s'")
        assert run(other) == {}  # at once: the row is held
        one.execute("commit")
        assert run(other) == {}  # it is done
        assert one.execute("select count(*) from iwm.user_codes_of_test").fetchone() == (1,)


def test_one_that_breaks_off_leaves_the_slot(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as other:
        chore(other)
        with psycopg.connect(fresh_dsn) as one:
            assert run(one) == {"try-it": {"done": True}}
            other.execute("select pg_terminate_backend(%s)", [one.info.backend_pid])
            with pytest.raises(psycopg.OperationalError):
                one.execute("select 1")
        while other.execute(
            "select count(*) from pg_stat_activity where pid = %s", [one.info.backend_pid]
        ).fetchone() != (0,):
            pass
        assert run(other) == {"try-it": {"done": True}}


def test_one_that_is_cancelled_leaves_the_slot(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as conn:
        chore(conn, "perform pg_sleep(60); return '{\"done\": true}';")
        conn.execute("set statement_timeout = '50ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            run(conn)
        assert conn.execute("select last_slot, runs from ops.chores").fetchone() == (None, 0)


def test_the_http_layer_may_ask(noon: psycopg.Connection, act_as) -> None:
    chore(noon)
    with act_as(noon, "iwm_app"):
        assert noon.execute("select api.run_chores()").fetchone() == ({"try-it": {"done": True}},)


# cleanup-sessions


@pytest.fixture
def ada(noon: psycopg.Connection) -> Person:
    return People(noon).user("ada")


def cleanup(conn: psycopg.Connection) -> dict:
    (result,) = conn.execute("select ops.cleanup_sessions()").fetchone()  # type: ignore[misc]
    return result


def test_it_is_hourly(noon: psycopg.Connection) -> None:
    assert noon.execute("select every::text from ops.chores where name = 'cleanup-sessions'").fetchone() == (
        "01:00:00",
    )
    assert run(noon)["cleanup-sessions"]["done"] is True


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


def test_by_cron_all_is_done_in_transactions_of_their_own(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as conn:
        for name in ("ada", "bob", "cid"):
            People(conn).user(name, deletion_due_at="2024-02-01")
        conn.execute("call ops.do_chores()")
        assert conn.execute("select count(*) from iwm.users").fetchone() == (0,)
        assert conn.execute("select runs, last_slot is not null from ops.chores").fetchone() == (4, True)
        assert conn.execute("select count(distinct xmin::text) from ops.cache_outbox").fetchone() == (3,)
        chore(conn, "return '{\"done\": false}';")
        conn.execute("call ops.do_chores(5)")
        assert conn.execute("select runs from ops.chores").fetchone() == (5,)


def test_much_is_done_in_batches(noon: psycopg.Connection) -> None:
    noon.execute(
        "insert into iwm.idempotency_keys (owner, key, operation, fingerprint, created_at)"
        " select 'o', i::text, 'x', 'f', '2020-01-01' from generate_series(1, 7) as i"
    )
    assert noon.execute("select ops.cleanup_batch('iwm.idempotency_keys', 'true', 5)").fetchone() == (5,)
    assert noon.execute("select ops.cleanup_batch('iwm.idempotency_keys', 'true', 5)").fetchone() == (2,)
