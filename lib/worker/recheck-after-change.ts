// Job `recheck-open-runs`: a project changed what a check says; runs that nobody has decided are checked again by it.
import { z } from 'zod';
import { recheckOpenRuns } from '@/lib/data/checking/recheck-open-runs';
import { log } from '@/lib/log';

const payloadSchema = z.object({ projectId: z.uuid(), code: z.string() });

export async function recheckAfterChange(payload: unknown): Promise<void> {
  const { projectId, code } = payloadSchema.parse(payload);
  const count = await recheckOpenRuns(projectId, code);
  log.info({ projectId, code, count }, 'runs are checked again by changed settings');
}
