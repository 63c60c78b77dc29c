"""The job queue beside others, one run on one machine: jobs a second, latency, what grows, what is lost.

Every contestant runs the same job, which does nothing, on the same PostgreSQL server (BullMQ on Redis beside it), one
after the other in rounds; medians count. Ours keeps its history, and so does each other one that can.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.database.embedded import EmbeddedPostgres
from scripts.bench.measure import jobs_endure, jobs_grow, jobs_latency, jobs_peers, jobs_snapshot, jobs_sql
from scripts.bench.measure.goals import Figure, Goal
from scripts.bench.measure.jobs_setting import Setting, told

Part = tuple[Callable[[Setting], list[Figure]], tuple[Goal, ...]]
PARTS: dict[str, Part] = {
    "peers": (jobs_peers.measure, tuple(jobs_peers.GOALS.values())),
    "sql": (jobs_sql.measure, (jobs_sql.ENQUEUE, jobs_sql.CYCLE)),
    "latency": (jobs_latency.measure, (jobs_latency.P50, jobs_latency.P99)),
    "blocked": (jobs_grow.blocked, (jobs_grow.BLOCKED,)),
    "history": (jobs_grow.history, (jobs_grow.HISTORY,)),
    "runs": (jobs_endure.runs, (jobs_endure.RUNS,)),
    "sustained": (jobs_endure.sustained, (jobs_endure.SUSTAINED,)),
    "snapshot": (jobs_snapshot.measure, (jobs_snapshot.ADDED, jobs_snapshot.BACKLOG, jobs_snapshot.P95)),
}
LONG = ("runs", "sustained", "snapshot")


def main() -> int:
    """Runs the parts. Exit code 1: a goal was missed."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench/jobs",
        description=__doc__.partition("\n")[0],
        epilog="--quick leaves to the full run: " + ", ".join(LONG) + "; its other parts take one short round each. "
        "What goes wrong with workers, connections and the server is scripts/bench/jobs_chaos.",
    )
    parser.add_argument("--quick", action="store_true", help="under 50 seconds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="this part only; may be repeated")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the comparison (3)")
    parser.add_argument("--no-peers", action="store_true", help="ours alone")
    options = parser.parse_args()
    if options.json and not options.json.absolute().parent.is_dir():
        raise SystemExit(f"--json {options.json}: there is no such folder")
    names = [name for name in PARTS if name in (options.only or PARTS)]
    if options.quick and not options.only:
        names = [name for name in names if name not in LONG]
    if "peers" in names and not options.no_peers:
        jobs_peers.check_tools()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers and their folder go
    began = time.monotonic()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="iwm-bench-") as folder, EmbeddedPostgres(Path(folder) / "data") as server:
        rounds = 1 if options.quick else options.rounds
        setting = Setting(server, Path(folder), options.quick, rounds, not options.no_peers)
        for name in names:
            print(f"-- {name}, after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
            for figure in PARTS[name][0](setting):
                figures.append(figure)
                print(told(figure), flush=True)
    measured = {figure.name for figure in figures}
    if left := [goal.name for _, goals in PARTS.values() for goal in goals if goal.name not in measured]:
        print(f"\nNot measured in this run: {'; '.join(left)}.")
    kind = "quick run, one short round: only a full run decides" if options.quick else "full run"
    print(f"{time.monotonic() - began:.0f} s, {kind}. Lost and doubled jobs: scripts/bench/jobs_chaos.")
    if options.json:
        options.json.write_text(json.dumps([figure.as_dict() for figure in figures], indent=2) + "\n")
    return 0 if all(figure.ok is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
