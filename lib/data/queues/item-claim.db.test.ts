import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { type ClaimedItem, claimItem } from './item-claim';
import { heartbeat } from './item-lease';
import { sweepLeases } from './item-sweep';
import { recordItemVerb } from './item-verb';

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

type Person = Actor & { userId: string };
interface Stage {
  lead: Person;
  ada: Person;
  ben: Person;
  queueId: string;
  runs: ReviewableRun[];
}

async function stage(runs = 3, queue: Parameters<typeof createQueue>[1] = {}): Promise<Stage> {
  const lead = (await db.createProject()) as Person;
  const queueId = await createQueue(lead.projectId, queue);
  const made: ReviewableRun[] = [];
  for (let index = 0; index < runs; index++) made.push(await createReviewableRun(lead.projectId, { queueId, priority: -index }));
  return { lead, ada: await db.createMember(lead, 'reviewer'), ben: await db.createMember(lead, 'reviewer'), queueId, runs: made };
}

const must = (item: ClaimedItem | null): ClaimedItem => {
  if (!item) throw new Error('nothing was claimed');
  return item;
};
/** The clock cannot be moved, so the lease is: that many minutes into the past. */
const age = (itemId: string, minutes: number) =>
  owner.query(`UPDATE item SET lease_expires_at = lease_expires_at - make_interval(mins => $2) WHERE item_id = $1`, [itemId, minutes]);
const itemState = async (itemId: string) =>
  (await owner.query('SELECT state, attempts, assigned_to, lease_holder FROM item WHERE item_id = $1', [itemId])).rows[0];
const eventsOf = async (itemId: string): Promise<string[]> =>
  (await owner.query('SELECT verb FROM review_event WHERE item_id = $1 ORDER BY seq', [itemId])).rows.map(
    ({ verb }: { verb: string }) => verb,
  );

describe('claiming', () => {
  it('goes by priority, then risk, then age, and ends with nothing', async () => {
    const { lead, ada, queueId } = await stage(0);
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const add = (runId: string, priority: number, risk: number, minute: number) =>
      createReviewableRun(lead.projectId, { queueId, runId, priority, risk, createdAt: at(minute) });
    await add('old', 0, 0.2, 1);
    await add('risky', 0, 0.9, 3);
    await add('young', 0, 0.2, 2);
    await add('first', 5, 0.1, 4);
    const order: string[] = [];
    for (let item = await claimItem(ada, 'invoices', { resume: false }); item; item = await claimItem(ada, 'invoices', { resume: false }))
      order.push(item.runId);
    expect(order).toEqual(['first', 'risky', 'old', 'young']);
  });

  it('gives a person in a browser the item they already hold, and a shared key always another one', async () => {
    const { ada } = await stage(3);
    const [one, again] = [must(await claimItem(ada, 'invoices')), must(await claimItem(ada, 'invoices'))];
    expect([again.itemId, again.leaseId]).toEqual([one.itemId, one.leaseId]);
    const key: Actor = { ...ada, via: 'key', scopes: ['review'] };
    const [two, three] = [must(await claimItem(key, 'invoices')), must(await claimItem(key, 'invoices'))];
    expect(new Set([one.itemId, two.itemId, three.itemId]).size).toBe(3);
  });

  it('takes a particular item, unless somebody has it', async () => {
    const { ada, ben, runs } = await stage(3);
    const itemId = runs[2]?.itemId as string;
    const mine = must(await claimItem(ada, 'invoices', { item_id: itemId }));
    expect(mine.itemId).toBe(itemId);
    expect(must(await claimItem(ada, 'invoices', { item_id: itemId })).leaseId).toBe(mine.leaseId);
    await expect(claimItem(ben, 'invoices', { item_id: itemId })).rejects.toMatchObject({ code: 'lease_lost', status: 409 });
    await expect(claimItem(ben, 'invoices', { item_id: newId() })).rejects.toMatchObject({ status: 404 });
    await expect(claimItem(ben, 'no such queue')).rejects.toMatchObject({ status: 404 });
  });

  it('is refused without the permission', async () => {
    const { lead } = await stage(1);
    await expect(claimItem(await db.createMember(lead, 'viewer'), 'invoices')).rejects.toMatchObject({ status: 403 });
    await expect(claimItem({ ...lead, via: 'key', scopes: ['read'] }, 'invoices')).rejects.toMatchObject({ status: 403 });
  });

  it('does not see the queue of another project', async () => {
    await stage(1, { name: 'secret' });
    const other = await stage(0);
    await expect(claimItem(other.lead, 'secret')).rejects.toMatchObject({ status: 404 });
  });
});

describe('leases by the clock of the database', () => {
  it('trap 2: a heartbeat renews from now, whatever was left', async () => {
    const { ada } = await stage(1);
    const item = must(await claimItem(ada, 'invoices'));
    await age(item.itemId, 9);
    const renewed = await heartbeat(ada, item.itemId);
    expect(renewed.leaseId).toBe(item.leaseId);
    expect(renewed.expiresAt.getTime() - renewed.now.getTime()).toBeCloseTo(600_000, -3);
  });

  it('a lease that ran out is lost, and says that the item can be claimed again', async () => {
    const { ada, ben } = await stage(1);
    const item = must(await claimItem(ada, 'invoices'));
    await age(item.itemId, 11);
    await expect(heartbeat(ada, item.itemId)).rejects.toMatchObject({ code: 'lease_lost', extra: { can_claim: true } });
    expect(must(await claimItem(ben, 'invoices')).itemId).toBe(item.itemId);
    await expect(heartbeat(ada, item.itemId)).rejects.toMatchObject({ code: 'lease_lost', extra: { can_claim: false } });
    expect(await eventsOf(item.itemId)).toEqual(['claim', 'expire', 'claim']);
  });

  it('two clients that share a key are told apart by their lease', async () => {
    const { ada } = await stage(1);
    const item = must(await claimItem(ada, 'invoices'));
    await expect(heartbeat(ada, item.itemId, { lease_id: newId() })).rejects.toMatchObject({ code: 'lease_lost' });
    await expect(heartbeat(ada, item.itemId, { lease_id: item.leaseId })).resolves.toMatchObject({ itemId: item.itemId });
  });

  it('trap 3: an item that is abandoned again and again reaches the leads and is never dropped', async () => {
    const { lead, ada, ben } = await stage(1, { maxAttempts: 3 });
    for (const person of [ada, ben, ada]) await age(must(await claimItem(person, 'invoices', { resume: false })).itemId, 11);
    expect(await claimItem(ben, 'invoices')).toBeNull();
    expect(await sweepLeases({ projectId: lead.projectId })).toEqual({ waiting: 0, escalated: 1 });
    const [item] = await withProject(lead.projectId, (tx) => tx.item.findMany({ where: { projectId: lead.projectId } }));
    expect(item).toMatchObject({ state: 'escalated', attempts: 3, leaseHolder: null });
    expect(await claimItem(ada, 'invoices')).toBeNull();
    await expect(claimItem(ada, 'invoices', { item_id: item?.itemId })).rejects.toMatchObject({ code: 'item_escalated' });
    expect(must(await claimItem(lead, 'invoices', { item_id: item?.itemId })).itemId).toBe(item?.itemId);
  });

  it('a sweep gives waiting items back once and records it', async () => {
    const { lead, ada } = await stage(2);
    const item = must(await claimItem(ada, 'invoices'));
    await age(item.itemId, 11);
    expect(
      await Promise.all([sweepLeases(lead), sweepLeases(lead)]).then((all) => all.reduce((sum, { waiting }) => sum + waiting, 0)),
    ).toBe(1);
    expect(await itemState(item.itemId)).toMatchObject({ state: 'waiting', attempts: 1, lease_holder: null });
    expect(await eventsOf(item.itemId)).toEqual(['claim', 'expire']);
  });

  it('T12: the clock of the application may be wrong by a day, forwards or back', async () => {
    const { lead, ada, ben } = await stage(1);
    for (const days of [1, -1]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 });
      try {
        const item = must(await claimItem(ada, 'invoices'));
        expect(item.leaseExpiresAt.getTime() - item.now.getTime()).toBe(600_000);
        expect(await claimItem(ben, 'invoices')).toBeNull();
        expect(await sweepLeases(lead)).toEqual({ waiting: 0, escalated: 0 });
        await heartbeat(ada, item.itemId);
        await recordItemVerb(ada, item.itemId, 'release', {});
      } finally {
        vi.useRealTimers();
      }
    }
  });
});
