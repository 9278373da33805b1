import { describe, expect, it } from 'vitest';
import { callSurface } from './call-surface';
import { posthog } from './posthog';

const event = (name: string, properties: object, over: object = {}) => ({
  event: name,
  uuid: 'u1',
  distinct_id: 'person-1',
  timestamp: '2026-03-01T10:00:01.500Z',
  properties: { $ai_trace_id: 'trace-a', ...properties },
  ...over,
});
const batch = (...list: object[]) => callSurface(posthog, 'POST', '/batch', { api_key: 'k', batch: list });
const stepOf = (name: string, properties: object) => batch(event(name, properties)).runs[0]?.steps[0];

describe('PostHog LLM events', () => {
  it('has its key in the body and is answered as it expects', () => {
    expect(posthog.surfaces?.[0]?.keyIn?.({ api_key: 'cs_1', batch: [] })).toBe('cs_1');
    expect(posthog.surfaces?.[0]?.keyIn?.([])).toBeUndefined();
    expect(batch().answer({ rejected: [] })).toEqual({ status: 200, body: { status: 1 } });
  });

  it('reads a generation, which is told when it has ended', () => {
    const { runs } = batch(
      event('$ai_generation', {
        $ai_latency: 1.25,
        $ai_model: 'small',
        $ai_provider: 'openai',
        $ai_model_parameters: { temperature: 0.2 },
        $ai_input: [{ role: 'user', content: 'Q' }],
        $ai_output_choices: [
          { role: 'assistant', content: [{ type: 'function', id: 'c1', function: { name: 'f', arguments: '{"a":1}' } }] },
        ],
        $ai_input_tokens: 40,
        $ai_output_tokens: 7,
        $ai_cache_read_input_tokens: 32,
        $ai_reasoning_tokens: 5,
        $ai_stop_reason: 'tool_calls',
        $ai_session_id: 'chat-1',
        $ai_completion_id: 'resp-1',
        $ai_provider_metadata: { system_fingerprint: 'fp_1' },
        ticket: 'T-4711',
      }),
    );
    expect(runs).toMatchObject([{ runId: 'trace-a', facts: { sessionId: 'chat-1', userId: 'person-1', metadata: { ticket: 'T-4711' } } }]);
    expect(runs[0]?.aliases).toContainEqual({ alias: 'resp-1', kind: 'request' });
    expect(runs[0]?.steps[0]).toMatchObject({
      stepId: 'u1',
      kind: 'LLM',
      startNs: 1772359200250000000n,
      endNs: 1772359201500000000n,
      facts: {
        modelName: 'small',
        parameters: { temperature: 0.2 },
        usage: { inputTokens: 40, outputTokens: 7, cachedInputTokens: 32, reasoningTokens: 5 },
        finishReason: 'tool_call',
        systemFingerprint: 'fp_1',
        outputMessages: [{ role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'f', arguments: { a: 1 } }] }],
      },
    });
  });

  it('counts the cache into the input where it is said to stand beside it', () => {
    const counts = { $ai_input_tokens: 10, $ai_cache_read_input_tokens: 4, $ai_cache_creation_input_tokens: 2 };
    expect(stepOf('$ai_generation', { ...counts, $ai_cache_reporting_exclusive: true })?.facts.usage?.inputTokens).toBe(16);
    expect(stepOf('$ai_generation', { ...counts, $ai_cache_reporting_exclusive: false })?.facts.usage?.inputTokens).toBe(10);
  });

  it('says how a call failed and makes no person of a made-up id', () => {
    const failed = {
      $ai_is_error: true,
      $ai_error: '{"message":"too long","stack":"Error: too long\\n    at x"}',
      $process_person_profile: false,
    };
    const { runs } = batch(event('$ai_generation', failed));
    expect(runs[0]?.steps[0]).toMatchObject({ status: 'error', error: 'too long', facts: { errorDetail: 'at x' } });
    expect(runs[0]?.facts.userId).toBeUndefined();
  });

  it('puts spans below what they name, and a trace above all', () => {
    const { runs } = batch(
      event('$ai_span', {
        $ai_span_id: 's1',
        $ai_parent_id: 'trace-a',
        $ai_span_name: 'search',
        $ai_output_state: [{ id: 'd', text: 'x' }],
      }),
      event('$ai_trace', { $ai_span_name: 'lookup', $ai_input_state: 'Q', $ai_output_state: 'A' }),
    );
    expect(runs[0]?.steps).toMatchObject([
      { stepId: 's1', parentId: 'trace-a', kind: 'RETRIEVAL', name: 'search' },
      { stepId: 'trace-a', parentId: null, name: 'lookup', input: 'Q', output: 'A' },
    ]);
    expect(runs[0]?.facts.name).toBe('lookup');
  });

  it('states input and output of the trace, beside which the calls of a model stand', () => {
    const trace = event('$ai_trace', { $ai_span_name: 'ask', $ai_input_state: { question: 'Q' }, $ai_output_state: { answer: 'A' } });
    const { runs } = batch(event('$ai_generation', { $ai_input: [{ role: 'user', content: 'other' }] }), trace);
    expect(runs[0]?.facts).toMatchObject({ name: 'ask', input: 'Q', output: 'A' });
  });

  it.each([
    ['tool', 'TOOL'],
    ['agent', 'AGENT'],
    ['handoff', 'ROUTE'],
    ['guardrail', 'GUARDRAIL'],
    ['custom', 'CHAIN'],
    ['constructor', 'CHAIN'],
  ])('takes a span of type %s for %s', (type, kind) => {
    const step = stepOf('$ai_span', { $ai_span_type: type, $ai_span_name: 'lookup' });
    expect([step?.kind, step?.facts.toolName]).toEqual([kind, kind === 'TOOL' ? 'lookup' : undefined]);
  });

  it('takes feedback, metrics and evaluations for scores and leaves other analytics alone', () => {
    const { runs, scores } = batch(
      event('$ai_feedback', { $ai_feedback_text: 'quote it' }),
      event('$ai_metric', { $ai_metric_name: 'right', $ai_metric_value: '0.5' }),
      event('$ai_evaluation', { $ai_evaluation_name: 'safe', $ai_evaluation_result: true, $ai_evaluation_reasoning: 'nothing found' }),
      event('$pageview', {}),
    );
    expect(runs).toEqual([]);
    expect(scores).toMatchObject([
      { id: 'u1', target: { runId: 'trace-a' }, name: 'feedback', comment: 'quote it', who: 'human', annotator: 'person-1' },
      { name: 'right', number: 0.5, who: 'api' },
      { name: 'safe', number: 1, comment: 'nothing found', who: 'model' },
    ]);
  });
});
