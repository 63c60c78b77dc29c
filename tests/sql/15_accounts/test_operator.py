"""The owner of the database in the name of a user."""

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People


def test_the_owner_acts_as_a_user_who_sees_it(conn: psycopg.Connection, call: Call) -> None:
    ada = People(conn).user("ada")
    People(conn).user("grace")
    viewer = conn.execute("select iwm.as_user('ada@example.org')::text").fetchone()[0]  # type: ignore[index]
    assert call("api.get_account", viewer=viewer)["username"] == "ada"
    assert call("api.follow_user", viewer=viewer, username="grace")["follows"] is True
    # the same session again
    assert conn.execute("select iwm.as_user('ada')::text").fetchone() == (viewer,)
    [session] = [one for one in call("api.list_sessions", viewer=ada.viewer) if not one["current"]]
    assert (session["device"], session["methods"]) == ("psql", ["operator"])
    seen = conn.execute("select kind, detail from iwm.security_events where user_id = %s", [ada.id]).fetchall()
    assert seen == [("signed_in", "by the owner of the database")]
    kept = conn.execute("select actor, action, entity_id from iwm.audit_log where action = 'act_as'").fetchall()
    (role,) = conn.execute("select iwm.acting_role()").fetchone()  # type: ignore[misc]
    assert kept == [(role, "act_as", ada.external_id)]
    # its owner ends it
    call("api.end_session", viewer=ada.viewer, client=None, session_id=session["id"])
    with pytest.raises(psycopg.Error, match="not valid any more"), conn.transaction():
        call("api.get_account", viewer=viewer)
    assert conn.execute("select iwm.as_user('ada')::text").fetchone() != (viewer,)


def test_it_is_over_after_an_hour_and_no_token_is_good_for_it(conn: psycopg.Connection, call: Call) -> None:
    People(conn).user("ada")
    viewer = conn.execute("select iwm.as_user('ada')::text").fetchone()[0]  # type: ignore[index]
    assert call("api.get_account", viewer=viewer)["username"] == "ada"
    conn.execute("select set_config('iwm.now', (iwm.now() + interval '1 hour')::text, true)")
    with pytest.raises(psycopg.Error, match="not valid any more"):
        call("api.get_account", viewer=viewer)


def test_only_the_owner_may(conn: psycopg.Connection, act_as) -> None:
    People(conn).user("ada")
    for role in ("iwm_app", "iwm_readonly"):
        with act_as(conn, role), pytest.raises(psycopg.errors.InsufficientPrivilege), conn.transaction():
            conn.execute("select iwm.as_user('ada')")
