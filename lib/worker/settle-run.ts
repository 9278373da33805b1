// Job `settle-run`: once a run has come to rest it is put together, checked, stored and shown to the rules. Idempotent.
import { z } from 'zod';
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { withProject } from '@/lib/data/database';
import { enqueueJob, settleRunKey } from '@/lib/data/jobs';
import { loadEvaluation } from '@/lib/data/load-evaluation';
import { restOf } from '@/lib/data/settle-run';
import { storeEvaluation } from '@/lib/data/store-evaluation';
import { recordDuration } from '@/lib/telemetry';

const payloadSchema = z.object({ projectId: z.uuid(), runId: z.string() });

/** Loading and storing are two transactions: checking may take long and must not hold locks. */
export async function settleRun(payload: unknown): Promise<void> {
  const { projectId, runId } = payloadSchema.parse(payload);
  const rest = await withProject(projectId, (tx) => restOf(tx, projectId, runId));
  if (rest.state === 'absent') return;
  if (rest.state === 'moving') return askAgain(projectId, runId, rest.waitMs);
  const startedAt = performance.now();
  const loaded = await withProject(projectId, (tx) => loadEvaluation(tx, projectId, runId));
  if (!loaded) return;
  const evaluation = evaluateRun(loaded);
  const isStored = await withProject(projectId, (tx) => storeEvaluation(tx, projectId, loaded, evaluation));
  if (!isStored) return askAgain(projectId, runId, 0);
  recordDuration('countersign.evaluation.duration', performance.now() - startedAt);
}

function askAgain(projectId: string, runId: string, waitMs: number): Promise<void> {
  const runAt = new Date(Date.now() + waitMs);
  return withProject(projectId, (tx) => enqueueJob(tx, 'settle-run', { projectId, runId }, { key: settleRunKey(projectId, runId), runAt }));
}
