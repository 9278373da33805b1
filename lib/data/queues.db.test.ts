import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { QUEUE_SORTS, type QueueItemsQuery, queueItemsQuerySchema } from '@/lib/domain/queue-row';
import { createInvoiceDocument, createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from './database';
import { claimItem } from './item-claim';
import { getItemForReview } from './item-review';
import { recordItemVerb } from './item-verb';
import { queueVersion } from './queue-changes';
import { listQueueItems } from './queue-items';
import { getQueue, listQueues, putQueue } from './queues';
import { submitReview } from './submit-review';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.close());

type Person = Actor & { userId: string };
interface Stage { lead: Person; ada: Person; queueId: string; runs: ReviewableRun[] }

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));

/** Twelve items whose priorities, risks and ages all collide somewhere. */
async function stage(): Promise<Stage> {
  const lead = (await db.createProject()) as Person;
  const queueId = await createQueue(lead.projectId);
  await createInvoiceDocument(lead.projectId);
  const runs: ReviewableRun[] = [];
  for (let n = 0; n < 12; n++) runs.push(await createReviewableRun(lead.projectId, { queueId, runId: `run-${n}`, priority: n % 2, risk: (n % 3) / 4, createdAt: minute(n % 5) }));
  return { lead, ada: await db.createMember(lead, 'reviewer'), queueId, runs };
}
const query = (more: object = {}): QueueItemsQuery => queueItemsQuerySchema.parse(more);

describe('the table of a queue', () => {
  it.each(QUEUE_SORTS)('pages by %s without losing or repeating a row, in one order', async (sort) => {
    const { ada, queueId, lead } = await stage();
    for (const [n, due] of [[1, 30], [4, 10], [7, 10]] as const) await withProject(lead.projectId, (tx) => tx.item.updateMany({ where: { projectId: lead.projectId, queueId, runId: `run-${n}` }, data: { dueAt: minute(due) } }));
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
    for (let item = await claimItem(person, 'invoices', { resume: false }); item; item = await claimItem(person, 'invoices', { resume: false })) order.push(item.runId);
    return order;
  }

  it('refuses the cursor of another order and forged ones', async () => {
    const { ada } = await stage();
    const { nextCursor } = await listQueueItems(ada, 'invoices', query({ limit: 1 }));
    await expect(listQueueItems(ada, 'invoices', query({ sort: 'due', cursor: nextCursor }))).rejects.toMatchObject({ status: 422 });
    for (const keys of [['priority', '1', 'x', 'y', 'z'], ['priority', "1'; --", '0.5', '2026-01-01 00:00:00+00', randomUUID()]]) {
      await expect(listQueueItems(ada, 'invoices', query({ cursor: Buffer.from(JSON.stringify(keys)).toString('base64url') }))).rejects.toMatchObject({ status: 422 });
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
    expect(row('run-0')).toMatchObject({ holder: { name: ada.name, isMe: false, how: 'leased' }, states: { exact: 2, missing: 1 }, flaggedCount: 1, claimCount: 3, reasons: [{ rule: 'wrong numbers' }] });
    expect(row('run-1')?.holder).toMatchObject({ how: 'assigned' });
    const [masked] = (await listQueueItems(await db.createMember(lead, 'viewer'), 'invoices', query())).rows;
    expect(JSON.stringify(masked)).not.toMatch(/invoice 77|41,200|in no source/i);
  });
});

describe('changing a queue', () => {
  const definition = { title: 'Refunds', lease_minutes: 15, due_hours: 48, rules: [{ name: 'wrong numbers', when: { all: [{ route: ['refund'] }, { not: { environment: ['playground'] } }] }, sample: 0.5, priority: 10 }] };

  it('makes it and changes it to exactly what is sent, and records both', async () => {
    const lead = (await db.createProject()) as Person;
    expect(await putQueue(lead, 'refunds', definition)).toMatchObject({ isNew: true, queue: { title: 'Refunds', leaseMinutes: 15, dueHours: 48, rules: [{ name: 'wrong numbers', sample: 0.5, enabled: true }] } });
    expect(await putQueue(lead, 'refunds', { rules: [] })).toMatchObject({ isNew: false, queue: { title: 'refunds', leaseMinutes: 10, dueHours: null, rules: [] } });
    expect(await listQueues(lead)).toHaveLength(1);
    const entries = await withProject(lead.projectId, (tx) => tx.trailEntry.findMany({ where: { projectId: lead.projectId }, orderBy: { idx: 'asc' } }));
    expect(entries.map(({ type }) => type)).toEqual(['queue.created', 'queue.changed']);
    expect(entries[0]?.payload).not.toContain('playground');
  });

  it('refuses what is wrong, field by field, and changes nothing', async () => {
    const lead = (await db.createProject()) as Person;
    await putQueue(lead, 'refunds', definition);
    const wrong = { lease_minutes: 0, rules: [{ name: 'a', when: {}, sample: 2 }, { name: 'a', when: { nonsense: 1 } }] };
    const refusal = await putQueue(lead, 'refunds', wrong).catch((error: { problems: { path: string }[] }) => error.problems.map(({ path }) => path));
    expect(refusal).toEqual(expect.arrayContaining(['/lease_minutes', '/rules/0/sample', '/rules/1/when']));
    await expect(putQueue(lead, '../etc', definition)).rejects.toMatchObject({ status: 422, problems: [{ path: '/name' }] });
    await expect(putQueue(await db.createMember(lead, 'reviewer'), 'refunds', definition)).rejects.toMatchObject({ status: 403 });
    expect((await getQueue(lead, 'refunds')).leaseMinutes).toBe(15);
  });

  it('gives queues that are made at once places of their own', async () => {
    const lead = (await db.createProject()) as Person;
    await Promise.all(['a', 'b', 'c'].map((name) => putQueue(lead, name, {})));
    expect((await listQueues(lead)).map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('the item on the reviewer screen', () => {
  it('comes with run, claims, documents, progress and the next item in one value', async () => {
    const { ada, runs } = await stage();
    const first = await claimItem(ada, 'invoices');
    const seen = await getItemForReview(ada, first?.itemId as string);
    expect(seen).toMatchObject({
      item: { state: 'leased', reasons: [{ rule: 'wrong numbers' }] }, lease: { id: first?.leaseId, holder: { isMe: true } }, flagged: ['c2'],
      queue: { name: 'invoices', counts: { waiting: 11, leased: 1, done: 0 } }, documents: [{ documentId: 'inv-77', version: 1, title: 'Invoice inv-77' }],
      run: { originalOutput: { total: '41,200.00' }, effectiveOutput: { total: '41,200.00' } },
    });
    expect(seen.run.claims).toHaveLength(3);
    expect(seen.lease?.leftMs).toBeGreaterThan(590_000);
    expect(seen.next?.itemId).not.toBe(first?.itemId);
    expect(seen.next).not.toBeNull();
    const revision = runs.find(({ itemId }) => itemId === first?.itemId)?.revision;
    await submitReview(ada, first?.itemId as string, { revision, outcome: 'corrected', verdicts: [{ claim_id: 'c2', value: 'wrong', corrected_value: '41,300.00', reason_code: 'number_wrong' }] }, 'k');
    const after = await getItemForReview(ada, first?.itemId as string);
    expect(after).toMatchObject({ item: { state: 'done', outcome: 'corrected', decidedBy: { isMe: true } }, lease: null, run: { effectiveOutput: { total: '41,300.00' }, reviewOutcome: 'corrected' } });
    expect(after.run.reviewSteps).toHaveLength(1);
  });

  it('does not tell the lease of another person, and does not exist for another project', async () => {
    const { ada, lead } = await stage();
    const item = await claimItem(ada, 'invoices');
    expect((await getItemForReview(lead, item?.itemId as string)).lease).toMatchObject({ id: null, holder: { name: ada.name, isMe: false } });
    await expect(getItemForReview(await db.createProject(), item?.itemId as string)).rejects.toMatchObject({ status: 404 });
  });

  it('the version of a queue changes with every act and every new item', async () => {
    const { ada, lead, queueId } = await stage();
    const versions = [await queueVersion(ada, 'invoices')];
    const look = async () => versions.push(await queueVersion(ada, 'invoices'));
    const item = await claimItem(ada, 'invoices');
    await look();
    await recordItemVerb(ada, item?.itemId as string, 'release', {});
    await look();
    await createReviewableRun(lead.projectId, { queueId });
    await look();
    expect(new Set(versions).size).toBe(4);
    expect(await queueVersion(ada, 'invoices')).toBe(versions[3]);
  });
});
