// BullMQ on Redis: node bullmq.mjs <redis port> <jobs>
import { Queue, Worker } from "bullmq";
import IORedis from "ioredis";

const [port, count] = process.argv.slice(2);
const total = Number(count);
const connection = new IORedis(Number(port), "127.0.0.1", { maxRetriesPerRequest: null });
const queue = new Queue("noop", { connection });
await queue.obliterate({ force: true });
for (let from = 0; from < total; from += 5000) {
  await queue.addBulk(Array.from({ length: Math.min(5000, total - from) }, (_, n) => ({ name: "noop", data: { n: from + n } })));
}
let done = 0;
let finished;
const all = new Promise((resolve) => { finished = resolve; });
const started = process.hrtime.bigint();
const worker = new Worker("noop", async () => {}, { connection, concurrency: 200 });
worker.on("completed", () => { done += 1; if (done === total) finished(); });
await all;
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
console.log(JSON.stringify({ jobs: total, seconds }));
process.exit(0);
