import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonChanges } from '@/lib/domain/json-changes';
import type { Json } from '@/lib/domain/run/run';
import { textChanges } from '@/lib/domain/text-changes';
import { type ComparedRun, compareRuns } from './compare-runs';
import { anySteps, exampleStep as step } from './example-steps';
import { firstDivergence } from './first-divergence';

const run = (extra: Partial<ComparedRun>): ComparedRun => ({
  runId: 'r',
  facts: {},
  passages: [],
  steps: [],
  claims: [],
  findings: [],
  output: null,
  prompts: new Map(),
  measures: { costUsd: null, latencyMs: null, stepCount: 0, errorCount: 0 },
  ...extra,
});
const compare = (left: Partial<ComparedRun>, right: Partial<ComparedRun>) => compareRuns(run(left), run(right));

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

  it('pairs the answer with the retry that gave it, not with the attempt that failed', () => {
    const { steps } = compare(
      { steps: [step('retrieve'), step('answer')] },
      { steps: [step('retrieve'), step('a1', { name: 'answer', status: 'error' }), step('a2', { name: 'answer' })] },
    );
    expect(steps.map(({ right, status }) => [right?.stepId, status])).toEqual([
      ['retrieve', 'same'],
      ['a1', 'added'],
      ['a2', 'same'],
    ]);
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

  it('keeps every step of both sides in exactly one row, those of the left in order, for any graphs', () => {
    fc.assert(
      fc.property(anySteps, anySteps, (left, right) => {
        const { steps } = compare({ steps: left }, { steps: right });
        expect(steps.flatMap((row) => row.left?.stepId ?? [])).toEqual(left.map(({ stepId }) => stepId));
        expect(steps.flatMap((row) => row.right?.stepId ?? []).sort()).toEqual(right.map(({ stepId }) => stepId).sort());
      }),
      { seed: 20261130 },
    );
  });

  it('names a rename, an insertion, a move and what a tool was asked and answered', () => {
    const root = step('root', { kind: 'AGENT', name: 'agent' });
    const below = (id: string, name: string, asked: string, answered: string) =>
      step(id, { depth: 1, kind: 'TOOL', name, asked, answered });
    const left = [
      root,
      below('a', 'get_order', '{"order":4711}', 'found'),
      below('b', 'search_policy', 'refund period', '30 days'),
      below('c', 'send_mail', 'dear customer', 'sent'),
    ];
    const right = [
      root,
      below('c2', 'send_mail', 'dear customer', 'sent'),
      below('a2', 'get_order', '{"order":4712}', 'found'),
      below('x', 'check_fraud', 'customer 12', 'no'),
      below('b2', 'look_up_policy', 'refund period', '30 days'),
    ];
    const { steps } = compare({ steps: left }, { steps: right });
    expect(
      steps.map(({ left: l, right: r, status, changes, moved }) => [
        l?.stepId,
        r?.stepId,
        status,
        changes.filter((change) => change !== 'body'),
        moved,
      ]),
    ).toEqual([
      ['root', 'root', 'same', [], null],
      ['a', 'a2', 'changed', ['input'], null],
      [undefined, 'x', 'added', [], null],
      ['b', 'b2', 'changed', ['name'], null],
      ['c', 'c2', 'changed', [], 'order'],
    ]);
    expect(steps[1]?.input).toEqual({
      kind: 'json',
      isCut: false,
      changes: [{ path: '/order', kind: 'changed', left: 4711, right: 4712 }],
    });
  });

  it('says at which step two runs with the same input part first', () => {
    const steps = (answered: string) => [
      step('root', { kind: 'AGENT', name: 'agent', answered: `so ${answered}` }),
      step('s', { depth: 1, kind: 'RETRIEVAL', name: 'search', asked: 'refund period', answered }),
      step('g', { depth: 1, name: 'generate', asked: `use ${answered}`, answered: `so ${answered}` }),
    ];
    expect(compare({ steps: steps('thirty days') }, { steps: steps('forty days') }).divergence).toEqual({ kind: 'answered', row: 1 });
    expect(compare({ steps: steps('thirty days') }, { steps: steps('thirty days') }).divergence).toBeNull();
    expect(compare({ facts: { input: 'a' } }, { facts: { input: 'b' } }).divergence).toEqual({ kind: 'input', row: null });
    expect(firstDivergence({ isSameInput: true, isSameOutput: false }, [])).toEqual({ kind: 'output', row: null });
  });

  it('says once what several steps were told otherwise, and that a passage changed its rank, its text or is gone', () => {
    const steps = ['a', 'b'].map((id) => step(id, { asked: `question ${id}` }));
    const told = (template: string) => new Map(steps.map(({ stepId }) => [stepId, { template }] as const));
    const { prompts, passages } = compare(
      {
        steps,
        prompts: told('Answer briefly.'),
        passages: [
          { id: 'p', content: 'Refunds take thirty days.', documentId: 'policy', page: 1, rank: 1 },
          { id: 'q', content: 'Gift cards do not expire.', rank: 2 },
          { id: 'z', content: 'Only here.', rank: 3 },
        ],
      },
      {
        steps,
        prompts: told('Answer at length.'),
        passages: [
          { id: 'q2', content: 'Gift cards do not expire.', rank: 1 },
          { id: 'p2', content: 'Refunds take forty days.', documentId: 'policy', page: 1, rank: 2 },
        ],
      },
    );
    expect(prompts.map(({ part, steps: names }) => [part, names])).toEqual([['template', ['a', 'b']]]);
    expect(
      passages.map(({ label, status, text }) => [label, status, text?.filter(({ kind }) => kind !== 'same').map((change) => change.text)]),
    ).toEqual([
      ['policy, page 1', 'changed', ['thirty', 'forty']],
      ['q2', 'changed', undefined],
      ['z', 'removed', undefined],
    ]);
  });

  it('compares 20,000 equal steps', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => step(String(index), { name: 'same' }));
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
