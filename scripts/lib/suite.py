"""The whole of scripts/test: linters, the suite on each database, coverage of Python and of PL/pgSQL.

Databases: `embedded` (always), `docker` = the full image (where a Docker engine answers), `pg16` = PostgreSQL 16
(where its packages can be had). With CI=true every one of them must run.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from scripts.lib import linters, sql_coverage

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
FOLDER = BUILD / "test"
DATABASES = {
    "embedded": "the embedded PostgreSQL 18",
    "docker": "the full Docker image (PostgreSQL 17, every extension)",
    "pg16": "PostgreSQL 16",
}
APP_COVERAGE = 90
SQL_COVERAGE = 90
PATIENCE = 60 * 60  # seconds for the suite on one database
MOST_AGAIN = 3  # so many failures may be those of a busy machine; more are not looked at again
CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


@dataclass
class Result:
    """How one part went; `ok` is None where it could not run here. `again`: tests that passed only when run again."""

    name: str
    ok: bool | None
    text: str
    again: list[str] = field(default_factory=list)


def main() -> int:
    """Runs what the command line asks for. Status 0 = all passed, 1 = something failed, 2 = usage."""
    options, passed_on = _arguments()
    started = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    # a part of the suite says nothing about the coverage of the whole
    whole = not passed_on and not options.quick and not options.only
    results = [] if options.only or passed_on else [_lint()]
    chosen = [
        database
        for database in DATABASES
        if (not options.only or database in options.only) and (not options.quick or database == "embedded")
    ]
    results += _all(chosen, passed_on, together=not options.serial)
    if whole:
        results += [_app_coverage(), _sql_coverage(results)]
    return _closing(results, time.monotonic() - started)


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description="Runs the linters and the suite on every database that can be had here.",
        epilog="Everything else is handed to pytest: scripts/test -k search, scripts/test tests/http -x. "
        "Coverage is judged only when the whole suite runs.",
    )
    parser.add_argument("--quick", action="store_true", help="linters and the embedded database only")
    parser.add_argument("--serial", action="store_true", help="one database after the other instead of two at a time")
    parser.add_argument("--only", action="append", choices=list(DATABASES), help="this database only; may be repeated")
    return parser.parse_known_args()


def _heading(text: str, into: TextIO | None = None) -> None:
    print(f"\n---- {text}", flush=True, file=into)


def _all(databases: list[str], passed_on: list[str], together: bool) -> list[Result]:
    """The suite on each database: the embedded one here, the others one after the other beside it, told afterwards."""
    here = databases[:1] if together else databases
    beside = databases[len(here) :]
    log = FOLDER / "beside.log"
    with ThreadPoolExecutor(1) as lane, log.open("w") as into:
        others = lane.submit(lambda: [_missing(name) or _pytest(name, passed_on, into) for name in beside])
        results = [_missing(name) or _pytest(name, passed_on) for name in here]
        results += others.result()
    sys.stdout.write(log.read_text(errors="replace"))
    return results


def _lint() -> Result:
    _heading("linters")
    failed = [linter.name for linter in linters.LINTERS if not linters.passes(linter, ROOT)]
    return Result("linters", not failed, f"found something: {', '.join(failed)}" if failed else "clean")


def _missing(database: str) -> Result | None:
    """Why this database cannot be had here, or None when it can."""
    reason = None
    if database == "docker":
        if not shutil.which("docker"):
            reason = "the docker command is not installed"
        elif subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
            reason = "no Docker engine answers"
    elif database == "pg16":
        command = [sys.executable, "scripts/lib/postgres16.py", str(BUILD)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        reason = done.stderr.strip().splitlines()[-1] if done.returncode else None
    if not reason:
        return None
    return Result(database, False if CI else None, f"did not run: {reason}")


def _pytest(database: str, passed_on: list[str], into: TextIO | None = None) -> Result:
    _heading(f"the suite on {DATABASES[database]}", into)
    started = time.monotonic()
    again: list[str] = []
    try:
        status = _run_pytest(database, passed_on, into=into)
        failed = _failed(database)
        if status == 1 and 0 < len(failed) <= MOST_AGAIN:
            _heading(f"once more, what failed on {DATABASES[database]}: {', '.join(failed)}", into)
            if _run_pytest(database, ["--last-failed", *passed_on], again=True, into=into) == 0:
                status, again = 0, failed
    except subprocess.TimeoutExpired:
        return Result(database, False, f"FAILED: not done after {_spell(started)}")
    # 5 = nothing collected: an expression that chooses only tests of another database
    texts = {0: "passed", 5: "no test chosen"}
    text = texts.get(status, f"FAILED (pytest status {status})")
    good = status == 0 or (status == 5 and bool(passed_on))
    return Result(database, good, f"{text} in {_spell(started)}", again)


def _run_pytest(database: str, arguments: list[str], *, again: bool = False, into: TextIO | None = None) -> int:
    """The status of pytest. `again`: a part of what ran before, which says nothing about the coverage of SQL."""
    environment = os.environ | {
        "IWM_TEST_TARGET": database,
        "COVERAGE_FILE": str(FOLDER / "coverage"),
        "PYTHONUNBUFFERED": "1",
    }
    # with a cache of its own, so that what failed is what failed here and now
    cache = ["-o", f"cache_dir={_cache(database)}"]
    pytest = ["-m", "pytest", "--durations=10", "--durations-min=3", *cache, *arguments]
    if database == "embedded":
        pytest = ["-m", "coverage", "run", *pytest]
    elif database == "docker" and not again:
        environment["IWM_SQL_COVERAGE"] = str(FOLDER / "sql-coverage.json")
    command = [sys.executable, *pytest]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        timeout=PATIENCE,
        check=False,
        stdout=into,
        stderr=into and subprocess.STDOUT,
    )
    return done.returncode


def _cache(database: str) -> Path:
    return FOLDER / f"pytest-{database}"


def _failed(database: str) -> list[str]:
    """The tests that failed in the last run on a database."""
    file = _cache(database) / "v/cache/lastfailed"
    return sorted(json.loads(file.read_text())) if file.exists() else []


def _app_coverage() -> Result:
    _heading("coverage of app/")
    environment = os.environ | {"COVERAGE_FILE": str(FOLDER / "coverage")}
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "combine", "--quiet"], cwd=ROOT, env=environment, check=False)
    subprocess.run([*coverage, "report", "--sort=cover"], cwd=ROOT, env=environment, check=False)
    total = subprocess.run(
        [*coverage, "report", "--format=total", "--precision=1"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    if not total:
        return Result("coverage of app/", False, "nothing was measured")
    return Result("coverage of app/", float(total) >= APP_COVERAGE, f"{total} %, at least {APP_COVERAGE} % is asked")


def _sql_coverage(results: list[Result]) -> Result:
    name = "coverage of PL/pgSQL"
    if any(result.name == "docker" and result.ok is None for result in results):
        return Result(name, None, "not measured: it needs the full Docker image")
    _heading(name)
    file = FOLDER / "sql-coverage.json"
    if not file.exists():
        return Result(name, False, "nothing was measured")
    percent = sql_coverage.report(file)
    return Result(name, percent >= SQL_COVERAGE, f"{percent:.1f} % of statements, at least {SQL_COVERAGE} % is asked")


def _spell(started: float) -> str:
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _closing(results: list[Result], seconds: float) -> int:
    print("\n---- summary")
    for result in results:
        label = DATABASES.get(result.name, result.name)
        print(f"{'ok  ' if result.ok else 'n/a ' if result.ok is None else 'FAIL'}  {label}: {result.text}")
        for test in result.again:
            print(f"      passed only when run again: {test}")
    failed = [result.name for result in results if result.ok is False]
    again = sum(len(result.again) for result in results)
    passed = f"all passed, {again} of them only when run again" if again else "all passed"
    taken = f"{int(seconds) // 60} min {int(seconds) % 60} s"
    print(f"scripts/test: {'FAILED: ' + ', '.join(failed) if failed else passed} ({taken})", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
