import { expect, it } from 'vitest';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import { distinctRuns } from '@/lib/data/distinct-runs';
import { distinctPacked, packOrReject, packRun } from './packed-run';
import { rowStep, stepRow } from './step-row';

const step = (stepId: string, more: Partial<CanonicalStep> = {}): CanonicalStep => ({
  stepId,
  parentId: null,
  kind: 'CHAIN',
  name: stepId,
  startNs: null,
  endNs: null,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: {},
  events: [],
  ...more,
});
const run = (runId: string, steps: CanonicalStep[], more: Partial<CanonicalRun> = {}): CanonicalRun => ({
  runId,
  source: 'otel',
  facts: {},
  isWhole: false,
  steps,
  aliases: [],
  ...more,
});
const nested = (depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => [inner], 1);

it('a step comes back from its row as it went in', () => {
  const whole = step('a', {
    parentId: 'p',
    kind: 'LLM',
    sourceKind: 'GENERATION',
    name: 'żółw 𝄞',
    startNs: 1_795_233_397_288_000_001n,
    endNs: 9_223_372_036_854_775_807n,
    status: 'error',
    error: 'no',
    input: { text: 'a "quoted" \\u0041 line\nand another', list: [1, -0.5, null, true] },
    output: '',
    facts: { modelName: 'm', usage: { inputTokens: 3 }, losses: ['one'] },
    attributes: { 'a.b': 'x'.repeat(300_000), '10': 1, empty: {} },
    events: [
      { name: 'e', timeNs: 5n, attributes: { k: ['v'] } },
      { name: 'f', timeNs: null, attributes: {} },
    ],
  });
  expect(rowStep(stepRow('r', whole))).toEqual(whole);
  expect(rowStep(stepRow('r', step('b')))).toEqual(step('b'));
  expect(stepRow('r', step('b')).input).toBeNull();
});

it('rows keep what they say while many others are written after them', () => {
  const texts = Array.from({ length: 2000 }, (_, index) => `${index} ${'é'.repeat(index % 400)}`);
  const rows = texts.map((text) => stepRow('r', step('s', { input: text })));
  expect(rows.map((row) => rowStep(row).input)).toEqual(texts);
  expect(new Set(rows.map(({ contentHash }) => contentHash)).size).toBe(2000);
  expect(rows.every(({ contentHash }) => contentHash.length === 32)).toBe(true);
});

it('refuses the step that nests too deep, and with it a whole run', () => {
  const deep = step('deep', { input: nested(100_000) });
  const rejected: Parameters<typeof packOrReject>[1] = [];
  expect(packOrReject(run('r', [step('a'), deep]), rejected)?.rows.map(({ stepId }) => stepId)).toEqual(['a']);
  expect(packOrReject(run('r', [deep]), rejected)).toBeNull();
  expect(packOrReject(run('w', [step('a'), deep], { isWhole: true }), rejected)).toBeNull();
  expect(packOrReject(run('empty', []), rejected)?.rows).toEqual([]);
  expect(rejected.map(({ runId, stepId, code }) => [runId, stepId, code])).toEqual([
    ['r', 'deep', 'not_storable'],
    ['r', 'deep', 'not_storable'],
    ['w', undefined, 'not_storable'],
  ]);
});

it('unites runs that come twice as they would be united before they were packed', () => {
  const runs = [
    run('b', [step('1')]),
    run('a', [step('1', { input: 'in', startNs: 5n }), step('3')], { scores: [], aliases: [{ alias: 'x', kind: 'trace' }] }),
    run('a', [step('1', { output: 'out', endNs: 9n, facts: { modelName: 'm' } }), step('2')], { source: 'openinference' }),
  ];
  expect(distinctPacked(runs.map(packRun)).map(({ rows, ...rest }) => ({ ...rest, steps: rows.map(rowStep) }))).toEqual(
    distinctRuns(runs).map((united) => ({ ...united, scores: united.scores ?? [] })),
  );
});
