"""procrastinate on psycopg: python procrastinate_peer.py <postgres url> <jobs> <concurrency>.

Prints {"jobs", "seconds"}.
"""

import json
import logging
import sys
import time

import procrastinate
import psycopg
import uvloop

logging.disable(logging.CRITICAL)


async def main(url: str, total: int, concurrency: int) -> None:
    """Adds the jobs, then runs them until none is left. They stay in its table."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url, max_size=10))

    @app.task(name="noop")
    async def noop(n: int) -> None:
        pass

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        for start in range(0, total, 1000):
            await noop.batch_defer_async(*[{"n": n} for n in range(start, min(total, start + 1000))])
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
        await connection.execute("vacuum analyze")
        started = time.perf_counter()
        await app.run_worker_async(wait=False, concurrency=concurrency, install_signal_handlers=False)
        seconds = time.perf_counter() - started
        cursor = await connection.execute("select count(*) from procrastinate_jobs where status = 'succeeded'")
        [(kept,)] = await cursor.fetchall()
    if kept != total:
        raise SystemExit(f"{kept} of {total} succeeded")
    print(json.dumps({"jobs": total, "seconds": seconds}))


uvloop.run(main(sys.argv[1], *map(int, sys.argv[2:4])))
