"""Jobs while workers are killed, their connections ended and the database restarted: none lost, none completed twice.

Workers are killed with SIGKILL, one after the other; sessions of theirs end by pg_terminate_backend. The server is
stopped and started, then killed and started, with a worker killed while it is away; then one of its backends is
killed with SIGKILL, upon which it recovers by itself. What counts is what the workers wrote into files of their own
(peers/jobs/chaos_worker.py), beside the history of the queue.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from app import loader
from app.database.embedded import EmbeddedPostgres
from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import told

LOST = Goal("jobs under kills and restarts: lost", "jobs", "<=", 0)
TWICE = Goal("jobs under kills and restarts: completed twice", "jobs", "<=", 0)
RESTART = Goal("a lost worker's job begins again, longest", "s", "<=", 30)
WORKER = Path(__file__).resolve().parents[1] / "peers/jobs/chaos_worker.py"
DATABASE = "chaos"
RUNNING = """
select j.id, j.attempt from jobs.jobs as j join jobs.workers as w on w.id = j.worker_id
where w.pid = %s and j.state = 'running'
"""
END_ONE = """
select pg_terminate_backend(pid) from pg_stat_activity
where application_name like 'iwm worker%%' and pid <> pg_backend_pid() order by random() limit 1
"""
A_BACKEND = "select pid from pg_stat_activity where application_name like 'iwm worker%%' order by random() limit 1"
HISTORY = "select id, state::text from jobs.history"
RESTARTS = ("stop", "kill", "crash")
NEVER = float("inf")
PARTS = {  # what goes wrong where not all does: seconds between two kills and between two ends of sessions, restarts
    "workers": (None, NEVER, ()),
    "sessions": (NEVER, None, ()),
    "server": (NEVER, NEVER, RESTARTS),
}


@dataclass(frozen=True)
class Line:
    """A line of a worker's file: `what` is began, ended or told."""

    what: str
    job: int
    attempt: int
    at: float
    pid: int


@dataclass
class Chaos:
    """A run: `jobs` in all, `workers` at once; a worker is killed and a session ended each so many seconds."""

    server: EmbeddedPostgres
    folder: Path
    jobs: int
    workers: int = 3
    concurrency: int = 20
    kill_every: float = 2.5
    end_every: float = 0.7
    restarts: tuple[str, ...] = RESTARTS
    within: float = 1800.0
    seed: int = 1
    killed: set[int] = field(default_factory=set)  # process ids
    ended: int = 0
    restarted: int = 0
    seconds: float = 0.0
    _held: list[tuple[int, int, float]] = field(default_factory=list)  # job, attempt, when its worker was killed
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def dsn(self) -> str:
        """The owner's connection to the database of the run."""
        return self.server.owner_dsn(DATABASE)

    def run(self) -> list[Figure]:
        """Makes the database, adds the jobs, and lets go wrong what can until all jobs are over."""
        with psycopg.connect(self.server.owner_dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {DATABASE}")
        loader.install(self.dsn)
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            many = "array(select jsonb_build_object('n', i) from generate_series(1, %s) as i)"
            connection.execute(f"select jobs.enqueue_many('note', {many})", [self.jobs])
        begin = time.monotonic()
        try:
            self._running = [self._start() for _ in range(self.workers)]
            self._disturb(begin)
        finally:
            for process in self._running:
                process.kill()
                process.wait()
        self.seconds = time.monotonic() - begin
        return self._figures()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, str(WORKER), self.dsn, str(self.concurrency), str(self.folder)])

    def _disturb(self, begin: float) -> None:
        chance = random.Random(self.seed)
        next_kill, next_end = begin + self.kill_every, begin + self.end_every
        while time.monotonic() - begin < self.within:
            left = self._left()
            if not left:
                return
            if self.restarted < len(self.restarts):
                next_restart = self.jobs * (1 - (self.restarted + 1) / (len(self.restarts) + 1))
                if left <= next_restart:
                    self._restart(self.restarts[self.restarted])
            now = time.monotonic()
            # the last part runs undisturbed, so that it ends
            if left > self.jobs * 0.05 and now >= next_kill:
                next_kill = now + self.kill_every
                self._kill(chance.randrange(self.workers))
            if left > self.jobs * 0.05 and now >= next_end:
                next_end = now + self.end_every
                self.ended += len(self._ask(END_ONE))
            time.sleep(0.1)

    def _ask(self, statement: str, values: object = ()) -> list[tuple]:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()  # type: ignore[arg-type]

    def _left(self) -> int:
        return int(self._ask("select count(*) from jobs.jobs")[0][0])

    def _kill(self, number: int, away: bool = False) -> None:
        """Kills a worker and starts another one; `away`: the database is not there to be asked what it had."""
        process = self._running[number]
        process.kill()
        process.wait()
        at = time.time()
        self.killed.add(process.pid)
        if not away:
            self._note_held(process.pid, at)
        self._running[number] = self._start()

    def _note_held(self, pid: int, at: float) -> None:
        self._held += [(job, attempt, at) for job, attempt in self._ask(RUNNING, [pid])]

    def _restart(self, how: str) -> None:
        """Stops or kills the server and starts it, a worker is killed meanwhile; or kills one of its backends."""
        self.restarted += 1
        if how == "crash":
            [(backend,)] = self._ask(A_BACKEND)
            os.kill(backend, signal.SIGKILL)
            self._wait_for(away=True)
            self._wait_for(away=False)
            return
        if how == "kill" and (pid := self.server.pid):
            os.kill(pid, signal.SIGKILL)
            self._wait_for(away=True)
        self.server.stop()
        victim, at = self._running[0].pid, time.time()
        self._kill(0, away=True)
        self.server.start()
        self._note_held(victim, at)

    def _wait_for(self, *, away: bool) -> None:
        """Until the server is there, or is not."""
        while True:
            try:
                self._ask("select 1")
            except psycopg.Error:
                if away:
                    return
            else:
                if not away:
                    return
            time.sleep(0.02)

    def _figures(self) -> list[Figure]:
        lines = self._read()
        ends = Counter(line.job for line in lines if line.what == "ended")
        told = Counter(line.job for line in lines if line.what == "told")
        history = self._ask(HISTORY)
        completed = Counter(job for job, state in history if state == "completed")
        over = Counter(job for job, _ in history)
        # a job is done where it ran to its end and is completed; twice where two ends are kept, or were answered for
        done = sum(1 for job in completed if ends[job])
        twice = {job for count in (over, told) for job, times in count.items() if times > 1}
        note = (
            f"{self.jobs} jobs, {len(self.killed)} workers killed, {self.ended} sessions ended, "
            f"{self.restarted} restarts of the server"
        )
        waits = self._waits(lines)
        return [
            judged(LOST, self.jobs - done, note),
            judged(TWICE, len(twice), f"{len(told)} completions answered for, {len(history)} in the history"),
            judged(RESTART, max(waits, default=0.0), f"{len(waits)} jobs of killed workers"),
            Figure(
                "ran to their end more than once",
                sum(1 for n in ends.values() if n > 1),
                "jobs",
                note=(f"at least once is promised; {self._needless(lines)} of them though their worker lived"),
            ),
            Figure("jobs a second meanwhile", self.jobs / self.seconds, "jobs/s"),
        ]

    def _read(self) -> list[Line]:
        """The files of the workers. A file ends where its worker was killed: the rest of its last line is missing."""
        lines = []
        for path in self.folder.iterdir():
            for text in path.read_text().splitlines(keepends=True):
                if text.endswith("\n"):
                    what, job, attempt, at = text.split()
                    lines.append(Line(what, int(job), int(attempt), float(at), int(path.name)))
        return sorted(lines, key=lambda line: line.at)

    def _waits(self, lines: list[Line]) -> list[float]:
        """Seconds until jobs of killed workers began again, where they had to."""
        begins: dict[int, list[Line]] = {}
        for line in lines:
            if line.what == "began":
                begins.setdefault(line.job, []).append(line)
        waits = []
        for job, attempt, at in self._held:
            later = [line.at - at for line in begins.get(job, ()) if line.attempt > attempt]
            if later:  # else it had ended, and the server was just told so when its worker was killed
                waits.append(min(later))
        return waits

    def _needless(self, lines: list[Line]) -> int:
        """Jobs that ran to their end in a worker that was never killed, and then once more."""
        seen: set[int] = set()
        again: set[int] = set()
        for line in lines:
            if line.what == "ended":
                if line.job in seen:
                    again.add(line.job)
                elif line.pid not in self.killed:
                    seen.add(line.job)
        return len(again)


def measure(server: EmbeddedPostgres, folder: Path, quick: bool, only: str | None = None) -> list[Figure]:
    """The figures of a run on a server of its own, which is restarted. `folder`: empty, for what workers write."""
    chaos = Chaos(server, folder, 15_000 if quick else 100_000, kill_every=1.5 if quick else 2.5)
    if only:
        kill, end, chaos.restarts = PARTS[only]
        chaos.kill_every, chaos.end_every = kill or chaos.kill_every, end or chaos.end_every
    return chaos.run()


def main() -> int:
    """Runs it. Exit code 1: a goal was missed."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench/jobs_chaos",
        description=__doc__.partition("\n")[0],
        epilog="All its goals are those of the full run: 100,000 jobs, with all that goes wrong.",
    )
    parser.add_argument("--quick", action="store_true", help="15,000 jobs in place of 100,000: under 50 seconds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--only", choices=list(PARTS), help="this goes wrong only: of all three together is the goal")
    options = parser.parse_args()
    if options.json and not options.json.absolute().parent.is_dir():
        raise SystemExit(f"--json {options.json}: there is no such folder")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with (
        tempfile.TemporaryDirectory(prefix="iwm-chaos-") as folder,
        EmbeddedPostgres(Path(folder) / "data") as server,
    ):
        (notes := Path(folder) / "notes").mkdir()
        figures = measure(server, notes, options.quick, options.only)
    for figure in figures:
        print(told(figure), flush=True)
    if options.quick or options.only:
        print("Left to the full run: these goals with 100,000 jobs, under kills, ended sessions and restarts together.")
    if options.json:
        options.json.write_text(json.dumps([figure.as_dict() for figure in figures], indent=2) + "\n")
    return 0 if all(figure.ok is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
