// Removes what has outlived its use: answers kept for repeated requests.
import 'server-only';
import { withProject } from './database';

/** A client that repeats a request after this long gets a new effect. */
const IDEMPOTENCY_DAYS = 7;

export async function pruneProject(projectId: string): Promise<number> {
  const before = new Date(Date.now() - IDEMPOTENCY_DAYS * 86_400_000);
  const { count } = await withProject(projectId, (tx) => tx.idempotencyKey.deleteMany({ where: { projectId, createdAt: { lt: before } } }));
  return count;
}
