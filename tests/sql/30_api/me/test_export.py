"""The export: all that belongs to a user, nothing that is secret, nothing of others."""

import json
import re

import psycopg
import pytest

from tests.sql.lives import ROWS, live, two
from tests.support.accounts import Person
from tests.support.calls import call_as

# Tables that name users, and hold nothing that belongs to them: what staff did, and what is thrown away within a day.
NOT_OWNED = {"iwm.audit_log", "iwm.idempotency_keys", "iwm.rate_buckets", "jobs.jobs", "jobs.history"}


@pytest.fixture
def pair(conn: psycopg.Connection) -> tuple[Person, Person]:
    me, other = two(conn)
    live(conn, me, other)
    return me, other


def test_every_table_with_something_of_mine_is_there(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    export = call_as(conn, pair[0], "export_account")
    assert {f"iwm.{name}" for name in export["data"]} == ROWS.keys() - NOT_OWNED
    assert [name for name, rows in export["data"].items() if not rows] == []


def test_the_account_itself(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    me, _ = pair
    conn.execute("set local iwm.now = '2024-02-01 12:00+00'")
    conn.execute("update iwm.sessions set expires_at = '2100-01-01'")
    conn.execute("update iwm.users set hashed_password = '$argon2id$x' where id = %s", [me.id])
    export = call_as(conn, me, "export_account")
    assert export["exported_at"] == "2024-02-01T12:00:00+00:00"
    account = export["account"]
    assert (account["external_id"], account["email"]) == (me.external_id, "xanthippe@example.org")
    assert account.keys() & {"id", "hashed_password", "name_search"} == set()


def test_what_the_rows_say(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    data = call_as(conn, pair[0], "export_account")["data"]
    assert data["user_settings"][0]["settings"] == {"display": {"theme": "dark"}}
    [likes] = data["user_genre_preferences"]
    assert (likes["genre"], likes["preference"]) == ("drama", "like")
    follows = [(row["follower"], row["following"]) for row in data["user_follows"]]
    assert follows == [("xanthippe", "ypsilanti"), ("ypsilanti", "xanthippe")]
    requests = {row["external_id"]: (row["user"], row["requester"]) for row in data["follow_requests"]}
    assert requests == {"frq_in": ("xanthippe", "ypsilanti"), "frq_out": ("ypsilanti", "xanthippe")}
    assert data["notification_preferences"] == [{"type": "mention", "channel": "email", "enabled": False}]


def test_what_others_keep_to_themselves(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    data = call_as(conn, pair[0], "export_account")["data"]
    assert [row["blocked"] for row in data["user_blocks"]] == ["ypsilanti"]
    assert [row["muted"] for row in data["user_mutes"]] == ["ypsilanti"]
    assert [row["external_id"] for row in data["user_reports"]] == ["rep_1"]
    assert [row["role"] for row in data["admin_user_meta"]] == ["moderator"]


def test_no_secret_is_in_it(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    me, _ = pair
    export = call_as(conn, me, "export_account")
    (refresh_hash,) = conn.execute("select refresh_hash from iwm.sessions where user_id = %s", [me.id]).fetchone()  # type: ignore[misc]
    (token_hash,) = conn.execute("select token_hash from iwm.api_tokens where user_id = %s", [me.id]).fetchone()  # type: ignore[misc]
    text = json.dumps(export)
    secrets = (
        refresh_hash,
        token_hash,
        "seed-of-codes",
        "hash-of-code",
        f"hash-{me.external_id}",
        "otk_secret",
        "a private note",
    )
    assert [secret for secret in secrets if secret in text] == []
    assert re.findall(r'"(?:\w*hash\w*|secret|hashed_password|user_code)"', text) == []


def test_no_internal_id_is_in_it(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    export = call_as(conn, pair[0], "export_account")
    for table, rows in {**export["data"], "users": [export["account"]]}.items():
        for row in rows:
            numbers = {name for name, value in row.items() if isinstance(value, int) and re.search("(^|_)id$", name)}
            assert numbers == set(), table


def test_a_table_that_comes_later_is_in_it(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    me, other = pair
    conn.execute(
        """
        create table iwm.diaries (
            id bigint generated always as identity, user_id bigint references iwm.users (id), genre_id bigint references
            iwm.genres (id), seen_with bigint references iwm.users (id), note text, note_hash text, at date,
            primary key (user_id, id, at)
        ) partition by range (at);
        create table iwm.diaries_2024 partition of iwm.diaries for values from ('2024-01-01') to ('2025-01-01');
        """
    )
    conn.execute(
        "insert into iwm.diaries (user_id, genre_id, seen_with, note, note_hash, at)"
        " select u.id, g.id, %s, 'note of ' || u.username, 'x', '2024-05-01' from iwm.users as u, iwm.genres as g"
        " where u.id in (%s, %s) and g.slug = 'horror'",
        [other.id, me.id, other.id],
    )
    data = call_as(conn, me, "export_account")["data"]
    assert data["diaries"] == [
        {"genre": "horror", "seen_with": "ypsilanti", "note": "note of xanthippe", "at": "2024-05-01"}
    ]
    assert "diaries_2024" not in data


def test_it_is_ones_own(conn: psycopg.Connection, pair: tuple[Person, Person]) -> None:
    _, other = pair
    text = json.dumps(call_as(conn, other, "export_account"))
    assert "xanthippe@example.org" not in text
