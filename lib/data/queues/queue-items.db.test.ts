import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { QUEUE_SORTS, type QueueItemsQuery, queueItemsQuerySchema } from '@/lib/domain/queue-row';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { changeRun, createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { claimItem } from './item-claim';
import { recordItemVerb } from './item-verb';
import { listQueueItems } from './queue-items';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

type Person = Actor & { userId: string };
interface Stage {
  lead: Person;
  ada: Person;
  queueId: string;
  runs: ReviewableRun[];
}

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));

/** Twelve items whose priorities, risks and ages all collide somewhere. */
async function stage(): Promise<Stage> {
  const lead = (await db.createProject()) as Person;
  const queueId = await createQueue(lead.projectId);
  await createInvoiceDocument(lead.projectId);
  const runs: ReviewableRun[] = [];
  for (let n = 0; n < 12; n++)
    runs.push(
      await createReviewableRun(lead.projectId, {
        queueId,
        runId: `run-${n}`,
        priority: n % 2,
        risk: (n % 3) / 4,
        createdAt: minute(n % 5),
      }),
    );
  return { lead, ada: await db.createMember(lead, 'reviewer'), queueId, runs };
}
const query = (more: object = {}): QueueItemsQuery => queueItemsQuerySchema.parse(more);

describe('the table of a queue', () => {
  it.each(QUEUE_SORTS)('pages by %s without losing or repeating a row, in one order', async (sort) => {
    const { ada, queueId, lead } = await stage();
    for (const [n, due] of [
      [1, 30],
      [4, 10],
      [7, 10],
    ] as const)
      await withProject(lead.projectId, (tx) =>
        tx.item.updateMany({ where: { projectId: lead.projectId, queueId, runId: `run-${n}` }, data: { dueAt: minute(due) } }),
      );
    const whole = (await listQueueItems(ada, 'invoices', query({ sort }))).rows.map(({ runId }) => runId);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listQueueItems(ada, 'invoices', query({ sort, limit: 5, ...(cursor ? { cursor } : {}) }));
      paged.push(...page.rows.map(({ runId }) => runId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(paged).size).toBe(12);
    expect(paged).toEqual(whole);
    if (sort === 'due') expect(whole.slice(0, 3)).toEqual(['run-4', 'run-7', 'run-1'].sort((a, b) => whole.indexOf(a) - whole.indexOf(b)));
    if (sort === '-due') expect(whole[0]).toBe('run-1');
    if (sort === 'priority') expect(whole).toEqual(await claimOrder(ada));
  });

  async function claimOrder(person: Person): Promise<string[]> {
    const order: string[] = [];
    for (
      let item = await claimItem(person, 'invoices', { resume: false });
      item;
      item = await claimItem(person, 'invoices', { resume: false })
    )
      order.push(item.runId);
    return order;
  }

  it('refuses the cursor of another order and forged ones', async () => {
    const { ada } = await stage();
    const { nextCursor } = await listQueueItems(ada, 'invoices', query({ limit: 1 }));
    await expect(listQueueItems(ada, 'invoices', query({ sort: 'due', cursor: nextCursor }))).rejects.toMatchObject({ status: 422 });
    for (const keys of [
      ['priority', '1', 'x', 'y', 'z'],
      ['priority', "1'; --", '0.5', '2026-01-01 00:00:00+00', randomUUID()],
    ]) {
      await expect(
        listQueueItems(ada, 'invoices', query({ cursor: Buffer.from(JSON.stringify(keys)).toString('base64url') })),
      ).rejects.toMatchObject({ status: 422 });
    }
  });

  it('filters by state, holder, risk, code, evidence, age and words', async () => {
    const { ada, runs, lead } = await stage();
    const claimed = await claimItem(ada, 'invoices', { item_id: runs[3]?.itemId });
    await recordItemVerb(lead, runs[5]?.itemId as string, 'remove', { reason_code: 'test_traffic' });
    const ids = async (more: object) => (await listQueueItems(ada, 'invoices', query(more))).rows.map(({ runId }) => runId);
    expect(await ids({ state: 'leased' })).toEqual([claimed?.runId]);
    expect(await ids({ state: ['leased', 'removed'] })).toHaveLength(2);
    expect(await ids({ mine: '1' })).toEqual(['run-3']);
    expect(await ids({ holder: lead.userId })).toEqual([]);
    expect(await ids({ risk_min: '0.5' })).toHaveLength(4);
    expect(await ids({ risk_max: '0.2', state: 'waiting' })).toHaveLength(3);
    expect(await ids({ code: 'number_not_in_source' })).toHaveLength(12);
    expect(await ids({ code: 'no_such_code' })).toEqual([]);
    expect(await ids({ evidence: 'missing' })).toHaveLength(12);
    expect(await ids({ evidence: 'contradicted' })).toEqual([]);
    expect(await ids({ created_before: minute(1).toISOString() })).toHaveLength(3);
    expect((await ids({ q: 'RUN-1' })).sort()).toEqual(['run-1', 'run-10', 'run-11']);
    expect(await ids({ q: '100%' })).toEqual([]);
  });

  it('says who has an item, how its claims stand and why it is there; roles without sight see no content', async () => {
    const { ada, runs, lead } = await stage();
    await claimItem(ada, 'invoices', { item_id: runs[0]?.itemId });
    await recordItemVerb(lead, runs[1]?.itemId as string, 'reassign', { to: ada.userId });
    const rows = (await listQueueItems(lead, 'invoices', query())).rows;
    const row = (runId: string) => rows.find((one) => one.runId === runId);
    expect(row('run-0')).toMatchObject({
      holder: { name: ada.name, isMe: false, how: 'leased' },
      states: { exact: 2, missing: 1 },
      flaggedCount: 1,
      claimCount: 3,
      reasons: [{ rule: 'wrong numbers' }],
    });
    expect(row('run-1')?.holder).toMatchObject({ how: 'assigned' });
    const [masked] = (await listQueueItems(await db.createMember(lead, 'viewer'), 'invoices', query())).rows;
    expect(JSON.stringify(masked)).not.toMatch(/invoice 77|41,200|in no source/i);
  });

  it('trap 6: counts the claims of each run in its own revision, never those of another one of the page', async () => {
    const { ada, lead, runs } = await stage();
    const [changed, other] = runs as [ReviewableRun, ReviewableRun];
    // The revision of the other run also exists for this one, with claims that stand otherwise.
    const key = { projectId: lead.projectId, runId: changed.runId, revision: other.revision };
    await withProject(lead.projectId, (tx) =>
      tx.claim.createMany({
        data: [1, 2, 3, 4].map((n) => ({
          ...key,
          claimId: `x${n}`,
          ordinal: n,
          kind: 'field',
          text: 'x',
          state: 'contradicted',
          anchors: [],
        })),
      }),
    );
    await changeRun(lead.projectId, changed, { output: 'New.' }, []);
    const { rows } = await listQueueItems(ada, 'invoices', query());
    const states = (run: ReviewableRun) => rows.find(({ runId }) => runId === run.runId)?.states;
    expect([states(changed), states(other)]).toEqual([{}, { exact: 2, missing: 1 }]);
  });
});
