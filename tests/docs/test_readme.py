"""What README.md shows is what happens: each call, each query, and the endpoint that it adds."""

import asyncio
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from app import loader
from app.database import cluster
from app.database.dsn import as_role
from app.http.app import create_app
from app.loader.project import ROOT
from app.settings import Settings
from tests.docs.readme import README, blocks, mismatch, shown_json, steps

CALLS = [step for step in steps() if step.address and "decades" not in step.address]
NEW = next(step for step in steps() if step.address and "decades" in step.address)
QUERIES = [step for step in steps() if step.command.startswith("scripts/psql ")]
LOAD = next(step for step in steps() if "db load" in step.command)
ENDPOINT = blocks("sql")[0]


@asynccontextmanager
async def serving(dsn: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application on the database."""
    app = create_app(Settings(app_database_url=as_role(dsn, "iwm_app"), log_level="warning"))
    await app.runtime.start()
    try:
        async with asyncio.timeout(10):
            while not app.runtime.front.ready:  # noqa: ASYNC110 - it offers nothing to wait on
                await asyncio.sleep(0.01)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://iwm.test") as client:
            yield client
    finally:
        await app.runtime.stop()


def test_the_tour_has_ten_calls():
    assert len(CALLS) == 10


async def test_the_tour_answers_as_shown(sample_dsn: str):
    async with serving(sample_dsn) as client:
        answers = {step.address: (await client.get(step.address or "")).json() for step in CALLS}
    wrong = {step.address: mismatch(shown_json(step.shown), answers[step.address]) for step in CALLS}
    assert {address: where for address, where in wrong.items() if where} == {}


@pytest.mark.parametrize("step", QUERIES, ids=lambda step: step.command[17:60])
def test_the_queries_answer_as_shown(sample_dsn: str, step: Any):
    psql = cluster.program(cluster.wheel_bin_dir(), "psql")
    command = [psql, sample_dsn, "--no-psqlrc", *shlex.split(step.command)[1:]]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert answer.strip("\n") == step.shown


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the project's SQL."""
    for folder in ("sql", "migrations", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("bench", "lib"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


async def test_the_endpoint_is_loaded_and_served(fresh_dsn: str, root: Path):
    loader.install(fresh_dsn, root=root)
    file = re.search(r"Save this as `(sql/\S+)`", README.read_text())
    assert file
    (root / file[1]).write_text(ENDPOINT)
    report = loader.install(fresh_dsn, root=root)
    assert re.fullmatch(re.escape(LOAD.shown).replace("…", r"\d+"), str(report).splitlines()[-1])
    async with serving(fresh_dsn) as client:
        assert (await client.get("/v1/decades")).json() == {"success": True, "data": [], "message": "OK"}
        assert (await client.get("/v1/decades?genre=nope")).json()["code"] == "genre_not_found"
        assert (await client.get("/v1/decades?genre=NO!")).status_code == 422
        assert "/v1/decades" in (await client.get("/openapi.json")).json()["paths"]


def test_the_endpoint_answers_as_shown(sample_dsn: str):
    genre = (NEW.address or "").partition("genre=")[2]
    with psycopg.connect(sample_dsn) as connection:
        connection.execute(ENDPOINT.encode())
        row = connection.execute("select to_json(api.list_decades(%s))", [genre]).fetchone()
        connection.rollback()
    assert row
    assert mismatch(shown_json(NEW.shown), {"success": True, "data": row[0], "message": "OK"}) is None


def test_what_it_names_is_there():
    text = README.read_text() + "".join(path.read_text() for path in (ROOT / "docs").glob("*.md"))
    links = {link.partition("#")[0] for link in re.findall(r"\]\((?!http)([^)]+)\)", text)}
    gone = [link for link in links if not ((ROOT / link).exists() or (ROOT / "docs" / link).exists())]
    named = set(re.findall(r"`((?:sql|app|scripts|tests|docs|docker|migrations)/[\w./-]*)`", text))
    gone += [name for name in named if not (ROOT / name).exists() and name != "sql/30_api/movies/list_decades.sql"]
    assert gone == []


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ('{"a": 1, …}', {"a": 1, "b": 2}, True),
        ('{"a": 1}', {"a": 1, "b": 2}, False),
        ('{"a": 1, …}', {"a": 2, "b": 2}, False),
        ("[1, …]", [1, 2], True),
        ("[…]", [1, 2], True),
        ("[1]", [1, 2], False),
        ('[{"a": [{"b": "x", …}, …], …}]', [{"a": [{"b": "x", "c": 1}, 5], "d": 0}], True),
        ('"long …"', "long text", True),
        ('"what is … left"', "what is … left", True),
        ("null", 0, False),
    ],
)
def test_shown_answers_are_compared_rightly(shown: str, real: Any, same: bool):
    assert (mismatch(shown_json(shown), json.loads(json.dumps(real))) is None) is same
