import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { decodeTracesJson } from '@/lib/ingest/otlp-json';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import { phoenixItems } from './phoenix-spans';

const TRACE = 'ab'.repeat(16);
const read = (...records: Json[]) => {
  const inside = records.flatMap((record) => phoenixItems(record, 'line 1').map(({ payload }) => String(payload))).join(',');
  return runsFromSpans(decodeTracesJson(Buffer.from(`{"resourceSpans":[${inside}]}`)).items, SOURCES);
};
const CLIENT = {
  id: 'U3Bhbjox',
  name: 'ChatCompletion',
  context: { trace_id: TRACE, span_id: 'cd'.repeat(8) },
  span_kind: 'LLM',
  parent_id: null,
  start_time: '2026-11-21T08:00:00.000000+00:00',
  end_time: '2026-11-21T08:00:01.500000+00:00',
  status_code: 'ERROR',
  status_message: 'refused',
  attributes: {
    'openinference.span.kind': 'LLM',
    'llm.model_name': 'gpt-x',
    'llm.token_count.prompt': 7,
    'llm.invocation_parameters': '{"temperature":0.5}',
    'llm.input_messages.0.message.role': 'user',
    'llm.input_messages.0.message.content': 'q',
    'llm.output_messages.0.message.role': 'assistant',
    'llm.output_messages.0.message.content': 'a',
    metadata: '{"ticket":"T-1"}',
  },
  events: [{ name: 'exception', timestamp: '2026-11-21T08:00:01Z', attributes: { 'exception.message': 'refused', 'exception.type': 'E' } }],
};

describe('spans of Phoenix', () => {
  it('are read as the OpenInference spans they were', () => {
    const [run] = read(CLIENT);
    expect(run).toMatchObject({ runId: TRACE, facts: { metadata: { ticket: 'T-1' } } });
    expect(run?.steps).toMatchObject([
      {
        stepId: 'cd'.repeat(8),
        kind: 'LLM',
        status: 'error',
        startNs: 1_795_248_000_000_000_000n,
        endNs: 1_795_248_001_500_000_000n,
        facts: {
          modelName: 'gpt-x',
          usage: { inputTokens: 7 },
          parameters: { temperature: 0.5 },
          messages: [{ role: 'user', parts: [{ type: 'text', content: 'q' }] }],
        },
        events: [{ name: 'exception' }],
      },
    ]);
  });

  it('are the same as rows of the data frame, with nested lists and empty columns', () => {
    const row = {
      name: 'ChatCompletion',
      span_kind: 'LLM',
      parent_id: null,
      start_time: 1_795_248_000_000,
      end_time: 1_795_248_001_500,
      status_code: 'ERROR',
      status_message: 'refused',
      events: CLIENT.events,
      'context.span_id': 'cd'.repeat(8),
      'context.trace_id': TRACE,
      'attributes.llm.model_name': 'gpt-x',
      'attributes.llm.token_count.prompt': 7.0,
      'attributes.llm.invocation_parameters': '{"temperature":0.5}',
      'attributes.llm.input_messages': [{ 'message.role': 'user', 'message.content': 'q' }],
      'attributes.llm.output_messages': [{ message: { role: 'assistant', content: 'a' } }],
      'attributes.metadata': { ticket: 'T-1' },
      'attributes.retrieval.documents': null,
    };
    const canonical = (record: Json) =>
      read(record).map(({ runId, facts, steps }) => ({ runId, facts, steps: steps.map(({ attributes: _, ...step }) => step) }));
    expect(canonical(row)).toEqual(canonical(CLIENT));
  });

  it('keep parents with ids of any form together', () => {
    const root = '7a1f0000-0000-4000-8000-00000000000a';
    const one = (id: string, parent: string | null) => ({ ...CLIENT, context: { trace_id: root, span_id: id }, parent_id: parent });
    const [run] = read(one(root, null), one('9b1f0000-0000-4000-8000-00000000000b', root));
    expect(run?.runId).toBe(root.replaceAll('-', ''));
    expect(run?.steps[1]?.parentId).toBe(run?.steps[0]?.stepId);
  });

  it.each([
    [{ name: 'x' }, 'no context.trace_id'],
    [{ ...CLIENT, start_time: null }, 'no start_time'],
    ['x', 'JSON object'],
  ])('without what a span needs are refused: %j', (record, message) => {
    expect(() => phoenixItems(record, 'p')).toThrow(message);
  });
});
