// graphile-worker: node graphile.mjs <postgres url> <jobs> <plain|batched>
import { Logger, run, runMigrations } from "graphile-worker";
import pg from "pg";

const [url, count, mode] = process.argv.slice(2);
const total = Number(count);
const pool = new pg.Pool({ connectionString: url, max: 26 });
pool.on("error", () => {});
pool.on("connect", (client) => { client.on("error", () => {}); });
await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
await pool.query("truncate graphile_worker._private_jobs");
await pool.query(
  `select count(*) from graphile_worker.add_jobs(array(
     select json_populate_record(null::graphile_worker.job_spec,
       json_build_object('identifier', 'noop', 'payload', json_build_object('n', n), 'max_attempts', 5))
     from generate_series(1, $1::int) as n))`, [total]);

let done = 0;
let finished;
const all = new Promise((resolve) => { finished = resolve; });
const batched = mode === "batched"
  ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0, concurrentJobs: 24 }
  : { concurrentJobs: 24 };
const started = process.hrtime.bigint();
const runner = await run({
  preset: { worker: { pollInterval: 1000, ...batched } },
  pgPool: pool, noHandleSignals: true, logger: new Logger(() => () => {}),
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
