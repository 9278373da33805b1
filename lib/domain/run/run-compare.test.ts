import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonChanges } from '@/lib/domain/json-changes';
import type { AssembledRun, AssembledStep, Json } from './run';
import { compareRuns } from './run-compare';
import { textChanges } from '@/lib/domain/text-changes';

const step = (name: string, extra: Partial<AssembledStep> = {}): AssembledStep => ({
  stepId: name,
  parentId: null,
  kind: 'LLM',
  name,
  startNs: '0',
  endNs: '2000000',
  status: 'ok',
  error: null,
  depth: 0,
  mark: null,
  facts: {},
  bodySha256: 'a',
  ...extra,
});
const run = (extra: Partial<AssembledRun>): AssembledRun => ({
  runId: 'r',
  source: 'plain',
  facts: {},
  passages: [],
  steps: [],
  derived: {},
  ...extra,
});
const compare = (left: Partial<AssembledRun>, right: Partial<AssembledRun>, outputs: [Json, Json] = [null, null]) =>
  compareRuns({ record: run(left), claims: [], output: outputs[0] }, { record: run(right), claims: [], output: outputs[1] });

describe('compareRuns', () => {
  it('puts changed facts first and says what is only on one side', () => {
    const { facts } = compare(
      { facts: { route: 'refund', modelName: 'm', promptVersion: '3' } },
      { facts: { route: 'claims', modelName: 'm', seed: 7 } },
    );
    expect(facts.map(({ field, status }) => [field, status])).toEqual([
      ['promptVersion', 'removed'],
      ['route', 'changed'],
      ['seed', 'added'],
      ['modelName', 'same'],
    ]);
  });

  it('aligns steps by kind and name where one run has an extra retry in the middle', () => {
    const { steps } = compare(
      { steps: [step('retrieve'), step('answer')] },
      { steps: [step('retrieve'), step('answer', { status: 'error', stepId: 'a1' }), step('answer', { stepId: 'a2' })] },
    );
    expect(steps.map(({ name, status }) => [name, status])).toEqual([
      ['retrieve', 'same'],
      ['answer', 'changed'],
      ['answer', 'added'],
    ]);
    expect(steps[1]?.changes).toEqual(['status']);
  });

  it('calls a passage the same when only its id changed', () => {
    const { passages } = compare(
      { passages: [{ id: 'p1', content: 'Refunds take 14 days.', rank: 1 }] },
      {
        passages: [
          { id: 'x9', content: 'Refunds take 14 days.', rank: 1 },
          { id: 'x8', content: 'Gift cards do not expire.', rank: 2 },
        ],
      },
    );
    expect(passages.map(({ status }) => status)).toEqual(['same', 'added']);
  });

  it('keeps every step of both sides exactly once, in order, for any two runs', () => {
    const steps = fc
      .array(fc.constantFrom('a', 'b', 'c'))
      .map((names) => names.map((name, index) => step(name, { stepId: `${name}${index}` })));
    fc.assert(
      fc.property(steps, steps, (left, right) => {
        const rows = compare({ steps: left }, { steps: right }).steps;
        expect(rows.flatMap((row) => row.left?.stepId ?? [])).toEqual(left.map(({ stepId }) => stepId));
        expect(rows.flatMap((row) => row.right?.stepId ?? []).sort()).toEqual(right.map(({ stepId }) => stepId).sort());
      }),
    );
  });

  it('compares 20,000 equal steps', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => step('same', { stepId: String(index) }));
    expect(compare({ steps: many }, { steps: many }).steps).toHaveLength(20_000);
  });
});

describe('jsonChanges', () => {
  it('names the place of each change and follows a row that moved', () => {
    const left = {
      total: 41200,
      lines: [
        { id: 'a', qty: 1 },
        { id: 'b', qty: 2 },
      ],
    };
    const right = {
      total: 41000,
      lines: [
        { id: 'b', qty: 3 },
        { id: 'a', qty: 1 },
        { id: 'c', qty: 9 },
      ],
      'a/b': true,
    };
    const changes = jsonChanges(left, right);
    expect(changes).toContainEqual({ path: '/total', kind: 'changed', left: 41200, right: 41000 });
    expect(changes).toContainEqual({ path: '/lines/2', kind: 'added', left: null, right: { id: 'c', qty: 9 } });
    expect(changes).toContainEqual({ path: '/a~1b', kind: 'added', left: null, right: true });
    expect(changes.some(({ kind }) => kind === 'moved')).toBe(true);
    expect(changes.some(({ path, kind }) => kind === 'changed' && path === '/lines/0/qty')).toBe(true);
  });

  it('takes a key named like an inherited member for a key', () => {
    expect(jsonChanges({ valueOf: {} }, {})).toEqual([{ path: '/valueOf', kind: 'removed', left: {}, right: null }]);
  });

  it('is empty for equal values only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        expect(jsonChanges(left as Json, left as Json)).toEqual([]);
        if (JSON.stringify(left) !== JSON.stringify(right))
          expect(jsonChanges({ v: left as Json }, { v: right as Json }).length > 0).toBe(!sameValue(left, right));
      }),
    );
  });
});

describe('textChanges', () => {
  it.each([
    ['The total is 41,200.00 EUR.', 'The total is 41,000.00 EUR.'],
    ['退款期限为十四天。', '退款期限为三十天。'],
    ['المبلغ ١٠٠ ريال', 'المبلغ ٢٠٠ ريال'],
    ['', 'new'],
  ])('joins back to both texts: %s', (left, right) => {
    const changes = textChanges(left, right);
    expect(
      changes
        .filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe(left);
    expect(
      changes
        .filter(({ kind }) => kind !== 'removed')
        .map(({ text }) => text)
        .join(''),
    ).toBe(right);
    expect(changes.length).toBeGreaterThan(left === '' ? 0 : 1);
  });
});

function sameValue(left: unknown, right: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : Array.isArray(value)
        ? value.map(sorted)
        : value;
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}
