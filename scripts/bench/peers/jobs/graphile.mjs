// graphile-worker: node graphile.mjs <postgres url> <jobs> <concurrency> <local queue, 0: no batching>; prints
// {"jobs", "seconds"}. A job that is done is deleted: it keeps no history.
import { Logger, run, runMigrations } from "graphile-worker";
import pg from "pg";

const [url, count, concurrency, local] = process.argv.slice(2);
const total = Number(count);
const concurrentJobs = Number(concurrency);
const pool = new pg.Pool({ connectionString: url, max: concurrentJobs + 1 });
pool.on("error", () => {});
pool.on("connect", (client) => { client.on("error", () => {}); });
const logger = new Logger(() => () => {});
await runMigrations({ pgPool: pool, logger });
await pool.query(
  `select count(*) from graphile_worker.add_jobs(array(
     select json_populate_record(null::graphile_worker.job_spec,
       json_build_object('identifier', 'noop', 'payload', json_build_object('n', n), 'max_attempts', 5))
     from generate_series(1, $1::int) as n))`, [total]);
await pool.query("vacuum analyze");

let done = 0;
let finished;
const all = new Promise((resolve) => { finished = resolve; });
const batched = Number(local)
  ? { localQueue: { size: Number(local) }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }
  : {};
const started = process.hrtime.bigint();
const runner = await run({
  preset: { worker: { pollInterval: 1000, concurrentJobs, ...batched } },
  pgPool: pool, noHandleSignals: true, logger,
  taskList: { noop: async () => { done += 1; if (done === total) finished(); } },
});
await all;
while ((await pool.query("select 1 from graphile_worker._private_jobs limit 1")).rowCount) {
  await new Promise((r) => setTimeout(r, 5));
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
console.log(JSON.stringify({ jobs: total, seconds }));
await runner.stop();
await pool.end();
process.exit(0);
