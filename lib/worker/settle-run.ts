// Job `settle-run`: once a run has come to rest it is put together, checked, stored and shown to the rules. Idempotent.
import { z } from 'zod';
import { adoptAttachments } from '@/lib/data/documents/adopt-attachments';
import { withProject } from '@/lib/data/database';
import { enqueueJob, settleRunKey } from '@/lib/data/jobs';
import { loadEvaluation } from '@/lib/data/checking/load-evaluation';
import { runWeight } from '@/lib/data/checking/run-weight';
import { restOf } from '@/lib/data/checking/settle-run';
import { storeEvaluation } from '@/lib/data/checking/store-evaluation';
import { readVerifier } from '@/lib/data/checking/verifier-row';
import { waitForVerifier } from '@/lib/data/checking/verifier-wait';
import { log } from '@/lib/log';
import { evaluateVerified } from './evaluate-verified';
import { jobError } from './job-error';
import { isLarge, settleApart } from './settle-apart';

const payloadSchema = z.object({ projectId: z.uuid(), runId: z.string() });

/** Loading and storing are transactions of their own: checking may take long and must not hold locks. */
export async function settleRun(payload: unknown): Promise<void> {
  const { projectId, runId } = payloadSchema.parse(payload);
  const { rest, weight } = await withProject(projectId, async (tx) => ({
    rest: await restOf(tx, projectId, runId),
    weight: await runWeight(tx, projectId, runId),
  }));
  if (rest.state === 'absent') return;
  if (rest.state === 'moving') return askAgain(projectId, runId, rest.waitMs);
  await (isLarge(weight) ? settleApart(projectId, runId) : settleAtRest(projectId, runId));
}

/** A run that has come to rest: put together, checked, stored. */
export async function settleAtRest(projectId: string, runId: string): Promise<void> {
  const verifier = await withProject(projectId, (tx) => readVerifier(tx, projectId));
  const read = await loadEvaluation(projectId, runId);
  const loaded = read && (await adoptAttachments(projectId, read)) > 0 ? await loadEvaluation(projectId, runId) : read;
  if (!loaded) return;
  const { evaluation, failure, verifiedRun } = await evaluateVerified(loaded, verifier);
  if (failure !== null) log.error({ projectId, runId, error: jobError(failure) }, 'a run could not be checked; a finding says so');
  // Written down first: a worker that dies in between leaves a run that is looked at once too often, and not one that is forgotten.
  if (verifiedRun?.retryAt) await waitForVerifier(projectId, runId, verifiedRun.retryAt);
  if (!(await storeEvaluation(projectId, loaded, evaluation))) await askAgain(projectId, runId, 0);
}

/** By the clock of the database, which is the one that says whether a run has come to rest. */
function askAgain(projectId: string, runId: string, waitMs: number): Promise<void> {
  return withProject(projectId, async (tx) => {
    const [row] = await tx.$queryRaw<{ runAt: Date }[]>`SELECT now() + make_interval(secs => ${waitMs / 1000}) AS "runAt"`;
    await enqueueJob(tx, 'settle-run', { projectId, runId }, { key: settleRunKey(projectId, runId), ...(row ? row : {}) });
  });
}
