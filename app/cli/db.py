"""`iwm db`: the schema of the database, and a way into it."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import click

from app.cli.options import Settings, is_interactive, tell, with_settings
from app.database import cluster
from app.database.dsn import as_environment
from app.database.session import Database, is_loaded, open_database
from app.errors import EXIT_DRIFT, EXIT_FAILURE, EXIT_OK, Problem


@click.group("db")
def db_group() -> None:
    """Migrate, load, look at, dump and reset the database.

    Works on DATABASE_URL, else on the embedded PostgreSQL: on the running one of `iwm up`, or on one started for
    the time of the command.

    \b
    Examples:
      iwm db status                               what runs, since when, and what differs from the files
      iwm db load                                 bring the functions up to date with sql/
      iwm db psql -c 'table iwm.genres'           one statement
      iwm db dump -o iwm.dump                     everything, to be restored with pg_restore
    """


@db_group.command()
@with_settings("data_dir")
def migrate(settings: Settings) -> None:
    """Run the migrations that have not run yet: tables, types, indexes.

    They run once, in order, under a lock: two at once do no harm. Then come the functions: iwm db load.
    """
    from app import loader

    with open_database(settings, tell, new=True, loaded=False) as database:
        click.echo(loader.migrate(database.owner_url))


@db_group.command(short_help="Bring the database up to date with the files.")
@with_settings("data_dir")
def load(settings: Settings) -> None:
    """Bring the database up to date: extensions, migrations, and the files of sql/.

    All files are loaded in one transaction; those that did not change are left alone, what has no file any more is
    dropped. An error names file and line, and leaves everything as it was.
    """
    from app import loader

    with open_database(settings, tell, new=True, loaded=False) as database:
        click.echo(loader.install(database.owner_url))


@db_group.command(short_help="Show what is loaded, and what differs from the files.")
@with_settings("data_dir")
def status(settings: Settings) -> int:
    """Show what is loaded, since when, and where database and files differ. Exit code 4 if they do."""
    from app import loader

    with open_database(settings, tell, loaded=False) as database:
        state = loader.status(database.owner_url)
    click.echo(state)
    return EXIT_OK if state.current else EXIT_DRIFT


@db_group.command(short_help="Throw everything away and load anew, empty.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_settings("data_dir")
def reset(settings: Settings, yes: bool) -> None:
    """Throw away everything in the database, and load it anew, empty. Refused in production."""
    from app import loader

    if settings.profile == "production":
        raise Problem(
            "`iwm db reset` is refused in production: it throws everything away",
            "If that is what you want, say so with IWM_PROFILE=development for this one command.",
        )
    with open_database(settings, tell, new=True, loaded=False) as database:
        if not yes:
            if not is_interactive():
                raise click.UsageError("this throws everything away and nobody can be asked: give --yes")
            click.confirm(f"Throw away everything in the database {database.place}?", abort=True, err=True)
        loader.reset(database.owner_url)
        click.echo(loader.install(database.owner_url))


@db_group.command()
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output."
)
@click.option(
    "--schema", is_flag=True, help="The structure only, as normalised SQL that two databases can be compared by."
)
@with_settings("data_dir")
def dump(settings: Settings, output: Path | None, schema: bool) -> int:
    """Dump the database, in the format of pg_restore.

    \b
    Examples:
      iwm db dump -o iwm.dump
      pg_restore --dbname=other iwm.dump
      iwm db dump --schema | diff before.sql -
    """
    from app import loader

    with open_database(settings, tell) as database:
        if schema:
            text = loader.dump_schema(database.owner_url)
            if output:
                output.write_text(text)
            else:
                click.echo(text, nl=False)
            return EXIT_OK
        if output is None and sys.stdout.isatty():
            raise click.UsageError("a dump is binary: give a file with -o, or send it elsewhere with > or |")
        return run_program("pg_dump", settings, database, "--format=custom", *(["-f", str(output)] if output else []))


@db_group.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@with_settings("data_dir")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(settings: Settings, arguments: tuple[str, ...]) -> int:
    """Open psql on the database as its owner; ARGUMENTS go to psql.

    \b
    Examples:
      iwm db psql
      iwm db psql -c "select title, year from movies where title % 'Intersteller'"
      iwm db psql -f report.sql
      iwm db psql -d other                        another database of the same server
      iwm db psql -c 'select * from api.list_genres()'
    """
    with open_database(settings, tell, loaded=False) as database:
        if not is_loaded(database.owner_url):  # it may be meant: psql is for any database of the server
            tell(f"iwm: nothing is loaded in this database ({database.place}): scripts/up or iwm db load does that.")
        return run_program("psql", settings, database, *arguments)


def run_program(name: str, settings: Settings, database: Database, *arguments: str) -> int:
    """Runs one of PostgreSQL's programs on the database and returns its exit code."""
    # a service or options of somebody's own would come before, or beside, what the URL says
    inherited = {name: value for name, value in os.environ.items() if name not in ("PGOPTIONS", "PGSERVICE")}
    known, others = as_environment(database.owner_url)
    command = [str(_program(name, settings)), *([f"--dbname={others}"] if others else []), *arguments]
    environment = {**inherited, **known}
    # Ctrl-C is for the program (psql cancels a statement with it); we wait for its end.
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return EXIT_OK if process.wait() == 0 else process.returncode if process.returncode > 0 else EXIT_FAILURE
        except KeyboardInterrupt:
            continue


def _program(name: str, settings: Settings) -> Path:
    """The system's psql edits lines, which that of the wheel does not; the others must fit the server's version."""
    if name == "psql" and is_interactive() and (found := which(name)):
        return Path(found)
    try:
        return cluster.program(Path(settings.bin_dir) if settings.bin_dir else cluster.wheel_bin_dir(), name)
    except Problem:
        if found := which(name):
            return Path(found)
        raise
