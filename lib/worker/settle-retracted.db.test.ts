import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocument } from '@/lib/data/documents/create-document';
import { withProject } from '@/lib/data/database';
import { changeIncident } from '@/lib/data/incidents/incident-change';
import { undoQueueing } from '@/lib/data/incidents/incident-queueing';
import { getIncident } from '@/lib/data/incidents/incidents';
import { putQueue } from '@/lib/data/queues/queues';
import { retractDocument } from '@/lib/data/documents/retract-document';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { settleRun } from './settle-run';

const folder = mkdtempSync(join(tmpdir(), 'countersign-retracted-'));
let db: TestDatabase;
let owner: Actor;
beforeAll(async () => {
  process.env.COUNTERSIGN_DATA_DIR = folder;
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  owner = await db.createProject();
  for (const text of ['Returns within 30 days.', 'Returns within 14 days.'])
    await createDocument(owner, {
      documentId: 'policy',
      title: 'Refund policy',
      bytes: Buffer.from(text),
      hint: { mediaType: 'text/plain' },
    });
});

const given = (version?: number) => ({
  context: [{ id: 'p1', content: 'Returns within 30 days.', documentId: 'policy', ...(version === undefined ? {} : { version }) }],
});
const settle = (runId: string) => settleRun({ projectId: owner.projectId, runId });
const settled = async (...posted: Parameters<typeof postRun> extends [Actor, ...infer Rest] ? Rest : never) => {
  const runId = await postRun(owner, ...posted);
  await settle(runId);
  return runId;
};
const retract = (version: number) => retractDocument(owner, 'policy', { version, reason: 'It was never approved' }, null);
const queued = () =>
  withProject(owner.projectId, async (tx) => {
    const items = await tx.item.findMany({ where: { projectId: owner.projectId }, orderBy: { createdAt: 'asc' } });
    return items.map(({ runId, reasons }) => ({ runId, reasons }));
  });

describe('checking a run that was given a retracted version', () => {
  it('queues it once, and its reason names the retraction and the incident', async () => {
    const { incidentId } = await retract(1);
    const other = await settled(given(2));
    const runId = await settled(given(1));
    const reason = { rule: 'incident', detail: 'Refund policy, version 1, was retracted: policy version 1.', incident_id: incidentId };
    expect(await queued()).toEqual([{ runId, reasons: [reason] }]);
    await settle(runId);
    await settle(other);
    expect(await queued()).toEqual([{ runId, reasons: [reason] }]);
    const incident = await getIncident(owner, incidentId);
    expect(incident.runCount).toBe(1);
    expect(incident.queueings.map(({ seen, queued: count }) => [seen, count])).toEqual([
      [1, 1],
      [0, 0],
    ]);
    await withProject(owner.projectId, async (tx) => {
      const entries = await tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: 'item.queued' } });
      expect(entries.map(({ runId: id, payload }) => [id, JSON.parse(payload).facts.incident_id])).toEqual([[runId, incidentId]]);
    });
  });

  it('goes by the version that was current where the run names none', async () => {
    await retract(2);
    const before = new Date(Date.now() - 86_400_000).toISOString();
    await settled({ ...given(), startedAt: before });
    const runId = await settled(given());
    expect((await queued()).map((item) => item.runId)).toEqual([runId]);
    await createDocument(owner, { documentId: 'policy', bytes: Buffer.from('Returns within 7 days.') });
    await settled(given());
    expect(await queued()).toHaveLength(1);
  });

  it('adds its reason to the item that a rule made', async () => {
    await putQueue(owner, 'everything', { title: 'Everything', rules: [{ name: 'all', when: {} }] });
    const { incidentId } = await retract(1);
    const runId = await settled(given(1));
    const items = await queued();
    expect(items.map((item) => item.runId)).toEqual([runId]);
    expect(items[0]?.reasons).toMatchObject([{ rule: 'all' }, { rule: 'incident', incident_id: incidentId }]);
  });

  it('leaves it alone when the queueing was taken back or the incident dismissed, and not when it was resolved', async () => {
    const first = await retract(1);
    for (const queueingId of first.queueingIds) await undoQueueing(owner, first.incidentId, queueingId);
    await settled(given(1));
    const second = await retract(2);
    const close = async (incidentId: string, status: string) => {
      const { version } = await getIncident(owner, incidentId);
      await changeIncident(owner, incidentId, { version, status, reason: 'Looked at', learnt: 'Ask first' });
    };
    await close(second.incidentId, 'dismissed');
    await settled(given(2));
    expect(await queued()).toEqual([]);
    await createDocument(owner, { documentId: 'policy', bytes: Buffer.from('Returns within 7 days.') });
    const third = await retract(3);
    await close(third.incidentId, 'resolved');
    const runId = await settled(given(3));
    expect((await queued()).map((item) => item.runId)).toEqual([runId]);
  });

  it('misses no run that is checked while the version is being retracted', async () => {
    const runIds = await Promise.all(Array.from({ length: 12 }, () => postRun(owner, given(1))));
    const [{ incidentId }] = await Promise.all([retract(1), ...runIds.map(settle)]);
    const items = await queued();
    expect(items.map((item) => item.runId).sort()).toEqual([...runIds].sort());
    expect((await getIncident(owner, incidentId)).runCount).toBe(12);
  });
});
