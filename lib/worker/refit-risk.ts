// Job `refit-risk`: a project learns from the verdicts that have come.
import { z } from 'zod';
import { refitRisk as refit } from '@/lib/data/learning/refit-risk';
import { log } from '@/lib/log';

const payloadSchema = z.object({ projectId: z.uuid(), by: z.object({ actorId: z.string(), name: z.string() }).nullish() });

export async function refitRisk(payload: unknown): Promise<void> {
  const { projectId, by } = payloadSchema.parse(payload);
  const version = await refit(projectId, by ?? null);
  if (version !== null) log.info({ projectId, version }, 'a version of the risk was learnt from verdicts');
}
