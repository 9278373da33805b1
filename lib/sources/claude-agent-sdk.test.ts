import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import { claudeAgentSdk } from './claude-agent-sdk';
import { otelGenai } from './otel-genai';
import type { OtlpLog, OtlpSpan } from './otlp-span';
import { runsFromLogs } from './runs-from-logs';
import { runsFromSpans } from './runs-from-spans';
import { logOf, spanOf } from './span-of';

const SOURCES = [claudeAgentSdk, otelGenai];
const origin = { resource: {}, scopeName: 'com.anthropic.claude_code.tracing', scopeVersion: '', scope: {} };
const runOf = (attributes: OtlpSpan['attributes'], over: Partial<OtlpSpan> = {}) =>
  runsFromSpans([spanOf({ origin, attributes, ...over })], SOURCES)[0];
const record = (name: string, sequence: number, attributes: OtlpLog['attributes']) =>
  logOf({
    origin,
    timeNs: BigInt(sequence),
    body: `claude_code.${name}`,
    attributes: { 'event.name': name, 'event.sequence': sequence, ...attributes },
  });

describe('Claude Agent SDK', () => {
  it.each([
    ['interaction', 'AGENT'],
    ['llm_request', 'LLM'],
    ['tool', 'TOOL'],
    ['tool.execution', 'CHAIN'],
    ['tool.blocked_on_user', 'REVIEW'],
  ])('takes %s for %s', (type, kind) => {
    expect(runOf({ 'span.type': type })?.steps[0]).toMatchObject({ kind, sourceKind: type });
  });

  it('makes the cache a part of the input', () => {
    const step = runOf({
      'span.type': 'llm_request',
      model: 'claude',
      input_tokens: 10,
      output_tokens: 3,
      cache_read_tokens: 5,
      cache_creation_tokens: 2,
      ttft_ms: 39,
      stop_reason: 'tool_use',
      success: true,
    })?.steps[0];
    expect(step?.facts).toMatchObject({
      provider: 'anthropic',
      modelName: 'claude',
      usage: { inputTokens: 17, outputTokens: 3, cachedInputTokens: 5, cacheWriteTokens: 2 },
      timeToFirstTokenMs: 39,
      finishReason: 'tool_call',
    });
  });

  it('says failed of what says that it did not succeed', () => {
    expect(runOf({ 'span.type': 'llm_request', success: false, error: 'overloaded' })?.steps[0]).toMatchObject({
      status: 'error',
      error: 'overloaded',
    });
  });

  it('reads what a tool gave and who let it run', () => {
    const tool = runOf(
      { 'span.type': 'tool', 'gen_ai.tool.name': 'clock', tool_use_id: 't1' },
      { events: [{ name: 'tool.output', timeNs: 1n, attributes: { output: '{"noon":true}' }, droppedAttributes: 0 }] },
    );
    expect(tool?.steps[0]).toMatchObject({ name: 'clock', output: { noon: true }, facts: { toolName: 'clock', toolCallId: 't1' } });
    expect(runOf({ 'span.type': 'tool.blocked_on_user', decision: 'accept', source: 'config' })?.steps[0]?.output).toEqual({
      decision: 'accept',
      source: 'config',
    });
  });

  it('knows the conversation and takes the hash of an installation for no person', () => {
    const run = runOf({
      'span.type': 'interaction',
      'session.id': 'chat-1',
      'user.id': '63200f',
      'deployment.environment.name': 'staging',
      user_prompt: 'Q',
    });
    expect(run?.facts).toMatchObject({ sessionId: 'chat-1', environment: 'staging' });
    expect(run?.facts.userId).toBeUndefined();
    expect(run?.steps[0]).toMatchObject({ input: 'Q', attributes: { 'user.id': '63200f' } });
  });

  it('takes the last answer and the cost of each request once from the records, in whatever order and number they come', () => {
    const records = [
      record('assistant_response', 1, { response: 'First I look, and I look for quite a while.' }),
      record('api_request', 2, { request_id: 'r1', cost_usd_micros: 2426 }),
      record('assistant_response', 3, { response: 'Done.' }),
      record('api_request', 4, { request_id: 'r2', cost_usd_micros: 30 }),
    ];
    const whole = runsFromLogs(records, SOURCES).runs[0];
    expect(whole).toMatchObject({ source: 'claude-agent-sdk', steps: [{ output: 'Done.', facts: { costUsd: 0.002456 } }] });
    const [late, early] = [runsFromLogs(records.slice(2), SOURCES).runs[0], runsFromLogs([...records].slice(0, 3), SOURCES).runs[0]];
    const [a, b] = [late?.steps[0], early?.steps[0]];
    if (!a || !b || !late?.reread) throw new Error('both parts are read');
    expect(late.reread(mergeSteps(a, b))).toMatchObject({ output: 'Done.', facts: { costUsd: 0.002456 } });
  });
});
