import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { stepBriefs } from '@/lib/domain/step-brief';
import { parentIndex, stepRows, timeSpan } from './step-rows';

const step = (stepId: string, parentId: string | null, startNs: bigint | null = null): CanonicalStep => ({
  stepId,
  parentId,
  kind: 'CHAIN',
  name: stepId,
  startNs,
  endNs: startNs === null ? null : startNs + 1_000_000n,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: {},
  events: [],
});
const briefs = (steps: CanonicalStep[]) => stepBriefs(assembleRun({ runId: 'r', source: 'plain', facts: {}, steps }), []);
const shown = (steps: CanonicalStep[], folded: string[] = []) =>
  stepRows(briefs(steps), new Set(folded)).map(
    (row) => `${'-'.repeat(row.step.depth)}${row.step.id}${row.hasChildren ? `+${row.below}` : ''}`,
  );

describe('stepRows', () => {
  const tree = [step('a', null), step('b', 'a'), step('c', 'b'), step('d', 'a'), step('e', null)];

  it('counts what lies below each step', () => {
    expect(shown(tree)).toEqual(['a+3', '-b+1', '--c', '-d', 'e']);
  });

  it('folds a subtree and nothing else', () => {
    expect(shown(tree, ['b'])).toEqual(['a+3', '-b+1', '-d', 'e']);
    expect(shown(tree, ['a', 'b'])).toEqual(['a+3', 'e']);
  });

  it('keeps every step of any graph of parents, loops and orphans included, and marks them', () => {
    const anySteps = fc
      .array(fc.record({ id: fc.nat(25), parent: fc.option(fc.nat(30)) }))
      .map((entries) => entries.map(({ id, parent }, index) => step(`${id}.${index}`, parent === null ? null : `${parent}.${index % 7}`)));
    fc.assert(
      fc.property(anySteps, (steps) => {
        const rows = stepRows(briefs(steps), new Set());
        const sent = rows.filter((row) => row.step.mark !== 'not_received');
        expect(sent.map((row) => row.step.id).sort()).toEqual(steps.map(({ stepId }) => stepId).sort());
        const known = new Set(steps.map(({ stepId }) => stepId));
        for (const { stepId, parentId } of steps) {
          if (parentId !== null && !known.has(parentId)) expect(rows.find((row) => row.step.id === stepId)?.step.mark).toBe('orphan');
        }
      }),
    );
  });

  it('takes a chain 20,000 deep, and one closed into a loop', () => {
    for (const first of [null, 's19999']) {
      const chain = Array.from({ length: 20_000 }, (_, index) =>
        step(`s${index}`, index === 0 ? first : `s${index - 1}`, BigInt(index) * 1_000_000n),
      );
      const all = briefs(chain);
      const rows = stepRows(all, new Set());
      expect(rows).toHaveLength(20_000);
      expect(rows[0]).toMatchObject({ below: 19_999, step: { id: 's0', mark: first === null ? null : 'cycle' } });
      expect(stepRows(all, new Set(['s5']))).toHaveLength(6);
      expect(timeSpan(all)).toBe(20_000);
      expect(parentIndex(all, 19_999)).toBe(19_998);
    }
  });
});
