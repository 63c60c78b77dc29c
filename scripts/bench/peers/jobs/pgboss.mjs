// pg-boss: node pgboss.mjs <postgres url> <jobs> <batch> <loops> <fetch|work>; prints {"jobs", "seconds"}.
// fetch: whole batches are fetched and completed, no job is called; work: its worker calls a function for each batch.
import { PgBoss } from "pg-boss";
import pg from "pg";

const [url, count, batch, loops, mode] = process.argv.slice(2);
const total = Number(count);
const batchSize = Number(batch);
const boss = new PgBoss({ connectionString: url, max: 10 });
boss.on("error", (error) => { console.error(error); });
await boss.start();
const queue = "noop";
await boss.createQueue(queue);
for (let from = 0; from < total; from += 5000) {
  await boss.insert(queue, Array.from({ length: Math.min(5000, total - from) }, (_, n) => ({ data: { n: from + n } })));
}
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query("vacuum analyze");
const noop = async () => {};
let done = 0;
const started = process.hrtime.bigint();
if (mode === "work") {
  let finished;
  const all = new Promise((resolve) => { finished = resolve; });
  const options = { batchSize, localConcurrency: Number(loops), burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 };
  await boss.work(queue, options, async (jobs) => {
    for (const job of jobs) await noop(job);
    done += jobs.length;
    if (done === total) finished();
  });
  await all;
  while ((await client.query("select 1 from pgboss.job where state < 'completed' limit 1")).rowCount) {
    await new Promise((r) => setTimeout(r, 5));
  }
} else {
  await Promise.all(Array.from({ length: Number(loops) }, async () => {
    for (;;) {
      const jobs = await boss.fetch(queue, { batchSize });
      if (!jobs.length) return;
      await boss.complete(queue, jobs.map((job) => job.id));
      done += jobs.length;
    }
  }));
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const kept = await client.query("select count(*)::int as n from pgboss.job where state = 'completed'");
if (kept.rows[0].n !== total) throw new Error(`${kept.rows[0].n} of ${total} completed`);
console.log(JSON.stringify({ jobs: total, seconds }));
process.exit(0);
