"""Adds jobs at a steady rate: python producer.py <postgres url> <jobs a second>; until SIGTERM.

Then it prints {"added": [[when, jobs], ...]}. Where the database is slow it adds more at once, and keeps the rate.
"""

import json
import signal
import sys
import time

import psycopg

ADD = "select jobs.enqueue_many('noop', array(select '{\"n\": 1}'::jsonb from generate_series(1, %s::int)))"
STEP = 0.005  # seconds


def main(url: str, rate: float) -> None:
    """Adds until it is told to stop."""
    added: list[tuple[float, int]] = []
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))
    with psycopg.connect(url, autocommit=True) as connection:
        began, total = time.perf_counter(), 0
        while not stopped:
            due = int((time.perf_counter() - began) * rate) - total
            if due:
                connection.execute(ADD, [due], prepare=True)
                total += due
                added.append((time.time(), due))
            time.sleep(STEP)
    print(json.dumps({"added": added}))


main(sys.argv[1], float(sys.argv[2]))
