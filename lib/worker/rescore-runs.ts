// Job `rescore-runs`: another model is in force; the runs of open items get its scores, so that queues follow.
import { z } from 'zod';
import { rescorePage } from '@/lib/data/checking/rescore-runs';

const payloadSchema = z.object({ projectId: z.uuid() });

export async function rescoreRuns(payload: unknown): Promise<void> {
  const { projectId } = payloadSchema.parse(payload);
  for (let after: string | null = ''; after !== null; ) after = await rescorePage(projectId, after);
}
