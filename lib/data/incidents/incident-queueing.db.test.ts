import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import { isPicked } from '@/lib/domain/incident/queueing';
import type { Actor } from '@/lib/domain/policy';
import { createQueue } from '@/prisma/scenarios/reviewable-run';
import { createSharedRuns } from '@/prisma/scenarios/shared-cause';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { createIncident } from './incident-change';
import { previewQueueing, queueIncident, undoQueueing } from './incident-queueing';
import { getIncident } from './incidents';
import { claimItem } from '@/lib/data/queues/item-claim';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { workOnQueueing } from './queueing-work';

let db: TestDatabase;
let owner: Actor & { userId: string };
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  owner = (await db.createProject()) as typeof owner;
});

const route: IncidentCause = { by: 'route', route: 'refund' };
const open = async (cause: IncidentCause = route) =>
  (await createIncident(owner, { title: 'Refund answers cite the old policy', severity: 'high', cause }, null)).incidentId;
const many = (count: number, prefix = 'R') =>
  Array.from({ length: count }, (_, at) => ({
    runId: `${prefix}-${String(at).padStart(4, '0')}`,
    startedAt: new Date(Date.now() - at * 1000),
  }));
const items = () =>
  withProject(owner.projectId, (tx) => tx.item.findMany({ where: { projectId: owner.projectId }, orderBy: { runId: 'asc' } }));

describe('queueing the runs of a cause', () => {
  it('puts each run there once, over pages, with the incident as its reason and an entry in the trail', async () => {
    await createSharedRuns(owner.projectId, [...many(450), { runId: 'other', route: 'sales' }]);
    const incidentId = await open();
    const plan = { cause: route, queue: 'incidents', from: null, share: 1, incidentId };
    const preview = await previewQueueing(owner, plan);
    expect(preview).toMatchObject({ found: 450, isMore: false, picked: 450, newItems: 450, reasonsAdded: 0, alreadyIn: 0 });
    const first = await queueIncident(owner, incidentId, {}, 'key-1');
    expect(first).toMatchObject({ state: 'done', seen: 450, queued: 450, alreadyIn: 0 });
    expect(await queueIncident(owner, incidentId, {}, 'key-1')).toMatchObject({ queueingId: first.queueingId, queued: 450 });
    expect(await queueIncident(owner, incidentId, {}, null)).toMatchObject({ state: 'done', queued: 0, alreadyIn: 450 });
    const all = await items();
    expect(all).toHaveLength(450);
    expect(all.every(({ state, inclusion }) => state === 'waiting' && inclusion === 1)).toBe(true);
    expect(all[0]?.reasons).toEqual([
      { rule: 'incident', detail: 'Refund answers cite the old policy: Route refund.', incident_id: incidentId },
    ]);
    await withProject(owner.projectId, async (tx) => {
      const entries = await tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: 'item.queued' } });
      expect(entries.map(({ runId }) => runId).sort()).toEqual(all.map(({ runId }) => runId));
    });
    const incident = await getIncident(owner, incidentId);
    expect(incident.runCount).toBe(450);
    expect(incident.progress).toMatchObject({ items: 450, waiting: 450 });
    expect(incident.events.map(({ kind }) => kind)).toEqual([
      'opened',
      'queueing_requested',
      'queueing_ended',
      'queueing_requested',
      'queueing_ended',
    ]);
  });

  it('does nothing twice when two people and two workers are at it at once', async () => {
    await createSharedRuns(owner.projectId, many(420));
    const incidentId = await open();
    const queueings = await Promise.all([queueIncident(owner, incidentId, {}, null), queueIncident(owner, incidentId, {}, null)]);
    await Promise.all(queueings.flatMap(({ queueingId }) => [1, 2].map(() => workOnQueueing(owner.projectId, queueingId, 9))));
    const all = await items();
    expect(all).toHaveLength(420);
    expect(all.every(({ reasons }) => (reasons as unknown[]).length === 1)).toBe(true);
    const { runCount, queueings: shown } = await getIncident(owner, incidentId);
    expect(runCount).toBe(420);
    expect(shown.reduce((sum, { queued }) => sum + queued, 0)).toBe(420);
    expect(shown.reduce((sum, { alreadyIn }) => sum + alreadyIn, 0)).toBe(420);
  });

  it('leaves an item that waits elsewhere where it is, and what was decided or removed as it was', async () => {
    await createSharedRuns(owner.projectId, [...many(4), { runId: 'late', isChecked: false }]);
    const other = await createQueue(owner.projectId, { name: 'invoices' });
    const own = await createQueue(owner.projectId, { name: 'incidents' });
    const add = (runId: string, queueId: string, state: string) =>
      withProject(owner.projectId, (tx) =>
        tx.item.create({
          data: {
            projectId: owner.projectId,
            itemId: crypto.randomUUID(),
            queueId,
            runId,
            revision: 'sha256:x',
            state,
            reasons: [{ rule: 'numbers', detail: '1 number is in no source' }],
            inclusion: 0.2,
            createdAt: new Date(),
          },
        }),
      );
    await add('R-0000', other, 'waiting');
    await add('R-0001', own, 'done');
    await add('R-0002', own, 'removed');
    const incidentId = await open();
    const preview = await previewQueueing(owner, { cause: route, queue: 'incidents', from: null, share: 1, incidentId });
    const expected = { reasonsAdded: 1, decidedAlready: 1, removedBefore: 1 };
    expect(preview).toMatchObject({ ...expected, newItems: 1, notChecked: 1 });
    expect(await queueIncident(owner, incidentId, {}, null)).toMatchObject({ ...expected, queued: 1 });
    const all = await items();
    expect(all.map(({ runId }) => runId)).toEqual(['R-0000', 'R-0001', 'R-0002', 'R-0003']);
    expect(all[0]).toMatchObject({ queueId: other, inclusion: 1, priority: 60 });
    expect(all[0]?.reasons).toMatchObject([{ rule: 'numbers' }, { rule: 'incident', incident_id: incidentId }]);
    expect(all[1]?.reasons).toHaveLength(1);
    const { runs } = await getIncident(owner, incidentId);
    expect(Object.fromEntries(runs.map(({ runId, place }) => [runId, place]))).toEqual({
      'R-0000': 'reason_added',
      'R-0001': 'decided_already',
      'R-0002': 'removed_before',
      'R-0003': 'queued',
      late: 'listed',
    });
  });

  it('gives the same items whether asked once, twice, or in any parts and shares', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ share: fc.double({ min: 0.05, max: 0.6, noNaN: true }), ageS: fc.integer({ min: 1, max: 70 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        async (parts, whole) => {
          const project = (await db.createProject()) as typeof owner;
          owner = project;
          const runs = many(60);
          await createSharedRuns(project.projectId, runs);
          const incidentId = await open();
          for (const { share, ageS } of parts)
            await queueIncident(project, incidentId, { share, from: new Date(Date.now() - ageS * 1000).toISOString() }, null);
          await queueIncident(project, incidentId, { share: whole }, null);
          const wanted = runs.map(({ runId }) => runId).filter((runId) => isPicked(route, runId, whole));
          expect((await items()).map(({ runId }) => runId)).toEqual(wanted.sort());
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe('a random sample', () => {
  it('is stated on the item with its chance, and is about as large as its share', async () => {
    const runs = many(400);
    await createSharedRuns(owner.projectId, runs);
    const incidentId = await open();
    await queueIncident(owner, incidentId, { share: 0.25 }, null);
    const all = await items();
    expect(all.length).toBeGreaterThan(70);
    expect(all.length).toBeLessThan(130);
    expect(all.every(({ inclusion }) => inclusion === 0.25)).toBe(true);
    expect(JSON.stringify(all[0]?.reasons)).toContain('One of 25 % picked at random');
  });
});

describe('taking it back', () => {
  it('removes what nobody has begun and leaves what somebody has in hand', async () => {
    await createSharedRuns(owner.projectId, many(5));
    const incidentId = await open();
    const { queueingId } = await queueIncident(owner, incidentId, {}, null);
    const claimed = await claimItem(owner, 'incidents', {});
    expect(await undoQueueing(owner, incidentId, queueingId)).toMatchObject({ state: 'undone', undone: 4 });
    const left = await items();
    expect(left.map(({ itemId }) => itemId)).toEqual([claimed?.itemId]);
    await expect(undoQueueing(owner, incidentId, queueingId)).rejects.toMatchObject({ code: 'not_undoable' });
    const { events, runs } = await getIncident(owner, incidentId);
    expect(events.at(-1)).toMatchObject({ kind: 'queueing_undone', body: { undone: 4, stays: 1 } });
    expect(runs.filter(({ place }) => place === 'undone')).toHaveLength(4);
    // What was taken back can be put there again.
    expect(await queueIncident(owner, incidentId, {}, null)).toMatchObject({ queued: 4, alreadyIn: 1 });
  });

  it('takes only its reason from an item that others brought here too', async () => {
    await createSharedRuns(owner.projectId, many(1));
    const first = await open();
    await queueIncident(owner, first, {}, null);
    const second = await open();
    const { queueingId } = await queueIncident(owner, second, {}, null);
    expect(await undoQueueing(owner, second, queueingId)).toMatchObject({ undone: 1 });
    const [item] = await items();
    expect(item?.reasons).toMatchObject([{ incident_id: first }]);
  });

  it('leaves a skipped item, which somebody has had in hand', async () => {
    await createSharedRuns(owner.projectId, many(1));
    const incidentId = await open();
    const { queueingId } = await queueIncident(owner, incidentId, {}, null);
    const claimed = await claimItem(owner, 'incidents', {});
    await recordItemVerb(owner, claimed?.itemId ?? '', 'skip', { reason_code: 'no_time' });
    expect(await undoQueueing(owner, incidentId, queueingId)).toMatchObject({ undone: 0 });
    expect(await items()).toHaveLength(1);
  });
});

describe('who may', () => {
  it.each(['reviewer', 'auditor', 'viewer'] as const)('a %s may neither queue nor open', async (role) => {
    const incidentId = await open();
    const member = await db.createMember(owner, role);
    await expect(queueIncident(member, incidentId, {}, null)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(undoQueueing(member, incidentId, incidentId)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(createIncident(member, { title: 'x', severity: 'low' }, null)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('nobody of another project finds it', async () => {
    const incidentId = await open();
    const stranger = await db.createProject();
    await expect(queueIncident(stranger, incidentId, {}, null)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getIncident(stranger, incidentId)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
