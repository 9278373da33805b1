import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import { callSurface } from './call-surface';
import { opik } from './opik';

const BASE = '/opik/api/v1/private';
const TRACE = '01a1fc43-0000-7000-8000-000000000001';
const spans = (...list: object[]) => callSurface(opik, 'POST', `${BASE}/spans/batch`, { spans: list });
const stepOf = (span: object) => spans({ id: 'span-1', trace_id: TRACE, name: 'answer', ...span }).runs[0]?.steps[0];

describe('Opik', () => {
  it('makes a trace the step above its spans', () => {
    const trace = {
      id: TRACE,
      name: 'lookup',
      start_time: '2026-03-01T10:00:00.250Z',
      end_time: '2026-03-01T10:00:01.500Z',
      input: { q: 'Q' },
      output: { a: 'A' },
      thread_id: 'chat-1',
      tags: ['t'],
      metadata: { ticket: 'T-4711' },
    };
    const reading = callSurface(opik, 'POST', `${BASE}/traces/batch`, { traces: [trace] });
    expect(reading.answer({ rejected: [] })).toEqual({ status: 204 });
    expect(reading.runs).toMatchObject([
      {
        runId: TRACE,
        facts: { name: 'lookup', sessionId: 'chat-1', tags: ['t'], metadata: { ticket: 'T-4711' } },
        steps: [
          {
            stepId: TRACE,
            parentId: null,
            startNs: 1772359200250000000n,
            endNs: 1772359201500000000n,
            status: 'ok',
            input: { q: 'Q' },
            output: { a: 'A' },
          },
        ],
      },
    ]);
    expect(stepOf({})?.parentId).toBe(TRACE);
    expect(stepOf({ parent_span_id: 'span-0' })?.parentId).toBe('span-0');
  });

  it.each([
    ['llm', 'LLM'],
    ['tool', 'TOOL'],
    ['guardrail', 'GUARDRAIL'],
    ['general', 'CHAIN'],
  ])('takes %s for %s', (type, kind) => {
    expect(stepOf({ type })).toMatchObject({ kind, sourceKind: type });
  });

  it('reads a call of a model', () => {
    expect(
      stepOf({
        type: 'llm',
        model: 'small',
        provider: 'openai',
        input: { messages: [{ role: 'user', content: 'Q' }] },
        output: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'A' } }] },
        usage: { prompt_tokens: 4, completion_tokens: 2 },
        total_estimated_cost: 0.01,
        metadata: { temperature: 0, created_from: 'openai' },
      }),
    ).toMatchObject({
      input: 'Q',
      output: 'A',
      facts: {
        modelName: 'small',
        provider: 'openai',
        usage: { inputTokens: 4, outputTokens: 2 },
        costUsd: 0.01,
        finishReason: 'stop',
        parameters: { temperature: 0 },
      },
    });
  });

  it('takes a general span that names a model for its call, and counts as the provider did', () => {
    const call = { type: 'general', name: 'OpenAI.responses', model: 'small', input: { input: 'Q' }, output: { content: 'A' } };
    const swapped = { prompt_tokens: 2, completion_tokens: 4, total_tokens: 6 };
    const own = {
      'original_usage.input_tokens': 4,
      'original_usage.output_tokens': 2,
      'original_usage.total_tokens': 6,
      'original_usage.input_tokens_details.cached_tokens': 1,
      'original_usage.__proto__.reached': 1,
    };
    expect(stepOf({ ...call, usage: { ...swapped, ...own } })).toMatchObject({
      kind: 'LLM',
      input: 'Q',
      output: 'A',
      facts: { modelName: 'small', usage: { inputTokens: 4, outputTokens: 2, cachedInputTokens: 1 } },
    });
    expect(({} as Record<string, unknown>)['reached']).toBeUndefined();
    expect(stepOf({ ...call, name: 'OpenAI.embeddings' })?.kind).toBe('EMBEDDING');
  });

  it('takes a general span that returns documents for retrieval', () => {
    expect(stepOf({ type: 'general', output: { documents: [{ id: 'd', score: 0.4, content: 'text' }] } })).toMatchObject({
      kind: 'RETRIEVAL',
      facts: { passages: [{ id: 'd', score: 0.4, content: 'text' }] },
    });
  });

  it('says how a span failed', () => {
    expect(stepOf({ error_info: { exception_type: 'Error', message: 'read-only', traceback: 'Error: read-only\n at x' } })).toMatchObject({
      status: 'error',
      error: 'read-only',
      facts: { errorType: 'Error', errorDetail: 'Error: read-only\n at x' },
    });
  });

  it('lays a change over what was created, in either order', () => {
    const created = callSurface(opik, 'POST', `${BASE}/spans`, {
      id: 's',
      trace_id: TRACE,
      name: 'n',
      type: 'tool',
      start_time: '2026-03-01T10:00:00Z',
    }).runs[0];
    const changed = callSurface(opik, 'PATCH', `${BASE}/spans/s`, {
      trace_id: TRACE,
      end_time: '2026-03-01T10:00:02Z',
      output: { ok: true },
    }).runs[0];
    const [a, b] = [created?.steps[0], changed?.steps[0]];
    if (!a || !b || !created?.reread) throw new Error('both calls are read');
    const merged = created.reread(mergeSteps(a, b));
    expect(merged).toMatchObject({ name: 'n', kind: 'TOOL', status: 'ok', output: { ok: true }, facts: { toolName: 'n' } });
    expect(created.reread(mergeSteps(b, a))).toEqual(merged);
    expect(a.status).toBe('running');
  });

  it('takes feedback on traces, spans and threads', () => {
    const put = (what: string, score: object) => callSurface(opik, 'PUT', `${BASE}/${what}/feedback-scores`, { scores: [score] });
    const [score] = put('traces', { id: TRACE, name: 'right', value: 0.5, reason: 'almost', source: 'ui' }).scores ?? [];
    expect(score).toEqual({
      id: `${TRACE} right`,
      source: 'opik',
      target: { runId: TRACE },
      name: 'right',
      number: 0.5,
      comment: 'almost',
      who: 'human',
      at: null,
    });
    expect(put('spans', { id: 's', name: 'tone', value: 1, category_name: 'fine', source: 'sdk' }).scores).toMatchObject([
      { target: { stepId: 's' }, label: 'fine', number: 1, who: 'api' },
    ]);
    expect(put('threads', { thread_id: 'chat-1', name: 'n', value: 1 }).scores).toMatchObject([{ target: { sessionId: 'chat-1' } }]);
  });

  it('refuses a body without its list', () => {
    expect(() => callSurface(opik, 'POST', `${BASE}/spans/batch`, [])).toThrow('/spans must be a list');
  });
});
