import { describe, expect, it } from 'vitest';
import { readRunRecord } from '@/lib/domain/read-run-record';
import type { Json } from '@/lib/domain/run/run';
import { SOURCES } from '@/lib/sources/registry';
import { runFromRecord } from '@/lib/sources/plain-run';
import type { TableRow } from './table-columns';
import { kindOfEventType, rowTimes, tableRun } from './table-run';

const row = (values: { [column: string]: Json }): TableRow => ({
  traceId: String(values['trace_id']),
  parentId: values['parent_trace_id'] === undefined ? null : String(values['parent_trace_id']),
  rowId: values['id'] === undefined ? null : String(values['id']),
  order: JSON.stringify(values),
  ...rowTimes(values),
  values,
});

describe('rows of the single-table schema', () => {
  const rows = [
    row({ trace_id: 'c', parent_trace_id: 'b', event_type: 'tool_call', output: '{"n":1}', duration_ms: 5 }),
    row({
      trace_id: 'a',
      session_id: 's',
      event_type: 'workflow',
      input: 'q',
      output: 'answer',
      metadata: '{"user":"u"}',
      duration_ms: 1500,
      cost_usd: 0.5,
      created_at: '2026-11-21T08:00:00Z',
      colour: 'red',
    }),
    row({
      trace_id: 'b',
      parent_trace_id: 'a',
      event_type: 'llm_call',
      prompt_version: 'v3',
      model_name: 'gpt-x',
      cost_usd: '0.25',
      input: 'p',
    }),
  ];

  it('are one run with a step per row, each below its parent', () => {
    const record = tableRun('a', rows);
    expect(record).toMatchObject({
      run_id: 'a',
      session_id: 's',
      input: 'q',
      output: 'answer',
      latency_ms: 1500,
      started_at: '2026-11-21T08:00:00.000000Z',
      ended_at: '2026-11-21T08:00:01.500000Z',
      metadata: { user: 'u', colour: 'red' },
    });
    expect(record).not.toHaveProperty('cost_usd');
    const reading = runFromRecord(record, SOURCES);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.run.steps.map(({ stepId, parentId, kind }) => [stepId, parentId, kind])).toEqual([
      ['a', null, 'CHAIN'],
      ['b', 'a', 'LLM'],
      ['c', 'b', 'TOOL'],
    ]);
    expect(reading.run.steps[1]).toMatchObject({ input: 'p', facts: { modelName: 'gpt-x', promptVersion: 'v3', costUsd: 0.25 } });
    expect(reading.run.steps[2]).toMatchObject({ output: { n: 1 } });
  });

  it('may share a trace_id: then each row is a step of that trace', () => {
    const record = tableRun('a', [
      row({ id: 2, trace_id: 'a', event_type: 'llm', output: 'two' }),
      row({ id: 1, trace_id: 'a', event_type: 'retrieval', output: 'one', created_at: '2026-11-21' }),
      row({ id: 3, trace_id: 'd', parent_trace_id: 'a', event_type: 'tool' }),
    ]);
    const steps = record['steps'] as { step_id: string; parent_id: string | null }[];
    expect(steps.map(({ step_id, parent_id }) => [step_id, parent_id])).toEqual([
      ['a#1', null],
      ['a#2', null],
      ['d', 'a#1'],
    ]);
  });

  it('alone are a run with its cost', () => {
    const record = tableRun('x', [
      row({ trace_id: 'x', event_type: 'generation', input: { q: 1 }, output: 'o', cost_usd: 0.1, model_name: 'm' }),
    ]);
    expect(record).toMatchObject({ cost_usd: 0.1, model_name: 'm', output: 'o', steps: [{ kind: 'LLM' }] });
    expect(readRunRecord(record)).toMatchObject({ ok: true });
  });

  it.each([
    ['LLM_CALL', 'LLM'],
    ['chat.completion', 'LLM'],
    ['tool_call', 'TOOL'],
    ['vector_search', 'RETRIEVAL'],
    ['rerank', 'RERANK'],
    ['embedding', 'EMBEDDING'],
    ['human_review', 'REVIEW'],
    ['router', 'ROUTE'],
    ['request', 'CHAIN'],
    [undefined, 'CHAIN'],
  ])('have the kind that %s means: %s', (word, kind) => {
    expect(kindOfEventType(word)).toBe(kind);
  });
});
