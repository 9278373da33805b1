import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { createSharedRuns } from '@/prisma/scenarios/shared-cause';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetEnv } from '@/lib/env';
import { createDocument } from './create-document';
import { withProject } from '@/lib/data/database';
import { getDocument } from './documents';
import { getIncident } from '@/lib/data/incidents/incidents';
import { retractDocument } from './retract-document';

const folder = mkdtempSync(join(tmpdir(), 'countersign-retract-'));
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

const given = (version: number | null, documentId = 'policy') => [{ content: `Text of ${version}`, documentId, version, page: 1 }];
const queued = () =>
  withProject(owner.projectId, async (tx) => {
    const items = await tx.item.findMany({ where: { projectId: owner.projectId }, orderBy: { runId: 'asc' } });
    return items.map(({ runId, reasons }) => [runId, (reasons as { detail: string }[]).map(({ detail }) => detail)]);
  });

describe('retracting a version', () => {
  it('lists and queues every run that cites or was given it, once, and says why', async () => {
    const before = new Date(Date.now() - 86_400_000);
    await createSharedRuns(owner.projectId, [
      { runId: 'given-1', passages: given(1) },
      { runId: 'given-2', passages: given(2) },
      { runId: 'both', passages: [...given(1), ...given(1)] },
      { runId: 'unsaid-then', passages: given(null), startedAt: before },
      { runId: 'other', passages: given(1, 'faq') },
    ]);
    const { incidentId, version } = await retractDocument(owner, 'policy', { version: 1, reason: 'It was never approved' }, 'once');
    expect(version).toBe(1);
    expect(await queued()).toEqual([
      ['both', ['Refund policy, version 1, was retracted: policy version 1.']],
      ['given-1', ['Refund policy, version 1, was retracted: policy version 1.']],
      ['unsaid-then', ['Refund policy, version 1, was retracted: policy, version not stated.']],
    ]);
    expect(await retractDocument(owner, 'policy', { version: 1, reason: 'It was never approved' }, 'once')).toMatchObject({ incidentId });
    await expect(retractDocument(owner, 'policy', { version: 1, reason: 'Again' }, null)).rejects.toMatchObject({
      code: 'already_retracted',
      extra: { incident_id: incidentId },
    });
    expect(await queued()).toHaveLength(3);
    const incident = await getIncident(owner, incidentId);
    expect(incident).toMatchObject({ status: 'open', severity: 'high', runCount: 3, owner: { id: owner.userId } });
    expect(incident.events.map(({ kind }) => kind).slice(0, 2)).toEqual(['opened', 'document_retracted']);
  });

  it('stands on the version and in the trail, its reason as a commitment', async () => {
    const { incidentId } = await retractDocument(owner, 'policy', { reason: 'It was never approved' }, null);
    expect(await getDocument(owner, 'policy')).toMatchObject({
      version: 2,
      retraction: { how: 'retracted', replacedBy: null, reason: 'It was never approved', incidentId },
    });
    expect((await getDocument(owner, 'policy', 1)).retraction).toBeNull();
    await withProject(owner.projectId, async (tx) => {
      const [entry] = await tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: 'document.retracted' } });
      expect(JSON.parse(entry?.payload ?? '{}')).toMatchObject({ facts: { document_id: 'policy', version: 2, incident_id: incidentId } });
      expect(entry?.payload).not.toContain('never approved');
    });
  });

  it('can be a correction: the version before, by the one that came', async () => {
    const { version, incidentId } = await retractDocument(owner, 'policy', { how: 'corrected', reason: 'The days were wrong' }, null);
    expect(version).toBe(1);
    expect((await getDocument(owner, 'policy', 1)).retraction).toMatchObject({ how: 'corrected', replacedBy: 2 });
    expect((await getIncident(owner, incidentId)).title).toBe('Refund policy, version 1, was corrected by version 2');
    await expect(retractDocument(owner, 'policy', { how: 'corrected', version: 2, reason: 'x' }, null)).rejects.toMatchObject({
      kind: 'invalid',
    });
  });

  it('is refused to those who may not, and for what is not there', async () => {
    for (const role of ['reviewer', 'auditor', 'viewer'] as const)
      await expect(retractDocument(await db.createMember(owner, role), 'policy', { reason: 'x' }, null)).rejects.toMatchObject({
        kind: 'forbidden',
      });
    await expect(retractDocument(owner, 'nothing', { reason: 'x' }, null)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(retractDocument(owner, 'policy', { version: 9, reason: 'x' }, null)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(retractDocument(await db.createProject(), 'policy', { reason: 'x' }, null)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
