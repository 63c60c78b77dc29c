"""Serving: granian's processes, each with its own application, database connections and cache."""

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time

from granian.constants import Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from app.http.app import App, create_app
from app.http.scrape import FOLDER_VARIABLE
from app.port import usable_port
from app.settings import Settings, to_environment

PARENT_VARIABLE = "IWM_SERVER_PROCESS"
MOST_WORKERS = 8
OPEN_CONNECTIONS = 16384
PARENT_LOOK = 0.5  # seconds between two looks
ORPHAN_PATIENCE = 5.0  # seconds for the requests that had begun


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
    _die_with_parent()
    _allow_many_files()
    gc.freeze()  # what is imported stays; the collector need not look at it again
    gc.set_threshold(20_000, 50, 50)
    return create_app()


def _die_with_parent() -> None:
    """Ends this process when the one that started it ends in any way, also while it is still starting."""
    parent = os.environ.get(PARENT_VARIABLE)
    if parent and sys.platform != "win32":
        threading.Thread(target=_watch_parent, args=(int(parent),), name="iwm parent watch", daemon=True).start()


def _watch_parent(parent: int) -> None:
    """Asks this process to end once it has another parent, and ends it where that was not heard.

    A signal at the parent's death alone is lost when it comes before the server has put up its handler.
    """
    while os.getppid() == parent:
        time.sleep(PARENT_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(ORPHAN_PATIENCE)
    os._exit(1)


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
