// Exports a part of a project's trail as a zip that an auditor verifies without the server.
import 'server-only';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import { filterWords } from '@/lib/domain/trail/filter-words';
import type { TrailExport } from '@/lib/domain/trail/trail-query';
import { forbidden, invalid } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { appendTrail } from './trail';
import { bundleFiles } from './trail-bundle-files';
import { freshCheckpoint } from './trail-checkpoint';
import { zipStream } from '@/lib/data/zip-stream';

export interface TrailBundle {
  fileName: string;
  stream: ReadableStream<Uint8Array>;
}

/**
 * The bundle as a zip stream. The export is an entry of the trail itself, written before the checkpoint that the bundle
 * carries. Proofs are given as the database yields them and not checked first: finding that they fail is the auditor's right.
 */
export async function exportTrailBundle(actor: Actor, request: TrailExport, options: { waitMs?: number } = {}): Promise<TrailBundle> {
  if (!can(actor, 'trail.export')) throw forbidden('export the trail');
  const { projectId } = actor;
  await withProject(projectId, (tx) =>
    appendTrail(tx, projectId, [
      {
        type: 'trail.exported',
        at: new Date(),
        actorId: actor.userId ?? actor.keyId ?? null,
        runId: request.run_id,
        itemId: request.item_id,
        facts: { filter: filterWords(request), since: request.since === undefined ? null : Number(request.since) },
      },
    ]),
  );
  const checkpoint = await freshCheckpoint(projectId, options.waitMs);
  if (request.since !== undefined && request.since > checkpoint.size) {
    const message = `The trail has ${checkpoint.size} signed entries. If you hold a checkpoint of ${request.since}, entries were lost: tell the project's owner.`;
    throw invalid(message, [{ path: '/since', detail: `must not exceed ${checkpoint.size}` }]);
  }
  return { fileName: `trail-${actor.projectSlug}-${checkpoint.size}.zip`, stream: zipStream(bundleFiles(projectId, request, checkpoint)) };
}
