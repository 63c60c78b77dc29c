"""Profiles and lists go along indexes: 20,000 users, 200,000 follows, one of them followed by nearly all."""

import hashlib
from collections.abc import Iterator

import psycopg
import pytest

from tests.sql.conftest import caller
from tests.support.accounts import People

CROWD = """
insert into iwm.users (external_id, email, username, name, visibility, email_verified_at)
select iwm.new_id('usr'), 'u' || i || '@example.org', 'user' || i, left(md5(i::text), 6) || ' ' || md5(i::text),
    case when i % 20 = 0 then 'private' when i % 5 = 0 then 'followers' else 'public' end::iwm.visibility, now()
from generate_series(1, 20000) as i;
insert into iwm.user_follows (follower_id, following_id)
select a.id, b.id from (
    select h.id + i as id, h.id as hub, i
    from (select min(id) as id from iwm.users) as h, generate_series(1, 19990) as i
) as a
cross join lateral (
    select a.hub as id union select a.hub + (a.i * 7919 + j * j * 104729) % 19990 + 1 from generate_series(1, 9) as j
) as b
where a.id <> b.id on conflict do nothing;
insert into iwm.user_follows (follower_id, following_id)
select h.id, f.follower_id from (select min(id) as id from iwm.users) as h
join iwm.user_follows as f on f.following_id = h.id order by f.id limit 3000 on conflict do nothing;
insert into iwm.user_blocks (user_id, blocked_id)
select id, id - 3 from iwm.users where id % 2 = 0 and id - 3 in (select id from iwm.users);
insert into iwm.user_mutes (user_id, muted_id)
select id, id - 5 from iwm.users where id % 2 = 0 and id - 5 in (select id from iwm.users);
insert into iwm.follow_requests (user_id, requester_id, external_id)
select h.id, u.id, iwm.new_id('frq') from (select max(id) as id from iwm.users) as h, iwm.users as u where u.id <> h.id;
insert into iwm.admin_user_meta (user_id, role) select id, 'moderator' from iwm.users order by id limit 1 offset 19998;
insert into iwm.user_settings (user_id, settings)
select id, case when id % 7 = 0 then '{"privacy": {"searchable": false}}' else '{}' end::jsonb from iwm.users;
"""
SCANS = "select relname, seq_scan from pg_stat_xact_user_tables where schemaname = 'iwm' and relname = any (%s)"
LARGE = ["users", "user_follows", "user_stats", "follow_requests", "user_blocks", "user_mutes", "user_settings"]


@pytest.fixture(scope="module")
def crowd(dsn: str) -> Iterator[psycopg.Connection]:
    """A connection to the database with the crowd; nothing of what a test does there stays."""
    with psycopg.connect(dsn) as connection:
        connection.execute(CROWD)  # type: ignore[arg-type]
        connection.commit()
        connection.autocommit = True
        connection.execute("vacuum analyze iwm.users, iwm.user_follows, iwm.user_stats, iwm.user_settings")
        connection.execute("vacuum analyze iwm.follow_requests")
        connection.execute("vacuum analyze iwm.user_blocks, iwm.user_mutes, iwm.admin_user_meta, iwm.roles")
        connection.autocommit = False
        yield connection
        connection.rollback()


@pytest.fixture
def viewer(crowd: psycopg.Connection) -> Iterator[str]:
    """The hub: followed by nearly all, following 3,000."""
    user_id, external_id = crowd.execute("select id, external_id from iwm.users order by id limit 1").fetchone()
    yield f"({external_id},{People(crowd).session(user_id)},)"
    crowd.rollback()


CALLS = {
    "get_user": {"username": "user5001"},
    "list_followers": {"username": "user1", "limit": 100},
    "list_following": {"username": "user1", "limit": 100},
    "list_friends": {"username": "user1", "limit": 100},
    "list_mutuals": {"username": "user9999", "limit": 100},
    "list_relations": {"users": [f"user{number}" for number in range(1, 101)]},
    "list_follow_requests": {"limit": 100},
    "list_sent_follow_requests": {"limit": 100},
    "list_blocks": {"per_page": 100},
    "list_mutes": {"per_page": 100},
    "suggest_users": {"limit": 100},
    "search_users": {"q": hashlib.md5(b"775").hexdigest()[:6]},
    "follow_user": {"username": "user19999"},
    "unfollow_user": {"username": "user19999"},
    "block_user": {"username": "user19998"},
    "unblock_user": {"username": "user19998"},
}


def scans(connection: psycopg.Connection) -> dict[str, int]:
    return dict(connection.execute(SCANS, [LARGE]).fetchall())


@pytest.mark.parametrize("function", CALLS)
def test_no_table_is_read_from_end_to_end(crowd, viewer, function):
    call = caller(crowd)
    before = scans(crowd)
    for _ in range(7):  # from the sixth call on, PostgreSQL may take a plan that fits every argument
        answer = call(f"api.{function}", viewer=viewer, **CALLS[function])
    assert answer is not None
    assert scans(crowd) == before


@pytest.mark.parametrize("function", ["get_user", "list_followers", "list_following", "list_friends", "search_users"])
def test_nor_for_an_anonymous_caller(crowd, dsn, function):
    with psycopg.connect(dsn) as connection:  # one that has made no plans for others
        call = caller(connection)
        before = scans(connection)
        for _ in range(7):
            call(f"api.{function}", viewer=None, **CALLS[function])
        assert scans(connection) == before


@pytest.mark.parametrize("q", [hashlib.md5(b"775").hexdigest()[:7] + "x", "qqqqqqq"])
def test_nor_where_nobody_has_the_name(dsn, crowd, q):
    with psycopg.connect(dsn) as connection:
        call = caller(connection)
        before = scans(connection)
        for _ in range(7):
            call("api.search_users", viewer=None, q=q)
        assert scans(connection) == before


def test_the_last_page_costs_what_the_first_does(crowd, viewer):
    """The rows that a page of followers reads do not depend on how far down it is."""
    call = caller(crowd)
    (last,) = crowd.execute(
        "select iwm.to_cursor('followers:' || u.id, f.id) from iwm.users as u join iwm.user_follows as f"
        " on f.following_id = u.id where u.username = 'user1' order by f.id offset 150 limit 1"
    ).fetchone()
    read = "select idx_tup_fetch from pg_stat_xact_user_tables where schemaname = 'iwm' and relname = 'user_follows'"
    costs = []
    for cursor in (None, last):
        (before,) = crowd.execute(read).fetchone()
        assert len(call("api.list_followers", viewer=None, username="user1", cursor=cursor, limit=100)["items"]) == 100
        costs.append(crowd.execute(read).fetchone()[0] - before)
    assert costs[1] <= costs[0] * 1.5 + 20, costs


def test_the_counters_of_the_crowd(crowd):
    wrong = crowd.execute(
        "select count(*) from iwm.user_stats as s where s.followers <>"
        " (select count(*) from iwm.user_follows where following_id = s.user_id) or s.following <>"
        " (select count(*) from iwm.user_follows where follower_id = s.user_id)"
    ).fetchone()
    assert wrong == (0,)
