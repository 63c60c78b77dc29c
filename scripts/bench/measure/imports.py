"""How long the sample's import takes, beside a plain COPY of the same rows into the same indexed tables.

Both start from the same installed, empty database and take turns; the medians count. The seconds of CPU (this process
and all of the server's) tell what is left of a difference when the machine has other work, too.
"""

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql

from app import loader
from app.database.dsn import with_parts
from app.database.embedded import EmbeddedPostgres
from app.importers import import_sample

# In the order of their foreign keys: what the import writes into the catalogue.
TABLES = (
    "genres", "languages", "movies", "movie_stats", "movie_external_ids", "movie_genres", "movie_countries",
    "movie_languages", "companies", "movie_companies", "external_scores", "people", "person_stats", "credits",
)  # fmt: skip
REFERENCE = ("genres", "languages")  # filled by migrations already
GOAL_SECONDS = 15.0
GOAL_RATIO = 3.0


def main() -> int:
    """Runs the comparison. Exit code 1: a goal was missed."""
    parser = argparse.ArgumentParser(prog="scripts/bench/import", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one round instead of three")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server and its folder go
    with tempfile.TemporaryDirectory(prefix="iwm-bench-") as folder:
        figures = measure(Path(folder), 1 if options.quick else 3)
    for figure in figures:
        goal = f"  goal {figure['goal']}: {'met' if figure['ok'] else 'MISSED'}" if figure["goal"] else ""
        print(f"{figure['name']:<44} {figure['value']:>12,} {figure['unit']:<8}{goal}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0 if all(figure["ok"] for figure in figures) else 1


def measure(folder: Path, rounds: int) -> list[dict[str, object]]:
    """The figures, from `rounds` turns of each contestant."""
    imports: list[Spent] = []
    again: list[Spent] = []
    copies: list[Spent] = []
    with EmbeddedPostgres(folder / "data") as server:
        owner = server.owner_dsn("postgres")
        with clone(owner, "template0", "bench_template", server):
            loader.install(server.owner_dsn("bench_template"))
            for turn in range(rounds):
                with clone(owner, "bench_template", "bench_import", server) as dsn:
                    imports.append(timed(server, lambda dsn=dsn: import_sample(dsn, reject_folder=folder)))
                    again.append(timed(server, lambda dsn=dsn: import_sample(dsn, reject_folder=folder)))
                    if turn == 0:
                        rows, dead = export(dsn, folder)
                with clone(owner, "bench_template", "bench_copy", server) as dsn:
                    copies.append(timed(server, lambda dsn=dsn: copy(dsn, folder)))
    seconds, copied = median(imports), median(copies)
    ratio = seconds.wall / copied.wall
    return [
        figure("sample import", seconds.wall, "s", f"<= {GOAL_SECONDS:g}", seconds.wall <= GOAL_SECONDS),
        figure("COPY of the same rows", copied.wall, "s"),
        figure("sample import / COPY", ratio, "x", f"<= {GOAL_RATIO:g}", ratio <= GOAL_RATIO),
        figure("sample import, CPU", seconds.cpu, "s"),
        figure("COPY of the same rows, CPU", copied.cpu, "s"),
        figure("sample import / COPY, CPU", seconds.cpu / copied.cpu if copied.cpu else 0, "x"),
        figure("sample import again, nothing new", median(again).wall, "s"),
        figure("rows in the catalogue", sum(rows.values()), "rows"),
        figure("credits", rows["credits"], "rows"),
        figure("rows rewritten by the second import", dead, "rows", "= 0", dead == 0),
    ]


class Spent(NamedTuple):
    """Seconds by the clock, and of CPU in this process and the server (0 where the system does not tell)."""

    wall: float
    cpu: float


def median(spent: list[Spent]) -> Spent:
    """The median of each."""
    return Spent(statistics.median(s.wall for s in spent), statistics.median(s.cpu for s in spent))


def figure(name: str, value: float, unit: str, goal: str | None = None, ok: bool = True) -> dict[str, object]:
    """One line of the result."""
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": goal, "ok": ok}


def timed(server: EmbeddedPostgres, work: Callable[[], object]) -> Spent:
    """What `work()` takes."""
    cpu, began = cpu_seconds(server), time.perf_counter()
    work()
    wall = time.perf_counter() - began
    time.sleep(0.5)  # until the server has counted the session that ended
    return Spent(wall, cpu_seconds(server) - cpu)


def cpu_seconds(server: EmbeddedPostgres) -> float:
    """CPU that this process and the server's, ended ones included, have used so far."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(path.parent.name) == server.pid:
            ticks += sum(map(int, fields[11:15]))  # its own and those of its ended children
        elif int(fields[1]) == server.pid:
            ticks += sum(map(int, fields[11:13]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


@contextmanager
def clone(owner: str, template: str, name: str, server: EmbeddedPostgres) -> Iterator[str]:
    """A copy of a database for one turn, with everything written before it begins."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        connection.execute("checkpoint")
        try:
            yield with_parts(owner, dbname=name)
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def columns(connection: psycopg.Connection, table: str) -> sql.Composable:
    """The columns that COPY may write: all but the generated ones."""
    names = connection.execute(
        "select attname from pg_attribute where attrelid = ('iwm.' || %s)::regclass and attnum > 0"
        " and not attisdropped and attgenerated = '' order by attnum",
        [table],
    ).fetchall()
    return sql.SQL(", ").join(sql.Identifier(name) for (name,) in names)


def export(dsn: str, folder: Path) -> tuple[dict[str, int], int]:
    """Writes each table to a file. Returns the rows of each, and how many a second import left dead."""
    rows: dict[str, int] = {}
    with psycopg.connect(dsn, autocommit=True) as connection:
        for table in TABLES:
            query = sql.SQL("copy (select {} from iwm.{}) to stdout").format(
                columns(connection, table), sql.Identifier(table)
            )
            with (folder / table).open("wb") as file, connection.cursor().copy(query) as data:
                for block in data:
                    file.write(block)
            rows[table] = connection.execute(
                sql.SQL("select count(*) from iwm.{}").format(sql.Identifier(table))
            ).fetchone()[0]  # type: ignore[index]
        connection.execute("select pg_stat_clear_snapshot()")
        dead = connection.execute(
            "select coalesce(sum(n_tup_upd + n_tup_del), 0)::bigint from pg_stat_user_tables"
            " where schemaname = 'iwm' and relname = any (%s) and relname <> 'genres'",
            [list(TABLES)],
        ).fetchone()[0]  # type: ignore[index]
    return rows, dead


def copy(dsn: str, folder: Path) -> None:
    """Copies the files into the same tables, with their indexes, keys and checks, in one transaction."""
    with psycopg.connect(dsn) as connection:
        connection.execute("set local iwm.audit = 'off'")  # as for an import
        connection.execute(
            sql.SQL("truncate {} cascade").format(sql.SQL(", ").join(sql.Identifier("iwm", name) for name in REFERENCE))
        )
        for table in TABLES:
            statement = sql.SQL("copy iwm.{} ({}) from stdin").format(sql.Identifier(table), columns(connection, table))
            with (folder / table).open("rb") as file, connection.cursor().copy(statement) as data:
                while block := file.read(1 << 18):
                    data.write(block)
        connection.commit()


if __name__ == "__main__":
    raise SystemExit(main())
