"""Many adders and claimers at once: each job runs exactly once, and nobody sleeps while there is work."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

ADDERS, CLAIMERS, EACH = 4, 4, 250


def test_each_job_runs_exactly_once(queue):
    """Claimers behave as workers do: they read on behind their places, and look at everything when they are told.

    A claimer that finds nothing waits for a notice only. A lane that was called idle while a job was on its way to it
    would leave that job lying, and the claimers waiting: the last wait is answered by nobody, and fails.
    """
    added, done = [], []
    finished = threading.Event()

    def add(number):
        chance, own = random.Random(number), queue.another()
        for n in range(EACH):
            with own.conn.transaction():
                kind = chance.random()
                added.append(
                    own.enqueue(concurrency_key=f"k{n % 5}", key_limit=3) if kind < 0.1
                    else own.enqueue(priority=chance.choice([4, 5, 5, 5]))
                )  # fmt: skip
                if kind > 0.97:
                    own.ask("select pg_sleep(0.005)")

    def claim(number):
        chance, own = random.Random(number + 100), queue.another()
        ears = queue.another().conn
        ears.execute("listen iwm_jobs")
        places, told = {}, True
        while not finished.is_set():
            got = own.claim(chance.randint(1, 30), look=told, lanes=list(places), places=list(places.values()))
            more, told = told and bool(got), False
            for job in got:
                places[job.lane] = max(places.get(job.lane, 0), job.seq)
            kept = [j for j in got if chance.random() < 0.95]
            own.finish(*kept)
            done.extend(j.id for j in kept)
            if len(kept) < len(got):
                own.hand_back(*[j for j in got if j not in kept], worker=own.worker)
            if more:
                told = True
            elif not got:
                told = any(True for _ in ears.notifies(timeout=0.3, stop_after=1)) or own.one(
                    "select exists (select from jobs.lanes where not idle)"
                )

    with ThreadPoolExecutor(ADDERS + CLAIMERS) as threads:
        claimers = [threads.submit(claim, n) for n in range(CLAIMERS)]
        adders = [threads.submit(add, n) for n in range(ADDERS)]
        sweeper = queue.another()
        try:
            for adder in adders:
                while not adder.done():
                    sweeper.call("care")
                adder.result()
            for _ in range(600):
                if len(done) >= len(added) or any(c.done() for c in claimers):
                    break
                sweeper.ask("select pg_sleep(0.05)")
        finally:
            finished.set()
        for claimer in claimers:
            claimer.result()
    assert len(added) == ADDERS * EACH
    assert Counter(done) == Counter(added)
    assert queue.ask("select id from jobs.jobs") == []
    assert queue.one("select count(*) from jobs.history where state = 'completed'") == ADDERS * EACH
    assert queue.ask("select key from jobs.keys where active > 0") == []
