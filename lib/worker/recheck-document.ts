// Job `recheck-document`: a document came, or a new version of it; every run that names it is checked again.
import { z } from 'zod';
import { withProject } from '@/lib/data/database';
import { enqueueJob, settleRunKey } from '@/lib/data/jobs';
import { listRunsNaming } from '@/lib/data/runs/runs-naming';

const payloadSchema = z.object({ projectId: z.uuid(), documentId: z.string() });
const PAGE = 500;

export async function recheckDocument(payload: unknown): Promise<void> {
  const { projectId, documentId } = payloadSchema.parse(payload);
  let after = '';
  for (;;) {
    const runIds = await withProject(projectId, async (tx) => {
      const found = await listRunsNaming(tx, projectId, documentId, after, PAGE);
      for (const runId of found) await enqueueJob(tx, 'settle-run', { projectId, runId }, { key: settleRunKey(projectId, runId) });
      return found;
    });
    const last = runIds.at(-1);
    if (runIds.length < PAGE || last === undefined) return;
    after = last;
  }
}
