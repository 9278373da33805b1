import { describe, expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { mergeSteps } from './merge-step';
import { lostCalls, notReceived } from './missing-steps';
import { revisionOf } from '@/lib/domain/assemble/assemble-revision';
import type { CanonicalStep } from '@/lib/domain/run/run';

const step = (stepId: string, over: Partial<CanonicalStep> = {}): CanonicalStep => ({
  stepId,
  parentId: null,
  kind: 'CHAIN',
  name: stepId,
  startNs: 10n,
  endNs: 20n,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: {},
  events: [],
  ...over,
});
const assembled = (...steps: CanonicalStep[]) => assembleRun({ runId: 'r', source: 'otel', facts: {}, steps });
const shape = (...steps: CanonicalStep[]) => assembled(...steps).steps.map(({ stepId, depth, mark }) => [stepId, depth, mark]);

describe('parents that have not arrived', () => {
  const late = step('late', { parentId: 'away', startNs: 30n });
  const early = step('early', { parentId: 'away', startNs: 12n });

  it('have a placeholder, one for all of their children, which resolves when the parent comes', () => {
    expect(shape(late, early)).toEqual([
      ['away', 0, 'not_received'],
      ['early', 1, 'orphan'],
      ['late', 1, 'orphan'],
    ]);
    expect(shape(late, early, step('away', { startNs: 11n }))).toEqual([
      ['away', 0, null],
      ['early', 1, null],
      ['late', 1, null],
    ]);
  });

  it('leave each part of the trace beside the others, by its earliest step', () => {
    const other = step('other', { parentId: 'elsewhere', startNs: 5n });
    expect(shape(early, other, step('root', { startNs: 8n })).map(([id]) => id)).toEqual(['elsewhere', 'other', 'root', 'away', 'early']);
  });

  it('are no step of the run: nothing is derived from them and nothing is counted', () => {
    const model = {
      parentId: 'away',
      kind: 'LLM',
      input: 'Which floor?',
      output: 'The third.',
      facts: { modelName: 'm', usage: { inputTokens: 3 } },
    } as const;
    const run = assembled(step('call', model));
    expect(run.facts).toMatchObject({ name: 'call', input: 'Which floor?', output: 'The third.', usage: { inputTokens: 3 } });
    expect(run.steps[0]).toMatchObject({ name: 'Not received', status: 'unset', startNs: null, endNs: null });
  });

  it('are not missed where the step says that its parent is in another process', () => {
    expect(notReceived([step('entry', { parentId: 'gateway', facts: { isEntry: true } })])).toEqual([]);
    expect(shape(step('entry', { parentId: 'gateway', facts: { isEntry: true } }), step('below', { parentId: 'entry' }))).toEqual([
      ['entry', 0, null],
      ['below', 1, null],
    ]);
  });

  it('make the same revision whatever came first', () => {
    expect(revisionOf(assembled(late, early))).toBe(revisionOf(assembled(early, late)));
  });
});

describe('model calls without a span', () => {
  const stack = (folder: string) => `Error: 429 Too many requests\n    at APIError.generate (/app/${folder}/core/error.js:45:20)`;
  const failed = (over: Partial<CanonicalStep> = {}) =>
    step('chain', {
      status: 'error',
      error: '429 Too many requests',
      facts: { errorType: 'RateLimitError', errorDetail: stack('node_modules/openai') },
      ...over,
    });

  it('are recovered from the error of the step above, which names the client library', () => {
    expect(lostCalls([failed()])).toMatchObject([
      {
        parentId: 'chain',
        kind: 'LLM',
        name: 'Model call (openai)',
        status: 'error',
        error: '429 Too many requests',
        facts: { provider: 'openai', errorType: 'RateLimitError' },
      },
    ]);
    expect(lostCalls([failed({ facts: { errorDetail: stack('node_modules/@anthropic-ai/sdk') } })])[0]?.facts.provider).toBe('anthropic');
    expect(shape(failed())).toEqual([
      ['chain', 0, null],
      ['chain/lost-call', 1, 'recovered'],
    ]);
  });

  it('are not made up: not where a step below failed, not for the call itself, not for other errors', () => {
    expect(lostCalls([failed(), step('call', { parentId: 'chain', kind: 'LLM', status: 'error', error: '429' })])).toEqual([]);
    expect(lostCalls([failed({ kind: 'LLM' })])).toEqual([]);
    expect(lostCalls([failed({ facts: { errorDetail: stack('node_modules/pg') } })])).toEqual([]);
    expect(lostCalls([failed({ status: 'ok' })])).toEqual([]);
  });
});

describe('a parent of which only a step below it speaks', () => {
  const hint = step('away', { name: '', startNs: null, endNs: null, status: 'unset', facts: { kindFromChildren: 'AGENT' } });
  const child = step('tool', { parentId: 'away', kind: 'TOOL' });
  it('has not arrived either, until its own span has', () => {
    expect(shape(child, hint)).toEqual(shape(child));
    expect(shape(child, hint)[0]).toEqual(['away', 0, 'not_received']);
    const arrived = mergeSteps(hint, step('away', { sourceKind: 'outer' }));
    expect(shape(child, arrived)[0]).toEqual(['away', 0, null]);
    expect(assembled(child, arrived).steps[0]?.kind).toBe('AGENT');
  });
});
