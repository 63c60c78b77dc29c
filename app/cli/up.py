"""`iwm up`: from nothing to a running server, and a worker beside it."""

import time
from contextlib import ExitStack

import click
import psycopg

from app.cli.imports import reject_folder
from app.cli.options import Settings, step, tell, with_settings
from app.cli.progress import Progress
from app.cli.serve import run_server, settle_port
from app.cli.worker import WorkerBeside
from app.database.session import Database, open_database


@click.command("up", short_help="Database, SQL, sample films, server and worker.")
@with_settings("host", "port", "workers", "data_dir", "sample")
@click.option("--no-serve", is_flag=True, help="Do all but the serving, and end.")
@click.option("--no-worker", is_flag=True, help="No background work beside the serving; iwm worker does it.")
def up_command(settings: Settings, no_serve: bool, no_worker: bool) -> None:
    """Start the database, bring it up to date, import the sample, serve. Ctrl-C stops all of it.

    What is there already is left alone, so that a second start takes a moment. A worker runs beside the server.

    \b
    Examples:
      iwm up                                       http://127.0.0.1:8000
      iwm up --port 0 --data-dir /tmp/iwm          a second one beside it, on a free port
      iwm up --no-serve --sample none              an empty, loaded database
      DATABASE_URL=postgresql://me@db/iwm iwm up   your own server, PostgreSQL 16 or newer
    """
    began = time.monotonic()
    if not no_serve:
        settings = settle_port(settings)
    with ExitStack() as running:
        with step("database") as done:
            database = running.enter_context(open_database(settings, tell, alone=not no_serve, new=True, loaded=False))
            done(f"PostgreSQL {_version(database)}, {database.place}")
        prepare(settings, database)
        if no_serve:
            tell(f"ready      after {time.monotonic() - began:.1f} s; `iwm serve` serves, `iwm db psql` looks inside")
        else:
            if not no_worker:
                running.enter_context(WorkerBeside(settings, database))
            run_server(settings, database, began)


def prepare(settings: Settings, database: Database) -> None:
    """Migrates, loads and, into an empty catalogue, imports."""
    from app import loader

    with step("sql") as done:
        report = loader.install(database.owner_url)
        done(str(report).splitlines()[-1])
    if settings.sample == "none" or not is_empty(database.owner_url):
        return
    from app.importers import import_sample

    with Progress() as progress:
        summary = import_sample(database.owner_url, progress, reject_folder=reject_folder(settings))
    tell(f"{'sample':<10} {summary}")


def is_empty(url: str) -> bool:
    """Whether the catalogue holds no film."""
    with psycopg.connect(url) as connection:
        return connection.execute("select 1 from iwm.movies limit 1").fetchone() is None


def _version(database: Database) -> str:
    with psycopg.connect(database.owner_url) as connection:
        return str(connection.info.server_version // 10000)
