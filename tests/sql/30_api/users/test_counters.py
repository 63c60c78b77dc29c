"""iwm.user_stats equals the rows, whatever changes them."""

import pytest


@pytest.fixture
def hundred(conn):
    """A hundred users and who follows whom of them, some thousand rows in one statement."""
    conn.execute(
        "insert into iwm.users (external_id, email, username, name)"
        " select iwm.new_id('usr'), 'u' || i || '@example.org', 'user' || i, 'User' from generate_series(1, 100) as i"
    )
    conn.execute(
        "insert into iwm.user_follows (follower_id, following_id) select a.id, b.id"
        " from iwm.users as a, iwm.users as b where a.id <> b.id and mod(a.id * 7 + b.id * 11, 10) < 3"
    )
    return [row[0] for row in conn.execute("select id from iwm.users order by id")]


def test_many_rows_at_once(conn, counted, hundred):
    assert len(counted()) == 100
    conn.execute("delete from iwm.user_follows where id % 3 = 0")
    assert counted()
    conn.execute("delete from iwm.user_follows")
    assert counted() == {}


def test_deleted_users(conn, counted, hundred):
    before = counted()
    conn.execute("delete from iwm.users where id = %s", [hundred[0]])
    after = counted()
    assert len(after) == 99
    assert sum(followers for followers, _ in after.values()) == sum(f for f, _ in before.values()) - sum(
        before["user1"]
    )
    conn.execute("delete from iwm.users where id = any (%s)", [hundred[1:50]])
    assert 0 < len(counted()) <= 50
    conn.execute("delete from iwm.users")
    assert counted() == {}


def test_nothing_deleted_and_nothing_inserted(conn, counted, hundred):
    before = counted()
    conn.execute("delete from iwm.user_follows where false")
    conn.execute("insert into iwm.user_follows (follower_id, following_id) select 1, 2 where false")
    conn.execute(
        "insert into iwm.user_follows (follower_id, following_id) select follower_id, following_id"
        " from iwm.user_follows on conflict do nothing"
    )
    assert counted() == before


def test_requests_approved_in_bulk(conn, counted, hundred):
    conn.execute("delete from iwm.user_follows")
    owner = hundred[50]
    conn.execute(
        "insert into iwm.follow_requests (user_id, requester_id, external_id)"
        " select %s, id, iwm.new_id('frq') from iwm.users where id <> %s",
        [owner, owner],
    )
    assert conn.execute("select iwm.visibility_changed(%s)", [owner]).fetchone() == (99,)
    assert counted()["user51"] == (99, 0)
