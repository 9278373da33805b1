// Reads a run with everything it takes to check it.
import 'server-only';
import { assembleRun } from '@/lib/domain/assemble-run';
import { revisionOf } from '@/lib/domain/assemble-revision';
import type { EvaluationInput } from '@/lib/domain/evaluation';
import { documentsOf } from '@/lib/domain/run-documents';
import { isReviewStep } from '@/lib/domain/review-step';
import type { RunFacts } from '@/lib/domain/run';
import type { Tx } from './database';
import { loadTextLayers } from './document-text';
import { canonicalStep } from './run-pending';

export interface LoadedEvaluation extends EvaluationInput {
  revision: string;
  /** When the last step came, in the database's own text: storing is given up when another has come since. */
  lastStepAt: string;
}

/** Null when there is no such run. */
export async function loadEvaluation(tx: Tx, projectId: string, runId: string): Promise<LoadedEvaluation | null> {
  const [row] = await tx.$queryRaw<{ source: string; declared: unknown; lastStepAt: string }[]>`
    UPDATE run SET phase = CASE phase WHEN 'receiving' THEN 'settled' ELSE phase END
    WHERE project_id = ${projectId}::uuid AND run_id = ${runId} RETURNING source, declared, last_step_at::text AS "lastStepAt"`;
  if (!row) return null;
  const stored = await tx.step.findMany({ where: { projectId, runId }, orderBy: [{ receivedAt: 'asc' }, { stepId: 'asc' }] });
  const bodies = new Map((await tx.stepIo.findMany({ where: { projectId, runId } })).map((body) => [body.stepId, body]));
  const steps = stored.map((step) => canonicalStep(step, bodies.get(step.stepId))).filter((step) => !isReviewStep(step));
  const run = assembleRun({ runId, source: row.source, facts: row.declared as unknown as RunFacts, steps });
  const documents = await loadTextLayers(tx, projectId, documentsOf(run));
  return { run, steps, documents, revision: revisionOf(run), lastStepAt: row.lastStepAt };
}
