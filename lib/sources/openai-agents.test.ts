import { describe, expect, it } from 'vitest';
import { callSurface } from './call-surface';
import { openaiAgents } from './openai-agents';

const TRACE = 'trace_0123456789abcdef0123456789abcdef';
const span = (id: string, span_data: object, over: object = {}) => ({
  object: 'trace.span',
  id,
  trace_id: TRACE,
  parent_id: null,
  started_at: '2026-03-01T10:00:00.250Z',
  ended_at: '2026-03-01T10:00:01.500Z',
  span_data,
  error: null,
  ...over,
});
const post = (...data: object[]) => callSurface(openaiAgents, 'POST', '/prefix/v1/traces/ingest', { data });
const stepIn = (...data: object[]) => post(...data).runs[0]?.steps[0];

describe('OpenAI Agents traces', () => {
  it('is answered as its exporter expects', () => {
    expect(post().answer({ rejected: [] })).toEqual({ status: 204 });
  });

  it('makes one run of a trace, whichever of its items came', () => {
    const trace = { object: 'trace', id: TRACE, workflow_name: 'intake', group_id: 'chat-9', metadata: { ticket: 'T-4711' } };
    const { runs } = post(trace, span('span_1', { type: 'agent', name: 'clerk' }), span('span_2', { type: 'custom', name: 'note' }));
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      runId: TRACE,
      isWhole: false,
      facts: { name: 'intake', sessionId: 'chat-9', metadata: { ticket: 'T-4711' } },
    });
    expect(runs[0]?.aliases).toContainEqual({ alias: 'T-4711', kind: 'metadata' });
    expect(post(span('span_1', { type: 'agent', name: 'clerk' })).runs[0]).toMatchObject({ runId: TRACE, facts: {} });
  });

  it('does not take the counters of a task or a turn for an answer', () => {
    expect(
      stepIn(span('span_1', { type: 'custom', name: 'task', data: { sdk_span_type: 'task', usage: { input_tokens: 3 } } }))?.output,
    ).toBeNull();
    expect(stepIn(span('span_2', { type: 'custom', name: 'note', data: { seen: true } }))?.output).toEqual({ seen: true });
  });

  it.each([
    ['agent', 'AGENT'],
    ['function', 'TOOL'],
    ['generation', 'LLM'],
    ['response', 'LLM'],
    ['handoff', 'ROUTE'],
    ['guardrail', 'GUARDRAIL'],
    ['custom', 'CHAIN'],
    ['mcp_tools', 'TOOL'],
    ['something_new', 'CHAIN'],
  ])('takes %s for %s', (type, kind) => {
    expect(stepIn(span('s', { type }))).toMatchObject({
      kind,
      sourceKind: type,
      startNs: 1772359200250000000n,
      endNs: 1772359201500000000n,
    });
  });

  it('reads a call over chat completions whole', () => {
    const step = stepIn(
      span('s', {
        type: 'generation',
        model: 'small',
        model_config: { temperature: 0.5, max_tokens: 20 },
        input: [{ role: 'user', content: 'How late?' }],
        output: [
          {
            id: 'resp-1',
            model: 'small-2026',
            system_fingerprint: 'fp_1',
            choices: [
              {
                finish_reason: 'tool_calls',
                message: {
                  role: 'assistant',
                  content: null,
                  tool_calls: [{ id: 'c1', type: 'function', function: { name: 'clock', arguments: '{"zone":"UTC"}' } }],
                },
              },
            ],
            usage: {
              prompt_tokens: 9,
              completion_tokens: 4,
              prompt_tokens_details: { cached_tokens: 3 },
              completion_tokens_details: { reasoning_tokens: 2 },
            },
          },
        ],
      }),
    );
    expect(step?.facts).toMatchObject({
      modelName: 'small-2026',
      requestModel: 'small',
      parameters: { temperature: 0.5, max_tokens: 20 },
      usage: { inputTokens: 9, outputTokens: 4, cachedInputTokens: 3, reasoningTokens: 2 },
      finishReason: 'tool_call',
      systemFingerprint: 'fp_1',
      messages: [{ role: 'user', parts: [{ type: 'text', content: 'How late?' }] }],
      outputMessages: [{ role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'clock', arguments: { zone: 'UTC' } }] }],
    });
    expect(step?.input).toBe('How late?');
  });

  it('keeps what turns and tasks sum up, which is no call of a model', () => {
    const data = { sdk_span_type: 'turn', turn: 2, usage: { input_tokens: 7, output_tokens: 1, cached_input_tokens: 5 } };
    expect(stepIn(span('s', { type: 'custom', name: 'turn', data }))).toMatchObject({
      kind: 'CHAIN',
      name: 'turn 2',
      facts: { usage: { inputTokens: 7, outputTokens: 1, cachedInputTokens: 5 } },
    });
  });

  it('says how a span failed', () => {
    const error = { message: 'Error in agent run', data: { error: 'Error: too long' } };
    expect(stepIn(span('s', { type: 'agent', name: 'a' }, { error }))).toMatchObject({
      status: 'error',
      error: 'Error in agent run',
      facts: { errorDetail: 'Error: too long' },
    });
  });

  it('keeps tool arguments and results as what they mean, and the span as sent', () => {
    const sent = span('s', { type: 'function', name: 'clock', input: '{"zone":"UTC"}', output: 'noon' });
    expect(stepIn(sent)).toMatchObject({
      input: { zone: 'UTC' },
      output: 'noon',
      facts: { toolName: 'clock' },
      attributes: { 'openai_agents.span': sent },
    });
  });

  it('finds a run by the ids of its responses', () => {
    expect(post(span('s', { type: 'response', response_id: 'resp_77' })).runs[0]?.aliases).toEqual([{ alias: 'resp_77', kind: 'request' }]);
  });

  it('refuses a body without a list and passes over what is no item', () => {
    expect(() => callSurface(openaiAgents, 'POST', '/v1/traces/ingest', { spans: [] })).toThrow('/data must be a list');
    expect(post({ object: 'trace.span', id: 'x' }, { object: 'other', id: 'y' }).runs).toEqual([]);
  });
});
