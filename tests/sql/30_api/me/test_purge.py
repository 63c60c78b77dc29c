"""After the time of grace nothing of a user is left, in any table, in any form."""

import psycopg
import pytest

from tests.sql.lives import ROWS, live, two, user_keys
from tests.support.accounts import People, Person

PURGED = "deleted account"


def purge(conn: psycopg.Connection, person: Person) -> int:
    conn.execute("update iwm.users set deletion_due_at = iwm.now() - interval '1 second' where id = %s", [person.id])
    (purged,) = conn.execute("select iwm.purge_accounts()").fetchone()  # type: ignore[misc]
    return purged


def mentions(conn: psycopg.Connection, text: str) -> set[str]:
    """Tables with a row in which a text stands, in any column."""
    tables = conn.execute(
        "select t.relnamespace::regnamespace || '.' || t.relname from pg_class as t"
        " where t.relkind in ('r', 'p') and not t.relispartition"
        " and t.relnamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[])"
    ).fetchall()
    found = set()
    for (table,) in tables:
        query = f"select exists (select from {table} as x where strpos(lower(x::text), lower(%s)) > 0)"
        if conn.execute(query, [text]).fetchone() == (True,):
            found.add(table)
    return found


def test_every_table_that_knows_users_is_tried(conn: psycopg.Connection) -> None:
    """A new table with a reference to a user needs a row in ROWS."""
    assert {table for table, _ in user_keys(conn)} <= ROWS.keys()
    me, other = two(conn)
    texts = live(conn, me, other)
    for table, column in user_keys(conn):
        count = conn.execute(f"select count(*) from {table} where {column} = %s", [me.id]).fetchone()
        assert count != (0,), f"no row of {table} has the user in {column}"
    for table in ("mails", "audit_log", "idempotency_keys", "api_calls", "rate_buckets"):
        assert any(f"iwm.{table}" in mentions(conn, text) for text in texts.values()), table


def test_nothing_is_left(conn: psycopg.Connection) -> None:
    me, other = two(conn)
    texts = live(conn, me, other)
    conn.execute("delete from ops.cache_outbox")
    assert purge(conn, me) == 1
    for table, column in user_keys(conn):
        count = conn.execute(f"select count(*) from {table} where {column} = %s", [me.id]).fetchone()
        assert count == (0,), f"{table}.{column}"
    left = {text: mentions(conn, text) for text in texts.values()}
    assert left.pop(me.external_id) == {"ops.cache_outbox"}  # an entry that tells the caches, and goes after an hour
    assert [tables for tables in left.values() if tables] == []
    assert mentions(conn, "192.0.2.7") == set()


def test_the_other_keeps_what_is_theirs(conn: psycopg.Connection) -> None:
    me, other = two(conn)
    live(conn, me, other)
    purge(conn, me)
    counters = "select followers, following from iwm.user_stats where user_id = %s"
    assert conn.execute(counters, [other.id]).fetchone() == (0, 0)
    kept = "select role, granted_by from iwm.admin_user_meta where user_id = %s"
    assert conn.execute(kept, [other.id]).fetchone() == ("moderator", None)
    assert conn.execute("select count(*) from iwm.sessions where user_id = %s", [other.id]).fetchone() == (1,)


def test_the_audit_log_keeps_what_was_done_and_not_by_whom(conn: psycopg.Connection) -> None:
    me, other = two(conn)
    before = conn.execute("select coalesce(max(id), 0) from iwm.audit_log").fetchone()
    live(conn, me, other)
    purge(conn, me)
    rows = conn.execute(
        "select actor_id, actor, action, entity, entity_id, changed::text, previous::text, reason from iwm.audit_log"
        " where id > %s and reason is not null or action = 'suspend' order by id",
        before,
    ).fetchall()
    assert rows == [
        (None, PURGED, "update", "movie", "tt0133093", '"title"=>"Matrix"', '"title"=>"Matricks"', "a misprint"),
        (other.id, "other", "suspend", "user", PURGED, None, None, None),
    ]


def test_not_before_its_time(conn: psycopg.Connection) -> None:
    conn.execute("set local iwm.now = '2024-02-01 12:00+00'")
    me, other = two(conn)
    conn.execute("update iwm.users set deletion_due_at = iwm.now() + interval '1 second' where id = %s", [me.id])
    assert conn.execute("select iwm.purge_accounts()").fetchone() == (0,)
    conn.execute("set local iwm.now = '2024-02-01 12:00:01+00'")
    assert conn.execute("select iwm.purge_accounts()").fetchone() == (1,)
    assert conn.execute("select array_agg(id) from iwm.users where id in (%s, %s)", [me.id, other.id]).fetchone() == (
        [other.id],
    )


def test_a_few_at_a_time_the_oldest_first(conn: psycopg.Connection) -> None:
    people = People(conn)
    for number in (3, 1, 2):
        people.user(f"leaver{number}", deletion_due_at=f"2024-01-0{number}")
    assert conn.execute("select iwm.purge_accounts(2)").fetchone() == (2,)
    assert conn.execute("select username from iwm.users where username ~ 'leaver'").fetchall() == [("leaver3",)]
    assert conn.execute("select iwm.purge_accounts(2)").fetchone() == (1,)


def test_one_whom_something_holds_on_to_does_not_keep_the_others(conn: psycopg.Connection) -> None:
    held, other = two(conn)
    conn.execute("create table iwm.holding (user_id bigint references iwm.users (id))")
    conn.execute("insert into iwm.holding values (%s)", [held.id])
    conn.execute("update iwm.users set deletion_due_at = '2024-01-01' where id in (%s, %s)", [held.id, other.id])
    told: list[str | None] = []
    conn.add_notice_handler(lambda notice: told.append(notice.message_primary))
    assert conn.execute("select iwm.purge_accounts()").fetchone() == (1,)
    assert any(f"account {held.id} cannot be purged" in (text or "") for text in told)


def test_an_entry_about_somebody_who_is_there_cannot_be_wiped(conn: psycopg.Connection) -> None:
    me, other = two(conn)
    live(conn, me, other)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute(
            "update iwm.audit_log set entity_id = %s, changed = null, previous = null, reason = null"
            " where entity = 'user' and entity_id = %s",
            [PURGED, me.external_id],
        )
