"""`iwm worker`: background work; and the one that `iwm up` starts beside the server."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from types import TracebackType

import click
import psycopg

from app.cli.options import Settings, tell, with_settings
from app.database.embedded import EmbeddedPostgres
from app.database.session import Database, open_database
from app.errors import EXIT_FAILURE, EXIT_OK, Problem
from app.parent import PARENT_VARIABLE, die_with_parent
from app.settings import to_environment

HARD = 5.0  # seconds after the second signal
RESTART = 1.0  # seconds until one that ended by itself is started again, longer each time
LONGEST_RESTART = 30.0
ALIVE = "select jobs.alive(%s)"


@click.command("worker", short_help="Background work.")
@with_settings("worker_concurrency", "worker_queues", "data_dir")
@click.option("--check", is_flag=True, help="Say whether a worker of this machine is alive, and end.")
def worker_command(settings: Settings, check: bool) -> int:
    """Run jobs from the queue, and tick for schedules. `iwm up` starts one beside the server.

    SIGTERM or Ctrl-C: no job is begun any more, those that run have time to finish (IWM_WORKER_GRACE_SECONDS), what is
    not done by then goes back into the queue. The second signal ends it at once.

    \b
    Examples:
      iwm worker --concurrency 10
      iwm worker --queues videos,default
      DATABASE_URL=postgresql://… iwm worker
    """
    if check:
        return _check(settings)
    die_with_parent(settings.worker_grace_seconds + HARD)
    with open_database(settings, tell) as database:
        clean = run_worker(database.settings(settings), database.embedded)
    if not clean:
        _end(EXIT_OK)
    return EXIT_OK


def run_worker(settings: Settings, embedded: EmbeddedPostgres | None = None) -> bool:
    """Runs a worker until a signal ends it. False where a task goes on in a thread that nothing can end.

    Raises the problem of the embedded server where that ended by itself.
    """
    from app.http.logs import log
    from app.jobs.registry import registry
    from app.jobs.worker import Worker

    log.configure(settings.log_format, settings.log_level)
    os.environ.update(to_environment(settings))  # for processes of tasks
    url = settings.worker_database_url

    async def work() -> bool:
        worker = Worker(
            url,
            registry(settings, url),
            queues=list(settings.worker_queues) or None,
            concurrency=settings.worker_concurrency,
            grace=settings.worker_grace_seconds,
            owner_dsn=settings.database_url,
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, heard, worker)
        beside = [asyncio.create_task(flush())]
        if embedded is not None:
            beside.append(asyncio.create_task(watch(worker)))
        names = ", ".join(settings.worker_queues) or "all queues"
        log.info("worker begins", concurrency=worker.concurrency, queues=names, tasks=len(worker.registry.tasks))
        log.flush()
        try:
            await worker.run()
        finally:
            for task in beside:
                task.cancel()
            log.info("worker ended", completed=worker.completed, failed=worker.outcomes.failures)
            log.flush()
        return not worker.threads_left

    def heard(worker: Worker) -> None:
        if not worker.stopping.is_set():
            log.info("worker ends; once more ends it at once", running=len(worker.running))
            log.flush()
            worker.stop()
            return
        worker.hurry()
        threading.Thread(target=lambda: (time.sleep(HARD), _end(EXIT_FAILURE)), daemon=True).start()

    async def flush() -> None:
        while True:
            await asyncio.sleep(0.5)
            log.flush()

    async def watch(worker: Worker) -> None:
        while embedded is not None and not embedded.problem():  # noqa: ASYNC110 - it is asked
            await asyncio.sleep(1)
        worker.hurry()

    clean = _run(work)
    if embedded is not None and (problem := embedded.problem()):
        raise problem
    return clean


def _run(work: object) -> bool:
    factory = None
    if sys.platform != "win32":
        import uvloop

        factory = uvloop.new_event_loop
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with asyncio.Runner(loop_factory=factory) as runner:
            return bool(runner.run(work()))  # type: ignore[operator]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(code: int) -> None:
    """Ends the process without waiting for threads, which would be for as long as their tasks take."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _check(settings: Settings) -> int:
    """Whether the database has heard of a worker of this machine within its lease."""
    with (
        open_database(settings) as database,
        psycopg.connect(database.worker_url, autocommit=True, connect_timeout=5) as connection,
    ):
        row = connection.execute(ALIVE, [socket.gethostname()]).fetchone()
    if not row or not row[0]:
        raise Problem("No worker of this machine gives a sign of life", "Start one: iwm worker")
    return EXIT_OK


class WorkerBeside:
    """A worker in a process of its own, as long as the block lasts; one that ends by itself is started again."""

    def __init__(self, settings: Settings, database: Database) -> None:
        settings = database.settings(settings)
        self._grace = settings.worker_grace_seconds
        self._environment = {**os.environ, **to_environment(settings), PARENT_VARIABLE: str(os.getpid())}
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="iwm worker beside", daemon=True)

    def __enter__(self) -> "WorkerBeside":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        process = self._process
        if process is None or process.poll() is not None:
            return
        try:
            process.terminate()
            process.wait(self._grace + HARD)
        except KeyboardInterrupt:
            process.terminate()  # for the second time: at once
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(HARD)
            raise
        except subprocess.TimeoutExpired:
            pass
        finally:
            process.kill()
            process.wait()

    def _keep(self) -> None:
        pause = RESTART
        while not self._over.is_set():
            begin = time.monotonic()
            # Ctrl-C goes to all processes of a terminal: this one is told by us, once
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "app", "worker"],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            while self._process.poll() is None and not self._over.wait(0.2):
                pass
            if self._over.is_set():
                return
            pause = RESTART if time.monotonic() - begin > LONGEST_RESTART else min(pause * 2, LONGEST_RESTART)
            tell(f"iwm: the worker ended by itself ({self._process.returncode}); again in {pause:g} s")
            self._over.wait(pause)
