// Job `backfill-queue`: a queue's rules look at every run that is already there.
import { z } from 'zod';
import { backfillPage } from '@/lib/data/queues/backfill-queue';

const payloadSchema = z.object({ projectId: z.uuid(), queue: z.string() });

export async function backfillQueue(payload: unknown): Promise<void> {
  const { projectId, queue } = payloadSchema.parse(payload);
  for (let after: string | null = ''; after !== null; ) after = await backfillPage(projectId, queue, after);
}
