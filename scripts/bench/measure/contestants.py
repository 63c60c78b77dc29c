"""Who takes part, over the same database. The peers have a worker for each core; IWM has what it takes by itself."""

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from app.http.server import worker_count
from app.settings import load_settings
from scripts.bench.measure import system
from scripts.bench.measure.database import Database
from scripts.bench.measure.services import PEERS, PEERS_PYTHON, ROOT, Service, running

VENV = ROOT / ".venv" / "bin"


def iwm(
    database: Database, *, cache: bool, workers: int | None = None, cache_mb: int = 64, name: str = "iwm"
) -> AbstractContextManager[Service]:
    """The product, as `iwm serve` starts it."""
    port = system.free_port()
    env = {
        "DATABASE_URL": database.owner,
        "IWM_APP_DATABASE_URL": database.app,
        "IWM_WORKERS": str(workers or 0),
        "IWM_CACHE": "on" if cache else "off",
        "IWM_CACHE_MB": str(cache_mb),
        "IWM_LOG_LEVEL": "warning",
        "IWM_PORT": str(port),
        "IWM_HOST": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    return running(name, [str(VENV / "python"), "-m", "app", "serve"], port, env, "/readyz")


class Field:
    """The servers of the product that several parts measure, each started when it is first asked for."""

    def __init__(self, database: Database, stack: ExitStack) -> None:
        self.database = database
        self._stack = stack
        self._running: dict[bool, Service] = {}

    def iwm(self, *, cache: bool) -> Service:
        """IWM with or without its response cache."""
        if cache not in self._running:
            name = "iwm-cached" if cache else "iwm-uncached"
            self._running[cache] = self._stack.enter_context(iwm(self.database, cache=cache, name=name))
        return self._running[cache]


def bare_litestar(body: Path) -> AbstractContextManager[Service]:
    """One Litestar handler on the same server with as many workers as IWM has, and with the bytes of a film page."""
    port = system.free_port()
    command = [str(VENV / "granian"), "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port)]
    command += [
        "--workers",
        str(worker_count(load_settings({}))),
        "--loop",
        "uvloop",
        "--no-log",
        "--working-dir",
        str(PEERS),
    ]
    env = {"BENCH_BODY": str(body)}
    return running("litestar", [*command, "bare_litestar:app"], port, env, "/v1/movies/any")


def fastapi(database: Database, *, joined: bool = False) -> AbstractContextManager[Service]:
    """FastAPI + SQLAlchemy 2 (async, asyncpg) + Pydantic on granian, which was a quarter faster than uvicorn for it."""
    port = system.free_port()
    command = [
        str(PEERS_PYTHON.with_name("granian")),
        "--interface",
        "asgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", str(system.cores()), "--loop", "uvloop", "--no-log", "--working-dir", str(PEERS)]
    env = {"DATABASE_URL": database.owner, "PEER_LOADING": "joined" if joined else "selectin"}
    return running("fastapi", [*command, "fastapi_app.main:app"], port, env, "/v1/movies?per_page=1")


def django(database: Database) -> AbstractContextManager[Service]:
    """Django REST framework on gunicorn."""
    port = system.free_port()
    command = [str(PEERS_PYTHON), "-m", "gunicorn", "drf_app.wsgi:application", "--chdir", str(PEERS)]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(system.cores()), "--threads", "4"]
    command += ["--worker-class", "gthread", "--keep-alive", "75", "--log-level", "warning"]
    return running("django", command, port, {"DATABASE_URL": database.owner}, "/v1/movies?per_page=1")
