import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTreeParts, type Tree, treeScore } from './boosted-trees';

// x0 <= 1 ? (x1 <= 5 ? -1 : 1) : 2, with the means of rows that passed.
const tree: Tree = {
  column: [0, 1, -1, -1, -1],
  threshold: [1, 5, 0, 0, 0],
  left: [1, 3, 0, 0, 0],
  right: [2, 4, 0, 0, 0],
  value: [0.5, 0.25, 2, -1, 1],
};

describe('boosted trees', () => {
  it('go left up to the threshold', () => {
    expect([treeScore(tree, [1, 5]), treeScore(tree, [1, 5.1]), treeScore(tree, [1.1, 0])]).toEqual([-1, 1, 2]);
  });

  it('tell what each column changed, and nothing is left over', () => {
    fc.assert(
      fc.property(fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: -10, max: 10, noNaN: true })), (row) => {
        const parts = new Float64Array(2);
        const base = addTreeParts(tree, row, parts);
        expect(base + (parts[0] as number) + (parts[1] as number)).toBeCloseTo(treeScore(tree, row), 10);
      }),
    );
    const parts = new Float64Array(2);
    addTreeParts(tree, [0, 9], parts);
    expect([...parts]).toEqual([-0.25, 0.75]);
  });
});
