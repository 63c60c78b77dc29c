"""`iwm users`: accounts from the command line, by the same rules as over HTTP."""

import io
import sys
from collections.abc import Callable

import psycopg
import pytest

from app.accounts.passwords import Passwords
from app.database.dsn import with_parts
from app.settings import Settings

PASSWORD = "correct horse battery"


@pytest.fixture
def dsn(monkeypatch: pytest.MonkeyPatch, fresh_dsn: str) -> str:
    monkeypatch.setenv("DATABASE_URL", with_parts(fresh_dsn))
    monkeypatch.setattr("app.cli.users.is_interactive", lambda: False)
    return fresh_dsn


@pytest.fixture
def ask(dsn: str) -> Callable[..., list[tuple]]:
    """ask(sql, …): rows of the database."""

    def rows(sql: str, *values: object) -> list[tuple]:
        with psycopg.connect(dsn, autocommit=True) as connection:
            return connection.execute(sql, values).fetchall()  # type: ignore[arg-type]

    return rows


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """typed(text): what standard input holds."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def fits(hashed: str, password: str) -> bool:
    return Passwords(Settings()).verify_now(hashed, password)[0]


def test_the_first_administrator(iwm, dsn: str, ask, typed) -> None:
    typed(f"{PASSWORD}\n")
    made = iwm("users", "create", "ada@example.org", "--admin", "--name", "Ada Lovelace", "--password-stdin")
    assert (made.code, made.err) == (0, "")
    assert [line.split(None, 1) for line in made.out.splitlines()] == [
        ["username", "ada-lovelace"], ["email", "ada@example.org"], ["name", "Ada Lovelace"], ["role", "admin"],
        ["state", "active"],
    ]  # fmt: skip
    [(hashed, role, granted_by, settings, stats)] = ask(
        "select hashed_password, m.role, m.granted_by,"
        " exists (select from iwm.user_settings as s where s.user_id = u.id),"
        " exists (select from iwm.user_stats as s where s.user_id = u.id)"
        " from iwm.users as u join iwm.admin_user_meta as m on m.user_id = u.id"
    )
    assert fits(hashed, PASSWORD)
    assert (role, granted_by, settings, stats) == ("admin", None, True, True)


def test_a_password_is_made_where_nobody_can_be_asked(iwm, dsn: str, ask) -> None:
    made = iwm("users", "create", "bob@example.org", "--moderator", "--username", "Bob.B")
    assert made.code == 0, made.err
    password = made.out.splitlines()[-1].removeprefix("password  ")
    assert len(password) == 20
    [(hashed, username, name)] = ask("select hashed_password, username, name from iwm.users")
    assert (fits(hashed, password), username, name) == (True, "Bob.B", "bob")


def test_a_password_is_asked_for(iwm, dsn: str, ask, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSWORD, PASSWORD, PASSWORD, "something else", ""])
    monkeypatch.setattr("app.cli.users.is_interactive", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    assert iwm("users", "create", "ada@example.org").code == 0
    assert fits(ask("select hashed_password from iwm.users")[0][0], PASSWORD)
    differs = iwm("users", "create", "bob@example.org")
    assert (differs.code, differs.err) == (1, "iwm: The two are not the same. Try again.\n")
    assert "password  " in iwm("users", "create", "carol@example.org").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ada@example.org"], "There is an account with this e-mail address."),
        (["new@example.org", "--username", "ADA"], "Somebody has the username ADA."),
        (["new@example.org", "--username", "admin"], "The username admin is reserved."),
        (["nonsense"], "An e-mail address, at most 200 characters."),
        (["new@example.org", "--username", "a b"], "A name in addresses"),
        (["new@example.org", "--name", " "], "A name to show"),
    ],
)
def test_accounts_that_are_not_made(iwm, dsn: str, ask, arguments: list[str], says: str) -> None:
    assert iwm("users", "create", "ada@example.org").code == 0
    refused = iwm("users", "create", *arguments)
    assert refused.code == 1
    assert says in refused.err
    assert "Traceback" not in refused.err
    assert "password" not in refused.out
    assert ask("select count(*) from iwm.users") == [(1,)]


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "at least 8"), ("short", "at least 8"), ("password1", "tried first"), ("ada@example.org", "your name"),
        ("x" * 1001, "at most"),
    ],
)  # fmt: skip
def test_passwords_that_are_refused(iwm, dsn: str, ask, typed, password: str, says: str) -> None:
    typed(password + "\n")
    refused = iwm("users", "create", "ada@example.org", "--password-stdin")
    assert refused.code == 1
    assert says in refused.err
    assert ask("select count(*) from iwm.users") == [(0,)]


def test_an_address_that_is_to_be_verified(iwm, dsn: str, ask) -> None:
    iwm("users", "create", "ada@example.org", "--unverified")
    assert ask("select template, to_address from iwm.mails") == [("verify_email", "ada@example.org")]
    assert iwm("users", "verify", "ada").err == "The address of ada is verified.\n"
    assert iwm("users", "verify", "ada").err == "The address of ada was verified before.\n"
    assert ask("select email_verified_at is not null from iwm.users") == [(True,)]
    assert ask("select count(*) from iwm.one_time_tokens where used_at is null") == [(0,)]


def test_an_account_is_named_by_address_username_or_id(iwm, dsn: str, ask) -> None:
    iwm("users", "create", "ada@example.org")
    [(user_id,)] = ask("select external_id from iwm.users")
    shown = [iwm("users", "show", name) for name in ("ADA@example.org", "Ada", user_id)]
    assert {result.code for result in shown} == {0}
    assert len({result.out for result in shown}) == 1
    assert "email" in shown[0].out
    assert "ada@example.org" in shown[0].out
    assert "$argon2" not in shown[0].out
    nobody = iwm("users", "show", "bob")
    assert (nobody.code, nobody.err) == (1, "iwm: There is no account bob. iwm users list shows them.\n")


def test_accounts_are_listed(iwm, dsn: str) -> None:
    assert iwm("users", "list").err == "No account is like that.\n"
    for name in ("ada", "bob", "carol"):
        iwm("users", "create", f"{name}@example.org", *(["--admin"] if name == "carol" else []))
    iwm("users", "suspend", "bob", "--reason", "spam")

    def names(*arguments: str) -> list[str]:
        return [line.split()[0] for line in iwm("users", "list", *arguments).out.splitlines()]

    assert names() == ["USERNAME", "carol", "bob", "ada"]
    assert names("--limit", "1") == ["USERNAME", "carol"]
    assert names("--role", "admin") == ["USERNAME", "carol"]
    assert names("--state", "suspended") == ["USERNAME", "bob"]
    assert names("DA@exam") == ["USERNAME", "ada"]
    assert names("%") == []
    assert iwm("users", "list", "--role", "king").code == 2


def test_roles(iwm, dsn: str, ask) -> None:
    for name in ("ada", "bob"):
        iwm("users", "create", f"{name}@example.org")
    for role in ("moderator", "admin", "admin"):
        assert iwm("users", "set-role", "ada", role).code == 0
    assert ask("select role from iwm.admin_user_meta") == [("admin",)]
    last = iwm("users", "set-role", "ada", "user")
    assert last.code == 1
    assert "only administrator" in last.err
    iwm("users", "set-role", "bob", "admin")
    assert iwm("users", "set-role", "ada", "user").err == "ada is now: user.\n"
    assert ask("select count(*) from iwm.admin_user_meta") == [(1,)]


def test_suspending(iwm, dsn: str, ask) -> None:
    iwm("users", "create", "ada@example.org")
    assert iwm("users", "suspend", "ada").code == 2
    until = iwm("users", "suspend", "ada", "--reason", "spam", "--until", "2090-01-31T12:30")
    assert until.err == "ada is suspended until 2090-01-31 12:30 UTC.\n"
    row = "select suspended_until at time zone 'UTC', suspension_reason from iwm.users"
    assert [str(value) for value in ask(row)[0]] == ["2090-01-31 12:30:00", "spam"]
    assert iwm("users", "suspend", "ada", "--reason", "spam", "--until", "2000-01-01").code == 1
    assert iwm("users", "unsuspend", "ada").code == 0
    assert ask("select suspended_at from iwm.users") == [(None,)]
    audited = ask("select count(*), bool_and(actor_id is null) from iwm.audit_log where entity = 'user'")
    assert audited[0][0] >= 2
    assert audited[0][1] is True


def test_a_new_password_ends_sessions(iwm, dsn: str, ask, typed) -> None:
    iwm("users", "create", "ada@example.org")
    ask("select iwm.open_session(id, 'ses_1', 'h', '192.0.2.1', 'test/1', 'laptop', '{pwd}') from iwm.users")
    typed(f"{PASSWORD}\r\n")
    done = iwm("users", "reset-password", "ada", "--password-stdin")
    assert (done.code, done.out, done.err) == (0, "", "ada has a new password; 1 session(s) ended.\n")
    assert fits(ask("select hashed_password from iwm.users")[0][0], PASSWORD)
    assert ask("select template from iwm.mails") == [("password_changed",)]
    assert PASSWORD not in str(ask("select * from iwm.mails"))
    made = iwm("users", "reset-password", "ada").out.removeprefix("password  ").strip()
    assert fits(ask("select hashed_password from iwm.users")[0][0], made)
    typed("ada@example.org\n")
    assert iwm("users", "reset-password", "ada", "--password-stdin").code == 1


def test_sessions(iwm, dsn: str, ask) -> None:
    iwm("users", "create", "ada@example.org")
    assert iwm("users", "sessions", "ada").err == "ada is signed in nowhere.\n"
    ask("select iwm.open_session(id, 'ses_1', 'h', '192.0.2.1', 'test/1', 'laptop', '{pwd,otp}') from iwm.users")
    line = iwm("users", "sessions", "ada").out.splitlines()[1].split()
    assert (line[0], line[3:]) == ("ses_1", ["192.0.2.1", "pwd+otp", "laptop", "test/1"])
    assert iwm("users", "sessions", "ada", "--tokens").code == 2
    assert iwm("users", "sessions", "ada", "--revoke", "--tokens").err == "1 ended.\n"
    assert iwm("users", "sessions", "ada", "--revoke").err == "0 ended.\n"
    assert ask("select revoke_reason from iwm.sessions") == [("signed out by staff",)]


def test_deleting(iwm, dsn: str, ask, monkeypatch: pytest.MonkeyPatch) -> None:
    iwm("users", "create", "ada@example.org")
    assert iwm("users", "delete", "ada").code == 2
    later = iwm("users", "delete", "ada", "--yes")
    [(due,)] = ask("select deletion_due_at at time zone 'UTC' from iwm.users")
    assert later.err == f"ada will be deleted on {due:%Y-%m-%d %H:%M} UTC.\n"
    monkeypatch.setattr("app.cli.users.is_interactive", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert iwm("users", "delete", "ada", "--now").err == "ada is deleted.\n"
    assert ask("select count(*) from iwm.users") == [(0,)]


def test_the_only_administrator_is_not_deleted(iwm, dsn: str, ask) -> None:
    iwm("users", "create", "ada@example.org", "--admin")
    for arguments in (["--yes"], ["--yes", "--now"]):
        kept = iwm("users", "delete", "ada", *arguments)
        assert kept.code == 1
        assert "only administrator" in kept.err
    assert ask("select deletion_due_at from iwm.users") == [(None,)]


def test_help_names_the_commands(iwm) -> None:
    shown = iwm("users", "--help")
    assert shown.code == 0
    for command in (
        "create",
        "list",
        "show",
        "set-role",
        "suspend",
        "unsuspend",
        "reset-password",
        "verify",
        "delete",
        "sessions",
    ):
        assert f"  {command} " in shown.out
