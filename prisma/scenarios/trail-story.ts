// A small history for tests of the trail: decisions on three runs, each with personal text and a document it stands on.
import { createHash } from 'node:crypto';
import { unzipBundle } from '@/lib/cli/run-verifier';
import { withProject } from '@/lib/data/database';
import { appendTrail } from '@/lib/data/trail/trail';
import { exportTrailBundle } from '@/lib/data/trail/trail-bundle';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';
import type { Actor } from '@/lib/domain/policy';
import { trailExportSchema } from '@/lib/domain/trail/trail-query';

/** When entry 0 happened, in milliseconds; each later one a minute after. */
export const STORY_STARTS_AT_MS = 1_770_000_000_000;
export const storyDocument = Buffer.from('%PDF-1.7 policy');

/** Appends `count` decisions by the actor; `start` numbers them on from earlier ones. */
export async function recordDecisions({ projectId, userId }: Actor, count: number, start = 0): Promise<void> {
  const sha256 = createHash('sha256').update(storyDocument).digest('hex');
  const records = Array.from({ length: count }, (_, at) => ({
    type: 'decision.submitted',
    at: new Date(STORY_STARTS_AT_MS + (start + at) * 60_000),
    actorId: userId,
    runId: `R-${(start + at) % 3}`,
    facts: { documents: [{ document_id: 'policy', version: 1, sha256 }] },
    committed: { note: `Mrs Smith said ${start + at}`, after: { total: 41.2, paid: null } },
  }));
  await withProject(projectId, (tx) => appendTrail(tx, projectId, records));
}

/** Signs, exports and unzips; answers the folder. The entry of this export itself is not signed yet. */
export async function exportBundle(actor: Actor, query: Record<string, string> = {}): Promise<string> {
  await checkpointProject(actor.projectId);
  const { stream } = await exportTrailBundle(actor, trailExportSchema.parse(query), { waitMs: 0 });
  return unzipBundle(stream);
}
