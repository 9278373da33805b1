// Reads of raw content leave a mark in the trail: who, which run, once an hour.
import 'server-only';
import type { Actor } from '@/lib/domain/policy';
import type { Tx } from './database';
import { actorId } from '@/lib/data/people/members';
import { appendTrail } from '@/lib/data/trail/trail';

const INTERVAL_MS = 3_600_000;

/**
 * Appends `content.read` unless the same actor's read of the same run is in the trail already for this hour. Call it last in the
 * transaction that reads: it takes the lock of the trail's head.
 */
export async function noteContentRead(tx: Tx, actor: Actor, runId: string): Promise<void> {
  if (actor.via === 'system') return;
  const { projectId } = actor;
  const since = new Date(Date.now() - INTERVAL_MS);
  const reader = actorId(actor);
  const known = await tx.trailEntry.findFirst({
    where: { projectId, runId, type: 'content.read', actorId: reader, at: { gt: since } },
    select: { idx: true },
  });
  if (known) return;
  await appendTrail(tx, projectId, [{ type: 'content.read', at: new Date(), actorId: reader, runId, facts: { via: actor.via } }]);
}
