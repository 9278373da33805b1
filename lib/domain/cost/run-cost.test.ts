import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCost, type CostKind, NO_COST, OTHERS } from './cost-kind';
import { DaySums } from './day-sums';
import { queryType } from './query-type';
import { type CostedRun, type CostedStep, runCost } from './run-cost';
import { pathsOf } from './step-path';

const RUN: CostedRun = {
  runId: 'r',
  costUsd: 0.5,
  usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 40, reasoningTokens: 5 },
  route: 'refunds',
  userId: 'u',
  promptId: 'p',
  promptVersion: '3',
  modelName: 'm',
  name: 'answer',
  input: 'How long does a refund take?',
  statedQueryType: null,
};
const step = (stepId: string, parentId: string | null, costUsd: number | null, extra: Partial<CostedStep> = {}): CostedStep => ({
  stepId,
  parentId,
  kind: 'LLM',
  name: stepId,
  modelName: 'm',
  costUsd,
  usage: null,
  ...extra,
});
const of = (kind: CostKind, run: CostedRun, steps: CostedStep[]) =>
  Object.fromEntries(runCost(run, steps).flatMap((part) => (part.kind === kind ? [[part.value, part.sums]] : [])));

describe('runCost', () => {
  it('counts the run once by route, user, prompt and query type, with cached and reasoning tokens apart', () => {
    expect(of('route', RUN, [])).toEqual({
      refunds: {
        ...NO_COST,
        runs: 1,
        knownRuns: 1,
        costUsd: 0.5,
        tokenRuns: 1,
        inputTokens: 100,
        cachedTokens: 40,
        outputTokens: 20,
        reasoningTokens: 5,
      },
    });
    expect(Object.keys(of('query', RUN, []))).toEqual(['how long does a …']);
  });

  it('does not count a step again that sums up the steps below it, and says what no step tells', () => {
    const steps = [step('agent', null, 0.4, { kind: 'AGENT' }), step('plan', 'agent', 0.1), step('write', 'agent', 0.3)];
    expect(of('step', RUN, steps)).toMatchObject({ LLM: { costUsd: 0.4, steps: 2, runs: 1 }, '': { costUsd: 0.1 } });
    expect(Object.keys(of('path', RUN, steps)).sort()).toEqual(['', 'agent › plan', 'agent › write']);
  });

  it('says that a cost is not known instead of counting zero', () => {
    const priceless = [step('a', null, null, { usage: { inputTokens: 10, outputTokens: 2 } })];
    expect(of('model', { ...RUN, costUsd: null, usage: null }, priceless)['m']).toMatchObject({
      runs: 1,
      knownRuns: 0,
      tokenRuns: 1,
      inputTokens: 10,
    });
    expect(of('all', { ...RUN, costUsd: null }, priceless)['']).toMatchObject({ runs: 1, knownRuns: 0 });
  });

  it('gives each model its own steps and the rest to the model of the run', () => {
    const steps = [step('small', null, 0.1, { modelName: 'mini' }), step('large', null, 0.3)];
    expect(of('model', RUN, steps)).toMatchObject({ mini: { costUsd: 0.1, runs: 1 }, m: { costUsd: 0.4, runs: 1 } });
  });

  it('loses no cost: the parts of every kind sum up to the run, whatever the tree', () => {
    const tree = fc.array(fc.record({ parent: fc.nat(9), cost: fc.option(fc.integer({ min: 0, max: 1000 })) }), { maxLength: 10 });
    fc.assert(
      fc.property(tree, (nodes) => {
        const steps = nodes.map(({ parent, cost }, at) => step(`s${at}`, `s${parent}`, cost === null ? null : cost / 1000));
        const own = runCost({ ...RUN, costUsd: 100 }, steps);
        for (const kind of ['route', 'model', 'step', 'path'] as const) {
          const sum = own.flatMap((part) => (part.kind === kind ? [part.sums] : [])).reduce(addCost, NO_COST);
          expect(sum.costUsd).toBeCloseTo(100);
        }
      }),
    );
  });
});

describe('queryType', () => {
  it.each([
    ['Where is order 4711-2?', 'where is order #'],
    ['退款需要多长时间才能到账？', '退款需要多长时间 …'],
    ['{"total": 3, "date": "2026', 'fields: date, total'],
    ['', 'answer'],
  ])('%s', (input, type) => {
    expect(queryType({ stated: null, input, name: 'answer' })).toBe(type);
  });

  it('goes by what the sender says', () => {
    expect(queryType({ stated: 'refund status', input: 'Where is my money?', name: null })).toBe('refund status');
  });
});

describe('pathsOf', () => {
  it('ends in a loop, joins repeated names and keeps the end of a deep path', () => {
    const loop = [
      { stepId: 'a', parentId: 'b', name: 'a' },
      { stepId: 'b', parentId: 'a', name: 'b' },
    ];
    expect(pathsOf(loop)('a')).toBe('b › a');
    const deep = Array.from({ length: 40 }, (_, at) => ({
      stepId: String(at),
      parentId: at === 0 ? null : String(at - 1),
      name: at < 20 ? 'agent' : `n${at}`,
    }));
    expect(pathsOf(deep)('19')).toBe('agent');
    expect(pathsOf(deep)('39')).toMatch(/^… › n30 › .* › n39$/u);
  });
});

describe('DaySums', () => {
  it('keeps the dearest values and runs and puts the others together without losing any', () => {
    const sums = new DaySums();
    for (let at = 0; at < 50; at++) sums.add(`r${at}`, runCost({ ...RUN, runId: `r${at}`, userId: `u${at}`, costUsd: at }, []));
    const users = sums.result(10).filter(({ kind }) => kind === 'user');
    expect(users).toHaveLength(11);
    expect(users[0]).toMatchObject({ value: 'u49', dearest: [{ runId: 'r49', costUsd: 49 }] });
    expect(users.at(-1)).toMatchObject({ value: OTHERS, sums: { runs: 40 } });
    expect(users.map((row) => row.sums).reduce(addCost, NO_COST).costUsd).toBe((49 * 50) / 2);
  });
});
