// BullMQ on Redis: node bullmq.mjs <redis port> <jobs> <concurrency> <workers>; prints {"jobs", "seconds"}.
// Completed jobs stay in Redis, as its default is.
import { Queue, Worker } from "bullmq";
import IORedis from "ioredis";

const [port, count, concurrency, workers] = process.argv.slice(2);
const total = Number(count);
const connect = () => new IORedis(Number(port), "127.0.0.1", { maxRetriesPerRequest: null });
const queue = new Queue("noop", { connection: connect() });
await queue.obliterate({ force: true });
for (let from = 0; from < total; from += 5000) {
  await queue.addBulk(Array.from({ length: Math.min(5000, total - from) }, (_, n) => ({ name: "noop", data: { n: from + n } })));
}
let done = 0;
let finished;
const all = new Promise((resolve) => { finished = resolve; });
const started = process.hrtime.bigint();
for (let n = 0; n < Number(workers); n += 1) {
  const worker = new Worker("noop", async () => {}, { connection: connect(), concurrency: Number(concurrency) });
  worker.on("error", (error) => { console.error(error); });
  worker.on("completed", () => { done += 1; if (done === total) finished(); });
}
await all;
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const kept = await queue.getCompletedCount();
if (kept !== total) throw new Error(`${kept} of ${total} completed`);
console.log(JSON.stringify({ jobs: total, seconds }));
process.exit(0);
