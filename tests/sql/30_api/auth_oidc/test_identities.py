"""Whose account a sign-in elsewhere leads to, and what is linked to it."""

import psycopg
import pytest


@pytest.fixture
def arrive(conn):
    """arrive(subject, email, verified): somebody comes back from the service `example`."""
    conn.execute("select")  # begins the test's transaction: those below are within it

    def arrive(subject="s1", email="ada@example.org", verified=True, name="Ada Lovelace", provider="example"):
        with conn.transaction():
            return conn.execute(
                "select api.account_of_identity(%s, %s, %s, %s, %s, '192.0.2.1', 'test/1')",
                [provider, subject, email, verified, name],
            ).fetchone()[0]

    return arrive


@pytest.fixture
def ask(conn):
    """ask(function, person, *arguments): a function whose first argument is the viewer."""

    def ask(function, person, *arguments, **named):
        places = ", ".join(["%s::iwm.viewer", *["%s"] * len(arguments), *(f"_{name} => %s" for name in named)])
        values = [person.viewer, *arguments, *named.values()]
        with conn.transaction():
            return conn.execute(f"select to_jsonb(api.{function}({places}))", values).fetchone()[0]

    return ask


def refused(run):
    with pytest.raises(psycopg.Error) as caught:
        run()
    return caught.value.sqlstate, caught.value.diag.constraint_name


def row(conn, username, columns):
    return conn.execute(f"select {columns} from iwm.users where username = %s", [username]).fetchone()


def mails(conn):
    return conn.execute("select template, data ->> 'event' from iwm.mails order by id").fetchall()


def test_somebody_new_gets_an_account(conn, arrive):
    made = arrive()
    assert made["new"] is True
    assert made["username"] == "ada-lovelace"
    columns = "email, name, hashed_password, email_verified_at is not null"
    assert row(conn, "ada-lovelace", columns) == ("ada@example.org", "Ada Lovelace", "!", True)
    assert conn.execute("select provider, subject, email from iwm.user_identities").fetchall() == [
        ("example", "s1", "ada@example.org")
    ]
    assert mails(conn) == []


def test_an_address_that_the_service_did_not_verify_is_verified_by_us(conn, arrive):
    arrive(verified=False)
    assert row(conn, "ada-lovelace", "email_verified_at") == (None,)
    assert mails(conn) == [("verify_email", None)]


def test_without_a_name_the_address_gives_one(conn, arrive):
    assert arrive(name="  ")["username"] == "ada"
    assert row(conn, "ada", "name") == ("ada",)


def test_somebody_known_comes_back_whatever_the_address_is_now(conn, arrive):
    first = arrive()
    again = arrive(email="other@example.org", verified=False)
    assert (again["id"], again["new"]) == (first["id"], False)
    assert arrive(email=None, verified=False)["id"] == first["id"]
    assert conn.execute("select email from iwm.user_identities").fetchall() == [("other@example.org",)]
    assert row(conn, "ada-lovelace", "email") == ("ada@example.org",)


def test_the_same_subject_of_another_service_is_somebody_else(arrive):
    assert arrive()["id"] != arrive(provider="second", email="bob@example.org")["id"]


def test_an_address_that_both_have_verified_leads_to_its_account(conn, arrive, ada):
    came = arrive(email="ADA@example.org")
    assert (came["id"], came["new"]) == (ada.external_id, False)
    assert mails(conn) == [("security_alert", "identity_linked")]


@pytest.mark.parametrize(("ours", "theirs"), [(False, True), (True, False), (False, False)])
def test_an_address_that_one_of_both_did_not_verify_leads_nowhere(conn, people, arrive, ours, theirs):
    people.user("ada", verified=ours)
    assert refused(lambda: arrive(verified=theirs)) == ("IW409", "email_needs_proof")
    assert conn.execute("select count(*) from iwm.user_identities").fetchone() == (0,)


def test_without_an_address_there_is_no_account(arrive):
    assert refused(lambda: arrive(email=None, verified=False)) == ("IW422", "email_not_given")


def test_new_accounts_only_while_registration_is_open(conn, arrive, ada):
    conn.execute("update iwm.account_policy set registration_open = false")
    assert refused(lambda: arrive(email="new@example.org")) == ("IW403", "registration_closed")
    assert arrive()["id"] == ada.external_id


@pytest.mark.parametrize("linked", [False, True])
def test_the_suspended_stay_out_and_get_nothing_linked(conn, arrive, ada, linked):
    if linked:
        arrive()
    conn.execute("update iwm.users set suspended_at = iwm.now() where id = %s", [ada.id])
    assert refused(arrive) == ("IW403", "account_suspended")
    assert conn.execute("select count(*) from iwm.user_identities").fetchone() == (int(linked),)


def open_session(conn, person, methods, subject="s1"):
    with conn.transaction():
        return conn.execute(
            "select api.open_identity_session(%s, 'example', %s, %s, 'ses_new', 'hash', '192.0.2.1', 'test/1')",
            [person.external_id, subject, methods],
        ).fetchone()[0]


def turn_totp_on(conn, person):
    conn.execute("insert into iwm.user_totp (user_id, secret, confirmed_at) values (%s, 's', iwm.now())", [person.id])


def test_a_session_of_somebody_who_came_back(conn, arrive, ada):
    arrive()
    done = open_session(conn, ada, ["oidc"])
    assert done["account"]["username"] == "ada"
    assert conn.execute("select methods, client from iwm.sessions where external_id = 'ses_new'").fetchone() == (
        ["oidc"],
        "192.0.2.1",
    )
    assert conn.execute("select last_used_at = iwm.now() from iwm.user_identities").fetchone() == (True,)


def test_no_session_without_the_second_factor(conn, arrive, ada):
    turn_totp_on(conn, ada)
    assert arrive()["totp"] is True
    assert refused(lambda: open_session(conn, ada, ["oidc"])) == ("IW401", "sign_in_expired")
    assert "account" in open_session(conn, ada, ["oidc", "otp"])


def test_no_session_for_who_was_taken_off_meanwhile(conn, people, arrive, ada):
    arrive()
    assert refused(lambda: open_session(conn, people.user("eve"), ["oidc"])) == ("IW401", "sign_in_expired")
    assert refused(lambda: open_session(conn, ada, ["oidc"], "s2")) == ("IW401", "sign_in_expired")


def test_no_session_while_wrong_codes_hold_it_up(conn, arrive, ada):
    turn_totp_on(conn, ada)
    arrive()
    conn.execute(
        "insert into iwm.login_failures (user_id, known, failures, locked_until)"
        " values (%s, false, 9, iwm.now() + interval '10 seconds')",
        [ada.id],
    )
    assert open_session(conn, ada, ["oidc", "otp"]) == {"wait": 10}


def test_a_deactivated_account_is_active_again(conn, arrive, ada):
    arrive()
    conn.execute("update iwm.users set deactivated_at = iwm.now() where id = %s", [ada.id])
    assert open_session(conn, ada, ["oidc"])["account"]["deactivated"] is False


def keep(ask, person, subject="s1", provider="example"):
    return ask("keep_identity", person, provider, subject, "x@example.org", "192.0.2.1", "test/1")


def test_linking_and_taking_off(conn, ask, ada):
    assert ask("list_identities", ada) == []
    assert [linked["provider"] for linked in keep(ask, ada)] == ["example"]
    assert len(keep(ask, ada)) == 1
    assert [linked["email"] for linked in ask("list_identities", ada)] == ["x@example.org"]
    conn.execute("update iwm.users set hashed_password = 'hash' where id = %s", [ada.id])
    assert ask("unlink_identity", ada, client=None, provider="example") == []
    assert ask("unlink_identity", ada, client=None, provider="example") == []
    assert mails(conn) == [("security_alert", "identity_linked"), ("security_alert", "identity_unlinked")]
    kinds = conn.execute(
        "select kind, detail from iwm.security_events where user_id = %s order by id", [ada.id]
    ).fetchall()
    assert kinds == [("identity_linked", "example"), ("identity_unlinked", "example")]


def test_a_new_way_in_needs_a_fresh_session(ask, ada, later):
    later("1 hour")
    assert refused(lambda: keep(ask, ada)) == ("IW403", "fresh_sign_in_needed")


def test_an_identity_belongs_to_one_account(people, ask, ada):
    keep(ask, ada)
    assert refused(lambda: keep(ask, people.user("eve"))) == ("IW409", "identity_taken")


def test_one_identity_of_each_service(ask, ada):
    keep(ask, ada)
    assert refused(lambda: keep(ask, ada, "s2")) == ("IW409", "provider_linked")
    assert len(keep(ask, ada, "s2", "second")) == 2


def test_the_last_way_to_sign_in_stays(conn, ask, ada):
    keep(ask, ada)
    take_off = lambda provider: ask("unlink_identity", ada, client=None, provider=provider)  # noqa: E731
    assert refused(lambda: take_off("example")) == ("IW409", "last_sign_in")
    assert len(take_off("second")) == 1
    keep(ask, ada, "s1", "second")
    assert [left["provider"] for left in take_off("example")] == ["second"]
    assert refused(lambda: take_off("second")) == ("IW409", "last_sign_in")


def test_a_ticket_is_used_once_and_forgotten_in_time(conn, call, later):
    assert call("api.use_ticket", "a", seconds=600) is True
    assert call("api.use_ticket", "a", seconds=600) is False
    assert call("api.use_ticket", "b", seconds=600) is True
    later("601 seconds")
    call("api.use_ticket", "c", seconds=600)
    assert conn.execute("select ticket_hash from iwm.used_tickets").fetchall() == [("c",)]


@pytest.mark.parametrize("function", ["list_identities", "keep_identity", "unlink_identity"])
def test_a_session_with_limited_scopes_has_no_part_in_it(people, ask, ada, function):
    limited = type(ada)(ada.id, ada.external_id, ada.username, people.session(ada.id, scopes=["profile:write"]))
    calls = {
        "list_identities": lambda: ask(function, limited),
        "keep_identity": lambda: keep(ask, limited),
        "unlink_identity": lambda: ask(function, limited, client=None, provider="example"),
    }
    assert refused(calls[function]) == ("IW403", "insufficient_scope")
