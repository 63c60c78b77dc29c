"""Staff: users are found, given roles, suspended and signed out, by who may."""

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.staff import meanwhile

ME = "select iwm.require(%s::iwm.viewer, %s)"


@pytest.fixture
def power(conn):
    """power(person, role): what iwm.require says to that token; None where it lets it through."""

    def power(person: Person, role: str = "user") -> str | None:
        try:
            with conn.transaction():
                conn.execute(ME, [person.viewer, role])
        except psycopg.Error as error:
            return error.diag.constraint_name
        return None

    return power


def names(feed):
    return [u["username"] for u in feed["items"]]


def test_the_newest_first_page_by_page(desk, people, admin):
    for number in range(4):
        people.user(f"user{number}")
    first = desk(admin, "staff_list_users", limit=3)
    assert names(first) == ["user3", "user2", "user1"]
    rest = desk(admin, "staff_list_users", limit=3, cursor=first["next_cursor"])
    assert (names(rest), rest["next_cursor"]) == (["user0", "ada"], None)


def test_search_and_filters(desk, people, admin, moderator, member, conn):
    people.user("zoe", name="Zoë Kravitz")
    people.user("fresh", verified=False)
    desk(admin, "staff_suspend_user", username="mia", reason="spam")
    people.user("gone", deactivated_at="2024-01-01")
    people.user("leaver", deletion_due_at="2034-01-01")
    people.user("past", suspended_at="2020-01-01", suspended_until="2020-02-01")
    for query, expected in (
        ("KRAV", ["zoe"]), ("zoe@example.org", ["zoe"]), ("ZOE@EXAMPLE.ORG", ["zoe"]),
        ("example", []), ("%", []), ("!!", []),
        (member.external_id, ["mia"]),
    ):  # fmt: skip
        assert names(desk(admin, "staff_list_users", q=query)) == expected, query
    assert names(desk(admin, "staff_list_users", role="admin")) == ["ada"]
    assert names(desk(admin, "staff_list_users", role="moderator")) == ["mo"]
    assert "mia" in names(desk(admin, "staff_list_users", role="user"))
    assert "ada" not in names(desk(admin, "staff_list_users", role="user"))
    states = {
        s: names(desk(admin, "staff_list_users", state=s))
        for s in ("suspended", "deactivated", "leaving", "unverified")
    }
    assert states == {"suspended": ["mia"], "deactivated": ["gone"], "leaving": ["leaver"], "unverified": ["fresh"]}
    assert set(names(desk(admin, "staff_list_users", state="active"))) == {"past", "zoe", "ada", "mo"}
    with desk.fails("unknown_role", "role"):
        desk(admin, "staff_list_users", role="king")


def test_one_user(desk, people, admin, moderator, member, conn):
    people.api_token(member, "profile:read")
    people.session(member.id, revoked_at="2024-01-01")
    conn.execute("insert into iwm.user_totp (user_id, secret, confirmed_at) values (%s, 'x', now())", [member.id])
    conn.execute("insert into iwm.user_identities (provider, subject, user_id) values ('corp', '1', %s)", [member.id])
    conn.execute("insert into iwm.login_failures (user_id, known, failures) values (%s, false, 3)", [member.id])
    conn.execute(
        "insert into iwm.user_reports (user_id, reported_id, external_id, reason) values (%s, %s, 'rep_1', 'spam')",
        [moderator.id, member.id],
    )
    user = desk(admin, "staff_get_user", username="MIA")
    assert (user["id"], user["email"], user["role"], user["state"]) == (
        member.external_id,
        "mia@example.org",
        "user",
        "active",
    )
    assert (user["sessions"], user["api_tokens"], user["failed_logins"], user["open_reports"]) == (1, 1, 3, 1)
    assert (user["totp_enabled"], user["providers"], user["has_password"]) == (True, ["corp"], False)
    assert not {"hashed_password", "secret", "token_hash"} & set(user)
    assert desk(admin, "staff_get_user", username=member.external_id)["username"] == "mia"
    assert desk(moderator, "staff_get_user", username="mia")["email"] == "m***@example.org"
    with desk.fails("user_not_found", "username"):
        desk(admin, "staff_get_user", username="nobody")


def test_events(desk, admin, member, conn):
    for number in range(5):
        conn.execute("select iwm.security_event(%s, %s)", [member.id, f"event_{number}"])
    conn.execute("select iwm.security_event(%s, 'other')", [admin.id])
    first = desk(admin, "staff_user_events", username="mia", limit=3)
    assert [e["kind"] for e in first["items"]] == ["event_4", "event_3", "event_2"]
    rest = desk(admin, "staff_user_events", username="mia", limit=3, cursor=first["next_cursor"])
    assert ([e["kind"] for e in rest["items"]], rest["next_cursor"]) == (["event_1", "event_0"], None)
    with desk.fails("user_not_found"):
        desk(admin, "staff_user_events", username="nobody")


def test_a_role_holds_from_the_next_call_on(desk, admin, member, power, conn):
    assert power(member, "moderator") == "forbidden"
    assert desk(admin, "staff_set_role", username="mia", role="moderator", reason="helps")["role"] == "moderator"
    assert power(member, "moderator") is None
    assert desk(admin, "staff_set_role", username="mia", role="user")["permissions"] == []
    assert power(member, "moderator") == "forbidden"
    assert power(member) is None
    assert conn.execute("select count(*) from iwm.admin_user_meta where user_id = %s", [member.id]).fetchone() == (0,)
    entries = desk.log("user", member.external_id)
    assert [(e["action"], e["previous"], e["changed"], e["reason"], e["actor"]) for e in entries] == [
        ("role", {"role": "user"}, {"role": "moderator"}, "helps", "ada"),
        ("role", {"role": "moderator"}, {"role": "user"}, None, "ada"),
    ]
    events = desk(admin, "staff_user_events", username="mia")["items"]
    assert [(e["kind"], e["detail"]) for e in events] == [
        ("role_changed", "moderator -> user"), ("role_changed", "user -> moderator"),
    ]  # fmt: skip


def test_the_same_role_again_changes_nothing(desk, admin, moderator):
    assert desk(admin, "staff_set_role", username="mo", role="moderator")["role"] == "moderator"
    assert desk.log("user", moderator.external_id)[1:] == []  # the one entry is the test's own insert


def test_roles_that_cannot_be_given(desk, people, admin, moderator, member, conn):
    with desk.fails("unknown_role", "role"):
        desk(admin, "staff_set_role", username="mia", role="king")
    with desk.fails("not_on_yourself"):
        desk(admin, "staff_set_role", username="ADA", role="user")
    with desk.fails("user_not_found"):
        desk(admin, "staff_set_role", username="nobody", role="user")
    with desk.fails("forbidden"):
        desk(moderator, "staff_set_role", username="mia", role="moderator")
    # from the command line, whose actor is nobody
    with desk.fails("last_admin"):
        conn.execute("select iwm.set_role(null, %s, 'user')", [admin.id])
    second = people.user("eve", "admin", deactivated_at="2024-01-01")
    with desk.fails("last_admin"):  # the other one is not there
        conn.execute("select iwm.set_role(null, %s, 'moderator')", [admin.id])
    conn.execute("update iwm.users set deactivated_at = null where id = %s", [second.id])
    assert desk(second, "staff_set_role", username="ada", role="user")["role"] == "user"


def test_the_command_line_makes_the_first_admin(desk, member, power, conn):
    conn.execute("select iwm.set_role(null, %s, 'admin', 'the first one')", [member.id])
    assert power(member, "admin") is None
    [entry] = desk.log("user", member.external_id)
    assert (entry["actor"], entry["reason"]) == (conn.info.user, "the first one")


def test_suspension_takes_all_power_at_once(desk, people, moderator, member, power, conn):
    token = people.api_token(member, "profile:read")
    [digest] = conn.execute("select token_hash from iwm.api_tokens").fetchone()
    by_token = Person(member.id, member.external_id, "mia", f"tok:{digest}")
    assert (power(member), power(by_token), bool(token)) == (None, None, True)
    user = desk(moderator, "staff_suspend_user", username="mia", reason="spam", until="2034-05-06 07:08+00")
    assert (user["state"], user["suspension_reason"], user["suspended_until"]) == (
        "suspended",
        "spam",
        "2034-05-06T07:08:00+00:00",
    )
    assert (power(member), power(by_token)) == ("account_suspended", "account_suspended")
    mail = conn.execute("select template, data ->> 'reason', data ->> 'until' from iwm.mails").fetchall()
    assert mail == [("account_suspended", "spam", "2034-05-06T07:08:00+00:00")]
    assert desk(moderator, "staff_unsuspend_user", username="mia", reason="sorry")["state"] == "active"
    assert (power(member), power(by_token)) == (None, None)
    entries = [(e["action"], e["reason"], e["actor"]) for e in desk.log("user", member.external_id)]
    assert entries == [("suspend", "spam", "mo"), ("unsuspend", "sorry", "mo")]


def test_a_suspension_ends_by_itself(desk, moderator, member, power, conn):
    desk(moderator, "staff_suspend_user", username="mia", reason="spam", until="2034-05-06 07:08+00")
    conn.execute("set local iwm.now = '2034-05-06 07:08:01+00'")
    conn.execute("update iwm.sessions set expires_at = '2035-01-01'")
    assert power(member) is None
    assert desk(moderator, "staff_get_user", username="mia")["state"] == "active"


def test_said_again_the_reason_and_the_end_are_the_new_ones(desk, moderator, member):
    first = desk(moderator, "staff_suspend_user", username="mia", reason="spam", until="2034-05-06 07:08+00")
    again = desk(moderator, "staff_suspend_user", username="mia", reason="more spam")
    assert (again["suspended_at"], again["suspended_until"], again["suspension_reason"]) == (
        first["suspended_at"],
        None,
        "more spam",
    )


def test_nothing_to_unsuspend(desk, moderator, member, conn):
    assert desk(moderator, "staff_unsuspend_user", username="mia")["state"] == "active"
    assert conn.execute("select count(*) from iwm.security_events").fetchone() == (0,)


def test_ranks(desk, people, admin, moderator, member, conn):
    people.user("max", "moderator")
    people.user("eve", "admin")
    for actor, username, code in (
        (moderator, "max", "rank_too_low"), (moderator, "ada", "rank_too_low"), (moderator, "mo", "not_on_yourself"),
        (admin, "ada", "not_on_yourself"), (admin, "nobody", "user_not_found"), (member, "mo", "forbidden"),
    ):  # fmt: skip
        for function in ("staff_suspend_user", "staff_unsuspend_user", "staff_sign_out_user"):
            with desk.fails(code):
                desk(actor, function, username=username, reason="x")
    for username in ("mo", "eve"):
        assert desk(admin, "staff_suspend_user", username=username, reason="x")["state"] == "suspended"
    with desk.fails("last_admin"):
        conn.execute("select iwm.suspend_user(null, %s, 'x')", [admin.id])


@pytest.mark.parametrize("until", ["2020-01-01", "infinity", "-infinity"])
def test_an_end_that_is_none(desk, moderator, member, until):
    with desk.fails("ends_in_the_past", "until"):
        desk(moderator, "staff_suspend_user", username="mia", reason="spam", until=until)


def test_signing_out(desk, people, moderator, member, power, conn):
    other = Person(member.id, member.external_id, "mia", people.session(member.id))
    people.api_token(member, "profile:read")
    assert desk(moderator, "staff_sign_out_user", username="mia", reason="stolen") == {"ended": 2}
    assert (power(member), power(other)) == ("invalid_token", "invalid_token")
    assert conn.execute("select count(*) from iwm.api_tokens where revoked_at is null").fetchone() == (1,)
    assert desk(moderator, "staff_sign_out_user", username="mia", tokens=True) == {"ended": 1}
    assert [(e["action"], e["changed"], e["reason"]) for e in desk.log("user", member.external_id)] == [
        ("sign_out", {"sessions": "2", "api_tokens": "0"}, "stolen"),
        ("sign_out", {"sessions": "0", "api_tokens": "1"}, None),
    ]


def test_two_administrators_who_demote_each_other(fresh_dsn):
    """Whoever comes second is no administrator any more."""
    with psycopg.connect(fresh_dsn) as connection:
        people = People(connection)
        ada, eve = people.user("ada", "admin"), people.user("eve", "admin")
    told = meanwhile(
        fresh_dsn,
        lambda desk: desk(ada, "staff_set_role", username="eve", role="user"),
        lambda desk: desk(eve, "staff_set_role", username="ada", role="user"),
    )
    assert told.diag.constraint_name == "rank_too_low"
    with psycopg.connect(fresh_dsn) as connection:
        assert connection.execute("select user_id, role from iwm.admin_user_meta").fetchall() == [(ada.id, "admin")]
