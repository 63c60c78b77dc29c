"""Loading while others read, load, or die."""

import threading
import time

import psycopg
import pytest

from app import loader
from app.errors import Problem
from tests.loader.project import Project, function

RELOADS = 100
# What a session may see once when a reload falls into its call, whose parts then are older and newer; it calls again.
STALE = {"XX000", "0A000", "42883", "42846", "42804", "42703", "42704", "22P02"}

THING = """
create type api.part as (
    {part}
);
create type api.thing as (
    id text, -- Id
    {extra}
    parts api.part[] -- Parts
);
"""
PAGE = """
create type api.thing_page as (
    items api.thing[], -- Things
    total bigint -- All
);
"""


def variant(number: int) -> dict[str, str]:
    """The files of a project that changes with `number`: bodies, attributes, argument lists, columns of a view."""
    extra, value = ("extra text, -- More @null", "'more', ") if number % 2 else ("", "")
    # every fourth time another order: the type and all that hangs on it is dropped and made again
    part = ["name text, -- Name", "role text -- Role"] if number % 4 else ["role text, -- Role", "name text -- Name"]
    thing = f"row('t', {value}array[row('p', 'q')::api.part])::api.thing"
    arguments = "_page iwm.page default 1, _per_page iwm.per_page default 20"
    if number % 3 == 0:
        arguments += ", _more integer default 1"
    return {
        "sql/30_api/a_thing.sql": THING.format(extra=extra, part="\n    ".join(part)),
        "sql/30_api/b_page.sql": PAGE,
        "sql/30_api/get_thing.sql": function(
            "get_thing",
            f"return {thing};",
            "_id text default null",
            "api.thing",
            route="GET /thing",
            auth="none",
            cache="1h thing:{data.id}",
            param="id Which",
        ),
        "sql/30_api/list_things.sql": function(
            "list_things",
            f"return row(array[{thing}], {number})::api.thing_page;",
            arguments,
            "api.thing_page",
            route="GET /things",
            auth="none",
            **({"param": "more More"} if number % 3 == 0 else {}),
        ),
        "sql/20_views/v.sql": f"create or replace view iwm.v as select name{', id' if number % 2 else ''} from things;",
    }


class Reader(threading.Thread):
    """Calls two wrappers again and again; keeps the codes of calls that failed."""

    def __init__(self, dsn: str, stop: threading.Event) -> None:
        super().__init__()
        self.dsn, self.stop = dsn, stop
        self.answers, self.failed = 0, []

    def run(self) -> None:
        with psycopg.connect(self.dsn, autocommit=True, prepare_threshold=0) as connection:
            while not self.stop.is_set():
                for statement in (
                    "select ord, state, body, tags from api.get_thing__batch(3, array['a', null, 'b'])",
                    "select ord, state, body, tags from api.list_things__batch(_n => 2, _page => array['1', '2'], "
                    "_per_page => array['5', null])",
                ):
                    self.call(connection, statement)

    def call(self, connection: psycopg.Connection, statement: str) -> None:
        """One call, tried again where the error is one that only a reload can bring.

        With a pause: between a commit and the end of its invalidations a session may see the old beside the new, and
        the loader may be put to sleep just there.
        """
        codes: list[str | None] = []
        while len(codes) < 6 and (not codes or codes[-1]):
            time.sleep(0.01 * 2 ** len(codes) if codes else 0)
            try:
                rows = connection.execute(statement).fetchall()
                codes.append(next((state for _, state, _, _ in rows if state), None))
            except psycopg.Error as error:
                codes.append(error.sqlstate)
        self.answers += 1
        if codes[-1] is not None or any(code and code not in STALE for code in codes):
            self.failed.append(codes)


def test_a_hundred_reloads_under_readers_fail_no_call(base_dsn: str, project: Project) -> None:
    for path, text in variant(0).items():
        project.write(path, text)
    project.install(base_dsn)
    stop = threading.Event()
    readers = [Reader(base_dsn, stop) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, RELOADS + 1):
            for path, text in variant(number).items():
                project.write(path, text)
            assert loader.load(base_dsn, root=project.root).changed
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert [reader.failed for reader in readers] == [[], []]
    assert sum(reader.answers for reader in readers) > RELOADS
    assert project.status(base_dsn).current


def test_two_loaders_at_once(empty_dsn: str, project: Project) -> None:
    reports, problems = [], []

    def run() -> None:
        try:
            reports.append(project.install(empty_dsn))
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sorted(bool(report.changed) for report in reports) == [False, False, True]
    assert sorted(len(report.migrated) for report in reports) == [0, 0, 2]


def test_a_loader_that_is_killed_leaves_what_was(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    before = db.execute("select digest from ops.catalogue").fetchone()
    project.write("sql/30_api/a.sql", function("a"))
    project.write("sql/30_api/b.sql", "select pg_sleep(30);")
    problems = []

    def run() -> None:
        try:
            project.install(base_dsn)
        except Problem as error:
            problems.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    killed = None
    for _ in range(200):
        killed = db.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'iwm loader' "
            "and datname = current_database() and wait_event = 'PgSleep'"
        ).fetchone()
        if killed:
            break
        time.sleep(0.05)
    thread.join()
    assert killed
    assert len(problems) == 1
    assert db.execute("select digest from ops.catalogue").fetchone() == before
    assert db.execute("select to_regproc('api.a')").fetchone() == (None,)
    project.write("sql/30_api/b.sql", function("b"))
    assert project.install(base_dsn).created == ["api.a", "api.b"]


def test_a_lock_of_a_reader_is_waited_for_briefly_and_tried_again(
    base_dsn: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.loader.loading.LOCK_TIMEOUT", "100ms")
    project.write("sql/20_views/v.sql", "create or replace view iwm.v as select id, name from things;")
    project.install(base_dsn)
    project.write("sql/20_views/v.sql", "create or replace view iwm.v as select name from things;")
    said: list[str] = []
    with psycopg.connect(base_dsn) as reader:
        reader.execute("select * from iwm.v")
        timer = threading.Timer(1, reader.commit)
        timer.start()
        report = loader.install(base_dsn, said.append, root=project.root)
        timer.join()
    assert report.replaced == ["iwm.v"]
    assert any("busy, trying again" in line for line in said)
