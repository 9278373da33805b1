// Signs a project's trail as it stands. Runs in the worker, which alone can read the signing key.
import 'server-only';
import type { KeyObject } from 'node:crypto';
import { checkpointText, parseCheckpoint } from '@/lib/domain/trail/checkpoint';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import { rangeNodes } from '@/lib/domain/trail/merkle-tree';
import { parseVerifierKey, signNote, verifierKeyOf, verifierKeyText } from '@/lib/domain/trail/signed-note';
import { appendLeaf, emptyFrontier, frontierRoot } from '@/lib/domain/trail/tree-frontier';
import type { CompletedNode, Frontier } from '@/lib/domain/trail/tree-frontier';
import { env } from '@/lib/env';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { appendTrail } from './trail';
import { trailSigningKey } from './trail-key';
import { readNodes } from './trail-nodes';

const ENTRIES_A_READ = 1000;
const TIMEOUT_MS = 600_000;

interface StoredCheckpoint {
  size: bigint;
  root: Uint8Array;
  note: string;
  verifierKey: string;
}

/**
 * Signs a checkpoint that covers every entry committed by now, and caches the hashes of the subtrees that became full. Does
 * nothing when the newest checkpoint covers all. Answers the size that is signed. Refuses, by throwing, to sign a trail that
 * does not continue what was signed before, or with another key than before.
 */
export async function checkpointProject(projectId: string): Promise<bigint> {
  const key = await trailSigningKey();
  return withProject(projectId, (tx) => signHead(tx, projectId, key), { timeoutMs: TIMEOUT_MS });
}

async function signHead(tx: Tx, projectId: string, key: KeyObject): Promise<bigint> {
  const latest = await tx.trailCheckpoint.findFirst({
    where: { projectId },
    orderBy: { size: 'desc' },
    select: { size: true, root: true, note: true, verifierKey: true },
  });
  const origin = latest ? originOf(latest) : `${env().COUNTERSIGN_TRAIL_ORIGIN}/${projectId}`;
  const verifierKey = verifierKeyText(verifierKeyOf(origin, key));
  if (latest && latest.verifierKey !== verifierKey) await recordKeyChange(tx, projectId, latest.verifierKey, verifierKey);
  const head = await tx.trailHead.findUnique({ where: { projectId }, select: { size: true } });
  const size = head?.size ?? 0n;
  if (latest && latest.size > size)
    throw new Error(`The trail of project ${projectId} has ${size} entries, but ${latest.size} were signed: entries are missing`);
  if (latest?.size === size) return size;

  const frontier = await signedFrontier(tx, projectId, latest);
  await extend(tx, projectId, frontier, size);
  const root = frontierRoot(frontier);
  const note = signNote(checkpointText({ origin, size, root }), origin, key);
  // Two workers may sign the same size; the first stays.
  await tx.trailCheckpoint.createMany({
    data: [{ projectId, size, root: new Uint8Array(root), note, verifierKey, createdAt: new Date() }],
    skipDuplicates: true,
  });
  return size;
}

/** The origin of a log never changes, whatever the setting says later: an auditor knows the log by it. */
function originOf({ note }: StoredCheckpoint): string {
  const checkpoint = parseCheckpoint(note);
  if (!checkpoint) throw new Error('The newest stored checkpoint cannot be read');
  return checkpoint.origin;
}

/** The right edge of the tree as it was signed; from the cache, or from the entries where the cache does not give that root. */
async function signedFrontier(tx: Tx, projectId: string, latest: StoredCheckpoint | null): Promise<Frontier> {
  const frontier = emptyFrontier();
  if (!latest) return frontier;
  const refs = rangeNodes({ start: 0n, end: latest.size });
  const getNode = await readNodes(tx, projectId, refs);
  const cached: Frontier = { size: latest.size, hashes: refs.map(({ level, index }) => Buffer.from(getNode(level, index))) };
  if (frontierRoot(cached).equals(latest.root)) return cached;
  await tx.trailNode.deleteMany({ where: { projectId } });
  await extend(tx, projectId, frontier, latest.size);
  if (!frontierRoot(frontier).equals(latest.root))
    throw new Error(`The first ${latest.size} entries of the trail of project ${projectId} are not those that were signed`);
  return frontier;
}

/** Appends entries up to `size`. Each entry's text is hashed again: what is signed is what is stored. */
async function extend(tx: Tx, projectId: string, frontier: Frontier, size: bigint): Promise<void> {
  while (frontier.size < size) {
    const entries = await tx.trailEntry.findMany({
      where: { projectId, idx: { gte: frontier.size, lt: size } },
      orderBy: { idx: 'asc' },
      take: ENTRIES_A_READ,
      select: { idx: true, leafHash: true, payload: true },
    });
    if (entries.length === 0) throw new Error(`Entry ${frontier.size} of the trail of project ${projectId} is missing`);
    const completed: CompletedNode[] = [];
    for (const entry of entries) {
      const hash = leafHash(Buffer.from(entry.payload, 'utf8'));
      if (entry.idx !== frontier.size || !hash.equals(entry.leafHash))
        throw new Error(`Entry ${frontier.size} of the trail of project ${projectId} is missing or was changed`);
      completed.push(...appendLeaf(frontier, hash));
    }
    await tx.trailNode.createMany({
      data: completed.map(({ level, index, hash }) => ({ projectId, level, idx: index, hash: new Uint8Array(hash) })),
      skipDuplicates: true,
    });
  }
}

/** A new key is taken only when the operator names the one that it replaces, so that a lost or foreign key file cannot. */
async function recordKeyChange(tx: Tx, projectId: string, before: string, after: string): Promise<void> {
  const publicKey = parseVerifierKey(before)?.publicKey.toString('base64');
  if (!publicKey || env().COUNTERSIGN_TRAIL_REPLACES !== publicKey) {
    throw new Error(
      `The trail of project ${projectId} was signed with another key (${before}). Give the worker that key, or set COUNTERSIGN_TRAIL_REPLACES=${publicKey} to replace it`,
    );
  }
  await appendTrail(tx, projectId, [{ type: 'trail.key_replaced', at: new Date(), actorId: null, facts: { before, after } }]);
}
