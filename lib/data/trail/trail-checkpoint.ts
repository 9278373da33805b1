// The signed checkpoint of a project's trail, asked for by processes that cannot sign.
import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import { forbidden, unavailable } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';

const POLL_MS = 100;
const WAIT_MS = 5000;

export interface TrailCheckpoint {
  size: bigint;
  root: Buffer;
  /** The signed note, as an auditor keeps it. */
  note: string;
  verifierKey: string;
  createdAt: Date;
}

/** A checkpoint over everything recorded by now when the worker signs within a few seconds, else the newest there is. */
export async function getTrailCheckpoint(actor: Actor, options: { waitMs?: number } = {}): Promise<TrailCheckpoint> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  return freshCheckpoint(actor.projectId, options.waitMs);
}

/** Verifier keys of all checkpoints, the newest first; more than one where the signing key was replaced. */
export async function listTrailKeys(actor: Actor): Promise<string[]> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  await freshCheckpoint(actor.projectId);
  return withProject(actor.projectId, (tx) => verifierKeys(tx, actor.projectId));
}

export async function verifierKeys(tx: Tx, projectId: string): Promise<string[]> {
  const groups = await tx.trailCheckpoint.groupBy({
    by: ['verifierKey'],
    where: { projectId },
    _max: { size: true },
    orderBy: { _max: { size: 'desc' } },
  });
  return groups.map(({ verifierKey }) => verifierKey);
}

/** For other files of the trail, after they have asked for permission. Throws `unavailable` where nothing was ever signed. */
export async function freshCheckpoint(projectId: string, waitMs = WAIT_MS): Promise<TrailCheckpoint> {
  const { head, checkpoint } = await withProject(projectId, async (tx) => {
    const state = await signedState(tx, projectId);
    if (!isCovered(state.head, state.checkpoint))
      await enqueueJob(tx, 'checkpoint-trail', { projectId }, { key: `checkpoint-trail:${projectId}:now` });
    return state;
  });
  let newest = checkpoint;
  for (const deadline = Date.now() + waitMs; !isCovered(head, newest) && Date.now() < deadline; ) {
    await sleep(POLL_MS);
    newest = await withProject(projectId, (tx) => findCheckpoint(tx, projectId));
  }
  if (!newest) throw unavailable('no_checkpoint', 'The trail has not been signed yet. See that the worker runs, then try again.');
  return newest;
}

/** The newest stored checkpoint, or null. */
export async function findCheckpoint(tx: Tx, projectId: string): Promise<TrailCheckpoint | null> {
  const row = await tx.trailCheckpoint.findFirst({
    where: { projectId },
    orderBy: { size: 'desc' },
    select: { size: true, root: true, note: true, verifierKey: true, createdAt: true },
  });
  return row && { ...row, root: Buffer.from(row.root) };
}

async function signedState(tx: Tx, projectId: string): Promise<{ head: bigint; checkpoint: TrailCheckpoint | null }> {
  const head = await tx.trailHead.findUnique({ where: { projectId }, select: { size: true } });
  return { head: head?.size ?? 0n, checkpoint: await findCheckpoint(tx, projectId) };
}

function isCovered(head: bigint, checkpoint: TrailCheckpoint | null): boolean {
  return checkpoint !== null && checkpoint.size >= head;
}
