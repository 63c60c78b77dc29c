// pg-boss, batches of 200: node pgboss.mjs <postgres url> <jobs>
import PgBoss from "pg-boss";

const [url, count] = process.argv.slice(2);
const total = Number(count);
const boss = new PgBoss({ connectionString: url, max: 10, supervise: true });
boss.on("error", (error) => { console.error(error); });
await boss.start();
const queue = `noop_${Date.now()}`;
await boss.createQueue(queue);
for (let from = 0; from < total; from += 5000) {
  await boss.insert(Array.from({ length: Math.min(5000, total - from) }, (_, n) => ({ name: queue, data: { n: from + n } })));
}
let done = 0;
const started = process.hrtime.bigint();
await Promise.all(Array.from({ length: 4 }, async () => {
  for (;;) {
    const jobs = await boss.fetch(queue, { batchSize: 200 });
    if (!jobs.length) return;
    await boss.complete(queue, jobs.map((job) => job.id));
    done += jobs.length;
  }
}));
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
if (done !== total) throw new Error(`${done} of ${total} done`);
console.log(JSON.stringify({ jobs: total, seconds }));
process.exit(0);
