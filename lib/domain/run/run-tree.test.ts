import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runTree, type TreeInput } from './run-tree';

const step = (stepId: string, parentId: string | null = null, startNs: bigint | null = null): TreeInput => ({ stepId, parentId, startNs });
const shown = (steps: TreeInput[]) =>
  runTree(steps).map(({ step: { stepId }, depth, mark }) => `${'-'.repeat(depth)}${stepId}${mark ? `!${mark}` : ''}`);

describe('runTree', () => {
  it('orders children below their parent by start, whatever order they arrived in', () => {
    expect(shown([step('c', 'a', 3n), step('d', 'b', 4n), step('b', 'a', 2n), step('a', null, 1n)])).toEqual(['a', '-b', '--d', '-c']);
  });

  it('marks a step whose parent never arrived and keeps its children', () => {
    expect(shown([step('child', 'lost'), step('grandchild', 'child')])).toEqual(['child!orphan', '-grandchild']);
  });

  it('cuts a loop at its earliest step and keeps all of it', () => {
    expect(shown([step('a', 'c', 3n), step('b', 'a', 1n), step('c', 'b', 2n), step('x', 'a', 9n)])).toEqual([
      'b!cycle',
      '-c',
      '--a',
      '---x',
    ]);
  });

  it('marks a step that is its own parent', () => {
    expect(shown([step('self', 'self')])).toEqual(['self!cycle']);
  });

  it('keeps both rows of an id that occurs twice', () => {
    expect(shown([step('a'), step('a'), step('b', 'a')])).toEqual(['a', '-b', 'a']);
  });

  it('takes a chain 20,000 deep', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => step(`s${index}`, index === 0 ? null : `s${index - 1}`));
    const rows = runTree(chain.reverse());
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)?.depth).toBe(19_999);
  });

  it('gives every step exactly once, parents before children, and marks only roots, for any parents', () => {
    const anySteps = fc.array(
      fc.record({
        stepId: fc.integer({ min: 0, max: 30 }).map(String),
        parentId: fc.option(fc.integer({ min: 0, max: 35 }).map(String)),
        startNs: fc.option(fc.bigInt({ min: 0n, max: 5n })),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(anySteps, (steps) => {
        const rows = runTree(steps);
        expect(new Set(rows.map((row) => row.step)).size).toBe(steps.length);
        const path: string[] = [];
        for (const {
          step: { stepId, parentId },
          depth,
          mark,
        } of rows) {
          path.length = depth;
          if (depth > 0) expect(path.at(-1)).toBe(parentId);
          else expect(mark !== null).toBe(parentId !== null);
          path.push(stepId);
        }
      }),
    );
  });
});
