import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { type ClaimedItem, claimItem } from './item-claim';
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
const itemState = async (itemId: string) =>
  (await owner.query('SELECT state, attempts, assigned_to, lease_holder FROM item WHERE item_id = $1', [itemId])).rows[0];
const eventsOf = async (itemId: string): Promise<string[]> =>
  (await owner.query('SELECT verb FROM review_event WHERE item_id = $1 ORDER BY seq', [itemId])).rows.map(
    ({ verb }: { verb: string }) => verb,
  );

describe('verbs on items', () => {
  it('trap 4: a claim can be released, by a lead too, and a lead can reassign it; all of it is recorded', async () => {
    const { lead, ada, ben } = await stage(1);
    const item = must(await claimItem(ada, 'invoices'));
    await expect(recordItemVerb(ben, item.itemId, 'release', {})).rejects.toMatchObject({ code: 'lease_lost' });
    expect(await recordItemVerb(lead, item.itemId, 'release', {})).toMatchObject({ state: 'waiting' });
    must(await claimItem(ada, 'invoices'));
    await recordItemVerb(ada, item.itemId, 'release', {});
    must(await claimItem(ada, 'invoices'));
    expect(await recordItemVerb(lead, item.itemId, 'reassign', { to: ben.userId })).toMatchObject({ state: 'waiting' });
    expect(await claimItem(ada, 'invoices')).toBeNull();
    await expect(claimItem(ada, 'invoices', { item_id: item.itemId })).rejects.toMatchObject({ code: 'item_assigned' });
    expect(must(await claimItem(ben, 'invoices')).itemId).toBe(item.itemId);
    expect(await eventsOf(item.itemId)).toEqual(['claim', 'release', 'claim', 'release', 'claim', 'reassign', 'claim']);
    const { rows } = await owner.query('SELECT type FROM trail_entry WHERE item_id = $1 ORDER BY idx', [item.itemId]);
    expect(rows.map(({ type }: { type: string }) => type)).toEqual([
      'item.claimed',
      'item.released',
      'item.claimed',
      'item.released',
      'item.claimed',
      'item.reassigned',
      'item.claimed',
    ]);
  });

  it('reassigns only to somebody here who may review', async () => {
    const { lead, ada, runs } = await stage(1);
    const stranger = await db.createProject();
    const viewer = await db.createMember(lead, 'viewer');
    for (const to of [stranger.userId, viewer.userId])
      await expect(recordItemVerb(lead, runs[0]?.itemId as string, 'reassign', { to })).rejects.toMatchObject({
        status: 422,
        problems: [{ path: '/to' }],
      });
    await expect(recordItemVerb(ada, runs[0]?.itemId as string, 'reassign', { to: ada.userId })).rejects.toMatchObject({ status: 403 });
  });

  it('skips with a reason, and does not offer the item to the same person again for a while', async () => {
    const { ada, ben } = await stage(1);
    const item = must(await claimItem(ada, 'invoices'));
    await expect(recordItemVerb(ada, item.itemId, 'skip', {})).rejects.toMatchObject({ status: 422, problems: [{ path: '/reason_code' }] });
    await recordItemVerb(ada, item.itemId, 'skip', { reason_code: 'language' });
    expect(await claimItem(ada, 'invoices')).toBeNull();
    expect(must(await claimItem(ben, 'invoices')).itemId).toBe(item.itemId);
    await recordItemVerb(ben, item.itemId, 'release', {});
    await owner.query(`UPDATE review_event SET at = at - interval '61 minutes' WHERE item_id = $1 AND verb = 'skip'`, [item.itemId]);
    expect(must(await claimItem(ada, 'invoices')).itemId).toBe(item.itemId);
  });

  it('escalates to the leads; the run says so until one of them gives it back', async () => {
    const { lead, ada } = await stage(1);
    const item = must(await claimItem(ada, 'invoices'));
    await recordItemVerb(ada, item.itemId, 'escalate', { reason_code: 'policy_unclear', note: 'Which policy counts?' });
    const outcome = () =>
      withProject(lead.projectId, (tx) => tx.run.findFirst({ where: { projectId: lead.projectId }, select: { reviewOutcome: true } }));
    expect(await outcome()).toEqual({ reviewOutcome: 'escalated' });
    must(await claimItem(lead, 'invoices', { item_id: item.itemId }));
    await recordItemVerb(lead, item.itemId, 'release', {});
    expect(await itemState(item.itemId)).toMatchObject({ state: 'escalated' });
    await recordItemVerb(lead, item.itemId, 'reassign', { to: null });
    expect(await outcome()).toEqual({ reviewOutcome: null });
  });

  it('trap 17: a removed item stays as a tombstone that its rule cannot add again', async () => {
    const { lead, ada, queueId, runs } = await stage(1);
    const { itemId, runId, revision } = runs[0] as ReviewableRun;
    await recordItemVerb(lead, itemId, 'remove', { reason_code: 'test_traffic' });
    expect(await claimItem(ada, 'invoices')).toBeNull();
    const again = {
      projectId: lead.projectId,
      itemId: newId(),
      queueId,
      runId,
      revision,
      state: 'waiting',
      reasons: [],
      createdAt: new Date(),
    };
    await expect(withProject(lead.projectId, (tx) => tx.item.create({ data: again }))).rejects.toThrow(/Unique constraint/);
    await expect(recordItemVerb(lead, itemId, 'reassign', { to: null })).rejects.toMatchObject({ code: 'item_removed' });
  });

  it('keeps comments and opened rationales among the events, and refuses to change or delete any', async () => {
    const { ada, runs } = await stage(1);
    const { itemId } = runs[0] as ReviewableRun;
    await recordItemVerb(ada, itemId, 'comment', { text: 'See page 1.', claim_id: 'c2' });
    await recordItemVerb(ada, itemId, 'open_rationale', {});
    expect(await eventsOf(itemId)).toEqual(['comment', 'open_rationale']);
    const app = new pg.Client({ connectionString: db.appUrl });
    await app.connect();
    for (const sql of [
      `UPDATE review_event SET note = 'x' WHERE project_id = '${ada.projectId}'`,
      `DELETE FROM review_event WHERE project_id = '${ada.projectId}'`,
    ]) {
      await expect(app.query(sql)).rejects.toThrow(/permission denied/);
    }
    await app.end();
  });

  it("does not lend the product's own verbs, nor those with a door of their own", async () => {
    const { lead, runs } = await stage(1);
    for (const verb of ['expire', 'submit', 'claim', 'nonsense'])
      await expect(recordItemVerb(lead, runs[0]?.itemId as string, verb, {})).rejects.toMatchObject({ status: 404 });
    await expect(recordItemVerb(lead, 'not-a-uuid', 'release', {})).rejects.toMatchObject({ status: 404 });
  });
});
