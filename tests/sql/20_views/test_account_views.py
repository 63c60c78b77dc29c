"""Views of accounts for psql, for the owner alone."""

import psycopg
import pytest

from tests.support.accounts import People


def test_users_and_follows_at_a_glance(conn):
    people = People(conn)
    ada, bob, mod = people.user("ada"), people.user("bob", verified=False), people.user("mod", "moderator")
    follow = "insert into iwm.user_follows (follower_id, following_id) values (%s, %s)"
    for one, other in ((ada, bob), (bob, ada), (mod, ada)):
        conn.execute(follow, [one.id, other.id])
    conn.execute(
        "insert into iwm.user_reports (user_id, reported_id, external_id, reason) values (%s, %s, 'rep_1', 'spam')",
        [ada.id, bob.id],
    )
    assert conn.execute("select follower, following, friends from iwm.follow_overview order by id").fetchall() == [
        ("ada", "bob", True),
        ("bob", "ada", True),
        ("mod", "ada", False),
    ]
    overview = "select username, role, state, followers, following, open_reports from iwm.user_overview order by id"
    assert conn.execute(overview).fetchall() == [
        ("ada", "user", "active", 2, 1, 0),
        ("bob", "user", "unverified", 1, 1, 1),
        ("mod", "moderator", "active", 0, 1, 0),
    ]
    for column, state in (
        ("suspended_at", "suspended"),
        ("deactivated_at", "deactivated"),
        ("deletion_due_at", "leaving"),
    ):
        conn.execute(f"update iwm.users set {column} = iwm.now() where id = %s", [bob.id])
        (shown,) = conn.execute("select state from iwm.user_overview where username = 'bob'").fetchone()
        assert shown == state


@pytest.mark.parametrize("view", ["user_overview", "follow_overview"])
def test_they_are_not_for_reports(conn, act_as, view):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(conn, "iwm_readonly"):
        conn.execute(f"select * from iwm.{view}")
