// Reads hashes of full subtrees: leaves from trail_entry, everything above from the trail_node cache.
import 'server-only';
import { nodeHash } from '@/lib/domain/trail/merkle-hash';
import type { GetNode, NodeRef } from '@/lib/domain/trail/merkle-tree';
import type { Tx } from '@/lib/data/database';

/** Bind parameters of one statement are limited to 65,535; this stays far below. */
const NODES_A_QUERY = 5000;

/**
 * Fetches the named nodes at once and answers a reader for them. What the cache has lost is computed from the level below.
 * The hashes are as good as the database: check what is built from them against a signed root. A leaf that is gone is an error,
 * unless `lostLeaf` says what to put in its place.
 */
export async function readNodes(tx: Tx, projectId: string, refs: readonly NodeRef[], lostLeaf?: Uint8Array): Promise<GetNode> {
  const hashes = new Map<string, Uint8Array>();
  const composed: NodeRef[] = [];
  let wanted = unique(refs);
  while (wanted.length > 0) {
    for (const { level, idx, hash } of await storedNodes(tx, projectId, wanted)) hashes.set(nodeKey(level, idx), hash);
    const missing = wanted.filter(({ level, index }) => !hashes.has(nodeKey(level, index)));
    for (const { index } of missing.filter(({ level }) => level === 0)) {
      if (!lostLeaf) throw new Error(`Entry ${index} of the trail of project ${projectId} is gone`);
      hashes.set(nodeKey(0, index), lostLeaf);
    }
    const above = missing.filter(({ level }) => level > 0);
    composed.push(...above);
    wanted = unique(above.flatMap(children)).filter(({ level, index }) => !hashes.has(nodeKey(level, index)));
  }
  const getNode: GetNode = (level, index) => {
    const hash = hashes.get(nodeKey(level, index));
    if (!hash) throw new Error(`Node ${level}/${index} was not asked for`);
    return hash;
  };
  for (const ref of composed.reverse()) {
    const [left, right] = children(ref).map((child) => getNode(child.level, child.index));
    if (left && right) hashes.set(nodeKey(ref.level, ref.index), nodeHash(left, right));
  }
  return getNode;
}

async function storedNodes(
  tx: Tx,
  projectId: string,
  refs: readonly NodeRef[],
): Promise<{ level: number; idx: bigint; hash: Uint8Array }[]> {
  const found: { level: number; idx: bigint; hash: Uint8Array }[] = [];
  for (const [level, indices] of byLevel(refs)) {
    for (let at = 0; at < indices.length; at += NODES_A_QUERY) {
      const idx = { in: indices.slice(at, at + NODES_A_QUERY) };
      if (level === 0) {
        const leaves = await tx.trailEntry.findMany({ where: { projectId, idx }, select: { idx: true, leafHash: true } });
        found.push(...leaves.map((leaf) => ({ level, idx: leaf.idx, hash: leaf.leafHash })));
      } else {
        found.push(...(await tx.trailNode.findMany({ where: { projectId, level, idx }, select: { level: true, idx: true, hash: true } })));
      }
    }
  }
  return found;
}

function byLevel(refs: readonly NodeRef[]): Map<number, bigint[]> {
  const levels = new Map<number, bigint[]>();
  for (const { level, index } of refs) {
    const indices = levels.get(level);
    if (indices) indices.push(index);
    else levels.set(level, [index]);
  }
  return levels;
}

function children({ level, index }: NodeRef): NodeRef[] {
  return [
    { level: level - 1, index: index * 2n },
    { level: level - 1, index: index * 2n + 1n },
  ];
}

function unique(refs: readonly NodeRef[]): NodeRef[] {
  return [...new Map(refs.map((ref) => [nodeKey(ref.level, ref.index), ref])).values()];
}

function nodeKey(level: number, index: bigint): string {
  return `${level}/${index}`;
}
