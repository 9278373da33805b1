import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { callSurface } from './call-surface';
import { openinference } from './openinference';
import { phoenix } from './phoenix';

const call = (path: string, body: Json) => callSurface({ ...openinference, surfaces: phoenix.surfaces ?? [] }, 'POST', path, body);

describe('annotations', () => {
  const annotation = {
    span_id: '67F6740BBE1DDC3F',
    name: 'correctness',
    annotator_kind: 'HUMAN',
    identifier: 'reviewer-12',
    metadata: { rubric: 3 },
  };
  const one = (path: string, entry: { [key: string]: Json }) => call(path, { data: [entry] }).scores?.[0];

  it('are scores of what they name', () => {
    expect(one('/v1/span_annotations', { ...annotation, result: { score: 0.5, label: 'partly', explanation: 'why' } })).toMatchObject({
      source: 'phoenix',
      target: { stepId: '67f6740bbe1ddc3f' },
      name: 'correctness',
      number: 0.5,
      label: 'partly',
      comment: 'why',
      who: 'human',
      annotator: 'reviewer-12',
      metadata: { rubric: 3 },
    });
    expect(
      one('/v1/document_annotations', { span_id: 'a', document_position: 0, name: 'n', annotator_kind: 'LLM', result: { score: 1 } }),
    ).toMatchObject({
      target: { stepId: 'a', documentPosition: 0 },
      who: 'model',
    });
    expect(one('/v1/trace_annotations', { trace_id: 'T', name: 'n', annotator_kind: 'CODE', result: { score: 1 } })).toMatchObject({
      target: { runId: 't' },
      who: 'api',
    });
    expect(one('/v1/session_annotations', { session_id: 'S', name: 'n', result: { label: 'yes' }, identifier: '' })).toMatchObject({
      target: { sessionId: 'S' },
      label: 'yes',
    });
  });

  it('are the same result when they come again, whatever they say then', () => {
    const id = (more: { [key: string]: Json }) => one('/v1/span_annotations', { ...annotation, ...more })?.id;
    expect(id({ result: { score: 1 } })).toBe(id({ result: { score: 0 } }));
    expect(id({ identifier: 'other' })).not.toBe(id({}));
    expect(id({ name: 'tone' })).not.toBe(id({}));
  });

  it('are acknowledged by id, or refused with what is wrong', () => {
    const reading = call('/v1/span_annotations', { data: [annotation] });
    expect(reading.answer({ rejected: [] })).toEqual({ status: 200, body: { data: [{ id: reading.scores?.[0]?.id }] } });
    expect(reading.answer({ rejected: [], rejectedScores: [{ id: 'x', code: 'c', detail: 'too long' }] })).toMatchObject({ status: 422 });
    expect(() => call('/v1/span_annotations', { data: [{ name: 'n' }] })).toThrow('/data/0 must name its span.');
    expect(() => call('/v1/span_annotations', { data: [{ span_id: 'a' }] })).toThrow('/data/0/name must not be empty.');
    expect(() => call('/v1/span_annotations', [])).toThrow('/data must be a list.');
  });
});

it('takes uploaded spans with attributes under dotted keys or nested', () => {
  const span = (attributes: Json) => ({
    name: 'answer',
    context: { trace_id: 'A'.repeat(32), span_id: 'b'.repeat(16) },
    span_kind: 'LLM',
    parent_id: null,
    start_time: '2026-11-20T10:00:00.000Z',
    end_time: '2026-11-20T10:00:01.250Z',
    status_code: 'ERROR',
    status_message: 'no',
    attributes,
    events: [],
  });
  for (const attributes of [
    { 'llm.model_name': 'm', 'input.value': 'q' },
    { llm: { model_name: 'm' }, input: { value: 'q' } },
  ]) {
    const reading = call('/v1/projects/claims/spans', { data: [span(attributes)] });
    expect(reading.runs).toMatchObject([
      {
        runId: 'a'.repeat(32),
        steps: [{ kind: 'LLM', name: 'answer', status: 'error', error: 'no', input: 'q', facts: { modelName: 'm' } }],
      },
    ]);
    expect(reading.answer({ rejected: [] })).toEqual({ status: 202, body: { total_received: 1, total_queued: 1 } });
  }
  expect(() => call('/v1/projects/claims/spans', { data: [{}] })).toThrow('/data/0/context must have trace_id and span_id.');
});

it('tells its version in a header', () => {
  expect(callSurface(phoenix, 'GET', '/arize_phoenix_version', null).answer({ rejected: [] })).toMatchObject({
    headers: { 'x-phoenix-server-version': '20.0.0' },
  });
});
