"""The job queue beside others, one run on one machine: jobs a second, latency, what grows, what is lost.

Every contestant runs the same job, which does nothing, on the same PostgreSQL server (BullMQ on Redis beside it), one
after the other in rounds; medians count. Ours keeps its history, as do pg-boss, procrastinate and pgqueuer.
"""

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.database.embedded import EmbeddedPostgres
from scripts.bench.measure import jobs_grow, jobs_latency, jobs_peers, jobs_sql
from scripts.bench.measure.goals import Figure
from scripts.bench.measure.jobs_setting import Setting

PARTS: dict[str, Callable[[Setting], list[Figure]]] = {
    "peers": jobs_peers.measure,
    "sql": jobs_sql.measure,
    "latency": jobs_latency.measure,
    "blocked": jobs_grow.blocked,
    "history": jobs_grow.history,
    "runs": jobs_grow.runs,
    "sustained": jobs_grow.sustained,
    "snapshot": jobs_grow.snapshot,
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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers and their folder go
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="iwm-bench-") as folder, EmbeddedPostgres(Path(folder) / "data") as server:
        setting = Setting(
            server, Path(folder), options.quick, 1 if options.quick else options.rounds, not options.no_peers
        )
        for name, part in PARTS.items():
            if (options.only and name not in options.only) or (options.quick and not options.only and name in LONG):
                continue
            print(f"-- {name}", file=sys.stderr, flush=True)
            for figure in part(setting):
                figures.append(figure)
                verdict = "" if figure.ok is None else f"  goal {figure.goal}: {'met' if figure.ok else 'MISSED'}"
                note = f"  ({figure.note})" if figure.note else ""
                print(f"{figure.name:<64} {figure.value:>12,.3f} {figure.unit:<8}{verdict}{note}", flush=True)
    if options.quick and not options.only:
        print(f"left to the full run: {', '.join(LONG)}")
    if options.json:
        options.json.write_text(json.dumps([figure.as_dict() for figure in figures], indent=2) + "\n")
    return 0 if all(figure.ok is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
