import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { createQueue } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { claimItem } from './item-claim';
import { heartbeat } from './item-lease';
import { sweepLeases } from './item-sweep';
import { recordItemVerb } from './item-verb';

const WORKERS = 50;
/** COUNTERSIGN_TEST_ITEMS=10000 for the long run. */
const ITEMS = Number(process.env['COUNTERSIGN_TEST_ITEMS'] ?? 1000);
const MAX_ATTEMPTS = 3;

let db: TestDatabase;
let owner: pg.Pool;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 4 });
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

/** A fixed sequence, so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function fillQueue(projectId: string, queueId: string, count: number): Promise<void> {
  await owner.query(
    `INSERT INTO run (project_id, run_id, source, phase, received_at, last_step_at, started_at, tags, codes, document_ids, revision)
    SELECT $1, 'R-' || n, 'plain', 'evaluated', now(), now(), now(), '{}', '{}', '{}', 'sha256:1' FROM generate_series(1, $2::int) n`,
    [projectId, count],
  );
  await owner.query(
    `INSERT INTO item (project_id, item_id, queue_id, run_id, revision, state, reasons, priority, risk, created_at)
    SELECT $1, gen_random_uuid(), $2, 'R-' || n, 'sha256:1', 'waiting', '[]', n % 3, (n % 7) / 7.0, now() FROM generate_series(1, $3::int) n`,
    [projectId, queueId, count],
  );
}

it(`T5: ${WORKERS} workers over ${ITEMS} items: none is held twice at a time, none is lost, attempts are bounded and end with the leads`, async () => {
  const lead = await db.createProject();
  const { projectId } = lead;
  await fillQueue(projectId, await createQueue(projectId, { maxAttempts: MAX_ATTEMPTS }), ITEMS);
  const heldBy = new Map<string, number>();
  const tally = { handedOut: 0, abandoned: 0, released: 0, skipped: 0 };

  const worker = async (n: number) => {
    const random = randomFrom(n + 1);
    const actor: Actor = { ...lead, userId: null, keyId: `worker-${n}`, name: `worker ${n}`, role: 'lead', via: 'key', scopes: ['review'] };
    for (;;) {
      const item = await claimItem(actor, 'invoices');
      if (item === null) return;
      tally.handedOut++;
      if (heldBy.has(item.itemId)) throw new Error(`item ${item.itemId} was handed to ${n} while ${heldBy.get(item.itemId)} holds it`);
      heldBy.set(item.itemId, n);
      const fate = random();
      // Long enough for a second hand-out of the same item to be noticed above.
      if (fate > 0.7) await heartbeat(actor, item.itemId, { lease_id: item.leaseId });
      else await new Promise((resolve) => setTimeout(resolve, 20 * fate));
      // What happens next makes the item free again, so it is no longer held from just before.
      heldBy.delete(item.itemId);
      if (fate < 0.1) {
        tally.abandoned++;
        await owner.query(`UPDATE item SET lease_expires_at = clock_timestamp() - interval '1 second' WHERE item_id = $1`, [item.itemId]);
        if (fate < 0.01) await sweepLeases({ projectId });
      } else if (fate < 0.15) {
        tally.released++;
        await recordItemVerb(actor, item.itemId, 'release', { lease_id: item.leaseId });
      } else if (fate < 0.2) {
        tally.skipped++;
        await recordItemVerb(actor, item.itemId, 'skip', { reason_code: 'no_time', lease_id: item.leaseId });
      } else await recordItemVerb(actor, item.itemId, 'escalate', { reason_code: 'needs_expert', lease_id: item.leaseId });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, n) => worker(n)));
  await sweepLeases({ projectId });
  // A skipped item is hidden from whoever skipped it; a fresh pair of hands gets what is left.
  await worker(WORKERS);
  for (let pass = 0; pass < MAX_ATTEMPTS; pass++) {
    await sweepLeases({ projectId });
    await worker(WORKERS + 1 + pass);
  }

  const { rows } = await owner.query(
    `SELECT count(*)::int AS items, count(*) FILTER (WHERE state = 'escalated')::int AS with_leads, max(attempts) AS most,
    (SELECT count(*)::int FROM review_event e WHERE e.project_id = $1 AND verb = 'claim') AS claims,
    (SELECT count(*)::int FROM review_event e WHERE e.project_id = $1 AND verb = 'expire') AS expiries,
    (SELECT count(*)::int FROM (SELECT item_id FROM review_event e WHERE e.project_id = $1 AND verb IN ('expire', 'skip') GROUP BY item_id HAVING count(*) > $2) x) AS tried_too_often
    FROM item WHERE project_id = $1`,
    [projectId, MAX_ATTEMPTS],
  );
  expect(rows[0]).toEqual({
    items: ITEMS,
    with_leads: ITEMS,
    most: MAX_ATTEMPTS,
    claims: tally.handedOut,
    expiries: tally.abandoned,
    tried_too_often: 0,
  });
  expect(tally.abandoned).toBeGreaterThan(ITEMS / 20);
  const trail = await owner.query(
    `SELECT count(*) = max(idx) + 1 AND count(*) = (SELECT size FROM trail_head WHERE project_id = $1) AS dense FROM trail_entry WHERE project_id = $1`,
    [projectId],
  );
  expect(trail.rows[0]).toEqual({ dense: true });
}, 900_000);

it('a claim reads a handful of rows however many wait or are decided', async () => {
  const lead = await db.createProject();
  const queueId = await createQueue(lead.projectId);
  await fillQueue(lead.projectId, queueId, 20_000);
  await owner.query(`UPDATE item SET state = 'done' WHERE project_id = $1 AND run_id > 'R-5'`, [lead.projectId]);
  await owner.query('ANALYZE item');
  const statements: { text: string; values: unknown[] }[] = [];
  const original = pg.Client.prototype.query as unknown as (this: pg.Client, ...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    if (typeof args[0] === 'string' && args[0].includes('SKIP LOCKED')) statements.push({ text: args[0], values: args[1] as unknown[] });
    return original.apply(this, args);
  } as unknown as typeof pg.Client.prototype.query;
  try {
    await claimItem(lead, 'invoices');
  } finally {
    pg.Client.prototype.query = original as unknown as typeof pg.Client.prototype.query;
  }
  const [claim] = statements;
  const plan = await owner.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${claim?.text}`, claim?.values);
  const text = JSON.stringify(plan.rows[0]);
  expect(text).toContain('item_waiting');
  expect(text).not.toMatch(/"Node Type":"(Sort|Seq Scan)","Parent Relationship":"[^"]*","[^}]*"Relation Name":"item"/);
  expect(Number(/"Shared Hit Blocks":(\d+)/.exec(text)?.[1]) + Number(/"Shared Read Blocks":(\d+)/.exec(text)?.[1])).toBeLessThan(120);
}, 120_000);
