"""Links of mails: once, in time, for the address that they were sent to."""

import psycopg
import pytest

PURPOSES = {"verify_email": "use_verify_link", "reset_password": "use_reset_link", "change_email": "use_email_link"}


@pytest.fixture
def send(conn):
    """send(person, purpose): a link for an hour; its public id."""

    def send(person, purpose, email=None):
        email = email or f"{person.username}@example.org"
        conn.execute("select iwm.send_link(%s, %s, %s, interval '1 hour')", [person.id, purpose, email])
        return conn.execute("select external_id from iwm.one_time_tokens order by id desc limit 1").fetchone()[0]

    return send


@pytest.fixture
def use(conn):
    """use(purpose, token): follows a link."""

    def use(purpose, token):
        arguments = [token, *(["hash"] if purpose == "reset_password" else []), "192.0.2.1", "test/1"]
        places = ", ".join(["%s"] * len(arguments))
        with conn.transaction():
            return conn.execute(f"select to_jsonb(api.{PURPOSES[purpose]}({places}))", arguments).fetchone()[0]

    return use


def refused(use, purpose, token):
    with pytest.raises(psycopg.Error) as caught:
        use(purpose, token)
    assert caught.value.sqlstate == "IW422"
    return caught.value.diag.constraint_name


def events(conn, person):
    return [
        kind
        for (kind,) in conn.execute("select kind from iwm.security_events where user_id = %s order by id", [person.id])
    ]


def mails(conn):
    return conn.execute("select template, to_address, data from iwm.mails order by id").fetchall()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_link_can_be_used_once(ada, send, use, purpose):
    token = send(ada, purpose)
    assert use(purpose, token) == {"email": "ada@example.org", "verified": True}
    assert refused(use, purpose, token) == "link_used"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_link_is_over_in_time(ada, send, use, later, purpose):
    token = send(ada, purpose)
    later("1 hour")
    assert refused(use, purpose, token) == "link_expired"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_link_is_for_one_purpose(ada, send, use, purpose):
    token = send(ada, purpose)
    for other in PURPOSES.keys() - {purpose}:
        assert refused(use, other, token) == "invalid_link"
    assert refused(use, purpose, "otk_nobody") == "invalid_link"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_newer_link_makes_the_one_before_useless(ada, send, use, purpose):
    older, newer = send(ada, purpose), send(ada, purpose)
    assert refused(use, purpose, older) == "link_used"
    use(purpose, newer)


@pytest.mark.parametrize("purpose", ["verify_email", "reset_password"])
def test_a_link_is_worth_nothing_once_the_account_has_another_address(conn, ada, send, use, purpose):
    token = send(ada, purpose)
    conn.execute("update iwm.users set email = 'new@example.org' where id = %s", [ada.id])
    assert refused(use, purpose, token) == "invalid_link"


def test_of_two_at_the_same_time_one_gets_it(fresh_dsn):
    with psycopg.connect(fresh_dsn) as one, psycopg.connect(fresh_dsn) as other:
        one.execute(
            "with u as (insert into iwm.users (external_id, email, username, name)"
            " values ('u', 'a@b.c', 'ada', 'Ada') returning id)"
            " select iwm.send_link(u.id, 'verify_email', 'a@b.c', interval '1 hour') from u"
        )
        token = one.execute("select external_id from iwm.one_time_tokens").fetchone()[0]
        one.commit()
        one.execute("select api.use_verify_link(%s, null, null)", [token])
        other.execute("set lock_timeout = '50ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("select api.use_verify_link(%s, null, null)", [token])
        other.rollback()
        one.commit()
        with pytest.raises(psycopg.Error, match="used already"):
            other.execute("select api.use_verify_link(%s, null, null)", [token])


def test_verifying(conn, ada, send, use):
    use("verify_email", send(ada, "verify_email"))
    assert conn.execute("select email_verified_at = iwm.now() from iwm.users where id = %s", [ada.id]).fetchone() == (
        True,
    )
    assert events(conn, ada) == ["email_verified"]


def test_verifying_again_keeps_since_when(conn, people, send, use, later):
    bob = people.user("bob")
    later("1 minute")
    use("verify_email", send(bob, "verify_email"))
    assert conn.execute("select email_verified_at < iwm.now() from iwm.users where id = %s", [bob.id]).fetchone() == (
        True,
    )


def test_resetting_ends_sessions_verifies_and_tells(conn, ada, send, use):
    conn.execute("insert into iwm.login_failures (user_id, known, failures) values (%s, true, 9)", [ada.id])
    use("reset_password", send(ada, "reset_password"))
    row = conn.execute(
        "select hashed_password, email_verified_at is not null from iwm.users where id = %s", [ada.id]
    ).fetchone()
    assert row == ("hash", True)
    assert conn.execute(
        "select count(*) from iwm.sessions where user_id = %s and revoked_at is null", [ada.id]
    ).fetchone() == (0,)
    assert conn.execute("select count(*) from iwm.login_failures where user_id = %s", [ada.id]).fetchone() == (0,)
    assert [template for template, *_ in mails(conn)] == ["reset_password", "password_changed"]


@pytest.mark.parametrize("verified", [False, True])
def test_a_stranger_who_registered_with_an_address_keeps_no_way_in(conn, people, send, use, verified):
    """What was linked before the address was verified may not be its owner's; afterwards it is."""
    eve = people.user("eve", verified=verified)
    conn.execute("insert into iwm.user_identities (provider, subject, user_id) values ('test', 'eve', %s)", [eve.id])
    conn.execute("insert into iwm.user_totp (user_id, secret, confirmed_at) values (%s, 's', iwm.now())", [eve.id])
    people.api_token(eve, "profile:read")
    use("reset_password", send(eve, "reset_password"))
    left = "select (select count(*) from iwm.user_identities), (select count(*) from iwm.user_totp)"
    assert conn.execute(left).fetchone() == ((1, 1) if verified else (0, 0))
    assert conn.execute("select count(*) from iwm.api_tokens where revoked_at is null").fetchone() == (0,)
    assert ("totp_disabled" in events(conn, eve)) is not verified


def test_who_a_reset_is_for_without_using_it_up(conn, ada, send, use, call):
    token = send(ada, "reset_password")
    assert call("api.reset_link_owner", token) == {"email": "ada@example.org", "username": "ada"}
    use("reset_password", token)
    with pytest.raises(psycopg.Error, match="used already"):
        call("api.reset_link_owner", token)


def test_changing_the_address_tells_the_old_one_and_ends_older_links(conn, ada, send, use):
    old = send(ada, "reset_password")
    use("change_email", send(ada, "change_email", "new@example.org"))
    row = conn.execute(
        "select email, email_verified_at is not null, version from iwm.users where id = %s", [ada.id]
    ).fetchone()
    assert row == ("new@example.org", True, 2)
    template, to, data = mails(conn)[-1]
    assert (template, to, data["new_email"]) == ("email_changed", "ada@example.org", "new@example.org")
    assert refused(use, "reset_password", old) == "link_used"
    assert conn.execute(
        "select count(*) from iwm.sessions where user_id = %s and revoked_at is null", [ada.id]
    ).fetchone() == (1,)


def test_an_address_that_somebody_took_meanwhile(conn, people, ada, send, use):
    token = send(ada, "change_email", "eve@example.org")
    people.user("eve")
    with pytest.raises(psycopg.Error) as caught:
        use("change_email", token)
    assert (caught.value.sqlstate, caught.value.diag.constraint_name) == ("IW409", "email_taken")
    assert conn.execute("select email from iwm.users where id = %s", [ada.id]).fetchone() == ("ada@example.org",)


def begin(conn, person, email):
    statement = "select to_jsonb(api.begin_email_change(%s::iwm.viewer, %s, '192.0.2.1', 'test/1'))"
    with conn.transaction():
        return conn.execute(statement, [person.viewer, email]).fetchone()[0]


def test_asking_for_another_address_tells_both(conn, ada):
    done = begin(conn, ada, "new@example.org")
    assert (done["email"], done["new_email"]) == ("ada@example.org", "new@example.org")
    assert [(template, to) for template, to, _ in mails(conn)] == [
        ("change_email", "new@example.org"),
        ("security_alert", "ada@example.org"),
    ]
    assert events(conn, ada) == ["email_change_requested"]


@pytest.mark.parametrize(
    ("email", "code"), [("ada@example.org", "email_unchanged"), ("EVE@example.org", "email_taken")]
)
def test_an_address_that_cannot_be_had(conn, people, ada, email, code):
    people.user("eve")
    with pytest.raises(psycopg.Error) as caught:
        begin(conn, ada, email)
    assert caught.value.diag.constraint_name == code
    assert mails(conn) == []


def test_the_same_address_in_another_case_is_another_one_of_the_same_user(conn, ada):
    assert begin(conn, ada, "Ada@example.org")["new_email"] == "Ada@example.org"


def test_the_verification_is_sent_again_while_it_is_of_use(conn, people, ada):
    statement = "select to_jsonb(api.send_email_verification(%s::iwm.viewer))"
    assert conn.execute(statement, [ada.viewer]).fetchone()[0] == {"email": "ada@example.org", "verified": False}
    assert [template for template, *_ in mails(conn)] == ["verify_email"]
    bob = people.user("bob")
    assert conn.execute(statement, [bob.viewer]).fetchone()[0] == {"email": "bob@example.org", "verified": True}
    assert len(mails(conn)) == 1


def test_what_is_sent_is_no_secret_and_no_link(conn, ada, send):
    """Who reads the database cannot follow anybody's link: its MAC is made where it is sent."""
    token = send(ada, "reset_password")
    assert mails(conn)[0][2] == {"name": "Ada", "username": "ada", "hours": 1.0, "token_id": token}
