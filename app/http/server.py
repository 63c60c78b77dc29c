"""Serving: granian's processes, each with its own application, database connections and cache."""

import asyncio
import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from typing import Any

from granian import _signals as granian_signals
from granian.constants import Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from app.http.app import App, create_app
from app.http.scrape import FOLDER_VARIABLE
from app.parent import PARENT_VARIABLE, die_with_parent
from app.port import usable_port
from app.settings import Settings, to_environment

MOST_WORKERS = 8
OPEN_CONNECTIONS = 16384
STREAM_PATIENCE = 2.0  # seconds for streams to say that they end


def serve(settings: Settings) -> None:
    """Serves HTTP until it is told to stop (Ctrl-C, SIGTERM). Raises Problem where the port cannot be had."""
    port = usable_port(settings.host, settings.port)
    folder = tempfile.mkdtemp(prefix="iwm-metrics-")
    # its processes read their settings from the environment
    os.environ.update(to_environment(settings))
    os.environ[FOLDER_VARIABLE] = folder
    os.environ[PARENT_VARIABLE] = str(os.getpid())
    # Fresh processes: nothing of ours (threads, connections) is copied into them.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "app.http.server:worker",
        address=settings.host,
        port=port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=worker_count(settings),
        loop=Loops.auto if sys.platform == "win32" else Loops.uvloop,
        backlog=4096,
        backpressure=OPEN_CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=30_000, keep_alive=True),
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.debug if settings.log_level == "debug" else LogLevels.warning,
        working_dir=None,
    )
    try:
        server.serve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def worker_count(settings: Settings) -> int:
    """How many processes: as set, else one for each core, at most 8."""
    return settings.workers or min(MOST_WORKERS, os.cpu_count() or 1)


def worker() -> App:
    """The application of one process, made in that process."""
    die_with_parent()
    _allow_many_files()
    gc.freeze()  # what is imported stays; the collector need not look at it again
    gc.set_threshold(20_000, 50, 50)
    app = create_app()
    _end_streams_first(app)
    return app


def _end_streams_first(app: App) -> None:
    """Lets streams end when this process is told to, and granian hear of it then: it would wait for them, and kill."""
    usual = granian_signals.set_loop_signals

    def set_loop_signals(loop: asyncio.AbstractEventLoop) -> Any:
        event = usual(loop)

        async def end() -> None:
            await app.runtime.end_streams(STREAM_PATIENCE)
            event.set()

        tasks: list[asyncio.Task[None]] = []
        with contextlib.suppress(NotImplementedError):  # Windows: as it was
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, lambda: tasks.append(loop.create_task(end())))
        return event

    granian_signals.set_loop_signals = set_loop_signals


def _allow_many_files() -> None:
    """As many open connections as the system lets us have without asking."""
    try:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = min(hard, 65536) if hard != resource.RLIM_INFINITY else 65536
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ImportError, ValueError, OSError):
        return
