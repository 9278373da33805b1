// Gives a new project its first queues.
import 'server-only';
import { DEFAULT_QUEUES } from '@/lib/domain/default-queues';
import { newId } from '@/lib/domain/new-id';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from './database';

export async function createDefaultQueues(tx: Tx, projectId: string, createdAt: Date): Promise<void> {
  const queues = DEFAULT_QUEUES.map((queue, ordinal) => ({ ...queue, queueId: newId(), ordinal }));
  await tx.queue.createMany({
    data: queues.map(({ queueId, name, title, description, dueHours, ordinal }) => ({ projectId, queueId, name, title, description, dueHours, ordinal, createdAt })),
  });
  await tx.rule.createMany({
    data: queues.flatMap(({ queueId, rules }) => rules.map((rule, ordinal) => ({ projectId, queueId, ordinal, ...rule, filter: rule.filter as Prisma.InputJsonValue }))),
  });
}
