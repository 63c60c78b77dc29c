"""scripts/bench/auth: what the time of a login tells, and what a flood of logins does to other routes. See --help."""

import argparse
import http.client
import json
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.accounts.passwords import Passwords
from app.settings import Settings
from scripts.bench.measure import contestants, database
from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.load import wrk
from scripts.bench.measure.pages import request_files
from scripts.bench.measure.services import Service

LOW = Goal("login, known user / unknown user, median", "ratio", ">=", 0.97)
HIGH = Goal("login, known user / unknown user, median, from above", "ratio", "<=", 1.03)
FLOOD = Goal("p99 of other routes under a login flood / without", "ratio", "<=", 2)
FLOODERS = 32
TRIES = 4  # wrong passwords of one name; after the fifth the account would be locked


def main() -> int:
    """Runs both parts. Exit code 1: a goal was missed."""
    parser = argparse.ArgumentParser(prog="scripts/bench/auth", description=__doc__.partition(":")[2].strip())
    parser.add_argument("--quick", action="store_true", help="under 50 s: fewer logins, one round of the flood")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures: [{name, value, unit, goal, ok}]")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers go
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="iwm-bench-") as folder, database.running(say) as data:
        names = users(data.owner, 30 if options.quick else 150)
        with contestants.iwm(data, cache=True) as service:
            figures += timing(service, names)
            figures += flood(service, data, Path(folder), 1 if options.quick else 5)
    for figure in figures:
        verdict = "" if figure.ok is None else f"  goal {figure.goal}: {'met' if figure.ok else 'MISSED'}"
        print(f"{figure.name:<56} {figure.value:>10,.3f} {figure.unit:<8}{verdict}  {figure.note}".rstrip())
    if options.json:
        options.json.write_text(json.dumps([figure.as_dict() for figure in figures], indent=2) + "\n")
    return 0 if all(figure.ok is not False for figure in figures) else 1


def say(text: str) -> None:
    """Tells what is under way."""
    print(f"· {text}", file=sys.stderr, flush=True)


def users(dsn: str, count: int) -> list[str]:
    """Users with a password, made anew; their names."""
    passwords = Passwords(Settings())
    hashed = passwords.hash_now("the right password of them all")
    passwords.close()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("delete from iwm.users where username like 'bench-%%'")
        connection.execute(
            "insert into iwm.users (external_id, email, username, name, hashed_password)"
            " select iwm.new_id('usr'), 'bench-' || n || '@example.org', 'bench-' || n, 'Bench', %s"
            " from generate_series(1, %s) as n",
            [hashed, count],
        )
        # what is counted against floods would answer before a password is tried
        connection.execute("truncate iwm.rate_buckets")
        connection.execute(
            "update iwm.rate_limits set account_burst = 1000000, client_burst = 1000000 where class = 'login'"
        )
    return [f"bench-{number}" for number in range(1, count + 1)]


def login(connection: http.client.HTTPConnection, name: str) -> tuple[int, float]:
    """One login with a wrong password: status and seconds."""
    body = json.dumps({"email": name, "password": "a wrong password"})
    started = time.perf_counter()
    connection.request("POST", "/v1/auth/login", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - started


def timing(service: Service, names: list[str]) -> list[Figure]:
    """A known and an unknown name in turns, the first of each pair by turns too; both get the same answer."""
    say("login, known and unknown users in turns")
    seconds: dict[str, list[float]] = {"known": [], "unknown": []}
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    for number in range(len(names) * TRIES):
        pair = [("known", names[number % len(names)]), ("unknown", f"nobody-{number % len(names)}")]
        for kind, name in pair if number % 2 else pair[::-1]:
            status, taken = login(connection, name)
            if status != 401:
                raise SystemExit(f"a login of {name} answered {status}")
            if number >= 5:  # the first ones prepare statements
                seconds[kind].append(taken)
    connection.close()
    known, unknown = (statistics.median(seconds[kind]) for kind in ("known", "unknown"))
    return [
        Figure("login with a wrong password, median", known * 1000, "ms"),
        judged(LOW, known / unknown),
        judged(HIGH, known / unknown),
    ]


def flood(service: Service, data: database.Database, folder: Path, rounds: int) -> list[Figure]:
    """Film pages of 16 users who think for a moment, with and without 32 clients that sign in as fast as they can."""
    lines = request_files(folder, data.films())["film page"]
    quiet, flooded, logins = [], [], 0
    for round_ in range(rounds):
        say(f"other routes under a login flood, round {round_ + 1} of {rounds}")
        for under in (False, True):
            with flooding(service if under else None) as count:
                load = wrk(service.url, lines, connections=16, seconds=5, think_ms=20)
                (flooded if under else quiet).append(load.p99)
                logins += count()
    ratio = statistics.median(flooded) / statistics.median(quiet)
    return [
        Figure("film page, p99, quiet", statistics.median(quiet), "ms"),
        Figure(
            "film page, p99, under a login flood", statistics.median(flooded), "ms", note=f"{logins} logins answered"
        ),
        judged(FLOOD, ratio),
    ]


@contextmanager
def flooding(service: Service | None) -> Iterator[object]:
    """FLOODERS clients sign in while the block runs; what is yielded counts their answers."""
    over = threading.Event()
    answers: list[int] = []

    def one(number: int) -> None:
        assert service is not None
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
        while not over.is_set():
            try:
                answers.append(login(connection, f"flood-{number}-{len(answers)}")[0])
            except (OSError, http.client.HTTPException):
                connection.close()
                time.sleep(0.05)

    threads = [threading.Thread(target=one, args=(n,), daemon=True) for n in range(FLOODERS)] if service else []
    for thread in threads:
        thread.start()
    if threads:
        time.sleep(1)
    try:
        yield lambda: len(answers)
    finally:
        over.set()
        for thread in threads:
            thread.join(15)


if __name__ == "__main__":
    sys.exit(main())
