"""What the commands share: options that are settings, and how they speak to the person at the terminal."""

import functools
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from app.settings import Settings, load_settings

_OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "data_dir": (("--data-dir",), {"metavar": "DIR", "help": "Folder of the embedded PostgreSQL (IWM_DATA_DIR)."}),
    "host": (("--host",), {"metavar": "ADDRESS", "help": "Address to listen on (IWM_HOST; 127.0.0.1)."}),
    "port": (("--port",), {"metavar": "PORT", "help": "Port to listen on, 0 for any free one (IWM_PORT; 8000)."}),
    "workers": (
        ("--workers",),
        {"metavar": "N", "help": "Processes that serve HTTP (IWM_WORKERS; one for each two cores)."},
    ),
    "worker_concurrency": (
        ("--concurrency", "--worker-concurrency"),
        {"metavar": "N", "help": "Jobs at once (IWM_WORKER_CONCURRENCY; 5)."},
    ),
    "worker_queues": (
        ("--queues", "--worker-queues"),
        {"metavar": "NAME,…", "help": "These queues only (IWM_WORKER_QUEUES; all)."},
    ),
    "sample": (
        ("--sample",),
        {"metavar": "bokeh|none", "help": "What goes into an empty catalogue (IWM_SAMPLE; bokeh)."},
    ),
}


def with_settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a command the options `names`, and calls it with `settings`: the environment with those over it."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(**arguments: Any) -> Any:
            given = {name: arguments.pop(name) for name in names}
            return function(settings=load_settings(**given), **arguments)

        for name in reversed(names):
            words, extra = _OPTIONS[name]
            call = click.option(*words, name, default=None, **extra)(call)
        return call

    return decorate


def tell(*lines: str) -> None:
    """Says something to the person: on standard error, so that standard output stays data.

    Nobody there to read it (a closed pipe) is no reason to stop, least of all while something is stopped in order.
    """
    with suppress(OSError):
        for line in lines:
            if line:
                click.echo(line, err=True)


@contextmanager
def step(what: str) -> Iterator[Callable[[str], None]]:
    """Tells of a step when it is done, with the time it took. The block may call what it gets with the outcome."""
    begin, outcome = time.monotonic(), [""]
    yield lambda text: outcome.__setitem__(0, text)
    tell(f"{what:<10} {outcome[0] or 'done'} ({time.monotonic() - begin:.1f} s)")


def table(rows: list[tuple[str, ...]], indent: str = "  ") -> None:
    """Prints rows in columns on standard output; the last column may be of any width."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo((indent + "  ".join([*cells, row[-1]])).rstrip())


def is_interactive() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


__all__ = ["Settings", "is_interactive", "step", "table", "tell", "with_settings"]
