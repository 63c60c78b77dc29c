"""Many at once: no deadlock, nothing twice, counters that equal the rows."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from tests.support.accounts import People, Person

WRONG = {
    "counters that differ from the rows": """
        select u.username from iwm.users as u join iwm.user_stats as s on s.user_id = u.id
        where s.followers <> (select count(*) from iwm.user_follows where following_id = u.id)
            or s.following <> (select count(*) from iwm.user_follows where follower_id = u.id)""",
    "a follow across a block": """
        select * from iwm.user_follows as f join iwm.user_blocks as b
        on (b.user_id, b.blocked_id) in ((f.follower_id, f.following_id), (f.following_id, f.follower_id))""",
    "a request across a block": """
        select * from iwm.follow_requests as r join iwm.user_blocks as b
        on (b.user_id, b.blocked_id) in ((r.user_id, r.requester_id), (r.requester_id, r.user_id))""",
    "a request that waits though they follow": """
        select * from iwm.follow_requests as r
        join iwm.user_follows as f on f.follower_id = r.requester_id and f.following_id = r.user_id""",
    "a request that waits where nobody can ask": """
        select * from iwm.follow_requests as r
        join iwm.users as u on u.id = r.user_id and u.visibility <> 'followers'""",
}


class Crowd:
    """Users of a database, and calls on it from many threads, each with a connection of its own."""

    def __init__(self, dsn: str, *names: str) -> None:
        self.dsn = dsn
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("delete from iwm.users")
            people = People(connection)
            self.people = [people.user(name) for name in names]

    def ask(self, statement: str, *values: Any) -> list[tuple]:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def together(self, *works: Callable[[psycopg.Connection], Any]) -> list[Any]:
        """Runs each work in a thread, all begun at the same moment: what they return, in their order."""
        begin = threading.Barrier(len(works))

        def run(work: Callable[[psycopg.Connection], Any]) -> Any:
            with psycopg.connect(self.dsn, autocommit=True) as connection:
                begin.wait(60)
                return work(connection)

        with ThreadPoolExecutor(len(works)) as pool:
            return list(pool.map(run, works))

    def assert_right(self) -> None:
        assert {name: found for name, query in WRONG.items() if (found := self.ask(query))} == {}


def act(connection: psycopg.Connection, person: Person, function: str, **arguments: str) -> str:
    """Calls an operation: OK, or the code of the refusal. Anything else, a deadlock above all, is raised."""
    places = "".join(f", _{name} => %s" for name in arguments)
    try:
        connection.execute(f"select api.{function}(%s{places})", [person.viewer, *arguments.values()])
    except psycopg.Error as error:
        if not (error.sqlstate or "").startswith("IW"):
            raise
        return str(error.diag.constraint_name)
    return "OK"


@pytest.fixture
def crowd(dsn: str) -> Callable[..., Crowd]:
    """crowd('ada', 'bob'): these users, and no others, in the module's database."""
    return lambda *names: Crowd(dsn, *names)


def test_fifty_follows_make_one(crowd):
    both = crowd("ada", "bob")
    ada, _ = both.people
    work = lambda connection: act(connection, ada, "follow_user", username="bob")  # noqa: E731
    assert both.together(*[work] * 50) == ["OK"] * 50
    assert both.ask("select count(*) from iwm.user_follows") == [(1,)]
    assert both.ask("select followers, following from iwm.user_stats order by user_id") == [(0, 1), (1, 0)]


def test_fifty_requests_make_one(crowd):
    both = crowd("ada", "bob")
    ada, bob = both.people
    both.ask("update iwm.users set visibility = 'followers' where id = %s", bob.id)
    work = lambda connection: act(connection, ada, "follow_user", username="bob")  # noqa: E731
    assert both.together(*[work] * 50) == ["OK"] * 50
    assert both.ask("select count(*) from iwm.follow_requests") == [(1,)]
    both.assert_right()


def test_the_limit_holds_for_those_who_come_at_once(crowd):
    many = crowd("ada", *(f"user{number}" for number in range(12)))
    ada, *others = many.people
    many.ask("update iwm.account_policy set most_follows = 5")
    works = [
        lambda connection, name=other.username: act(connection, ada, "follow_user", username=name) for other in others
    ]
    told = many.together(*works)
    assert sorted(told) == ["OK"] * 5 + ["too_many_follows"] * 7
    many.ask("update iwm.account_policy set most_follows = 5000")
    many.assert_right()


def test_everybody_does_everything_to_everybody(crowd):
    four = crowd("ada", "bob", "cid", "dan")
    wishes = ["follow_user"] * 4 + ["unfollow_user", "remove_follower", "block_user", "unblock_user", "unblock_user"]
    wishes += ["mute_user", "unmute_user"]

    def worker(seed: int) -> Callable[[psycopg.Connection], set[str]]:
        def work(connection: psycopg.Connection) -> set[str]:
            chance, told = random.Random(seed), set()
            for _ in range(60):
                person, other = chance.sample(four.people, 2)
                if chance.random() < 0.15:
                    with connection.transaction():
                        connection.execute(
                            "update iwm.users set visibility = %s where id = %s",
                            [chance.choice(("public", "followers", "private")), person.id],
                        )
                        connection.execute("select iwm.visibility_changed(%s)", [person.id])
                    continue
                if chance.random() < 0.2:
                    waiting = connection.execute(
                        "select external_id from iwm.follow_requests where user_id = %s limit 1", [person.id]
                    ).fetchone()
                    if waiting:
                        told.add(act(connection, person, "approve_follow_request", request_id=waiting[0]))
                    continue
                told.add(act(connection, person, chance.choice(wishes), username=other.username))
            return told

        return work

    told = set().union(*four.together(*map(worker, range(8))))
    assert "OK" in told
    assert told <= {"OK", "user_not_found", "you_block_user", "follow_request_not_found"}
    four.assert_right()


@pytest.mark.parametrize("other", ["cancel_follow_request", "deny_follow_request", "approve_follow_request"])
def test_a_request_is_answered_once(crowd, other):
    both = crowd("ada", "bob")
    ada, bob = both.people
    both.ask("update iwm.users set visibility = 'followers' where id = %s", ada.id)
    person = bob if other.startswith("cancel") else ada
    for _ in range(10):
        [(request,)] = both.ask(
            "insert into iwm.follow_requests (user_id, requester_id, external_id) values (%s, %s, iwm.new_id('frq'))"
            " returning external_id",
            ada.id,
            bob.id,
        )
        told = both.together(
            lambda connection, key=request: act(connection, ada, "approve_follow_request", request_id=key),
            lambda connection, key=request: act(connection, person, other, request_id=key),
        )
        assert sorted(told) == ["OK", "follow_request_not_found"]
        both.assert_right()
        both.ask("delete from iwm.user_follows")


def test_who_asks_while_a_profile_becomes_public_follows(crowd):
    three = crowd("ada", "bob", "cid")
    ada, *others = three.people

    def publish(connection: psycopg.Connection) -> str:
        with connection.transaction():
            connection.execute("update iwm.users set visibility = 'public' where id = %s", [ada.id])
            connection.execute("select iwm.visibility_changed(%s)", [ada.id])
        return "OK"

    for _ in range(10):
        three.ask("update iwm.users set visibility = 'followers' where id = %s", ada.id)
        works = [
            lambda connection, person=person: act(connection, person, "follow_user", username="ada")
            for person in others
        ]
        assert three.together(publish, *works) == ["OK"] * 3
        assert three.ask("select count(*) from iwm.user_follows") == [(2,)]
        three.assert_right()
        three.ask("delete from iwm.user_follows")


def test_users_go_while_others_follow_them(crowd):
    many = crowd(*(f"user{number}" for number in range(12)))
    stay, go = many.people[:6], many.people[6:]

    def remove(connection: psycopg.Connection) -> set[str]:
        for person in go:
            connection.execute("delete from iwm.users where id = %s", [person.id])
        return {"OK"}

    def worker(seed: int) -> Callable[[psycopg.Connection], set[str]]:
        def work(connection: psycopg.Connection) -> set[str]:
            chance = random.Random(seed)
            return {
                act(
                    connection,
                    chance.choice(stay),
                    chance.choice(("follow_user", "follow_user", "unfollow_user", "block_user", "unblock_user")),
                    username=chance.choice(go + stay).username,
                )
                for _ in range(40)
            }

        return work

    told = set().union(*many.together(remove, *map(worker, range(5))))
    assert told <= {"OK", "user_not_found", "you_block_user", "not_yourself"}
    assert many.ask("select count(*) from iwm.users") == [(6,)]
    many.assert_right()


def test_who_goes_keeps_no_two_who_stay_from_each_other(crowd):
    """Counters are locked in the order of the ids: who waits for a low one does not hold a higher one."""
    three = crowd("low", "leaver", "high")
    low, leaver, high = three.people
    for one, other in ((leaver, high), (low, leaver)):
        three.ask("insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", one.id, other.id)
    lock = "select from iwm.user_stats where user_id = %s for no key update"
    with (
        psycopg.connect(three.dsn) as staying,
        psycopg.connect(three.dsn, autocommit=True) as leaving,
        ThreadPoolExecutor(1) as thread,
    ):
        staying.execute(lock, [low.id])
        gone = thread.submit(leaving.execute, "delete from iwm.users where id = %s", [leaver.id])
        while three.ask("select pg_blocking_pids(%s)", leaving.info.backend_pid) == [([],)]:
            assert not gone.done(), gone.result()
        staying.execute(f"{lock} nowait", [high.id])
        staying.commit()
        gone.result()
    assert three.ask("select user_id, followers, following from iwm.user_stats order by 1") == [
        (low.id, 0, 0),
        (high.id, 0, 0),
    ]


def test_accounts_are_purged_while_others_are_at_work(crowd):
    many = crowd(*(f"user{number}" for number in range(16)))
    stay, go = many.people[::2], many.people[1::2]
    many.ask(
        "insert into iwm.user_follows (follower_id, following_id)"
        " select a.id, b.id from iwm.users as a join iwm.users as b on (a.id + b.id) %% 3 = 0 and a.id <> b.id"
    )
    many.ask("update iwm.users set deletion_due_at = iwm.now() where id = any (%s)", [person.id for person in go])

    def purge(connection: psycopg.Connection) -> set[str]:
        # whom somebody holds at the moment is passed over
        for _ in range(1000):
            connection.execute("select ops.cleanup_sessions()")
            if not connection.execute("select 1 from iwm.users where deletion_due_at is not null").fetchone():
                break
        return {"OK"}

    def worker(seed: int) -> Callable[[psycopg.Connection], set[str]]:
        def work(connection: psycopg.Connection) -> set[str]:
            chance, told = random.Random(seed), set()
            for _ in range(40):
                person, other = chance.choice(stay), chance.choice(many.people)
                told.add(
                    act(connection, person, chance.choice(("follow_user", "unfollow_user")), username=other.username)
                )
            return told

        return work

    told = set().union(*many.together(purge, *map(worker, range(5))))
    assert told <= {"OK", "user_not_found", "not_yourself"}
    assert many.ask("select count(*) from iwm.users") == [(len(stay),)]
    many.assert_right()
