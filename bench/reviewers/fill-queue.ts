// Makes a queue that catches only the runs of this bench, posts them, and waits until every one of them is queued.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReviewApi } from './review-api';

const BATCH = 50;
const PATIENCE_MS = 900_000;

/** The total of every run stands in no source, so each has a claim that a reviewer has to correct. */
export async function fillQueue(api: ReviewApi, queue: string, items: number): Promise<void> {
  // A lease of one minute, the shortest there is, and more attempts than any item can need.
  await api.must('PUT', `/api/v1/queues/${queue}`, {
    lease_minutes: 1,
    max_attempts: 100,
    rules: [{ name: 'all of the bench', when: { tag: [queue] } }],
  });
  for (let from = 0; from < items; from += BATCH) {
    const runs = Array.from({ length: Math.min(BATCH, items - from) }, (_, n) => benchRun(queue, from + n));
    const { rejected } = await api.must<{ rejected: unknown[] }>('POST', '/api/v1/runs', { runs });
    if (rejected.length > 0) throw new Error(`runs were rejected: ${JSON.stringify(rejected.slice(0, 3))}`);
  }
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(1000)) {
    const { waiting } = await api.counts(queue);
    if (waiting === items) return;
    if (Date.now() > until) throw new Error(`only ${waiting} of ${items} runs were queued in time`);
  }
}

function benchRun(queue: string, n: number) {
  const net = 1000 + n;
  return {
    run_id: `${queue}-${n}`,
    name: 'bench invoice',
    route: 'invoice',
    model_name: 'bench',
    tags: [queue],
    input: `Read invoice ${n}.`,
    context: [{ id: `p${n}`, content: `Invoice ${n}. Buyer: Example Ltd. Total due ${net}.50 EUR.` }],
    output: { buyer: 'Example Ltd', total: `${net + 7}.25`, invoice: n },
  };
}
