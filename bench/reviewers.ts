// Fifty reviewers over a thousand items through the public API of a started Countersign, with clients that die at random and leases
// that run out. Then: no item was with two people at a time, none is lost, every item has one decision, the trail is dense and
// verifies offline.
// npx tsx bench/reviewers.ts --url http://localhost:3000 --key cs_… [--key cs_…] [--items 1000] [--reviewers 50] [--kills 0.03]
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { handOutProblems } from './reviewers/hand-out-problems';
import { fillQueue } from './reviewers/fill-queue';
import { ReviewApi } from './reviewers/review-api';
import { Reviewer, type Tally } from './reviewers/reviewer';
import { exportTrail, verifyTrail } from './reviewers/verify-trail';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    key: { type: 'string', multiple: true, default: [process.env.COUNTERSIGN_BOOTSTRAP_API_KEY ?? ''] },
    items: { type: 'string', default: '1000' },
    reviewers: { type: 'string', default: '50' },
    kills: { type: 'string', default: '0.03' },
  },
});
const [items, reviewers, kills] = [Number(values.items), Number(values.reviewers), Number(values.kills)];
const queue = `bench-${Date.now().toString(36)}`;
const apis = values.key.map((key) => new ReviewApi(values.url, key));
const [admin] = apis;
if (!admin) throw new Error('Give at least one key.');

console.log(
  `queue ${queue}: ${items} items, ${reviewers} reviewers, ${values.key.length} keys, ${(100 * kills).toFixed(0)} % of the items abandoned`,
);
const readyMs = await timed(() => fillQueue(admin, queue, items));
console.log(`runs posted, checked and queued in ${seconds(readyMs)}`);
const before = await exportTrail(admin);

const tally: Tally = { claims: [], submits: [], repeats: 0, kills: 0, released: 0, refused: new Map(), double: 0 };
const held = new Map<string, string>();
const reviewMs = await timed(async () => {
  await Promise.all(
    Array.from({ length: reviewers }, (_, n) =>
      new Reviewer(n, apis[n % apis.length] ?? admin, { queue, kills, held, tally, isDone: () => isDone() }).work(),
    ),
  );
});

const counts = await admin.counts(queue);
const after = await exportTrail(admin);
const problems = [
  ...(counts.done + counts.escalated + counts.removed === items ? [] : [`${items} items went in, ${JSON.stringify(counts)} came of them`]),
  ...(tally.double > 0 ? [`${tally.double} items were handed out while another client held them`] : []),
  ...(await handOutProblems(admin, queue)),
  ...verifyTrail(before, after),
];
for (const folder of [before, after]) rmSync(folder, { recursive: true });
report('claim', tally.claims);
report('submit', tally.submits);
console.log(`reviewed in ${seconds(reviewMs)}: ${JSON.stringify(counts)}`);
console.log(`killed ${tally.kills}, released ${tally.released}, sent again under the same key ${tally.repeats}`);
console.log(`refused: ${[...tally.refused].map(([code, count]) => `${code} ${count}`).join(', ') || 'nothing'}`);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(problems.length === 0 ? 'no double hand-out, none lost, trail dense and verified offline' : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

async function isDone(): Promise<boolean> {
  const { waiting, leased } = await (admin as ReviewApi).counts(queue);
  return waiting + leased === 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function report(name: string, durations: number[]): void {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  console.log(`${name.padEnd(7)} ${sorted.length} times, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
}
