import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import type { Json } from '@/lib/domain/run/run';
import { callSurface } from './call-surface';
import { langfuseIngestion } from './langfuse-ingestion';

const T = '2026-11-21T08:00:0';
const call = (path: string, body: Json) => callSurface(langfuseIngestion, body === null ? 'GET' : 'POST', path, body);
const event = (type: string, body: { [key: string]: Json }, second = 1, id = `${type}-${second}`) => ({
  id,
  type,
  timestamp: `${T}${second}.000Z`,
  body,
});
const batch = (...events: Json[]) => call('/lf/api/public/ingestion', { batch: events, metadata: {} });

const create = event('generation-create', {
  id: 'g',
  traceId: 't',
  name: 'answer',
  startTime: `${T}1.000Z`,
  model: 'gpt-4o-mini',
  modelParameters: { maxTokens: 5, stop: 'END' },
  input: [{ role: 'user', content: 'q' }],
  metadata: { a: { x: 1 } },
  promptName: 'p',
  promptVersion: 7,
});
const update = event(
  'generation-update',
  {
    id: 'g',
    traceId: 't',
    output: 'said',
    endTime: `${T}3.000Z`,
    completionStartTime: `${T}1.500Z`,
    metadata: { a: { y: 2 } },
    parentObservationId: null,
    usageDetails: { input: 175, output: 47, total: 262, input_cache_read: 32, output_reasoning: 8 },
  },
  2,
);

describe('a batch of Langfuse events', () => {
  it('becomes one run with one step for each observation, whatever came first', () => {
    const expected = {
      stepId: 'g',
      kind: 'LLM',
      sourceKind: 'generation',
      name: 'answer',
      status: 'ok',
      input: 'q',
      output: 'said',
      facts: {
        modelName: 'gpt-4o-mini',
        parameters: { max_tokens: 5, stop: ['END'] },
        usage: { inputTokens: 207, outputTokens: 55, cachedInputTokens: 32, reasoningTokens: 8 },
        promptId: 'p',
        promptVersion: '7',
        timeToFirstTokenMs: 500,
      },
    };
    for (const events of [
      [create, update],
      [update, create],
    ]) {
      const [run, ...others] = batch(...events).runs;
      expect(others).toEqual([]);
      if (!run?.reread || !run.steps[0] || !run.steps[1]) throw new Error('no steps');
      const step = run.reread(mergeSteps(run.steps[0], run.steps[1]));
      expect(step).toMatchObject(expected);
      expect([step.startNs, step.endNs]).toEqual([1795248001000000000n, 1795248003000000000n]);
      expect(run.reread(mergeSteps(step, step))).toEqual(step);
    }
  });

  it('takes the later event by its own time, creates before updates, and the earliest start of repeated creates', () => {
    const again = event('generation-create', { id: 'g', traceId: 't', name: 'renamed', startTime: `${T}9.000Z` }, 9);
    const early = event('generation-update', { id: 'g', traceId: 't', name: 'ignored', output: {} }, 1);
    const [run] = batch(again, early, create).runs;
    const step = run?.steps.reduce((a, b) => (run.reread as NonNullable<typeof run.reread>)(mergeSteps(a, b)));
    expect(step).toMatchObject({ name: 'renamed', startNs: 1795248001000000000n, status: 'running', output: null });
  });

  it('says what failed by the level, and keeps the rest of the message', () => {
    const [run] = batch(
      event('span-create', {
        id: 's',
        traceId: 't',
        name: 'validate-x',
        parentObservationId: 'ABCDEF',
        startTime: `${T}1.000Z`,
        level: 'ERROR',
        statusMessage: 'no\nat x',
      }),
    ).runs;
    expect(run?.steps[0]).toMatchObject({
      kind: 'VALIDATION',
      parentId: 'abcdef',
      status: 'error',
      error: 'no',
      facts: { errorDetail: 'at x' },
    });
  });

  it('reads kinds by type, documents of retrievers and the zero cost of a failed call', () => {
    const documents = [{ id: 'd1', content: 'text', score: -0.2 }];
    const [run] = batch(
      event('retriever-create', { id: 'r', traceId: 't', output: documents }, 1),
      event('event-create', { id: 'e', traceId: 't', name: 'shown', startTime: `${T}1.000Z` }, 2),
      event('span-create', { id: 'h', traceId: 't', metadata: { kind: 'retriever' }, output: documents }, 3),
      event('generation-create', { id: 'f', traceId: 't', level: 'ERROR', costDetails: { input: 0, output: 0, total: 0 } }, 4),
      event('generation-create', { id: 'c', traceId: 't', usage: { input: 3, output: 2, inputCost: 0.5, outputCost: 0.25 } }, 5),
    ).runs;
    expect(run?.steps.map(({ kind }) => kind)).toEqual(['RETRIEVAL', 'EVENT', 'RETRIEVAL', 'LLM', 'LLM']);
    expect(run?.steps[0]?.facts.passages).toMatchObject([{ id: 'd1', content: 'text', score: -0.2, rank: 1 }]);
    expect(run?.steps[1]).toMatchObject({ status: 'ok', endNs: 1795248001000000000n });
    expect(run?.steps[3]?.facts).not.toHaveProperty('costUsd');
    expect(run?.steps[4]?.facts).toMatchObject({ costUsd: 0.75, usage: { inputTokens: 3, outputTokens: 2 } });
  });

  it('unites tags, merges metadata by key and takes later words of a trace', () => {
    const [run] = batch(
      event(
        'trace-create',
        { id: 'T1', name: 'new', tags: ['late'], metadata: { b: 2 }, timestamp: `${T}5.000Z`, output: 'o', input: {} },
        5,
      ),
      event(
        'trace-create',
        {
          id: 'T1',
          name: 'old',
          tags: ['a'],
          metadata: { a: 1, b: 1 },
          timestamp: `${T}1.000Z`,
          userId: 'u',
          sessionId: 's',
          release: 'r',
          input: 'i',
        },
        1,
      ),
      event('span-create', { id: 'x', traceId: 'T1', environment: 'staging', startTime: `${T}2.000Z` }, 2),
    ).runs;
    expect(run?.facts).toEqual({
      name: 'new',
      tags: ['a', 'late'],
      metadata: { a: 1, b: 2 },
      startedAt: `${T}1.000Z`,
      userId: 'u',
      sessionId: 's',
      release: 'r',
      input: 'i',
      output: 'o',
      environment: 'staging',
    });
  });

  it('acknowledges every event by its id, also those that can never be stored', () => {
    const reading = batch(create, event('sdk-log', { log: 'x' }), { id: 'odd', type: 'span-create', body: 7 }, 'not an event');
    expect(reading.answer({ rejected: [{ runId: 't', code: 'not_storable', detail: '', path: '' }] })).toEqual({
      status: 207,
      body: {
        successes: [
          { id: 'generation-create-1', status: 201 },
          { id: 'sdk-log-1', status: 201 },
          { id: 'odd', status: 201 },
        ],
        errors: [],
      },
    });
    expect(() => call('/api/public/ingestion', { events: [] })).toThrow(/batch must be a list/);
  });
});

describe('scores', () => {
  it('come in a batch with the value in the form of their type', () => {
    const score = (body: { [key: string]: Json }) => batch(event('score-create', { id: 's', name: 'n', ...body })).scores?.[0];
    expect(score({ traceId: 'ABC', observationId: 'O-1', value: 0.5, comment: 'c', source: 'ANNOTATION', metadata: { k: 1 } })).toEqual({
      id: 's',
      source: 'langfuse',
      name: 'n',
      target: { runId: 'abc', stepId: 'O-1' },
      number: 0.5,
      comment: 'c',
      who: 'human',
      metadata: { k: 1 },
      at: `${T}1.000Z`,
    });
    expect(score({ sessionId: 'S', value: 'good' })).toMatchObject({ target: { sessionId: 'S' }, label: 'good' });
    expect(score({ traceId: 't', value: 1, dataType: 'BOOLEAN' })).toMatchObject({ number: 1, metadata: { dataType: 'BOOLEAN' } });
    expect(score({ traceId: 't', value: '42', dataType: 'CATEGORICAL' })).toMatchObject({ label: '42' });
    expect(score({ traceId: 't', value: '42', dataType: 'NUMERIC', source: 'EVAL' })).toMatchObject({ number: 42, who: 'model' });
    expect(score({ traceId: 't', value: 'better', dataType: 'CORRECTION' })).toMatchObject({ correction: 'better' });
  });

  it('come over REST, and one without an id is known by its target and name', () => {
    const reading = call('/api/public/scores', { traceId: 't', name: 'n', value: true });
    expect(reading.scores).toMatchObject([{ id: 't---n', number: 1 }]);
    expect(reading.answer({ rejected: [] })).toEqual({ status: 200, body: { id: 't---n' } });
    expect(() => call('/api/public/scores', { name: 'n' })).toThrow(/name and a value/);
  });
});

it('answers what SDKs ask at start', () => {
  expect(call('/api/public/projects', null).answer({ rejected: [] }).status).toBe(200);
  expect(call('/api/public/v2/prompts/clause-lookup', null).answer({ rejected: [] })).toMatchObject({
    status: 404,
    body: { error: 'LangfuseNotFoundError' },
  });
});
