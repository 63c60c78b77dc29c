"""`iwm users`: accounts, for who runs the service. The rules are the SQL functions that the API has, too."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
import psycopg

from app.cli.options import Settings, is_interactive, table, tell, with_settings
from app.database.session import open_database
from app.errors import Problem

ROLES = click.Choice(["user", "moderator", "admin"])
STATES = click.Choice(["active", "unverified", "suspended", "deactivated", "leaving"])


@click.group("users", short_help="Make, look at and change accounts.")
def users_group() -> None:
    """Make, look at and change accounts. USER is an e-mail address, a username or a public id.

    \b
    Examples:
      iwm users create ada@example.org --admin --name "Ada Lovelace"
      iwm users list --role admin
      iwm users set-role ada moderator
      iwm users suspend ada --reason "spam" --until 2027-01-31
      iwm users sessions ada --revoke
    """


@users_group.command("create", short_help="Make an account.")
@click.argument("email")
@click.option("--name", help="Name to show; without it, what stands before the @.")
@click.option("--username", help="Without it, one is derived from the name.")
@click.option("--admin", "role", flag_value="admin", help="With the role of an administrator.")
@click.option("--moderator", "role", flag_value="moderator", help="With the role of a moderator.")
@click.option("--unverified", is_flag=True, help="Mail the link that verifies the address, instead of vouching for it.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_settings("data_dir")
def create(
    settings: Settings, email: str, name: str | None, username: str | None, role: str | None, unverified: bool,
    password_stdin: bool,
) -> None:  # fmt: skip
    """Make an account, also where nobody may register.

    The password is asked for; where nobody can be asked, one is made and printed.
    """
    name = name or email.partition("@")[0]
    password, made = _password(settings, password_stdin, email, username, name)
    with _connected(settings) as connection:
        user_id = _one(
            connection, "select iwm.create_account(%s, %s, %s, %s, %s, %s)",
            [email, name, username, _hash(settings, password), role or "user", not unverified],
        )  # fmt: skip
        _show(connection, user_id, ("username", "email", "name", "role", "state"))
    _print_made(password, made)


@users_group.command("list", short_help="List accounts.")
@click.argument("text", required=False)
@click.option("--role", type=ROLES, help="Only those with this role.")
@click.option("--state", type=STATES, help="Only those in this state.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many, at most.")
@with_settings("data_dir")
def list_users(settings: Settings, text: str | None, role: str | None, state: str | None, limit: int) -> None:
    """List accounts, the newest first; TEXT is part of a name, a username or an e-mail address."""
    with _connected(settings) as connection:
        rows = connection.execute(
            "select username, email, role, state::text, to_char(created_at, 'YYYY-MM-DD'),"
            " coalesce(to_char(last_seen_at, 'YYYY-MM-DD'), '-'), name from iwm.list_accounts(%s, %s, %s, %s)",
            [text, role, state, limit],
        ).fetchall()
    if not rows:
        tell("No account is like that.")
        return
    table([("USERNAME", "E-MAIL", "ROLE", "STATE", "MADE", "LAST SEEN", "NAME"), *rows], indent="")


@users_group.command("show")
@click.argument("user")
@with_settings("data_dir")
def show(settings: Settings, user: str) -> None:
    """Show an account."""
    with _connected(settings) as connection:
        _show(connection, _need(connection, user))


@users_group.command("set-role")
@click.argument("user")
@click.argument("role", type=ROLES)
@with_settings("data_dir")
def set_role(settings: Settings, user: str, role: str) -> None:
    """Give a role. It holds from the next call on; the only administrator keeps theirs."""
    with _connected(settings) as connection:
        connection.execute("select iwm.set_role(null, %s, %s, 'iwm users set-role')", [_need(connection, user), role])
    tell(f"{user} is now: {role}.")


@users_group.command("suspend", short_help="Suspend an account.")
@click.argument("user")
@click.option("--reason", required=True, help="Told to the user.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="In UTC; without it, for good.")
@with_settings("data_dir")
def suspend(settings: Settings, user: str, reason: str, until: datetime | None) -> None:
    """Suspend an account: it cannot sign in, and what is signed in has no power from now on."""
    with _connected(settings) as connection:
        connection.execute(
            "select iwm.suspend_user(null, %s, %s, %s)",
            [_need(connection, user), reason, until and until.replace(tzinfo=UTC)],
        )
    tell(f"{user} is suspended{until.strftime(' until %Y-%m-%d %H:%M UTC') if until else ''}.")


@users_group.command("unsuspend")
@click.argument("user")
@with_settings("data_dir")
def unsuspend(settings: Settings, user: str) -> None:
    """End a suspension."""
    with _connected(settings) as connection:
        connection.execute("select iwm.unsuspend_user(null, %s, 'iwm users unsuspend')", [_need(connection, user)])
    tell(f"{user} is not suspended.")


@users_group.command("reset-password", short_help="Set a new password.")
@click.argument("user")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_settings("data_dir")
def reset_password(settings: Settings, user: str, password_stdin: bool) -> None:
    """Set a new password, and end all sessions. The user is told by mail that it was changed, not the password."""
    with _connected(settings) as connection:
        user_id = _need(connection, user)
        row = connection.execute("select email, username, name from iwm.users where id = %s", [user_id]).fetchone()
        password, made = _password(settings, password_stdin, *(row or ()))
        ended = _one(connection, "select iwm.replace_password(%s, %s)", [user_id, _hash(settings, password)])
    tell(f"{user} has a new password; {ended} session(s) ended.")
    _print_made(password, made)


@users_group.command("verify")
@click.argument("user")
@with_settings("data_dir")
def verify(settings: Settings, user: str) -> None:
    """Take the e-mail address for verified."""
    with _connected(settings) as connection:
        changed = _one(connection, "select iwm.verify_account(%s)", [_need(connection, user)])
    tell(f"The address of {user} is verified." if changed else f"The address of {user} was verified before.")


@users_group.command("delete", short_help="Delete an account.")
@click.argument("user")
@click.option("--now", is_flag=True, help="At once and for ever, without the time of grace.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_settings("data_dir")
def delete(settings: Settings, user: str, now: bool, yes: bool) -> None:
    """Delete an account with all that is its own: after a time in which its owner can cancel that, or --now."""
    with _connected(settings) as connection:
        user_id = _need(connection, user)
        if not yes:
            if not is_interactive():
                raise click.UsageError("this deletes an account and nobody can be asked: give --yes")
            click.confirm(f"Delete {user}{' at once and for ever' if now else ''}?", abort=True, err=True)
        due = _one(connection, "select iwm.delete_account(%s, %s)", [user_id, now])
    tell(f"{user} is deleted." if due is None else f"{user} will be deleted on {due:%Y-%m-%d %H:%M %Z}.")


@users_group.command("sessions", short_help="List or end sessions.")
@click.argument("user")
@click.option("--revoke", is_flag=True, help="End them all.")
@click.option("--tokens", is_flag=True, help="With --revoke: the API tokens, too.")
@with_settings("data_dir")
def sessions(settings: Settings, user: str, revoke: bool, tokens: bool) -> None:
    """List the sessions of an account; end them with --revoke."""
    if tokens and not revoke:
        raise click.UsageError("--tokens goes with --revoke")
    with _connected(settings) as connection:
        user_id = _need(connection, user)
        if revoke:
            ended = _one(
                connection, "select iwm.sign_out_user(null, %s, 'iwm users sessions --revoke', %s)", [user_id, tokens]
            )
            tell(f"{ended} ended.")
            return
        rows = connection.execute(
            "select external_id, to_char(last_seen_at, 'YYYY-MM-DD HH24:MI'), coalesce(client, '-'),"
            " array_to_string(methods, '+'), coalesce(device, '-'), coalesce(left(user_agent, 60), '-')"
            " from iwm.sessions where user_id = %s and revoked_at is null and expires_at > iwm.now()"
            " order by last_seen_at desc, id desc", [user_id],
        ).fetchall()  # fmt: skip
    if not rows:
        tell(f"{user} is signed in nowhere.")
        return
    table([("SESSION", "LAST SEEN", "FROM", "BY", "DEVICE", "PROGRAM"), *rows], indent="")


@contextmanager
def _connected(settings: Settings) -> Iterator[psycopg.Connection]:
    """The owner's connection: one transaction. What a function refuses becomes a Problem."""
    with open_database(settings, tell) as database, psycopg.connect(database.owner_url) as connection:
        connection.execute("set local timezone = 'UTC'")
        try:
            yield connection
        except psycopg.Error as error:
            connection.rollback()
            raise _told(connection, error) or error from None


def _told(connection: psycopg.Connection, error: psycopg.Error) -> Problem | None:
    """What the functions say in their own words; of a domain, what it takes."""
    if (error.sqlstate or "").startswith("IW"):
        return Problem(str(error.diag.message_primary), error.diag.message_hint or "")
    if isinstance(error, psycopg.errors.CheckViolation) and error.diag.datatype_name:
        name = f"{error.diag.schema_name}.{error.diag.datatype_name}"
        comment = _one(connection, "select obj_description(%s::regtype, 'pg_type')", [name])
        return Problem(f"One of the values is not allowed. It must be: {str(comment).partition(chr(10))[0]}")
    return None


def _one(connection: psycopg.Connection, sql: str, values: list[Any]) -> Any:
    row = connection.execute(sql, values).fetchone()  # type: ignore[arg-type]
    return row[0] if row else None


def _need(connection: psycopg.Connection, user: str) -> int:
    return _one(connection, "select iwm.need_account(%s)", [user])


def _show(connection: psycopg.Connection, user_id: int, names: tuple[str, ...] = ()) -> None:
    shown = _one(
        connection,
        "select to_jsonb(iwm.staff_user(null, u.id)) || jsonb_build_object('email', u.email)"
        " from iwm.users as u where u.id = %s",
        [user_id],
    )
    table([(name, _as_text(shown[name])) for name in names or shown], indent="")


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)


def _password(settings: Settings, from_stdin: bool, *same_as: str | None) -> tuple[str, bool]:
    """The new password, and whether it was made here. Raises Problem for one that nobody may have."""
    from app.accounts.passwords import Passwords

    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif is_interactive():
        password = click.prompt("Password (empty: make one)", default="", hide_input=True, show_default=False, err=True)
        if password and password != click.prompt("Again", hide_input=True, err=True):
            raise Problem("The two are not the same.", "Try again.")
    else:
        password = ""
    if not password and not from_stdin:
        return secrets.token_urlsafe(15), True
    if refusal := Passwords(settings).refusal(password, *same_as):
        raise Problem(f"The password {refusal}.")
    return password, False


def _hash(settings: Settings, password: str) -> str:
    from app.accounts.passwords import Passwords

    return Passwords(settings).hash_now(password)


def _print_made(password: str, made: bool) -> None:
    if made:
        click.echo(f"password  {password}")
