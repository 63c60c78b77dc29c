"""Mails to send: each claimed by one, tried again, given up; requests of new passwords, which tell nobody anything."""

import psycopg
import pytest


@pytest.fixture
def claim(call):
    return lambda limit=10: call("api.claim_mails", limit=limit)


@pytest.fixture
def finish(conn):
    def finish(mail: dict, error: str | None = None, final: bool = False) -> None:
        conn.execute("select api.finish_mail(%s, %s, %s, %s)", [mail["id"], mail["attempt"], error, final])

    return finish


def state(conn: psycopg.Connection) -> list[tuple]:
    return conn.execute("select state, attempts, error from iwm.mails order by id").fetchall()


@pytest.fixture
def mail(conn, ada):
    conn.execute("select iwm.send_mail(%s, 'password_changed', '{\"client\": \"192.0.2.1\"}')", [ada.id])


def test_a_mail_is_claimed_once_and_sent(conn, mail, claim, finish, later):
    [claimed] = claim()
    assert claimed["to"] == "ada@example.org"
    assert claimed["template"] == "password_changed"
    assert claimed["data"] == {"name": "Ada", "username": "ada", "client": "192.0.2.1"}
    assert claim() == []
    finish(claimed)
    assert state(conn) == [("sent", 1, None)]
    later("1 day")
    assert claim() == []


def test_a_mail_whose_sender_died_is_claimed_again(mail, claim, later):
    claim()
    later("119 seconds")
    assert claim() == []
    later("1 second")
    assert [found["attempt"] for found in claim()] == [2]


def test_a_late_sender_changes_nothing_any_more(conn, mail, claim, finish, later):
    [first] = claim()
    later("2 minutes")
    [second] = claim()
    finish(first, "too slow", final=True)
    assert state(conn) == [("pending", 2, None)]
    finish(second)
    finish(second, "what?", final=True)
    assert state(conn) == [("sent", 2, None)]


def test_what_fails_is_tried_again_later_and_later_and_then_given_up(conn, mail, claim, finish, later):
    pauses = []
    for _ in range(8):
        [claimed] = claim()
        finish(claimed, "no connection")
        pauses += conn.execute("select next_try_at - iwm.now() from iwm.mails where state = 'pending'").fetchall()
        later("3 hours")
    assert [pause[0].total_seconds() / 60 for pause in pauses] == [1, 2, 4, 8, 16, 32, 64]
    assert state(conn) == [("failed", 8, "no connection")]
    assert claim() == []


def test_a_mail_that_kills_its_senders_is_given_up(conn, mail, claim, later):
    for _ in range(9):
        claim()
        later("2 minutes")
    assert state(conn) == [("failed", 8, "never finished")]


def test_a_mail_that_can_never_be_sent_is_given_up_at_once(conn, mail, claim, finish):
    finish(claim()[0], "x" * 5000, final=True)
    assert state(conn) == [("failed", 1, "x" * 1000)]


def test_at_most_so_many_at_once_the_oldest_first(conn, ada, claim):
    for number in range(5):
        conn.execute("select iwm.send_mail(%s, %s)", [ada.id, f"m{number}"])
    assert [found["template"] for found in claim(2)] == ["m0", "m1"]
    assert [found["template"] for found in claim(9)] == ["m2", "m3", "m4"]


def test_two_claims_at_the_same_time_share_the_mails(fresh_dsn):
    with psycopg.connect(fresh_dsn) as one, psycopg.connect(fresh_dsn, autocommit=True) as other:
        other.execute(
            "insert into iwm.mails (to_address, template)"
            " select 'a@example.org', 'm' || n from generate_series(1, 6) as n"
        )
        first = one.execute("select api.claim_mails(4)").fetchone()[0]
        second = other.execute("select api.claim_mails(4)").fetchone()[0]
        one.commit()
        third = other.execute("select api.claim_mails(4)").fetchone()[0]
    assert [len(first), len(second), len(third)] == [4, 2, 0]
    assert len({mail["id"] for mail in first + second}) == 6


def links(conn: psycopg.Connection) -> list[tuple]:
    return conn.execute(
        "select u.username, t.email, t.used_at is null from iwm.one_time_tokens as t"
        " join iwm.users as u on u.id = t.user_id where t.purpose = 'reset_password' order by t.id"
    ).fetchall()


def test_a_forgotten_password_of_an_account_becomes_a_link(conn, call, ada, claim):
    assert call("api.forgot_password", "ADA@Example.org") is None
    assert links(conn) == []
    [claimed] = claim()
    assert (claimed["template"], claimed["to"], claimed["data"]["hours"]) == ("reset_password", "ada@example.org", 1)
    assert links(conn) == [("ada", "ada@example.org", True)]


def test_of_an_address_that_nobody_has_nothing_becomes(conn, call, ada, claim):
    """The same is written for both; so the answer takes as long."""
    call("api.forgot_password", "nobody@example.org")
    call("api.forgot_password", "ada@example.org")
    rows = conn.execute(
        "select user_id, template, data, state from iwm.mails where to_address like '%%@example.org' order by id"
    ).fetchall()
    assert rows[0] == rows[1]
    assert [found["to"] for found in claim()] == ["ada@example.org"]
    assert conn.execute("select count(*) from iwm.mails where template = 'reset_requested'").fetchone() == (0,)


def test_a_newer_link_takes_the_place_of_the_one_before(conn, call, ada, claim, later):
    for _ in range(2):
        call("api.forgot_password", "ada@example.org")
        claim()
        later("1 minute")
    assert links(conn) == [("ada", "ada@example.org", False), ("ada", "ada@example.org", True)]


def test_nobody_fills_the_mailbox_of_somebody(conn, call, ada, claim, finish, later):
    """One mail a minute and five an hour, however often somebody asks."""
    sent = []
    for _ in range(7):
        for _ in range(3):
            call("api.forgot_password", "ada@example.org")
        found = claim(100)
        for mail in found:
            finish(mail)
        sent.append(len(found))
        later("1 minute")
    assert sent == [1, 1, 1, 1, 1, 0, 0]
    later("1 hour")
    call("api.forgot_password", "ada@example.org")
    assert len(claim(100)) == 1


@pytest.mark.parametrize(
    "email", ["", "ada", "a@b", "a\n@example.org", "ada@example.org\n", "x" * 300 + "@example.org"]
)
def test_only_addresses_are_taken(conn, call, email):
    with pytest.raises(psycopg.errors.CheckViolation):
        call("api.forgot_password", email)
