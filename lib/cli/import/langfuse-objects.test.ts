import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { langfuseItems, type LangfuseKind } from './langfuse-objects';

type Event = { id: string; type: string; timestamp: string; body: { [key: string]: Json } };
const events = (record: Json, kind?: LangfuseKind) =>
  langfuseItems(record, 'line 1', kind).map(({ payload }) => JSON.parse(String(payload)) as Event);

const OBSERVATION = {
  id: 'o1',
  traceId: 't1',
  type: 'GENERATION',
  name: 'answer',
  startTime: '2026-11-21T08:00:00.000Z',
  endTime: '2026-11-21T08:00:01.000Z',
  parentObservationId: null,
  model: 'gpt-x',
  modelParameters: { temperature: 0.2 },
  usageDetails: { input: 10, output: 5, total: 15 },
  usage: { input: 10, output: 5, unit: 'TOKENS' },
  calculatedTotalCost: 0.002,
  promptName: 'policy',
  promptVersion: 3,
  input: [{ role: 'user', content: 'q' }],
  output: 'a',
  level: 'DEFAULT',
};

describe('objects of Langfuse', () => {
  it('are events of its ingestion with ids that are the same each time', () => {
    const [event, ...others] = events(OBSERVATION);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ id: 'import:generation-create:o1', type: 'generation-create', timestamp: '2026-11-21T08:00:01.000000Z' });
    expect(event?.body).toEqual({
      id: 'o1',
      traceId: 't1',
      name: 'answer',
      level: 'DEFAULT',
      promptName: 'policy',
      promptVersion: 3,
      startTime: '2026-11-21T08:00:00.000000Z',
      endTime: '2026-11-21T08:00:01.000000Z',
      model: 'gpt-x',
      modelParameters: { temperature: 0.2 },
      usageDetails: { input: 10, output: 5, total: 15 },
      costDetails: { total: 0.002 },
      input: [{ role: 'user', content: 'q' }],
      output: 'a',
    });
  });

  it('are the same in the names and forms of its blob export', () => {
    const row = {
      id: 'o1',
      trace_id: 't1',
      type: 'GENERATION',
      name: 'answer',
      start_time: '2026-11-21 08:00:00.000000',
      end_time: '2026-11-21 08:00:01.000000',
      parent_observation_id: '',
      provided_model_name: 'gpt-x',
      model_parameters: '{"temperature":0.2}',
      usage_details: '{"input":10,"output":5,"total":15}',
      total_cost: '0.002',
      cost_details: '{}',
      prompt_name: 'policy',
      prompt_version: 3,
      input: '[{"role":"user","content":"q"}]',
      output: 'a',
      level: 'DEFAULT',
    };
    expect(events(row)).toEqual(events(OBSERVATION));
  });

  it('bring the facts of the trace that enriched observations repeat', () => {
    const [trace, observation] = events({ ...OBSERVATION, trace_name: 'chat', user_id: 'u', session_id: 's', tags: ['x'] });
    expect(trace).toMatchObject({ type: 'trace-create', body: { id: 't1', name: 'chat', userId: 'u', sessionId: 's', tags: ['x'] } });
    expect(observation?.type).toBe('generation-create');
    expect(langfuseItems({ ...OBSERVATION, user_id: 'u' }, '').map(({ count }) => count)).toEqual([0, 1]);
  });

  it('bring what stands in a trace, and not the ids that a list gives instead', () => {
    const trace = { id: 't1', timestamp: '2026-11-21T08:00:00Z', name: 'chat', userId: 'u', tags: [], input: { q: 1 }, bookmarked: false };
    const score = {
      id: 's1',
      traceId: 't1',
      name: 'ok',
      value: 1,
      stringValue: 'True',
      dataType: 'BOOLEAN',
      source: 'ANNOTATION',
      comment: 'c',
    };
    expect(events({ ...trace, observations: [OBSERVATION], scores: [score] }).map(({ type }) => type)).toEqual([
      'trace-create',
      'generation-create',
      'score-create',
    ]);
    expect(events({ ...trace, observations: ['o1'], scores: ['s1'] })).toHaveLength(1);
    expect(events(score)[0]?.body).toMatchObject({ value: 1, dataType: 'BOOLEAN', source: 'ANNOTATION', traceId: 't1' });
    expect(events({ ...score, value: 0, stringValue: 'good', dataType: 'CATEGORICAL' })[0]?.body['value']).toBe('good');
    expect(events({ ...score, value: '0.25', dataType: 'NUMERIC', string_value: '' })[0]?.body['value']).toBe(0.25);
  });

  it('make a run of an item of a dataset, to be reviewed', () => {
    const item = {
      id: 'i1',
      datasetId: 'd',
      datasetName: 'refunds',
      input: 'q',
      expectedOutput: { a: 1 },
      metadata: { k: 1 },
      sourceTraceId: 't1',
    };
    const [made] = langfuseItems(item, 'p');
    expect(made?.surface).toBe('runs');
    expect(JSON.parse(String(made?.payload))).toEqual({
      run_id: 'langfuse-dataset-item:i1',
      name: 'refunds',
      environment: 'dataset',
      tags: ['dataset:refunds'],
      input: 'q',
      output: { a: 1 },
      metadata: { k: 1, langfuse_dataset_item: { id: 'i1', dataset: 'refunds', datasetId: 'd', sourceTraceId: 't1' } },
    });
    expect(() => langfuseItems({ ...item, expectedOutput: null }, 'p')).toThrow('without an expected output');
  });

  it.each([
    [3, 'JSON object'],
    [{ id: 'x', colour: 'red' }, 'no trace, observation, score or dataset item'],
    [{ timestamp: '2026-11-21' }, 'has no id'],
    [{ id: 's', name: 'n', value: 1 }, 'names no trace'],
    [{ id: 's', name: 'n', traceId: 't', dataType: 'NUMERIC' }, 'without a value'],
  ])('that are none are refused: %j', (record, message) => {
    expect(() => langfuseItems(record, 'p')).toThrow(message);
  });
});
