import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { claimItem } from '@/lib/data/queues/item-claim';
import type { DecisionAnswer } from './review-decision';
import { submitReview } from './submit-review';

let db: TestDatabase;
let owner: pg.Client;
let ada: Actor & { userId: string };
let queueId: string;

beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const lead = await db.createProject();
  ada = await db.createMember(lead, 'reviewer');
  await createInvoiceDocument(lead.projectId);
  queueId = await createQueue(lead.projectId);
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

type Query = (this: pg.Client & { processID?: number }, ...args: unknown[]) => Promise<unknown>;
type Fault = (client: pg.Client & { processID?: number }, proceed: () => Promise<unknown>) => Promise<unknown>;
const original = pg.Client.prototype.query;
afterEach(() => {
  pg.Client.prototype.query = original;
});

/** From now on the n-th statement of the application (counted from 1) goes through `fault`. Answers how many were sent. */
function failCall(n: number, fault: Fault): () => number {
  let calls = 0;
  const wrapped: Query = function (...args) {
    const proceed = () => (original as unknown as Query).apply(this, args);
    if (!(this as unknown as { user?: string }).user?.startsWith('countersign_app')) return proceed();
    calls++;
    return calls === n ? fault(this, proceed) : proceed();
  };
  pg.Client.prototype.query = wrapped as unknown as typeof original;
  return () => calls;
}

async function claimed(): Promise<ReviewableRun> {
  const run = await createReviewableRun(ada.projectId, { queueId });
  await claimItem(ada, 'invoices', { item_id: run.itemId });
  return run;
}
const correction = (run: ReviewableRun) => ({
  revision: run.revision,
  outcome: 'corrected',
  verdicts: [
    {
      claim_id: 'c2',
      value: 'wrong',
      corrected_value: '41,300.00',
      evidence: { document_id: 'inv-77', page: 1, quote: 'Total due 41,300.00' },
      reason_code: 'number_wrong',
    },
  ],
});

/** Everything a decision leaves behind, counted. All of it is there or none of it. */
async function traces({ runId, itemId }: ReviewableRun): Promise<{ isDecided: boolean }> {
  const { rows } = await owner.query(
    `SELECT
    (SELECT state FROM item WHERE item_id = $2::uuid) AS state,
    (SELECT count(*)::int FROM review_event WHERE run_id = $1 AND verb IN ('submit', 'fix')) AS events,
    (SELECT count(*)::int FROM trail_entry WHERE run_id = $1 AND type IN ('decision.submitted', 'verdict.recorded')) AS entries,
    (SELECT count(*)::int FROM step s JOIN step_io USING (project_id, run_id, step_id) WHERE s.run_id = $1 AND s.kind = 'REVIEW') AS steps,
    (SELECT count(*)::int FROM eval_case WHERE run_id = $1) AS cases,
    (SELECT count(*)::int FROM outbox WHERE payload->>'run_id' = $1) AS messages,
    (SELECT count(*)::int FROM idempotency_key WHERE response->>'run_id' = $1 AND status = 200) AS answers,
    (SELECT count(*)::int FROM run WHERE run_id = $1 AND review_outcome = 'corrected' AND eval_case_id IS NOT NULL) AS runs`,
    [runId, itemId],
  );
  const { state, ...counts } = rows[0] as { state: string } & Record<string, number>;
  const isDecided = state === 'done';
  expect(counts).toEqual(
    isDecided
      ? { events: 2, entries: 2, steps: 1, cases: 1, messages: 1, answers: 1, runs: 1 }
      : { events: 0, entries: 0, steps: 0, cases: 0, messages: 0, answers: 0, runs: 0 },
  );
  return { isDecided };
}

async function expectDenseTrail(): Promise<void> {
  const { rows } = await owner.query(
    `SELECT (SELECT size FROM trail_head WHERE project_id = $1) = count(*) AND count(*) = max(idx) + 1 AS dense,
    (SELECT count(*)::int FROM idempotency_key WHERE project_id = $1 AND status = 0) AS halves,
    (SELECT count(*)::int FROM review_event e LEFT JOIN trail_entry t ON t.project_id = e.project_id AND t.idx = e.trail_index WHERE e.project_id = $1 AND (t.payload IS NULL OR t.payload::jsonb->>'event_id' <> e.event_id::text)) AS unproven
    FROM trail_entry WHERE project_id = $1`,
    [ada.projectId],
  );
  expect(rows[0]).toEqual({ dense: true, halves: 0, unproven: 0 });
}

/** Fails every statement of a submit in turn, until one run of it sends fewer statements than that. */
async function failEachCall(fault: Fault): Promise<{ calls: number; decidedDespite: number }> {
  let decidedDespite = 0;
  for (let n = 1; ; n++) {
    const run = await claimed();
    const key = randomUUID();
    const sent = failCall(n, fault);
    const first: DecisionAnswer | Error = await submitReview(ada, run.itemId, correction(run), key).catch((error: Error) => error);
    pg.Client.prototype.query = original;
    const { isDecided } = await traces(run);
    await expectDenseTrail();
    if (!(first instanceof Error)) {
      // The driver or a retry may get over a fault; then the answer must be whole all the same.
      expect(isDecided).toBe(true);
      if (sent() < n) return { calls: n - 1, decidedDespite };
    } else if (isDecided) decidedDespite++;
    const answer = await submitReview(ada, run.itemId, correction(run), key);
    if (!(first instanceof Error)) expect(answer).toEqual(first);
    expect(await traces(run)).toEqual({ isDecided: true });
    await expectDenseTrail();
  }
}

describe('a submit that fails anywhere', () => {
  it('T3: leaves nothing when a statement is not sent, and works when it is sent again with its key', async () => {
    const { calls, decidedDespite } = await failEachCall(() => Promise.reject(new Error('injected: not sent')));
    expect(calls).toBeGreaterThan(15);
    expect(decidedDespite).toBe(0);
  }, 240_000);

  it('T3: is whole when the answer to a statement is lost, the commit included', async () => {
    const { decidedDespite } = await failEachCall(async (_client, proceed) => {
      await proceed();
      throw new Error('injected: answer lost');
    });
    // Only the commit can have had its effect: then the reviewer is told to send again, and gets the stored answer.
    expect(decidedDespite).toBe(1);
  }, 240_000);

  it('T4: is all or nothing when the server process dies between two statements', async () => {
    const { calls } = await failEachCall(async (client, proceed) => {
      await owner.query('SELECT pg_terminate_backend($1)', [client.processID]);
      return proceed();
    });
    expect(calls).toBeGreaterThan(15);
  }, 240_000);
});

describe('a claim that fails anywhere', () => {
  it('leaves the item free, or leased and recorded', async () => {
    for (const fault of [
      () => Promise.reject(new Error('injected')),
      async (client: { processID?: number }, proceed: () => Promise<unknown>) => {
        await owner.query('SELECT pg_terminate_backend($1)', [client.processID]);
        return proceed();
      },
    ] satisfies Fault[]) {
      for (let n = 1; ; n++) {
        const run = await createReviewableRun(ada.projectId, { queueId });
        const sent = failCall(n, fault);
        const first = await claimItem(ada, 'invoices', { item_id: run.itemId }).catch((error: Error) => error);
        pg.Client.prototype.query = original;
        const { rows } = await owner.query(
          `SELECT state, (SELECT count(*)::int FROM review_event e WHERE e.item_id = i.item_id AND verb = 'claim') AS claims FROM item i WHERE item_id = $1`,
          [run.itemId],
        );
        expect(rows[0]).toEqual(first instanceof Error ? { state: 'waiting', claims: 0 } : { state: 'leased', claims: 1 });
        await expectDenseTrail();
        if (sent() < n) break;
      }
    }
  }, 240_000);
});
