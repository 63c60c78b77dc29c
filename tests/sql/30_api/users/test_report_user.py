"""Reports of users by users."""

import psycopg
import pytest


@pytest.fixture
def ada(people):
    return people.user("ada")


@pytest.fixture
def bob(people):
    return people.user("bob")


def test_a_report(act, ada, bob, conn):
    report = act(ada, "report_user", username="bob", reason="spam", details="Links, links.")
    assert report.pop("id").startswith("rep_")
    assert report.pop("created_at")
    assert report == {"username": "bob", "reason": "spam", "details": "Links, links.", "state": "open"}
    assert conn.execute("select user_id, reported_id, reason, state from iwm.user_reports").fetchall() == [
        (ada.id, bob.id, "spam", "open")
    ]


def test_one_open_report_of_each(act, ada, bob, conn, people, refused):
    act(ada, "report_user", username="bob", reason="spam")
    assert refused(ada, "report_user", username="BOB", reason="hate") == (409, "already_reported")
    act(people.user("cid"), "report_user", username="bob", reason="spam")
    conn.execute("update iwm.user_reports set state = 'dismissed'")
    assert act(ada, "report_user", username="bob", reason="hate")["reason"] == "hate"


def test_other_says_what(act, ada, bob, refused):
    for details in ({}, {"details": "  "}):
        assert refused(ada, "report_user", username="bob", reason="other", **details) == (422, "details_needed")
    assert act(ada, "report_user", username="bob", reason="other", details="x")["details"] == "x"


def test_reasons_and_lengths(act, ada, bob, conn):
    with pytest.raises(psycopg.errors.InvalidTextRepresentation), conn.transaction():
        act(ada, "report_user", username="bob", reason="dislike")
    with pytest.raises(psycopg.errors.CheckViolation), conn.transaction():
        act(ada, "report_user", username="bob", reason="spam", details="x" * 2001)


def test_every_reason_of_the_api_is_one_of_the_table(act, ada, conn, people):
    reasons = [row[0] for row in conn.execute("select unnest(enum_range(null::iwm.user_report_reason))::text")]
    for number, reason in enumerate(reasons):
        person = people.user(f"user{number}")
        act(ada, "report_user", username=person.username, reason=reason, details="so")
    assert conn.execute("select count(*) from iwm.user_reports").fetchone() == (len(reasons),)


def test_an_address_that_is_not_verified_reports_nobody(act, bob, conn, people, refused):
    new = people.user("new", verified=False)
    assert refused(new, "report_user", username="bob", reason="spam") == (403, "email_not_verified")
    conn.execute("update iwm.account_policy set verified_to_reach_others = false")
    assert act(new, "report_user", username="bob", reason="spam")["state"] == "open"


def test_whom(act, ada, bob, conn, people, refused):
    assert refused(None, "report_user", username="bob", reason="spam") == (401, "unauthenticated")
    assert refused(ada, "report_user", username="ada", reason="spam") == (422, "not_yourself")
    assert refused(ada, "report_user", username="nobody", reason="spam") == (404, "user_not_found")
    act(people.user("cid"), "block_user", username="ada")
    assert refused(ada, "report_user", username="cid", reason="spam") == (404, "user_not_found")
    # first blocked, then reported
    act(ada, "block_user", username="bob")
    assert act(ada, "report_user", username="bob", reason="spam")["state"] == "open"
    # who cannot be found but follows can be reported
    dan = people.user("dan", visibility="private")
    assert refused(ada, "report_user", username="dan", reason="spam") == (404, "user_not_found")
    act(dan, "follow_user", username="ada")
    assert act(ada, "report_user", username="dan", reason="spam")["state"] == "open"
