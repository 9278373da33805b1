// Roots and proofs of an RFC 9162 Merkle tree, computed from stored hashes of full subtrees. Sizes are bigint: a trail may
// pass 2^31 entries, where the 32-bit operators of numbers go wrong.
import { emptyRoot, nodeHash } from './merkle-hash';

/** A full subtree: level l, index i covers entries [i·2^l, (i+1)·2^l). Level 0 is the leaves. */
export interface NodeRef {
  level: number;
  index: bigint;
}
export type GetNode = (level: number, index: bigint) => Uint8Array;

/** Entries from `start` up to, not including, `end`, as the RFC's recursion cuts them. */
export interface LeafRange {
  start: bigint;
  end: bigint;
}

/** The root of the first `size` entries. */
export function treeRoot(size: bigint, getNode: GetNode): Buffer {
  return size === 0n ? emptyRoot() : rangeHash({ start: 0n, end: size }, getNode);
}

/** Sibling hashes from the leaf upward (RFC 9162 §2.1.3.1). */
export function inclusionProof(index: bigint, size: bigint, getNode: GetNode): Buffer[] {
  return inclusionRanges(index, size).map((range) => rangeHash(range, getNode));
}

/** Proof that the first `oldSize` entries are a prefix of the first `size` (RFC 9162 §2.1.4.1). Empty for 0 and for equal sizes. */
export function consistencyProof(oldSize: bigint, size: bigint, getNode: GetNode): Buffer[] {
  return consistencyRanges(oldSize, size).map((range) => rangeHash(range, getNode));
}

/** Every stored hash that the inclusion proof needs, so that a reader can fetch them at once. */
export function inclusionNodes(index: bigint, size: bigint): NodeRef[] {
  return inclusionRanges(index, size).flatMap(rangeNodes);
}

export function consistencyNodes(oldSize: bigint, size: bigint): NodeRef[] {
  return consistencyRanges(oldSize, size).flatMap(rangeNodes);
}

/** The full subtrees whose hashes make up the hash of a range, left to right, larger before smaller. */
export function rangeNodes({ start, end }: LeafRange): NodeRef[] {
  const nodes: NodeRef[] = [];
  let position = start;
  while (position < end) {
    const level = bitLength(end - position) - 1;
    nodes.push({ level, index: position >> BigInt(level) });
    position += 1n << BigInt(level);
  }
  return nodes;
}

/** Combines the hashes of `rangeNodes`, from the right, into the hash of the range. */
export function foldHashes(hashes: readonly Uint8Array[]): Buffer {
  const last = hashes.at(-1);
  if (!last) throw new RangeError('There is no hash of an empty range');
  return hashes.slice(0, -1).reduceRight((right: Buffer, left) => nodeHash(left, right), Buffer.from(last));
}

function rangeHash(range: LeafRange, getNode: GetNode): Buffer {
  return foldHashes(rangeNodes(range).map(({ level, index }) => getNode(level, index)));
}

function inclusionRanges(index: bigint, size: bigint): LeafRange[] {
  if (index < 0n || index >= size) throw new RangeError(`A tree of ${size} has no entry ${index}`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0n, size];
  while (end - start > 1n) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

function consistencyRanges(oldSize: bigint, size: bigint): LeafRange[] {
  if (oldSize < 0n || oldSize > size) throw new RangeError(`A tree of ${size} does not continue one of ${oldSize}`);
  if (oldSize === 0n) return [];
  const ranges: LeafRange[] = [];
  let [start, end] = [0n, size];
  while (oldSize !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // When the old tree is a full subtree on the left, the verifier has its hash already: it is the old root.
  if (start !== 0n) ranges.push({ start, end });
  return ranges.reverse();
}

/** The largest power of two strictly less than n, for n > 1. */
function largestPowerBelow(n: bigint): bigint {
  return 1n << BigInt(bitLength(n - 1n) - 1);
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}
