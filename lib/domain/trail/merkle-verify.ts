// Checks proofs of an RFC 9162 Merkle tree without the tree: RFC 9162 §2.1.3.2 and §2.1.4.2, on bigint.
import { HASH_BYTES, nodeHash } from './merkle-hash';

export interface InclusionClaim {
  leafHash: Uint8Array;
  index: bigint;
  size: bigint;
  path: readonly Uint8Array[];
  root: Uint8Array;
}
export interface ConsistencyClaim {
  oldSize: bigint;
  oldRoot: Uint8Array;
  size: bigint;
  root: Uint8Array;
  path: readonly Uint8Array[];
}

/** Whether the leaf stands at `index` in the tree of `size` with this root. */
export function isIncluded({ leafHash, index, size, path, root }: InclusionClaim): boolean {
  if (index < 0n || index >= size || ![leafHash, root, ...path].every(isHash)) return false;
  let [node, last] = [index, size - 1n];
  let hash: Uint8Array = leafHash;
  for (const sibling of path) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      [node, last] = skipEvenLevels(node, last);
    } else {
      hash = nodeHash(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && isSame(hash, root);
}

/** Whether the tree of `size` only appended to the tree of `oldSize`. */
export function isConsistent({ oldSize, oldRoot, size, root, path }: ConsistencyClaim): boolean {
  if (oldSize < 0n || oldSize > size || ![oldRoot, root, ...path].every(isHash)) return false;
  if (oldSize === 0n) return path.length === 0;
  if (oldSize === size) return path.length === 0 && isSame(oldRoot, root);
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...path] : path;
  if (!first) return false;
  let [node, last] = [oldSize - 1n, size - 1n];
  while (isOdd(node)) {
    node >>= 1n;
    last >>= 1n;
  }
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      [node, last] = skipEvenLevels(node, last);
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && isSame(oldHash, oldRoot) && isSame(newHash, root);
}

/** On the right edge of an incomplete tree a node has no sibling for some levels; the path has no hash for them. */
function skipEvenLevels(node: bigint, last: bigint): [bigint, bigint] {
  while (!isOdd(node) && node !== 0n) {
    node >>= 1n;
    last >>= 1n;
  }
  return [node, last];
}

function isOdd(n: bigint): boolean {
  return (n & 1n) === 1n;
}

function isPowerOfTwo(n: bigint): boolean {
  return (n & (n - 1n)) === 0n;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
