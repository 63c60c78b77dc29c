"""procrastinate on psycopg: python procrastinate_peer.py <postgres url> <jobs>; prints {"jobs", "seconds"}."""

import json
import logging
import sys
import time

import procrastinate
import uvloop

logging.disable(logging.CRITICAL)


async def main(url: str, total: int) -> None:
    """Adds the jobs, then runs them until none is left. They stay in its table."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url, max_size=10))
    done = 0

    @app.task(name="noop")
    async def noop(n: int) -> None:
        nonlocal done
        done += 1

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        for start in range(0, total, 1000):
            await noop.batch_defer_async(*[{"n": n} for n in range(start, min(total, start + 1000))])
        started = time.perf_counter()
        await app.run_worker_async(wait=False, concurrency=20, install_signal_handlers=False)
        seconds = time.perf_counter() - started
    if done != total:
        raise SystemExit(f"{done} of {total} done")
    print(json.dumps({"jobs": total, "seconds": seconds}))


uvloop.run(main(sys.argv[1], int(sys.argv[2])))
