import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { unzipSync } from 'fflate';
import { saveCheckSetting } from '@/lib/data/checking/check-settings';
import { createDocument } from '@/lib/data/documents/create-document';
import { retractDocument } from '@/lib/data/documents/retract-document';
import { judgeEvalCase } from '@/lib/data/evals/eval-approve';
import { streamEvalCases } from '@/lib/data/evals/eval-cases';
import { publishEvalVersion } from '@/lib/data/evals/eval-publish';
import { changeIncident, createIncident, noteIncident } from '@/lib/data/incidents/incident-change';
import { exportDossier } from '@/lib/data/incidents/incident-dossier';
import { queueIncident } from '@/lib/data/incidents/incident-queueing';
import { decideAlarm } from '@/lib/data/insights/drift-decide';
import { savePatternSetting } from '@/lib/data/insights/pattern-settings';
import { createView, listViews } from '@/lib/data/people/saved-views';
import { claimItem } from '@/lib/data/queues/item-claim';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { putQueue } from '@/lib/data/queues/queues';
import { submitReview } from '@/lib/data/review/submit-review';
import { exportTrailBundle } from '@/lib/data/trail/trail-bundle';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { needlesInFiles, needlesInTables } from '@/prisma/needle-search';
import { createAlarm } from '@/prisma/scenarios/drift-alarm';
import { createPattern } from '@/prisma/scenarios/failure-pattern';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { createSharedRuns } from '@/prisma/scenarios/shared-cause';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { savePrivacyRules } from './privacy-rules';

let db: TestDatabase;
let folder: string;
let owner: Actor & { userId: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-written-'));
  vi.stubEnv('COUNTERSIGN_DATA_DIR', folder);
  vi.stubEnv('COUNTERSIGN_TRAIL_KEY', generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  resetEnv();
});
beforeEach(async () => {
  owner = (await db.createProject()) as typeof owner;
  await savePrivacyRules(owner, 0, { recognisers: { email: 'hash' } });
});

/** Each place has a value of its own, so that a leak tells where it was written. */
const needles: string[] = [];
function said(place: string): string {
  const mail = `seeded.${place}@written-mail.example`;
  needles.push(mail);
  return `Ask ${mail} first`;
}

async function incidentWithDossier(): Promise<string[]> {
  await createSharedRuns(owner.projectId, [{ runId: 'R-1' }, { runId: 'R-2' }]);
  const opened = await createIncident(
    owner,
    { title: said('incident-title'), severity: 'high', cause: { by: 'route', route: 'refund' }, note: said('incident-note') },
    null,
  );
  const { incidentId } = opened;
  await queueIncident(owner, incidentId, {}, null);
  await noteIncident(owner, incidentId, { note: said('noted') }, randomUUID());
  await changeIncident(owner, incidentId, { version: 1, status: 'contained', reason: said('contained'), learnt: said('learnt') });
  const files: string[] = [];
  for (const format of ['json', 'html'] as const) {
    const signing = setInterval(() => void checkpointProject(owner.projectId), 100);
    const file = await exportDossier(owner, incidentId, format).finally(() => clearInterval(signing));
    files.push(Buffer.from(file.bytes).toString('utf8'));
  }
  return files;
}

async function evalSet(): Promise<string[]> {
  await createInvoiceDocument(owner.projectId);
  const queueId = await createQueue(owner.projectId);
  const { itemId, revision } = await createReviewableRun(owner.projectId, { queueId });
  await recordItemVerb(owner, itemId, 'comment', { text: said('comment') });
  const ada = await db.createMember(owner, 'reviewer');
  await claimItem(ada, 'invoices', { item_id: itemId });
  const verdicts = [{ claim_id: 'c2', value: 'wrong', corrected_value: said('value'), reason_code: 'number_wrong', note: said('verdict') }];
  const body = { revision, outcome: 'rejected', verdicts, note: said('decision'), eval: { set: 'set' } };
  const { eval_case_id: caseId } = await submitReview(ada, itemId, body, randomUUID());
  await judgeEvalCase(owner, caseId as string, 'approve', { note: said('approval') });
  await publishEvalVersion(owner, 'set', { note: said('publication') });
  const lines: string[] = [];
  for await (const line of await streamEvalCases(owner, 'set', { version: 1 })) lines.push(line);
  return lines;
}

async function settings(): Promise<void> {
  const { projectId } = owner;
  await savePatternSetting(owner, await pattern(projectId), { name: said('pattern-name'), is_muted: true, reason: said('pattern-reason') });
  await decideAlarm(owner, await createAlarm(projectId, 'Refusals rose'), { state: 'acknowledged', reason: said('alarm') });
  await saveCheckSetting(owner, 'tool_failed', { is_enabled: true, severity: 'low', reason: said('check') });
  await putQueue(owner, 'mail', { title: said('queue-title'), description: said('queue-description'), rules: [] });
  const query = new URLSearchParams({ q: said('searched'), user: said('filtered') }).toString();
  await createView(owner, { place: 'runs', name: said('view'), query, isShared: true });
}

async function pattern(projectId: string): Promise<string> {
  await createSharedRuns(projectId, [{ runId: 'R-p' }]);
  await createPattern(projectId, { patternKey: 'a'.repeat(64), coarseKey: 'b'.repeat(64), typicalRunId: 'R-p' });
  return 'a'.repeat(64);
}

async function documents(): Promise<void> {
  const document = {
    documentId: said('document-id'),
    title: said('document-title'),
    authority: said('authority'),
    metadata: { [said('metadata-name')]: said('metadata') },
    bytes: Buffer.from('Refunds take ten days.'),
  };
  const { documentId } = await createDocument(owner, document);
  await createDocument(owner, {
    ...document,
    bytes: Buffer.from('Refunds take nine days.'),
    corrects: { reason: said('correction'), severity: 'low' },
  });
  await retractDocument(owner, documentId, { reason: said('retraction') }, null);
}

async function trailBundle(): Promise<string[]> {
  await checkpointProject(owner.projectId);
  const bundle = await exportTrailBundle(owner, {}, { waitMs: 1 });
  const files = unzipSync(new Uint8Array(await new Response(bundle.stream).arrayBuffer()));
  return Object.values(files).map((file) => Buffer.from(file).toString('utf8'));
}

describe('what people write', () => {
  it('stands nowhere as they wrote it: incidents, dossiers, evals, patterns, alarms, checks, queues, views, documents, trail', async () => {
    const given = [...(await incidentWithDossier()), ...(await evalSet())];
    await settings();
    await documents();
    given.push(...(await trailBundle()));
    expect(needles.length).toBeGreaterThan(20);
    expect(await needlesInTables(db.ownerUrl, needles)).toEqual([]);
    expect(await needlesInFiles(folder, needles), 'blobs').toEqual([]);
    expect(given.join('').length).toBeGreaterThan(1000);
    expect(needles.filter((needle) => given.some((text) => text.includes(needle)))).toEqual([]);
  });

  it('is kept where nothing has to go from it, views to the letter', async () => {
    const query = 'q=late%20refund&user=ana+lee';
    await createView(owner, { place: 'runs', name: 'Late', query });
    expect((await listViews(owner, 'runs')).map(({ name, query: kept }) => [name, kept])).toEqual([['Late', query]]);
  });
});
