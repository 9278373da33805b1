// Fills the project of a first start: documents and runs of the sample workflows, through the same doors as everybody's.
import { createHash } from 'node:crypto';
import { createDocument } from '@/lib/data/documents/create-document';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import type { Actor } from '@/lib/domain/policy';
import { SOURCES } from '@/lib/sources/registry';
import { runFromRecord } from '@/lib/sources/plain-run';
import type { SampleDocument } from './scenarios/workflows/sample-document';
import { sampleRuns } from './scenarios/workflows/sample-runs';

export interface Seeded {
  documents: number;
  runs: number;
}

/** Adds what is missing of the samples; a second call adds nothing. The worker settles and checks the runs as it does any. */
export async function seedDemo(actor: Actor, endMs = Date.now()): Promise<Seeded> {
  const { documents, runs } = await sampleRuns(endMs);
  const added = await addDocuments(actor, documents);
  const { projectId } = actor;
  const known = await withProject(projectId, (tx) =>
    tx.run.findMany({ where: { projectId, runId: { in: runs.map(({ run_id: runId }) => runId) } }, select: { runId: true } }),
  );
  const missing = runs.filter(({ run_id: runId }) => !known.some((run) => run.runId === runId));
  const read = missing.map((record) => {
    const reading = runFromRecord(JSON.parse(JSON.stringify(record)), SOURCES);
    if (!reading.ok) throw new Error(`sample run ${record.run_id} is not a record: ${JSON.stringify(reading.problems)}`);
    return reading.run;
  });
  const { rejected } = await ingestRuns(actor, read);
  if (rejected.length > 0) throw new Error(`sample runs were refused: ${JSON.stringify(rejected)}`);
  return { documents: added, runs: read.length };
}

/** One after the other: a superseded policy and its successor are versions of one document, and the order makes them so. */
async function addDocuments(actor: Actor, documents: readonly SampleDocument[]): Promise<number> {
  const { projectId } = actor;
  const known = await withProject(projectId, (tx) =>
    tx.document.findMany({
      where: { projectId, documentId: { in: documents.map(({ documentId }) => documentId) } },
      select: { documentId: true, sha256: true },
    }),
  );
  let added = 0;
  for (const { documentId, title, authority, effectiveFrom, bytes, fileName } of documents) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (known.some((document) => document.documentId === documentId && document.sha256 === sha256)) continue;
    await createDocument(actor, {
      documentId,
      title,
      authority,
      effectiveFrom: new Date(effectiveFrom),
      bytes,
      hint: { fileName },
      metadata: { sample: true },
    });
    added += 1;
  }
  return added;
}
