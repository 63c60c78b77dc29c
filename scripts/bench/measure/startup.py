"""scripts/bench/startup: how long from a fresh clone to the first answer, and how long again. See --help."""

import argparse
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from scripts.bench.measure import report, system
from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.services import BENCH, ROOT

FRESH = Goal("fresh clone to first answer", "s", "<=", 150)
AGAIN = Goal("again to first answer", "s", "<=", 5)
PATH = "/v1/movies/tt0133093"  # a film of the sample: it is there when the import is done


def first_answer(checkout: Path, data: Path, limit: float) -> float:
    """Seconds from typing scripts/up to the answer with a film; stops it again, as Ctrl-C does."""
    port = system.free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("IWM_", "DATABASE_", "PYTHON"))}
    with tempfile.NamedTemporaryFile(prefix="bench-up-", suffix=".log") as log:
        started = time.monotonic()
        process = subprocess.Popen(
            [checkout / "scripts" / "up", "--port", str(port), "--data-dir", str(data)],
            cwd=checkout,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            while not answers(port):
                ended = process.poll()
                if ended is not None or time.monotonic() - started > limit:
                    tail = Path(log.name).read_text(errors="replace")[-2000:]
                    what = f"ran {limit:.0f} s" if ended is None else f"ended with code {ended}"
                    raise SystemExit(f"scripts/up {what} without an answer to {PATH}. It said:\n{tail}")
                time.sleep(0.02)
            return time.monotonic() - started
        finally:
            stop(process)


def answers(port: int) -> bool:
    """Whether the film's page is there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", PATH)
        answer = connection.getresponse()
        return answer.status == 200 and json.loads(answer.read())["success"] is True
    return False


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ctrl-C, and more if that does not help."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
            return


def main(given: list[str] | None = None) -> int:
    """0: the goals are kept; 1: one is missed."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench/startup",
        description="Clones the project into a temporary folder and times `scripts/up` to the first film: everything "
        "is downloaded, installed, loaded and imported. Then the same again, with all of it there.",
    )
    parser.add_argument("--quick", action="store_true", help="only the second start, on this checkout")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures: [{name, value, unit, goal, ok}]")
    options = parser.parse_args(sys.argv[1:] if given is None else given)

    figures: list[Figure] = []
    if options.quick:
        data = BENCH / ".data" / "startup"
        first_answer(ROOT, data, limit=300)
        figures.append(judged(AGAIN, first_answer(ROOT, data, limit=60)))
    else:
        folder = Path(tempfile.mkdtemp(prefix="iwm-fresh-"))
        try:
            clone = folder / "iwm"
            subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
            figures.append(judged(FRESH, first_answer(clone, clone / ".data", limit=600)))
            again = [first_answer(clone, clone / ".data", limit=60) for _time in range(3)]
            figures.append(judged(AGAIN, sorted(again)[1], f"{min(again):.2f}-{max(again):.2f} s in 3 starts"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(report.table(figures))
    if options.json:
        report.write_json(options.json, figures)
    return 1 if any(figure.ok is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
