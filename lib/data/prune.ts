// Removes what has outlived its use: answers kept for repeated requests, what was told outside, and what a verifier said long ago.
import 'server-only';
import { withProject } from './database';
import { databaseNow } from '@/lib/data/queues/item-verb';

/** A client that repeats a request after this long gets a new effect. */
const IDEMPOTENCY_DAYS = 7;

/** Sent, and what was never going to be sent, is kept so long for those who look for it. */
const SENT_DAYS = 30;
/** Given up may be sent again by hand. */
const GIVEN_UP_DAYS = 90;
/** A run that is checked again later asks the verifier again. */
const VERIFIER_SCORE_DAYS = 90;
const VERIFIER_USE_DAYS = 400;
const DAY_MS = 86_400_000;
const BATCH = 1000;

export async function pruneProject(projectId: string): Promise<number> {
  return withProject(projectId, async (tx) => {
    // By the clock that dated them: the one of this process may be wrong.
    const before = new Date((await databaseNow(tx)).getTime() - IDEMPOTENCY_DAYS * DAY_MS);
    const { count } = await tx.idempotencyKey.deleteMany({ where: { projectId, createdAt: { lt: before } } });
    return count;
  });
}

/** Outbox rows that have ended with every connector, in batches. What waits is never removed. Answers how many. */
export async function pruneOutbox(projectId: string): Promise<number> {
  for (let total = 0; ; ) {
    const removed = await withProject(projectId, async (tx) => {
      const nowMs = (await databaseNow(tx)).getTime();
      const sentBefore = new Date(nowMs - SENT_DAYS * DAY_MS);
      const givenUpBefore = new Date(nowMs - GIVEN_UP_DAYS * DAY_MS);
      return tx.$executeRaw`
      DELETE FROM outbox o WHERE o.project_id = ${projectId}::uuid AND o.outbox_id IN (
        SELECT x.outbox_id FROM outbox x WHERE x.project_id = ${projectId}::uuid AND x.created_at < ${sentBefore}
          AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.project_id = ${projectId}::uuid AND d.outbox_id = x.outbox_id
            AND (d.state = 'waiting' OR d.ended_at >= ${sentBefore} OR (d.state = 'given_up' AND d.ended_at >= ${givenUpBefore})))
        ORDER BY x.created_at LIMIT ${BATCH})`;
    });
    total += removed;
    if (removed < BATCH) return total;
  }
}

/** Scores and counts of days that are long gone. */
export async function pruneVerifier(projectId: string): Promise<void> {
  await withProject(projectId, async (tx) => {
    const nowMs = (await databaseNow(tx)).getTime();
    await tx.verifierScore.deleteMany({ where: { projectId, at: { lt: new Date(nowMs - VERIFIER_SCORE_DAYS * DAY_MS) } } });
    await tx.verifierUse.deleteMany({ where: { projectId, day: { lt: new Date(nowMs - VERIFIER_USE_DAYS * DAY_MS) } } });
  });
}
