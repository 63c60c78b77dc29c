"""scripts/bench/http: the whole run. See --help."""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from scripts.bench.measure import cached, contestants, database, goals, mix, pages, report, steady, system
from scripts.bench.measure.goals import Figure
from scripts.bench.measure.options import Options
from scripts.bench.measure.services import BENCH, PEERS_PYTHON

PARTS = ("pages", "cached", "statements", "mix", "memory")


def arguments(given: list[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench/http",
        description="Measures the HTTP API against pgbench, a bare handler and two peers over the same tables, side by "
        "side in one run. Starts and stops everything it needs, on free loopback ports.",
    )
    parser.add_argument("--quick", action="store_true", help="one short round, under 50 s; no memory, no tail")
    parser.add_argument("--rounds", type=int, help="rounds of turns (5; quick: 1)")
    parser.add_argument("--seconds", type=int, help="seconds a turn (3; quick: 1)")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part only; may be repeated")
    parser.add_argument("--no-peers", action="store_true", help="without FastAPI and Django (no setup but wrk)")
    parser.add_argument("--database", metavar="URL", help="measure on this database: its owner's URL, the sample in it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures: [{name, value, unit, goal, ok}]")
    parser.add_argument("--png", type=Path, metavar="FILE", help="draw the rates (needs scripts/bench/setup)")
    return parser.parse_args(given)


def say(text: str) -> None:
    """Tells what is under way."""
    print(f"· {text}", file=sys.stderr, flush=True)


def check_tools(options: argparse.Namespace) -> None:
    """Says what is missing before anything is started."""
    needs_peers = (not options.no_peers and "pages" in (options.only or PARTS)) or options.png
    if shutil.which("wrk") is None or (needs_peers and not PEERS_PYTHON.exists()):
        raise SystemExit("scripts/bench/http needs wrk and the peers. Install them first:  scripts/bench/setup")
    for path in (options.json, options.png):
        if path is not None and not path.absolute().parent.is_dir():
            raise SystemExit(f"{path}: there is no such folder")


def measure(options: argparse.Namespace, folder: Path) -> tuple[list[Figure], dict[str, object]]:
    """All parts that are asked for, and the rates for the picture."""
    parts = options.only or [part for part in PARTS if part != "memory" or not options.quick]
    run = Options(
        folder=folder,
        seconds=options.seconds or (1 if options.quick else 3),
        rounds=options.rounds or (1 if options.quick else 5),
        quick=options.quick,
        peers=not options.no_peers,
        say=say,
    )
    figures: list[Figure] = []
    rates: dict[str, object] = {"pages": {}, "cached": {}}
    with database.running(say, options.database) as data, ExitStack() as stack:
        field = contestants.Field(data, stack)
        if "pages" in parts:
            found, rates["pages"] = pages.measure(field, run)
            figures += found
        if "cached" in parts:
            found, rates["cached"] = cached.measure(field, run)
            figures += found
        if "statements" in parts:
            figures += steady.statements(field, run)
        if "mix" in parts:
            figures += mix.measure(data, run)
        if "memory" in parts:
            figures += steady.memory(data, run)
    return figures, rates


def draw(rates: dict[str, object], target: Path, title: str) -> None:
    """The picture, by the peers' Python."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"title": title, **rates}, file)
        file.flush()
        subprocess.run([PEERS_PYTHON, BENCH / "measure" / "picture.py", file.name, target], check=True)


def main(given: list[str] | None = None) -> int:
    """0: every goal that was measured is kept; 1: one is missed; 2: wrong options."""
    options = arguments(sys.argv[1:] if given is None else given)
    check_tools(options)
    system.allow_open_files(8192)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))  # ends what was started, as Ctrl-C does
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="iwm-bench-") as folder:
        figures, rates = measure(options, Path(folder))
    print(report.table(figures))
    measured = {figure.name for figure in figures}
    left = [goal.name for goal in goals.ALL if goal.name not in measured]
    if left:
        print(f"\nNot measured in this run: {'; '.join(left)}.")
    kind = "quick run, one short round: only a full run decides" if options.quick else "full run"
    print(f"\n{system.cores()} cores, {time.monotonic() - started:.0f} s, {kind}.")
    if options.json:
        report.write_json(options.json, figures)
    if options.png:
        draw(rates, options.png, f"Requests a second on {system.cores()} cores that load, server and database share")
    return 1 if any(figure.ok is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
