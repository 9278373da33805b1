// Job `verify-run`: the open runs of a project that were checked without its verifier are checked again, oldest first, until none is
// left, it stops answering, or the time is up.
import { z } from 'zod';
import { withProject } from '@/lib/data/database';
import { enqueueJob, settleRunKey } from '@/lib/data/jobs';
import { loadEvaluation } from '@/lib/data/checking/load-evaluation';
import { restOf } from '@/lib/data/checking/settle-run';
import { storeEvaluation } from '@/lib/data/checking/store-evaluation';
import { type ReadyVerifier, readVerifier } from '@/lib/data/checking/verifier-row';
import { countTry, endWaiting, isDecided, nextWaitingRun, verifyWaiting, type WaitingRun } from '@/lib/data/checking/verifier-wait';
import { evaluateVerified } from './evaluate-verified';

const payloadSchema = z.object({ projectId: z.uuid() });
/** After this long it makes room for other projects and is asked for anew. */
const JOB_MS = 20_000;
/** For one run: nobody waits for it, so it may take several time-outs. */
const RUN_MS = 60_000;
/** Those that were passed over or judged in part are looked at again then. */
const AGAIN_MS = 60_000;

export async function verifyRun(payload: unknown, { jobMs = JOB_MS } = {}): Promise<void> {
  const { projectId } = payloadSchema.parse(payload);
  const endAtMs = Date.now() + jobMs;
  let after: WaitingRun | null = null;
  for (;;) {
    const next: Next = await takeNext(projectId, after);
    if (!next) break;
    if (Date.now() >= endAtMs) return lookAgain(projectId, new Date());
    const stoppedUntil = await verifyOne(projectId, next.run.runId, next.verifier);
    if (stoppedUntil) return lookAgain(projectId, stoppedUntil);
    after = next.run;
  }
  if (after) await lookAgain(projectId, new Date(Date.now() + AGAIN_MS));
}

type Next = { run: WaitingRun; verifier: ReadyVerifier } | null;

/** Null when nothing waits or the verifier is off: switching it on asks for this job. */
function takeNext(projectId: string, after: WaitingRun | null): Promise<Next> {
  return withProject(projectId, async (tx) => {
    const verifier = await readVerifier(tx, projectId);
    const run = verifier && (await nextWaitingRun(tx, projectId, after));
    return run ? { run, verifier } : null;
  });
}

/** Null to go on with the next; otherwise when it makes sense to go on. */
async function verifyOne(projectId: string, runId: string, verifier: ReadyVerifier): Promise<Date | null> {
  const rest = await withProject(projectId, (tx) => restOf(tx, projectId, runId));
  const loaded = rest.state === 'at_rest' ? await loadEvaluation(projectId, runId) : null;
  // A run that moves is settled anew, with the verifier.
  if (!loaded) {
    await endWaiting(projectId, runId);
    return null;
  }
  const rounds = Math.ceil(verifier.settings.max_pairs_per_run / (verifier.settings.batch_size * verifier.settings.concurrency));
  const limitMs = Math.max(verifier.settings.timeout_ms, Math.min(RUN_MS, rounds * verifier.settings.timeout_ms));
  const { evaluation, failure, verifiedRun } = await evaluateVerified(loaded, verifier, limitMs);
  const hasScores = (verifiedRun?.verified.scores.size ?? 0) > 0;
  if (failure === null && hasScores && !(await withProject(projectId, (tx) => isDecided(tx, projectId, runId)))) {
    if (!(await storeEvaluation(projectId, loaded, evaluation))) await settleAnew(projectId, runId);
  }
  if (verifiedRun?.isStopped) return verifiedRun.retryAt ?? new Date(Date.now() + AGAIN_MS);
  if (verifiedRun?.retryAt) await countTry(projectId, runId);
  else await endWaiting(projectId, runId);
  return null;
}

/** Somebody else has checked it, or a step came. */
function settleAnew(projectId: string, runId: string): Promise<void> {
  return withProject(projectId, (tx) => enqueueJob(tx, 'settle-run', { projectId, runId }, { key: settleRunKey(projectId, runId) }));
}

const lookAgain = (projectId: string, at: Date): Promise<void> => withProject(projectId, (tx) => verifyWaiting(tx, projectId, at));
