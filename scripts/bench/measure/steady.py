"""What must stay as it is however long it runs: statements a request, memory of a process."""

import random

import psycopg

from scripts.bench.measure import contestants, goals, system
from scripts.bench.measure.database import Database
from scripts.bench.measure.goals import Figure
from scripts.bench.measure.load import write_requests, wrk
from scripts.bench.measure.options import Options
from scripts.bench.measure.pages import request_files

# What processes do by their own clock: look for changes, the database, mails; write down what was called.
OWN = ("cache_events", "catalogue", "ready", "count_calls", "mails")


def statements(field: contestants.Field, options: Options) -> list[Figure]:
    """Calls that pg_stat_statements counted for a request: sent one by one (none can share), and 64 at a time."""
    options.say("statements per request")
    lines = request_files(options.folder, field.database.films())["film page"]
    service = field.iwm(cache=False)
    counted = []
    with psycopg.connect(field.database.owner, autocommit=True) as owner:
        for connections in (1, options.connections):
            owner.execute("select extensions.pg_stat_statements_reset()")
            load = wrk(service.url, lines, connections=connections, seconds=options.seconds)
            row = owner.execute(
                "select coalesce(sum(s.calls), 0) from extensions.pg_stat_statements s"
                " join pg_database d on d.oid = s.dbid and d.datname = current_database()"
                " join pg_roles r on r.oid = s.userid and r.rolname = 'iwm_app'"
                " where s.toplevel and not s.query ~ %s",
                ("|".join(OWN),),
            ).fetchone()
            counted.append(float(row[0]) / load.requests if row else 0.0)
    alone, together = counted
    note = f"one by one; {together:.2f} at {options.connections} connections"
    # two digits: the answers that were under way at the end are counted here and not by wrk
    return [goals.judged(goals.STATEMENTS, round(alone, 2), note)]


def memory(database: Database, options: Options) -> list[Figure]:
    """Memory of one process after 10,000 and 100,000 requests of all kinds; its cache is full long before."""
    options.say("memory over 100,000 requests")
    pages = request_files(options.folder, database.films())
    films = pages["film page"].read_text().splitlines()
    rest = [line for name, file in pages.items() if name != "film page" for line in file.read_text().splitlines()]
    missing = [f"/v1/movies/nothing-{number}" for number in range(200)]
    lines = films[:8000] + rest * 2 + missing
    random.Random(3).shuffle(lines)
    mixed = write_requests(options.folder / "mixed.txt", lines)
    seen: dict[int, int] = {}
    with contestants.iwm(database, cache=True, workers=1, cache_mb=4) as service:
        done = 0
        for wanted in (10_000, 100_000):
            while done < wanted:
                done += wrk(service.url, mixed, connections=options.connections, seconds=1).requests
            seen[wanted] = max(system.resident_bytes(pid) for pid in service.workers())
    early, late = seen[10_000] / 2**20, seen[100_000] / 2**20
    return [goals.judged(goals.MEMORY, late / early, f"{early:.0f} and {late:.0f} MiB")]
