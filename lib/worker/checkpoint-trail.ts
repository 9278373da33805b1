// Job `checkpoint-trail`: signs a project's trail as it stands. Idempotent; a refusal is thrown, logged and tried again later.
import { z } from 'zod';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';

const payloadSchema = z.object({ projectId: z.uuid() });

export async function checkpointTrail(payload: unknown): Promise<void> {
  await checkpointProject(payloadSchema.parse(payload).projectId);
}
