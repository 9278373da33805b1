// The right edge of a growing Merkle tree: appends leaves one by one and says which full subtrees each of them completes.
import { emptyRoot, nodeHash } from './merkle-hash';
import { foldHashes } from './merkle-tree';

/** `hashes` are those of `rangeNodes({ start: 0, end: size })`. At most 64 of them for any size that fits 64 bits. */
export interface Frontier {
  size: bigint;
  hashes: Buffer[];
}
export interface CompletedNode {
  level: number;
  index: bigint;
  hash: Buffer;
}

export function emptyFrontier(): Frontier {
  return { size: 0n, hashes: [] };
}

/** Appends a leaf in place. Answers the nodes above level 0 that it completed, lowest first. */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): CompletedNode[] {
  const completed: CompletedNode[] = [];
  let hash: Buffer = Buffer.from(leaf);
  let index = frontier.size;
  for (let level = 1; (index & 1n) === 1n; level += 1) {
    const left = frontier.hashes.pop();
    if (!left) throw new RangeError('The frontier has fewer hashes than its size asks for');
    hash = nodeHash(left, hash);
    index >>= 1n;
    completed.push({ level, index, hash });
  }
  frontier.hashes.push(hash);
  frontier.size += 1n;
  return completed;
}

export function frontierRoot(frontier: Frontier): Buffer {
  return frontier.size === 0n ? emptyRoot() : foldHashes(frontier.hashes);
}
