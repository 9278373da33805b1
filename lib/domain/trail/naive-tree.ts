// The definition of the Merkle tree hash in RFC 9162 §2.1.1, written down as it is read: what tests compare everything with.
import { emptyRoot, nodeHash } from './merkle-hash';
import type { GetNode } from './merkle-tree';

/** Hashes over a fixed list of leaf hashes; remembers subtrees so that thousands of sizes stay cheap. */
export function naiveTree(leaves: readonly Buffer[]): { root(size: number): Buffer; getNode: GetNode } {
  const known = new Map<string, Buffer>();
  const range = (start: number, end: number): Buffer => {
    const leaf = leaves[start];
    if (end === start) return emptyRoot();
    if (end - start === 1 && leaf) return leaf;
    const key = `${start}-${end}`;
    const hash = known.get(key) ?? nodeHash(range(start, start + split(end - start)), range(start + split(end - start), end));
    known.set(key, hash);
    return hash;
  };
  return { root: (size) => range(0, size), getNode: (level, index) => range(Number(index) * 2 ** level, (Number(index) + 1) * 2 ** level) };
}

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
