// Removes what has outlived its use: answers kept for repeated requests.
import 'server-only';
import { withProject } from './database';
import { databaseNow } from './item-verb';

/** A client that repeats a request after this long gets a new effect. */
const IDEMPOTENCY_DAYS = 7;

export async function pruneProject(projectId: string): Promise<number> {
  return withProject(projectId, async (tx) => {
    // By the clock that dated them: the one of this process may be wrong.
    const before = new Date((await databaseNow(tx)).getTime() - IDEMPOTENCY_DAYS * 86_400_000);
    const { count } = await tx.idempotencyKey.deleteMany({ where: { projectId, createdAt: { lt: before } } });
    return count;
  });
}
