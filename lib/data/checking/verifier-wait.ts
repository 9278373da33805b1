// Runs that were checked without the verifier: remembered, taken oldest first when it is back, and the job that takes them.
import 'server-only';
import { type Tx, withProject } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';

/** So often a run is asked about in vain before it stays as it is. */
const MAX_TRIES = 5;
/** What nobody could verify in a week stays as it is. */
const WAIT_DAYS = 7;

const keyOf = (projectId: string) => `verify-run:${projectId}`;

/** Writes the run down, once however often it is checked without, and has it looked at again at that time. */
export async function waitForVerifier(projectId: string, runId: string, at: Date): Promise<void> {
  await withProject(projectId, async (tx) => {
    await tx.$executeRaw`INSERT INTO verifier_wait (project_id, run_id, since) VALUES (${projectId}::uuid, ${runId}, clock_timestamp())
      ON CONFLICT (project_id, run_id) DO NOTHING`;
    await enqueueVerifying(tx, projectId, at);
  });
}

/** A job that is asked for already and comes sooner stays: a stream of such runs must not put it off for ever. */
async function enqueueVerifying(tx: Tx, projectId: string, at: Date): Promise<void> {
  const [sooner] = await tx.$queryRaw<
    { one: number }[]
  >`SELECT 1 AS one FROM graphile_worker.jobs j WHERE j.key = ${keyOf(projectId)} AND j.locked_at IS NULL AND j.run_at <= ${at}`;
  if (!sooner) await enqueueJob(tx, 'verify-run', { projectId }, { key: keyOf(projectId), runAt: at });
}

/** The same where something waits, and nothing where nothing does. */
export async function verifyWaiting(tx: Tx, projectId: string, at: Date): Promise<void> {
  if ((await tx.verifierWait.count({ where: { projectId } })) > 0) await enqueueVerifying(tx, projectId, at);
}

export interface WaitingRun {
  runId: string;
  /** In the database's own text, which has more digits than a Date. */
  since: string;
}

/**
 * The oldest open run after `after`. Decided runs are struck from the list: their evidence is what they were decided on. One that
 * somebody holds is passed over, so that nothing changes under their eyes.
 */
export async function nextWaitingRun(tx: Tx, projectId: string, after: WaitingRun | null): Promise<WaitingRun | null> {
  await tx.$executeRaw`
    DELETE FROM verifier_wait w WHERE w.project_id = ${projectId}::uuid AND (w.tries >= ${MAX_TRIES}
      OR EXISTS (SELECT FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = w.run_id AND i.state = 'done'))`;
  const [row] = await tx.$queryRaw<WaitingRun[]>`
    SELECT w.run_id AS "runId", w.since::text AS since FROM verifier_wait w WHERE w.project_id = ${projectId}::uuid
      AND (w.since, w.run_id) > (${after?.since ?? '-infinity'}::timestamptz, ${after?.runId ?? ''})
      AND NOT EXISTS (SELECT FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = w.run_id AND i.state = 'leased')
    ORDER BY w.since, w.run_id LIMIT 1`;
  return row ?? null;
}

export async function isDecided(tx: Tx, projectId: string, runId: string): Promise<boolean> {
  return (await tx.item.count({ where: { projectId, runId, state: { in: ['done', 'leased'] } } })) > 0;
}

/** It has been judged whole, or is no more. */
export async function endWaiting(projectId: string, runId: string): Promise<void> {
  await withProject(projectId, (tx) => tx.verifierWait.deleteMany({ where: { projectId, runId } }));
}

export async function countTry(projectId: string, runId: string): Promise<void> {
  await withProject(projectId, (tx) => tx.verifierWait.updateMany({ where: { projectId, runId }, data: { tries: { increment: 1 } } }));
}

/** For the hourly sweep: what has waited too long is let go, and a job that was lost is asked for again. */
export async function rescheduleVerifying(projectId: string): Promise<void> {
  await withProject(projectId, async (tx) => {
    await tx.$executeRaw`DELETE FROM verifier_wait WHERE project_id = ${projectId}::uuid AND since < now() - ${WAIT_DAYS} * interval '1 day'`;
    const [row] = await tx.$queryRaw<{ at: Date }[]>`
      SELECT greatest(v.paused_until, now()) AS at FROM verifier v WHERE v.project_id = ${projectId}::uuid AND v.is_on
        AND EXISTS (SELECT FROM verifier_wait w WHERE w.project_id = ${projectId}::uuid)`;
    if (row) await enqueueVerifying(tx, projectId, row.at);
  });
}
