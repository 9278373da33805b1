// The REVIEW steps that decisions left in a run. They stand beside its content, so they are read beside the assembled record.
import 'server-only';
import { REVIEW_SOURCE_KIND } from '@/lib/domain/review/review-step';
import type { AssembledStep, StepFacts } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';

/** In order of time, as roots. */
export async function listReviewSteps(tx: Tx, projectId: string, runId: string, asOf: Date | null): Promise<AssembledStep[]> {
  const rows = await tx.step.findMany({
    where: { projectId, runId, kind: 'REVIEW', sourceKind: REVIEW_SOURCE_KIND, ...(asOf ? { receivedAt: { lte: asOf } } : {}) },
    orderBy: [{ endNs: 'asc' }, { stepId: 'asc' }],
  });
  return rows.map((row) => ({
    stepId: row.stepId,
    parentId: row.parentId,
    kind: 'REVIEW',
    name: row.name,
    startNs: row.startNs === null ? null : String(row.startNs),
    endNs: row.endNs === null ? null : String(row.endNs),
    status: row.status as AssembledStep['status'],
    error: row.error,
    depth: 0,
    mark: null,
    facts: row.facts as unknown as StepFacts,
    bodySha256: Buffer.from(row.contentHash).toString('hex'),
  }));
}
