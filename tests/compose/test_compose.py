"""`docker compose up`: the whole stack is built, started, called, restarted and removed again.

Every run has a project name and a port of its own, and removes its containers, volumes and network.
"""

import base64
import hashlib
import io
import json
import os
import re
import socket
import subprocess
import tarfile
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.app.videos.conftest import Clip, clip  # noqa: F401 - a fixture
from tests.support import image

pytestmark = pytest.mark.compose

FULL = {"pg_trgm", "hstore", "unaccent", "pg_stat_statements", "pgcrypto", "vector", "postgis", "pg_cron", "pg_partman"}
PATIENCE = 120.0


class Stack:
    """One project of docker compose."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.project = f"iwm-test-{os.getpid()}"
        self.environment = os.environ | {
            "IWM_PORT": str(port),
            "IWM_WORKERS": "1",
            "IWM_DB_IMAGE": "iwm-db:compose-test",
            "IWM_APP_IMAGE": "iwm-app:compose-test",
        }

    def compose(self, *arguments: str, check: bool = True, text: str = "") -> subprocess.CompletedProcess[str]:
        """Runs docker compose, with a text as its input; fails with all that it said."""
        command = ["docker", "compose", "--project-name", self.project, "--progress", "plain", *arguments]
        done = subprocess.run(
            command,
            cwd=image.ROOT,
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        if check and done.returncode:
            logs = "" if arguments[0] == "logs" else self.compose("logs", "--tail", "40", check=False).stdout
            pytest.fail(f"docker compose {' '.join(arguments)}: {done.stdout[-3000:]}{done.stderr[-3000:]}\n{logs}")
        return done

    def up(self) -> None:
        """Builds and starts everything; returns once the API answers."""
        self.compose("up", "--detach", "--build")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.get("/readyz")
                return
            except OSError as error:
                states = self.compose("ps", "--all", "--format", "{{.Service}} {{.State}}").stdout
                if "app restarting" in states or "app exited" in states or time.monotonic() > until:
                    pytest.fail(f"no answer: {error}\n{self.compose('logs', '--tail', '40', check=False).stdout}")
                time.sleep(0.2)

    def get(self, path: str) -> dict:
        """The JSON that the API answers."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return json.load(answer)

    def post(self, path: str, body: dict) -> dict:
        """The JSON that the API answers to a JSON body."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            return json.load(answer)

    def sql(self, statement: str) -> list[str]:
        """What psql says inside the database's container, as its owner."""
        return self.compose("exec", "-T", "db", "psql", "-qAtX", "-c", statement).stdout.split("\n")[:-1]

    def secrets(self) -> str:
        """Every secret of the stack, as the database's container sees them."""
        return self.compose("exec", "-T", "db", "sh", "-c", "cat /run/iwm-secrets/*/*").stdout


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """The stack, up with the sample in it."""
    if not image.engine_answers():
        if os.environ.get("CI"):
            pytest.fail("no Docker engine answers, and in CI there must be one")
        pytest.skip("no Docker engine answers here")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    stack = Stack(port)
    try:
        stack.up()
        yield stack
    finally:
        stack.compose("down", "--volumes", "--timeout", "20", check=False)


def test_answers_with_the_sample_in_it(stack):
    films = stack.get("/v1/movies?per_page=5")
    assert films["success"] is True
    assert len(films["data"]) == 5
    assert films["pagination"]["total"] == 17470


def test_every_extension_is_there(stack):
    assert set(stack.sql("select extname from pg_extension")) >= FULL


def test_the_api_has_neither_root_nor_the_owners_secrets(stack):
    assert stack.compose("exec", "-T", "app", "id", "-u").stdout.strip() == "10001"
    assert stack.compose("exec", "-T", "app", "ls", "/run/iwm-secrets").stdout.split() == ["app"]
    assert stack.compose("exec", "-T", "worker", "ls", "/run/iwm-secrets").stdout.split() == ["app", "worker"]
    users = stack.sql("select distinct usename from pg_stat_activity where usename <> 'iwm_owner' order by 1")
    assert users == ["iwm_app", "iwm_worker"]


def test_a_worker_runs_jobs_and_is_healthy(stack):
    stack.sql("select jobs.enqueue('system.noop')")
    until = time.monotonic() + PATIENCE
    while stack.sql("select state from jobs.history where task = 'system.noop'") != ["completed"]:
        assert time.monotonic() < until, stack.compose("logs", "worker").stdout
        time.sleep(0.2)
    while "worker healthy" not in stack.compose("ps", "--format", "{{.Service}} {{.Health}}").stdout:
        assert time.monotonic() < until, stack.compose("ps", "--all").stdout
        time.sleep(0.5)


def test_the_first_administrator_signs_in_and_links_lead_here(stack):
    made = stack.compose("run", "--rm", "-T", "setup", "users", "create", "root@example.org", "--admin").stdout
    password = re.search(r"password  (\S+)", made)[1]
    session = stack.post("/v1/auth/login", {"email": "root@example.org", "password": password})["data"]
    assert session["user"]["role"] == "admin"
    assert stack.sql("select left(hashed_password, 7) from users") == ["pepper:"]
    stack.post("/v1/auth/register", {"email": "ada@example.org", "password": password, "name": "Ada"})
    until = time.monotonic() + PATIENCE
    while f"http://localhost:{stack.port}/account/verify?token=" not in stack.compose("logs", "app").stdout:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_an_older_service_moves_into_the_store_of_the_server(stack, clip: Clip):  # noqa: F811
    """`migrate-files` needs the owner's URL, which `setup` has: the files must not stay in its container."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in {
            "users.json": b'[{"id": 1, "username": "liam"}]',
            "videos.json": b'[{"videoId": "4a87b9", "userId": 1, "name": "x", "extension": "mp4"}]',
            "storage/4a87b9/original.mp4": clip().read_bytes(),
        }.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    script = "mkdir /tmp/old && base64 -d | tar -x -C /tmp/old && exec iwm migrate-files /tmp/old"
    text = base64.b64encode(packed.getvalue()).decode()
    stack.compose("run", "--rm", "-T", "--entrypoint", "sh", "setup", "-c", script, text=text)
    [key] = stack.sql("select storage_key from videos where title = 'x'")
    for service in ("app", "worker"):
        found = stack.compose("exec", "-T", service, "sha256sum", f"/srv/iwm/media/{key}").stdout
        assert found.split()[0] == hashlib.sha256(clip().read_bytes()).hexdigest()


def test_a_new_start_keeps_data_and_secrets(stack):
    before = stack.secrets()
    stack.compose("down", "--timeout", "20")
    stack.up()
    assert stack.secrets() == before
    assert stack.get("/v1/movies?per_page=1")["pagination"]["total"] == 17470
