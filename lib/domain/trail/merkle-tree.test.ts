import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash, nodeHash } from './merkle-hash';
import { consistencyNodes, consistencyProof, inclusionNodes, inclusionProof, rangeNodes, treeRoot } from './merkle-tree';
import { isConsistent, isIncluded } from './merkle-verify';
import { naiveTree } from './naive-tree';
import { appendLeaf, emptyFrontier, frontierRoot } from './tree-frontier';

const MAX_SIZE = 2000;
const leaves = Array.from({ length: MAX_SIZE }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
const tree = naiveTree(leaves);

/** Roots of the eight entries that certificate-transparency implementations test with. */
const VECTORS: [entry: string, root: string][] = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

describe('the root', () => {
  it('is that of the known test vectors', () => {
    const known = naiveTree(VECTORS.map(([entry]) => leafHash(Buffer.from(entry, 'hex'))));
    expect(treeRoot(0n, known.getNode).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [at, [, root]] of VECTORS.entries()) expect(treeRoot(BigInt(at + 1), known.getNode).toString('hex')).toBe(root);
  });

  it(`equals the definition for every size from 0 to ${MAX_SIZE}, from stored nodes and appended leaf by leaf`, () => {
    const frontier = emptyFrontier();
    for (let size = 0; size <= MAX_SIZE; size += 1) {
      expect(treeRoot(BigInt(size), tree.getNode).equals(tree.root(size)), `size ${size}`).toBe(true);
      expect(frontierRoot(frontier).equals(tree.root(size)), `frontier ${size}`).toBe(true);
      const leaf = leaves[size];
      if (!leaf) break;
      for (const { level, index, hash } of appendLeaf(frontier, leaf))
        expect(hash.equals(tree.getNode(level, index)), `node ${level}/${index}`).toBe(true);
      expect(frontier.hashes).toEqual(
        rangeNodes({ start: 0n, end: BigInt(size + 1) }).map(({ level, index }) => tree.getNode(level, index)),
      );
    }
  });
});

describe('proofs', () => {
  const sizes = fc
    .integer({ min: 1, max: MAX_SIZE })
    .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }), oldSize: fc.nat({ max: size }) }));

  it('of inclusion verify, and fail for another entry, place, size, root or a changed path', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ({ size, index }, pick) => {
        const leaf = leaves[index] ?? Buffer.alloc(0);
        const claim = {
          leafHash: leaf,
          index: BigInt(index),
          size: BigInt(size),
          path: inclusionProof(BigInt(index), BigInt(size), tree.getNode),
          root: tree.root(size),
        };
        expect(isIncluded(claim)).toBe(true);
        expect(isIncluded({ ...claim, leafHash: leafHash(Buffer.from('other')) })).toBe(false);
        expect(isIncluded({ ...claim, root: leafHash(claim.root) })).toBe(false);
        expect(isIncluded({ ...claim, index: claim.size })).toBe(false);
        expect(isIncluded({ ...claim, path: [...claim.path, leaf] })).toBe(false);
        if (claim.path.length === 0) return;
        expect(isIncluded({ ...claim, path: claim.path.slice(1) })).toBe(false);
        expect(isIncluded({ ...claim, path: flipped(claim.path, pick) })).toBe(false);
        if (size > 1) expect(isIncluded({ ...claim, index: BigInt((index + 1) % size) })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of consistency verify, and fail for another root or a changed path', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ({ size, oldSize }, pick) => {
        const claim = {
          oldSize: BigInt(oldSize),
          oldRoot: tree.root(oldSize),
          size: BigInt(size),
          root: tree.root(size),
          path: consistencyProof(BigInt(oldSize), BigInt(size), tree.getNode),
        };
        expect(isConsistent(claim)).toBe(true);
        expect(isConsistent({ ...claim, oldSize: claim.size + 1n })).toBe(false);
        if (oldSize === 0) return;
        expect(isConsistent({ ...claim, oldRoot: leafHash(claim.oldRoot) })).toBe(false);
        expect(isConsistent({ ...claim, root: leafHash(claim.root) })).toBe(false);
        if (claim.path.length === 0) return;
        expect(isConsistent({ ...claim, path: claim.path.slice(0, -1) })).toBe(false);
        expect(isConsistent({ ...claim, path: flipped(claim.path, pick) })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('verify for every pair of sizes up to 70', () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let other = 0; other <= size; other += 1) {
        const [n, m, root] = [BigInt(size), BigInt(other), tree.root(size)];
        expect(
          isConsistent({ oldSize: m, oldRoot: tree.root(other), size: n, root, path: consistencyProof(m, n, tree.getNode) }),
          `${other} → ${size}`,
        ).toBe(true);
        const leaf = leaves[other];
        if (other < size && leaf)
          expect(
            isIncluded({ leafHash: leaf, index: m, size: n, root, path: inclusionProof(m, n, tree.getNode) }),
            `${other} in ${size}`,
          ).toBe(true);
      }
    }
  });

  it('name beforehand every node that they read', () => {
    fc.assert(
      fc.property(sizes, ({ size, index, oldSize }) => {
        const read: string[] = [];
        const getNode = (level: number, at: bigint) => {
          read.push(`${level}/${at}`);
          return tree.getNode(level, at);
        };
        inclusionProof(BigInt(index), BigInt(size), getNode);
        consistencyProof(BigInt(oldSize), BigInt(size), getNode);
        const named = [...inclusionNodes(BigInt(index), BigInt(size)), ...consistencyNodes(BigInt(oldSize), BigInt(size))];
        expect(read).toEqual(named.map((node) => `${node.level}/${node.index}`));
      }),
    );
  });

  it('hold far past 2^31 and 2^53 entries', () => {
    // All leaves alike: each level then has one hash, and trees of any size can be made.
    const byLevel = [leafHash(Buffer.from('same'))];
    for (let level = 1; level < 64; level += 1) byLevel.push(nodeHash(byLevel[level - 1] as Buffer, byLevel[level - 1] as Buffer));
    const getNode = (level: number) => byLevel[level] as Buffer;
    const large = fc.bigInt({ min: 2n ** 31n - 2n, max: 2n ** 60n });
    fc.assert(
      fc.property(large, large, (a, b) => {
        const [oldSize, size] = a < b ? [a, b] : [b, a];
        const root = treeRoot(size, getNode);
        expect(
          isConsistent({ oldSize, oldRoot: treeRoot(oldSize, getNode), size, root, path: consistencyProof(oldSize, size, getNode) }),
        ).toBe(true);
        const claim = { leafHash: getNode(0), index: oldSize - 1n, size, path: inclusionProof(oldSize - 1n, size, getNode), root };
        expect(isIncluded(claim)).toBe(true);
        expect(isIncluded({ ...claim, path: flipped(claim.path, Number(size % 1000n)) })).toBe(false);
      }),
    );
  });
});

function flipped(path: readonly Buffer[], pick: number): Buffer[] {
  return path.map((hash, at) => {
    const copy = Buffer.from(hash);
    if (at === pick % path.length) copy[pick % copy.length] = (copy[pick % copy.length] ?? 0) ^ 1;
    return copy;
  });
}
