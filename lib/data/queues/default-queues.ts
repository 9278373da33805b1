// Gives a new project its first queues.
import 'server-only';
import { DEFAULT_QUEUES } from '@/lib/domain/default-queues';
import { newId } from '@/lib/domain/new-id';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import type { TrailRecord } from '@/lib/data/trail/trail';

/** Answers what the trail has to say about it; the caller appends that last. */
export async function createDefaultQueues(
  tx: Tx,
  projectId: string,
  { at, actorId }: { at: Date; actorId: string },
): Promise<TrailRecord[]> {
  const queues = DEFAULT_QUEUES.map((queue, ordinal) => ({ ...queue, queueId: newId(), ordinal }));
  await tx.queue.createMany({
    data: queues.map(({ rules: _, ...queue }) => ({ projectId, ...queue, createdAt: at })),
  });
  await tx.rule.createMany({
    data: queues.flatMap(({ queueId, rules }) =>
      rules.map(({ when, ...rule }, ordinal) => ({ projectId, queueId, ordinal, ...rule, filter: when as Prisma.InputJsonValue })),
    ),
  });
  return queues.map(({ name, rules }) => ({
    type: 'queue.created',
    at,
    actorId,
    facts: { queue: name, rules: rules.map((rule) => rule.name) },
  }));
}
