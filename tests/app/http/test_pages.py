"""The pages of the layer itself: index, API page, health, metrics, and the log."""

import io
import json
import re

import psycopg
import pytest

from app.database.dsn import as_role, with_parts
from app.http.app import application_dsn, create_app, files_digest
from app.http.logs import Log, log
from app.http.scrape import FOLDER_VARIABLE, Snapshot, exposition, leave
from app.settings import Settings
from tests.app.http.conftest import running
from tests.app.http.support import problem, until


async def test_the_index_points_to_the_rest(serving) -> None:
    async with serving() as client:
        index = (await client.get("/")).json()
        for name in ("docs", "openapi"):
            assert (await client.get(index[name])).status_code == 200


async def test_the_api_page_brings_all_it_needs(serving) -> None:
    async with serving() as client:
        page = await client.get("/docs")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        [policy] = page.headers.get_list("content-security-policy")  # browsers enforce each one that they are sent
        assert "script-src 'self';" in policy
        needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        assert "/docs/swagger-ui-bundle.js" in needed
        for path in needed:
            assert path.startswith("/docs/")
            answer = await client.get(path)
            assert answer.status_code == 200
            assert len(answer.content) > 100
            assert "max-age" in answer.headers["cache-control"]
        assert "<script>" not in page.text
        assert "http" not in page.text.replace("http-equiv", "")
        assert "/openapi.json" in (await client.get("/docs/start.js")).text


async def test_health_and_readiness(serving, http_dsn: str) -> None:
    async with serving() as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        ready = await client.get("/readyz")
        assert ready.status_code == 200
        assert ready.json()["status"] == "ready"
        assert {ready.json()["checks"][name] for name in ("database", "routes")} == {"ok"}
        poller = client.app.runtime.poller  # type: ignore[attr-defined]
        await poller.stop()  # it would put that right at once
        poller.digest = "older"
        stale = await client.get("/readyz")
        assert stale.status_code == 503
        assert "newer catalogue" in stale.json()["checks"]["routes"]


async def test_readiness_tells_of_other_files(serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.http.runtime.DIGESTS", "select api.catalogue() ->> 'digest', 'abc'")
    async with serving() as client:
        runtime = client.app.runtime  # type: ignore[attr-defined]
        for ours, says in (("abc", "ok"), ("abd", "iwm db status"), (None, None)):
            runtime._files_digest = lambda ours=ours: ours
            answer = await client.get("/readyz")
            assert answer.status_code == 200
            assert (says or "") in answer.json()["checks"].get("files", "")
            assert ("files" in answer.json()["checks"]) == (says is not None)


def test_a_database_loaded_from_these_files_has_their_checksum(conn: psycopg.Connection) -> None:
    assert conn.execute("select api.catalogue() ->> 'files'").fetchone() == (files_digest(),)


def test_the_checksum_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", files_digest() or "")

    def fail() -> None:
        raise OSError

    monkeypatch.setattr("app.http.app.sql_files", fail)
    assert files_digest() is None


async def test_without_a_database_it_says_so_and_starts_when_there_is_one(http_dsn: str) -> None:
    good = as_role(http_dsn, "iwm_app")
    app = create_app(Settings(app_database_url=with_parts(good, dbname="no_such_database"), log_level="error"))
    async with running(app) as client:
        assert (await client.get("/healthz")).status_code == 200
        answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert "not reachable" in answer.json()["checks"]["database"]
        answer = await client.get("/v1/notes/n1")
        assert problem(answer, 503)["code"] == "starting"
        assert answer.headers["retry-after"] == "1"
        problem(await client.get("/openapi.json"), 503)
        app.runtime.pool.dsn = app.runtime.poller.dsn = good
        await until(lambda: app.runtime.front.ready and app.runtime.pool.open_count)
        assert (await client.get("/v1/notes/n1")).status_code == 200


async def test_metrics(serving, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    async with serving() as client:
        for path in ("/v1/notes/n1", "/v1/notes/n1", "/v1/notes/none", "/v1/nowhere"):
            await client.get(path)
        leave(Snapshot(pid=1, at=0.0, counters={"cache_hits": 1000}, gauges={"in_flight": 7}), str(tmp_path))
        (tmp_path / "broken.json").write_text("{")
        answer = await client.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain; version=")
        text = answer.text
        assert 'iwm_http_requests_total{cache="hit",operation="get_note",status="200"} 1.0' in text
        assert 'iwm_http_requests_total{cache="miss",operation="get_note",status="404"} 1.0' in text
        assert 'operation="other",status="404"' in text
        assert 'iwm_http_request_duration_seconds_bucket{cache="miss",le="+Inf",operation="get_note"} 2.0' in text
        assert "iwm_cache_hits_total 1001.0" in text  # with those of a process that ended
        assert 'pid="1"' not in text  # but not what it had at the moment
        for name in ("batch_calls_bucket", "pool_open", "cache_bytes", "cache_hit_ratio", "resident_memory_bytes"):
            assert re.search(rf"^iwm_{name}\S* [0-9.]*[1-9]", text, re.M), name
        await until(lambda: len(list(tmp_path.glob("*.json"))) == 3)  # it leaves its own for the others


def test_an_exposition_without_a_folder() -> None:
    assert b"iwm_cache_hit_ratio 0.0" in exposition(Snapshot(pid=1, at=0.0), None)


async def test_the_access_log(serving, capsys: pytest.CaptureFixture) -> None:
    async with serving(log_level="info", log_format="json") as client:
        await client.get("/v1/notes/n1?", headers={"X-Request-ID": "r1"})
        await client.get("/v1/notes/n1?", headers={"X-Request-ID": "r2"})
        await client.get("/v1/notes/%0Aforged", headers={"X-Request-ID": "r3"})
        await client.get("/v1/notes/n1?link=secret", headers={"X-Request-ID": "r4"})
    lines = {
        line["request_id"]: line for line in map(json.loads, capsys.readouterr().err.splitlines()) if "path" in line
    }
    assert lines["r1"]["path"] == "/v1/notes/n1"
    assert (lines["r1"]["operation"], lines["r2"]["operation"]) == ("get_note", "get_note (cache)")
    assert (lines["r1"]["method"], lines["r1"]["status"]) == ("GET", 200)
    assert lines["r1"]["bytes"] > 50
    assert lines["r1"]["client"] == "127.0.0.1"
    assert lines["r3"]["status"] == 422
    assert lines["r4"]["path"] == "/v1/notes/n1"  # what stands behind link= opens a file


def test_log_lines_are_lines() -> None:
    stream = io.StringIO()
    one = Log(stream)
    one.info("event", name="a\nb")
    one.access("GET", "/a\x1b[31m\n", 200, 0.001, 5, "id", "f", "::1\n")
    one.debug("not told")
    one.warning("worse", count=1)
    one.flush()
    one.flush()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert r"name=a\nb" in lines[0]
    assert r"/a\x1b[31m\n" in lines[1]
    assert lines[1].endswith(r" id ::1\n")
    one.configure("json", "error")
    one.access("GET", "/", 200, 0.001, 5, "id", "f", "::1\n")
    one.warning("less")
    one.error("out at once", error=ValueError("x"))
    assert json.loads(stream.getvalue().splitlines()[-1])["error"] == "x"
    one.configure("text", "info")
    for _ in range(250):
        one.access("GET", "/", 200, 0.001, 5, "id", "f", "::1\n")
    assert len(stream.getvalue().splitlines()) > 200
    log.configure("text", "info")


def test_which_database(tmp_path) -> None:
    owner = "postgresql://owner@db/iwm"
    assert application_dsn(Settings(app_database_url="postgresql://a@b/c", database_url=owner)) == "postgresql://a@b/c"
    assert "role%3Diwm_app" in application_dsn(Settings(database_url=owner))


async def test_other_protocols_are_left_alone(serving, owner: psycopg.Connection) -> None:
    """What is neither HTTP nor lifespan goes to Litestar, which refuses a WebSocket that nobody handles."""
    async with serving() as client:
        sent = []

        async def send(message: dict) -> None:
            sent.append(message)

        async def receive() -> dict:
            return {"type": "websocket.connect"}

        scope = {"type": "websocket", "path": "/v1/ws", "raw_path": b"/v1/ws", "query_string": b"", "headers": []}
        await client.app(scope, receive, send)  # type: ignore[attr-defined]
        assert [message["type"] for message in sent] == ["websocket.close"]


async def test_handlers_of_other_kinds_get_the_common_headers(http_dsn: str) -> None:
    from litestar import get
    from litestar.response import Stream

    @get("/stream", include_in_schema=False)
    async def stream() -> Stream:
        return Stream(iter([b"a", b"b"]), media_type="text/plain", headers={"referrer-policy": "origin"})

    @get("/broken", include_in_schema=False)
    async def broken() -> None:
        raise RuntimeError("oops")

    settings = Settings(app_database_url=as_role(http_dsn, "iwm_app"), log_level="error")
    async with running(create_app(settings, handlers=[stream, broken])) as client:
        await until(lambda: client.app.runtime.front.ready)  # type: ignore[attr-defined]
        answer = await client.get("/stream")
        assert answer.text == "ab"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "origin"
        assert (await client.head("/stream")).content == b""
        told = problem(await client.get("/broken"), 500)
        assert told["incident"] == told["request_id"]
        assert "oops" not in str(told)


async def test_lifespan(http_dsn: str) -> None:
    app = create_app(Settings(app_database_url=as_role(http_dsn, "iwm_app"), log_level="error"))
    messages = iter(["lifespan.startup", "lifespan.shutdown"])
    sent = []

    async def receive() -> dict:
        return {"type": next(messages)}

    async def send(message: dict) -> None:
        sent.append(message["type"])

    await app({"type": "lifespan"}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
