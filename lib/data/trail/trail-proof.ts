// The proof of one entry: a text file that an auditor checks offline.
import 'server-only';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import { inclusionNodes, inclusionProof } from '@/lib/domain/trail/merkle-tree';
import { isIncluded } from '@/lib/domain/trail/merkle-verify';
import { openNote, parseVerifierKey } from '@/lib/domain/trail/signed-note';
import { tlogProofText } from '@/lib/domain/trail/tlog-proof';
import { ExpectedError, forbidden, notFound } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { findCheckpoint, freshCheckpoint } from './trail-checkpoint';
import type { TrailCheckpoint } from './trail-checkpoint';
import { readNodes } from './trail-nodes';

/**
 * The tlog-proof text of the entry at `index`. The proof is verified against the signed root before it is given out; one that
 * fails is refused with the code `trail_broken`, because then the database was changed behind the product.
 */
export async function getTrailProof(actor: Actor, index: bigint, options: { waitMs?: number } = {}): Promise<string> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  const { projectId } = actor;
  const { entry, stored } = await withProject(projectId, async (tx) => ({
    entry: await findLeaf(tx, projectId, index),
    stored: await findCheckpoint(tx, projectId),
  }));
  if (!entry) throw notFound('trail entry');
  const checkpoint = stored && stored.size > index ? stored : await freshCheckpoint(projectId, options.waitMs);
  if (checkpoint.size <= index)
    throw new ExpectedError('unavailable', 'not_signed_yet', 'No checkpoint covers this entry yet. Try again in a moment.', {
      extra: { retry_after: 5 },
    });
  const getNode = await withProject(projectId, (tx) => readNodes(tx, projectId, inclusionNodes(index, checkpoint.size)));
  const path = inclusionProof(index, checkpoint.size, getNode);
  const claim = { leafHash: leafHash(Buffer.from(entry.payload, 'utf8')), index, size: checkpoint.size, path, root: checkpoint.root };
  if (!isIncluded(claim) || !isSignedByItsKey(checkpoint)) {
    throw new ExpectedError(
      'conflict',
      'trail_broken',
      `Entry ${index} does not verify against the signed checkpoint of ${checkpoint.size} entries: the stored trail was changed.`,
      { status: 500 },
    );
  }
  return tlogProofText({ index, path, checkpoint: checkpoint.note });
}

async function findLeaf(tx: Tx, projectId: string, index: bigint): Promise<{ payload: string } | null> {
  return tx.trailEntry.findUnique({ where: { projectId_idx: { projectId, idx: index } }, select: { payload: true } });
}

function isSignedByItsKey({ note, verifierKey }: TrailCheckpoint): boolean {
  const key = parseVerifierKey(verifierKey);
  return key !== null && openNote(note, key) !== null;
}
