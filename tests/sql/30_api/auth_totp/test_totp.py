"""The second factor in the database: turned on and off, each code once."""

import psycopg
import pytest

HASHES = [str(number) * 64 for number in range(10)]


@pytest.fixture
def ask(conn):
    """ask(function, person, *arguments): a function whose first argument is the viewer."""

    def ask(function, person, *arguments):
        places = ", ".join(["%s::iwm.viewer", *["%s"] * len(arguments)])
        with conn.transaction():
            return conn.execute(f"select to_jsonb(api.{function}({places}))", [person.viewer, *arguments]).fetchone()[0]

    return ask


@pytest.fixture
def turn_on(ask):
    def turn_on(person, secret="sealed", step=100):
        ask("keep_totp_secret", person, secret)
        ask("turn_totp_on", person, secret, step, HASHES, "192.0.2.1", "test/1")

    return turn_on


def refused(run):
    with pytest.raises(psycopg.Error) as caught:
        run()
    return caught.value.sqlstate, caught.value.diag.constraint_name


def use(call, person, step=None, code_hash="x"):
    return call("api.use_second_factor", person.external_id, step=step, code_hash=code_hash)


def test_off_pending_on_off(conn, ask, ada):
    off = {"enabled": False, "confirmed_at": None, "recovery_codes_left": 0}
    assert ask("get_totp", ada) == off
    assert ask("my_totp", ada) is None
    assert ask("keep_totp_secret", ada, "sealed") == "ada@example.org"
    assert ask("get_totp", ada) == off
    row = ask("my_totp", ada)
    assert (row["secret"], row["confirmed"], row["last_step"]) == ("sealed", False, None)
    ask("turn_totp_on", ada, "sealed", 100, HASHES, "192.0.2.1", "test/1")
    state = ask("get_totp", ada)
    assert (state["enabled"], state["recovery_codes_left"]) == (True, 10)
    assert ask("turn_totp_off", ada, "192.0.2.1", "test/1") == off
    assert conn.execute("select count(*) from iwm.recovery_codes").fetchone() == (0,)


def test_a_secret_that_nobody_confirmed_gives_way_to_a_new_one(ask, ada):
    ask("keep_totp_secret", ada, "one")
    ask("keep_totp_secret", ada, "two")
    assert refused(lambda: ask("turn_totp_on", ada, "one", 1, HASHES, None, None)) == ("IW409", "totp_enabled")
    ask("turn_totp_on", ada, "two", 1, HASHES, None, None)


def test_what_is_on_is_not_replaced(ask, ada, turn_on):
    turn_on(ada)
    assert refused(lambda: ask("keep_totp_secret", ada, "mine now")) == ("IW409", "totp_enabled")
    assert refused(lambda: ask("turn_totp_on", ada, "sealed", 200, HASHES, None, None)) == ("IW409", "totp_enabled")


def test_turning_it_on_ends_the_other_sessions(conn, people, ada, turn_on):
    other = people.session(ada.id)
    turn_on(ada)
    rows = conn.execute(
        "select external_id, revoked_at is null from iwm.sessions where user_id = %s", [ada.id]
    ).fetchall()
    assert dict(rows) == {ada.session_id: True, other: False}


def test_its_owner_is_told_of_everything(conn, ask, ada, turn_on, call):
    turn_on(ada)
    ask("replace_recovery_codes", ada, HASHES, "192.0.2.1", "test/1")
    use(call, ada, code_hash=HASHES[3])
    ask("turn_totp_off", ada, "192.0.2.1", "test/1")
    ask("turn_totp_off", ada, "192.0.2.1", "test/1")
    told = conn.execute("select template, data ->> 'event', data ->> 'left' from iwm.mails order by id").fetchall()
    assert told == [
        ("security_alert", "totp_enabled", None),
        ("security_alert", "recovery_codes_renewed", None),
        ("security_alert", "recovery_code_used", "9"),
        ("security_alert", "totp_disabled", None),
    ]
    kinds = conn.execute("select kind from iwm.security_events where user_id = %s order by id", [ada.id]).fetchall()
    assert kinds == [("totp_enabled",), ("recovery_codes_renewed",), ("totp_disabled",)]


def test_each_step_counts_once_and_those_before_it_no_more(call, ada, turn_on):
    turn_on(ada, step=100)
    assert use(call, ada, 100) is None
    assert use(call, ada, 99) is None
    assert use(call, ada, 101) == "otp"
    assert use(call, ada, 101) is None
    assert use(call, ada, 103) == "otp"
    assert use(call, ada, 102) is None


def test_each_recovery_code_counts_once(ask, call, ada, turn_on):
    turn_on(ada)
    assert use(call, ada, code_hash=HASHES[0]) == "recovery"
    assert use(call, ada, code_hash=HASHES[0]) is None
    assert ask("get_totp", ada)["recovery_codes_left"] == 9


def test_new_recovery_codes_end_the_old_ones(ask, call, ada, turn_on):
    turn_on(ada)
    ask("replace_recovery_codes", ada, ["new"], None, None)
    assert use(call, ada, code_hash=HASHES[0]) is None
    assert use(call, ada, code_hash="new") == "recovery"
    assert ask("get_totp", ada)["recovery_codes_left"] == 0


def test_codes_of_others_count_for_nothing(people, call, ada, turn_on):
    turn_on(ada)
    eve = people.user("eve")
    assert use(call, eve, 200, HASHES[0]) is None
    turn_on(eve, step=5)
    assert use(call, eve, 200) == "otp"
    assert use(call, ada, 101) == "otp"


def test_of_two_uses_at_once_one_counts(fresh_dsn):
    with psycopg.connect(fresh_dsn) as one, psycopg.connect(fresh_dsn) as other:
        one.execute(
            "with u as (insert into iwm.users (external_id, email, username, name)"
            " values ('usr_1', 'a@b.c', 'ada', 'Ada') returning id)"
            " insert into iwm.user_totp (user_id, secret, confirmed_at) select u.id, 's', now() from u"
        )
        one.commit()
        assert one.execute("select api.use_second_factor('usr_1', 7, 'x')").fetchone() == ("otp",)
        other.execute("set lock_timeout = '50ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("select api.use_second_factor('usr_1', 7, 'x')")
        other.rollback()
        one.commit()
        assert other.execute("select api.use_second_factor('usr_1', 7, 'x')").fetchone() == (None,)


def test_a_secret_that_is_not_confirmed_lets_nobody_in(ask, call, ada):
    ask("keep_totp_secret", ada, "sealed")
    assert use(call, ada, 200) is None


def test_recovery_codes_without_a_second_factor(ask, ada):
    assert refused(lambda: ask("replace_recovery_codes", ada, HASHES, None, None)) == ("IW409", "totp_not_enabled")


def test_the_clock_to_check_by_is_that_of_the_database(conn, call, ask, ada, turn_on):
    turn_on(ada)
    conn.execute("set local iwm.now = '2026-01-01 00:00:59.9+00'")
    assert call("api.totp_of_user", ada.external_id)["now"] == 1767225659
    assert call("api.totp_of_user", "usr_nobody") is None


@pytest.mark.parametrize("function", ["get_totp", "my_totp", "turn_totp_off"])
def test_a_session_with_limited_scopes_has_no_part_in_it(conn, people, ada, function):
    limited = people.session(ada.id, scopes=["profile:write"])
    more = ", null, null" if function == "turn_totp_off" else ""
    with pytest.raises(psycopg.Error) as caught:
        conn.execute(f"select api.{function}(%s::iwm.viewer{more})", [f"({ada.external_id},{limited},)"])
    assert caught.value.diag.constraint_name == "insufficient_scope"
