"""The response cache: what is kept, for how long, and what ends it here and in other processes."""

import asyncio
import time

import httpx
import psycopg
import pytest

from app.http.cache import Cache
from app.http.runtime import Runtime
from tests.app.http.support import until


def runtime(client: httpx.AsyncClient) -> Runtime:
    """The process behind a client."""
    return client.app.runtime  # type: ignore[attr-defined]


async def test_an_answer_is_kept(serving, owner: psycopg.Connection) -> None:
    async with serving() as client:
        first = await client.get("/v1/notes/n1")
        owner.execute("update iwm.test_notes set body = 'behind our back' where id = 'n1'")
        second = await client.get("/v1/notes/n1")
        assert second.content == first.content
        assert first.headers["age"] == "0"
        assert first.headers["cache-control"] == "public, max-age=30"
        entry = runtime(client).cache.by_address[b"/v1/notes/n1"]
        entry.made -= 100
        old = await client.get("/v1/notes/n1")
        assert (old.headers["age"], old.headers["cache-control"]) == ("100", "public, max-age=130")
        entry.expires = time.monotonic() - 1
        assert "behind our back" in (await client.get("/v1/notes/n1")).text


async def test_the_same_call_by_another_address_is_the_same_entry(serving) -> None:
    async with serving() as client:
        cache = runtime(client).cache
        paths = ["/v1/notes?page=2", "/v1/notes?page=2&", "/v1/notes?page=%32", "/v1/notes?&page=2"]
        for path in paths:
            assert (await client.get(path)).status_code == 200
        entries = {id(cache.by_address[path.encode()]) for path in paths}
        assert len(entries) == 1
        assert cache.hits == 3


async def test_errors_are_not_kept(serving, owner: psycopg.Connection) -> None:
    async with serving() as client:
        answer = await client.get("/v1/notes/later")
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
        owner.execute("insert into iwm.test_notes (id, body) values ('later', 'x')")
        assert (await client.get("/v1/notes/later")).status_code == 200


async def test_who_writes_reads_what_was_written(serving) -> None:
    async with serving() as client:
        for number in range(20):
            await client.get("/v1/notes/n2")
            await client.put("/v1/notes/n2", json={"body": f"version {number}"})
            assert (await client.get("/v1/notes/n2")).json()["data"]["body"] == f"version {number}"


async def test_a_change_elsewhere_is_heard_of(serving, owner: psycopg.Connection) -> None:
    async with serving() as here, serving() as there:
        for client in (here, there):
            assert (await client.get("/v1/notes/n3")).status_code == 200
            assert (await client.get("/v1/notes/n4")).status_code == 200
        await here.put("/v1/notes/n3", json={"body": "changed here"})
        await until(lambda: b"/v1/notes/n3" not in runtime(there).cache.by_address, within=1)
        assert "changed here" in (await there.get("/v1/notes/n3")).text
        owner.execute("select ops.touch('note:n4')")
        await until(lambda: b"/v1/notes/n4" not in runtime(here).cache.by_address, within=1)


async def test_a_long_transaction_neither_hides_nor_delays_others(
    serving, owner: psycopg.Connection, http_dsn: str
) -> None:
    async with serving() as client:
        with psycopg.connect(http_dsn) as slow:
            slow.execute("select ops.touch('note:n6')")  # takes its transaction id now, commits last
            await client.get("/v1/notes/n6")
            await client.get("/v1/notes/n7")
            owner.execute("select ops.touch('note:n7')")
            await until(lambda: b"/v1/notes/n7" not in runtime(client).cache.by_address, within=1)
            dropped = runtime(client).cache.dropped
            await asyncio.sleep(0.4)
            assert runtime(client).cache.dropped == dropped  # seen once, though it is told again
            assert b"/v1/notes/n6" in runtime(client).cache.by_address
            slow.commit()
        await until(lambda: b"/v1/notes/n6" not in runtime(client).cache.by_address, within=1)


async def test_one_fills_for_all_who_want_the_same(serving, owner: psycopg.Connection) -> None:
    async with serving() as client:
        coalescer, asked = runtime(client).coalescer, []
        read = coalescer.read

        async def counted(queue, values, receive=None):
            asked.append((queue.sql, values))
            return await read(queue, values, receive)

        coalescer.read = counted
        answers = await asyncio.gather(*[client.get("/v1/notes/n8") for _ in range(30)])
        assert {answer.status_code for answer in answers} == {200}
        assert len([sql for sql, values in asked if "get_note__batch" in sql and "n8" in values]) == 1


async def test_off_means_off(serving, owner: psycopg.Connection) -> None:
    async with serving(cache=False) as client:
        await client.get("/v1/notes/n9")
        owner.execute("update iwm.test_notes set body = 'fresh' where id = 'n9'")
        answer = await client.get("/v1/notes/n9")
        assert "fresh" in answer.text
        assert "age" not in answer.headers
        assert len(runtime(client).cache) == 0


async def test_hot_answers_are_made_before_anybody_asks(serving, owner: psycopg.Connection) -> None:
    async with serving() as client:
        await until(lambda: b"/v1/genres" in runtime(client).cache.by_address)  # needs no argument
        for _ in range(3):
            await client.get("/v1/notes/n10")
            await client.get("/v1/notes/n10?")
        owner.execute("update iwm.test_notes set body = 'warm' where id = 'n10'; select ops.touch('note:n10')")
        await until(lambda: b"warm" in getattr(runtime(client).cache.by_address.get(b"/v1/notes/n10"), "body", b""))


async def test_after_a_lost_connection_nothing_old_is_served(serving, owner: psycopg.Connection) -> None:
    async with serving() as client:
        await client.get("/v1/notes/n11")
        cut = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'iwm poll'"
        owner.execute("update iwm.test_notes set body = 'meanwhile' where id = 'n11'")
        owner.execute("select ops.touch('note:n11')")
        owner.execute(cut)
        await until(lambda: runtime(client).metrics.poll_failures > 0)
        await until(lambda: runtime(client).cache.live)
        assert "meanwhile" in (await client.get("/v1/notes/n11")).text


class TestCache:
    """The cache by itself."""

    def make(self, limit: int = 1 << 20) -> Cache:
        cache = Cache(limit)
        cache.live = True
        return cache

    def put(self, cache: Cache, name: str, *tags: str, began: int | None = None, size: int = 10) -> None:
        cache.put((name, ()), name, b"x" * size, tags, 60, cache.now() if began is None else began)

    def test_a_fill_that_began_before_a_change_is_not_kept(self) -> None:
        cache = self.make()
        began = cache.now()
        cache.touch(["movie:1"])
        self.put(cache, "old", "movie:1", began=began)
        self.put(cache, "other", "movie:2", began=began)
        self.put(cache, "new", "movie:1")
        assert [cache.get((name, ())) is not None for name in ("old", "other", "new")] == [False, True, True]
        began = cache.now()
        cache.clear()
        self.put(cache, "late", "movie:9", began=began)
        assert cache.get(("late", ())) is None

    def test_tags_that_are_forgotten_count_as_touched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.http.cache.REMEMBERED_TAGS", 3)
        cache = self.make()
        began = cache.now()
        for number in range(5):
            cache.touch([f"t{number}"])
        self.put(cache, "a", "t0", began=began)
        assert cache.get(("a", ())) is None
        self.put(cache, "b", "t0")
        assert cache.get(("b", ())) is not None

    def test_it_stays_within_its_bytes(self) -> None:
        cache = self.make(100_000)
        for number in range(200):
            self.put(cache, f"e{number}", size=1000)
            cache.get(("e0", ()))  # asked for, so it stays
        assert cache.bytes <= 100_000
        assert cache.evicted > 100
        assert cache.get(("e0", ())) is not None
        assert cache.get(("e1", ())) is None
        self.put(cache, "huge", size=50_000)
        assert cache.get(("huge", ())) is None

    def test_addresses_go_with_their_entry(self) -> None:
        cache = self.make()
        self.put(cache, "a", "t")
        entry = cache.get(("a", ()))
        assert entry is not None
        for number in range(100):
            cache.alias(entry, b"/%d" % number)
        assert 0 < len(cache.by_address) <= 16
        assert cache.touch(["t"]) == [entry]
        assert not cache.by_address
        assert cache.bytes == 0
        cache.alias(entry, b"/late")
        assert not cache.by_address

    def test_nothing_is_kept_while_changes_may_be_missed(self) -> None:
        cache = self.make()
        cache.live = False
        self.put(cache, "a")
        assert len(cache) == 0
