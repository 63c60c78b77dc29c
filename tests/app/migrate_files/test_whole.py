"""The command as a process: killed in the middle and run again; and signing in with the old password afterwards."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bcrypt
import httpx
import psycopg
import pytest

from app.database.dsn import as_role, with_parts
from app.http.app import create_app
from app.loader.project import ROOT
from app.settings import Settings
from tests.app.http.support import until
from tests.app.migrate_files.test_migrate import Old
from tests.app.videos.conftest import Clip, clip  # noqa: F401 - a fixture

pytestmark = pytest.mark.once
PEOPLE = 12
STOP = """
create or replace function iwm.test_stop() returns trigger language plpgsql as $$
declare
    _count bigint;
begin
    execute format('select count(*) from %I.%I', tg_table_schema, tg_table_name) into _count;
    if _count = tg_argv[0]::bigint then
        perform pg_advisory_lock(4242);
    end if;
    return null;
end
$$"""


@pytest.fixture
def old(tmp_path: Path, fresh_dsn: str, clip: Clip) -> Old:  # noqa: F811
    """People with plain passwords, and a video of each third."""
    found = Old(tmp_path / "old", fresh_dsn)
    found.folder.mkdir()
    found.write("users", [{"id": n, "username": f"person{n}", "password": f"password of {n}"} for n in range(PEOPLE)])
    of = range(0, PEOPLE, 3)
    found.write("videos", [{"videoId": f"v{n}", "name": f"video {n}", "extension": "mp4", "userId": n} for n in of])
    for n in of:
        found.file(f"v{n}/original.mp4", clip().read_bytes())
        found.file(f"v{n}/thumbnail.jpg")
    return found


def command(old: Old, media: Path, *arguments: str) -> subprocess.Popen[str]:
    """iwm migrate-files as a process."""
    environment = {
        **os.environ, "DATABASE_URL": with_parts(old.dsn), "IWM_DATA_DIR": str(media), "IWM_MEDIA_DIR": str(media),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    line = [sys.executable, "-m", "app", "migrate-files", str(old.folder), *arguments]
    return subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@contextlib.contextmanager
def stopping(dsn: str, table: str, at: int) -> Iterator[Callable[[subprocess.Popen[str]], None]]:
    """Whoever inserts row number `at` into a table waits for the end of the block; it yields what waits for that."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(4242)")
        connection.execute(STOP)
        connection.execute(
            f"create trigger test_stop after insert on {table} for each row execute function iwm.test_stop({at})"
        )

        def wait(running: subprocess.Popen[str]) -> None:
            waiting = "select from pg_locks where locktype = 'advisory' and objid = 4242 and not granted"
            end = time.monotonic() + 120
            while connection.execute(waiting).rowcount == 0:
                assert running.poll() is None, running.communicate()[0]
                assert time.monotonic() < end
                time.sleep(0.02)

        try:
            yield wait
        finally:
            connection.execute("select pg_advisory_unlock(4242)")
            connection.execute(f"drop trigger test_stop on {table}")


def test_killed_in_the_middle_and_run_again(old: Old, tmp_path: Path):
    """What was moved stays, what was not follows, nothing comes twice, and no file is left that nobody knows of."""
    media = tmp_path / "media"
    users, videos = "select count(*) from iwm.users", "select count(*) from iwm.videos"
    for table, at in (("iwm.users", 5), ("iwm.videos", 2), ("iwm.video_assets", 1)):
        with stopping(old.dsn, table, at) as wait:
            running = command(old, media)
            try:
                wait(running)
            finally:
                running.send_signal(signal.SIGKILL)
                running.communicate()
        # the one that was under way is not there, those before it are
        assert old.rows(f"select count(*) from {table}") == [(at - 1,)]
    running = command(old, media, "--report", str(tmp_path / "report.json"))
    said, _ = running.communicate(timeout=300)
    assert running.returncode == 0, said
    kinds = json.loads((tmp_path / "report.json").read_text())["kinds"]
    for kind, count in (("users", PEOPLE), ("videos", PEOPLE // 3), ("files", PEOPLE // 3)):
        assert kinds[kind]["added"] + kinds[kind]["unchanged"] == count, kind
        assert kinds[kind]["rejected"] == 0
    assert kinds["users"]["added"] == 0
    assert (old.rows(users), old.rows(videos)) == ([(PEOPLE,)], [(PEOPLE // 3,)])
    known = "select storage_key from iwm.videos union all select storage_key from iwm.video_assets"
    files = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
    of_rows = {key for (key,) in old.rows(known)}
    assert of_rows <= files
    assert files - of_rows <= {key for (key,) in old.rows("select storage_key from iwm.files_to_remove")}


async def test_the_old_password_opens_the_new_account(old: Old, tmp_path: Path):
    """bcrypt as the older service made it; after the first login it is Argon2id."""
    hashes = {
        form: bcrypt.hashpw(b"p\xc3\xa4ssword of ada", bcrypt.gensalt(4)).decode() for form in ("$2b$", "$2a$", "$2y$")
    }
    people = [
        {"username": f"ada{n}", "email": f"ada{n}@example.org", "password": form + hashed[4:]}
        for n, (form, hashed) in enumerate(hashes.items())
    ]
    old.write("users", people)
    (old.folder / "videos.json").unlink()
    await asyncio.to_thread(old.move)
    settings = Settings(
        app_database_url=as_role(old.dsn, "iwm_app"), log_level="warning", mail="none", argon2_memory_kib=19456
    )
    app = create_app(settings)
    await app.runtime.start()
    try:
        await until(lambda: app.runtime.front.ready, 30)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://iwm.test", timeout=60) as client:
            for login in ("ada0", "ada1@example.org", "ADA2"):
                wrong = await client.post("/v1/auth/login", json={"email": login, "password": "another password"})
                assert wrong.status_code == 401
                for _ in range(2):  # the old hash, then the new one
                    right = await client.post("/v1/auth/login", json={"email": login, "password": "pässword of ada"})
                    assert right.status_code == 200, right.text
                bearer = {"authorization": f"Bearer {right.json()['data']['access_token']}"}
                me = (await client.get("/v1/me", headers=bearer)).json()["data"]
                assert me["username"] == login.lower().partition("@")[0]
    finally:
        with contextlib.suppress(asyncio.CancelledError):
            await app.runtime.stop()
    with psycopg.connect(old.dsn) as connection:
        kinds = connection.execute("select left(hashed_password, 10) from iwm.users").fetchall()
    assert kinds == [("$argon2id$",)] * 3
