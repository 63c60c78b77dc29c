"""The command line `iwm`: one file per group of commands; problems end as one clear line and an exit code."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from app import __version__
from app.cli.db import db_group
from app.cli.doctor import doctor_command
from app.cli.imports import import_group
from app.cli.migrate_files import migrate_files_command
from app.cli.options import tell
from app.cli.serve import serve_command
from app.cli.settings import settings_group
from app.cli.up import up_command
from app.cli.users import users_group
from app.cli.worker import worker_command
from app.errors import EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE, Problem


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="iwm")
def cli() -> None:
    """I Watch Movies: a film community platform that lives in PostgreSQL.

    \b
    Start here:
      iwm up                         database, SQL, sample films, server and worker; Ctrl-C stops it all
      iwm db psql                    look around: select title, year from movies limit 5;
      iwm db load                    after you changed a file below sql/
      iwm users create EMAIL --admin the first administrator
      iwm doctor                     what is there, what is not, and what to do about it

    \b
    Settings come from the environment, then .env (iwm settings list). Where DATABASE_URL is not set, PostgreSQL
    is run from a Python package, with its data in .data (--data-dir, IWM_DATA_DIR).

    \b
    Exit codes:
      0    done
      1    failed: a mistake in a file, an import that stopped, a port in use
      2    wrong usage or setting
      3    no database: it cannot be reached or started, or its folder is in use
      4    drift: database and files differ, or something is missing
      130  interrupted by Ctrl-C; 128 + its number for another signal

    psql and pg_dump (iwm db psql, iwm db dump) keep their own.
    """


for command in (
    up_command, serve_command, worker_command, db_group, import_group, migrate_files_command, users_group,
    doctor_command, settings_group,
):  # fmt: skip
    cli.add_command(command)


class _Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP: like Ctrl-C, so that statements are cancelled and what was started is stopped."""


def _terminate(number: int, _: FrameType | None) -> NoReturn:
    raise _Terminated(number)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _terminate)
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(args=arguments, prog_name="iwm", standalone_mode=False)
        return result if isinstance(result, int) else EXIT_OK
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE if isinstance(error, click.UsageError) else error.exit_code
    except _Terminated as signum:
        return 128 + int(signum.args[0])
    except (KeyboardInterrupt, click.Abort):
        tell("Interrupted.")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except Exception as error:
        problem = _as_problem(error)
        if problem is None:
            raise
        tell(f"iwm: {_in_one_line(problem)}")
        return problem.exit_code


def _in_one_line(problem: Problem) -> str:
    """What is wrong and what to do; several wrong settings, or SQL's own details, stay lines of their own."""
    if "\n" in problem.message or "\n" in problem.hint or not problem.hint:
        return f"{problem.message}\n{problem.hint}".rstrip()
    return f"{problem.message.rstrip('.')}. {problem.hint}"


def _as_problem(error: Exception) -> Problem | None:
    """What a person can do something about; None for what is a mistake of ours and needs its traceback."""
    import psycopg

    if isinstance(error, Problem):
        return error
    # without a state it is not the server that speaks: a mistake in how we called the driver
    if isinstance(error, psycopg.Error) and (error.sqlstate or isinstance(error, psycopg.OperationalError)):
        from app.database.diagnosis import explain_statement

        return explain_statement(error)
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return Problem(f"{error.strerror or error}{where}", exit_code=EXIT_FAILURE)
    return None
