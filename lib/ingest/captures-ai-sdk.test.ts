import { describe, expect, it } from 'vitest';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { capturedCase, comparedCase, kindsOf, outlineOf, parsed } from './captured-comparison';
import { capturedCases } from './captured-requests';
import type { PlainSpan } from './independent-otlp';

const SDKS = ['ai-sdk-5', 'ai-sdk-6', 'ai-sdk-7', 'ai-sdk-7-legacy'];
const cases = capturedCases(SDKS);
const isHere = cases.length > 0;

describe.runIf(isHere)('requests of the AI SDK become whole runs', () => {
  it.each(cases.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))('%s', (_name, captured) => {
    const { pairs, runs } = comparedCase(captured);
    for (const { source, stated } of runs) {
      expect(source).toBe('ai-sdk');
      expect(stated.facts).toMatchObject({ environment: 'staging', release: '2026.11.3' });
      expect([stated.facts.sessionId, stated.facts.userId, stated.facts.tags]).toEqual([
        'sess-claims-7741',
        'adjuster-118',
        ['claims', 'household', 'pilot'],
      ]);
    }
    const withTools = new Set(
      pairs.flatMap(({ span }) => (span.attributes['ai.operationId'] === 'ai.toolCall' ? [span.parentSpanId] : [])),
    );
    for (const { span, step } of pairs) saysTheSame(step, span, withTools.has(span.spanId));
  });
});

function kindIn({ attributes, name, parentSpanId }: PlainSpan, hasTools: boolean): string {
  const operation = String(attributes['ai.operationId'] ?? attributes['gen_ai.operation.name'] ?? '');
  const inner = /^ai\.\w+\.do(\w+)$/.exec(operation)?.[1];
  const table: Record<string, string> = {
    Generate: 'LLM',
    Stream: 'LLM',
    Embed: 'EMBEDDING',
    Rerank: 'RERANK',
    chat: 'LLM',
    embeddings: 'EMBEDDING',
    rerank: 'RERANK',
    execute_tool: 'TOOL',
    'ai.toolCall': 'TOOL',
    invoke_agent: 'AGENT',
  };
  const kind = table[inner ?? operation];
  if (kind) return kind;
  if (hasTools) return 'AGENT';
  const title = String(attributes['ai.telemetry.functionId'] ?? name);
  if (parentSpanId === null) return 'CHAIN';
  return /^parse/.test(title) ? 'PARSE' : /^(route|classify)/.test(title) ? 'ROUTE' : /^validate/.test(title) ? 'VALIDATION' : 'CHAIN';
}

function saysTheSame(step: CanonicalStep, span: PlainSpan, hasTools: boolean): void {
  const { attributes, name, statusCode, statusMessage } = span;
  const at = (...keys: string[]) => keys.map((key) => attributes[key]).find((value) => value !== undefined);
  expect(step.kind).toBe(kindIn(span, hasTools));
  expect(step.name).toBe(at('ai.toolCall.name', 'gen_ai.tool.name', 'ai.telemetry.functionId') ?? name);
  expect([step.status, step.error]).toEqual(statusCode === 2 ? ['error', statusMessage.split('\n')[0]] : ['ok', null]);
  if (statusCode === 2) expect(step.facts.errorType).toBe(span.events[0]?.attributes['exception.type']);
  expect(step.facts.modelName).toBe(at('gen_ai.response.model', 'ai.response.model', 'gen_ai.request.model', 'ai.model.id'));
  expect(step.facts.provider).toBe(
    String(at('gen_ai.provider.name', 'gen_ai.system', 'ai.model.provider') ?? '').split('.')[0] || undefined,
  );
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens } = step.facts.usage ?? {};
  expect([inputTokens, outputTokens, cachedInputTokens, reasoningTokens]).toEqual([
    at('gen_ai.usage.input_tokens', 'ai.usage.inputTokens', 'ai.usage.promptTokens', 'ai.usage.tokens'),
    at('gen_ai.usage.output_tokens', 'ai.usage.outputTokens', 'ai.usage.completionTokens'),
    at('gen_ai.usage.cache_read.input_tokens', 'ai.usage.cachedInputTokens'),
    at('ai.usage.reasoningTokens', 'ai.usage.outputTokenDetails.reasoningTokens'),
  ]);
  const finish = at('ai.response.finishReason') ?? (at('gen_ai.response.finish_reasons') as string[] | undefined)?.[0];
  expect(step.facts.finishReason).toBe(finish === 'tool-calls' ? 'tool_call' : finish);
  const firstChunk = at('ai.response.msToFirstChunk') ?? Number(at('gen_ai.client.operation.time_to_first_chunk') ?? Number.NaN) * 1000;
  expect(step.facts.timeToFirstTokenMs ?? Number.NaN).toBe(firstChunk);
  if (at('ai.toolCall.id', 'gen_ai.tool.call.id')) {
    expect(step.facts.toolCallId).toBe(at('ai.toolCall.id', 'gen_ai.tool.call.id'));
    expect(step.input).toEqual(parsed(at('ai.toolCall.args', 'gen_ai.tool.call.arguments')));
    expect(step.output).toEqual(parsed(at('ai.toolCall.result', 'gen_ai.tool.call.result') ?? null));
  }
  const offered = (at('ai.prompt.tools') as string[] | undefined)?.map(parsed) ?? (parsed(at('gen_ai.tool.definitions')) as unknown[]);
  expect(step.facts.toolDefinitions?.map((tool) => (tool as { name: string }).name)).toEqual(
    (offered as { name: string }[] | undefined)?.map((tool) => tool.name),
  );
  const documents = (at('ai.documents') as string[] | undefined)?.map(parsed) ?? [];
  const ranking = (at('ai.ranking') as string[] | undefined)?.map((entry) => parsed(entry) as { index: number; relevanceScore: number });
  expect(step.facts.passages?.map(({ content, score, rank }) => [content, score, rank])).toEqual(
    ranking?.map(({ index, relevanceScore }, place) => [documents[index], relevanceScore, place + 1]),
  );
  comparesMessages(step, span);
}

function comparesMessages({ facts }: CanonicalStep, { attributes }: PlainSpan): void {
  const sent = parsed(attributes['ai.prompt.messages'] ?? attributes['gen_ai.input.messages']);
  if (Array.isArray(sent)) expect(facts.messages?.map(({ role }) => role)).toEqual(sent.map(({ role }: { role: string }) => role));
  const said = JSON.stringify([facts.messages, facts.outputMessages, facts.systemInstructions]);
  const keys = ['ai.prompt', 'ai.prompt.messages', 'gen_ai.input.messages', 'gen_ai.output.messages', 'gen_ai.system_instructions'];
  for (const text of keys.flatMap((key) => leaves(parsed(attributes[key])))) expect(said).toContain(JSON.stringify(text).slice(1, -1));
  for (const key of ['ai.response.text', 'ai.response.object'])
    if (attributes[key]) expect(said).toContain(JSON.stringify(attributes[key]).slice(1, -1));
  const calls = parsed(attributes['ai.response.toolCalls']) as { toolCallId: string; toolName: string }[] | undefined;
  for (const { toolCallId, toolName } of calls ?? [])
    expect(outlineOf(facts.outputMessages).join()).toContain(`call ${toolName}(${toolCallId})`);
}

/** Every text that is content, id or name in messages of either form. */
function leaves(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /^(content|text|system|prompt|id|toolCallId|name|toolName)$/.test(key) && value ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => leaves(entry, key));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, name));
}

describe.runIf(isHere)('what was read by hand out of captures of the AI SDK', () => {
  it.each([
    ['ai-sdk-5', { AGENT: 1, LLM: 3, TOOL: 3 }, { inputTokens: 1248, outputTokens: 161 }],
    ['ai-sdk-6', { AGENT: 1, LLM: 3, TOOL: 3 }, { inputTokens: 1215, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 }],
    [
      'ai-sdk-7',
      { AGENT: 1, CHAIN: 3, LLM: 3, TOOL: 3 },
      { inputTokens: 1221, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 },
    ],
    [
      'ai-sdk-7-legacy',
      { CHAIN: 1, LLM: 3, TOOL: 3 },
      { inputTokens: 1221, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 },
    ],
  ])('%s/agent: three model calls, three tools, one failed, and no token counted twice', (sdk, kinds, usage) => {
    const { runs, step } = comparedCase(capturedCase(sdk, 'agent'));
    expect(kindsOf(runs)).toEqual(kinds);
    expect(runs[0]?.assembled.facts).toMatchObject({ name: 'claim-triage-agent', usage, finishReason: 'stop', modelProvider: 'openai' });
    expect(runs[0]?.assembled.facts.usage).toEqual(usage);
    expect(step('estimate_repair')).toMatchObject({ status: 'error', facts: { toolCallId: 'call_5f05a9b8c7d6e5f4' } });
    const calls = [...(runs[0]?.steps.values() ?? [])]
      .filter(({ kind }) => kind === 'LLM')
      .sort((a, b) => Number((a.startNs ?? 0n) - (b.startNs ?? 0n)));
    expect(outlineOf(calls[2]?.facts.messages).filter((line) => /call|result/.test(line))).toEqual([
      'assistant | call lookup_policy(call_5f01a9b8c7d6e5f4) | call get_claim_history(call_5f02a9b8c7d6e5f4)',
      'tool | result (call_5f01a9b8c7d6e5f4) | result (call_5f02a9b8c7d6e5f4)',
      'assistant | call estimate_repair(call_5f05a9b8c7d6e5f4)',
      'tool | result (call_5f05a9b8c7d6e5f4)',
    ]);
  });

  it.each(['ai-sdk-6', 'ai-sdk-7', 'ai-sdk-7-legacy'])('%s/rag: two of four clauses, best first, and the schema of the answer', (sdk) => {
    const { runs } = comparedCase(capturedCase(sdk, 'rag'));
    expect(runs[0]?.assembled.passages.map(({ id, score, rank }) => [id, score, rank])).toEqual([
      ['2', 0.97, 1],
      ['4', 0.4, 2],
    ]);
    expect(runs[0]?.assembled.facts.usage).toMatchObject({ inputTokens: 224, outputTokens: 55 });
    expect(runs[0]?.assembled.facts.outputSchema).toHaveProperty('properties');
  });

  it('ai-sdk-6/chat: every parameter under its canonical name', () => {
    const { runs } = comparedCase(capturedCase('ai-sdk-6', 'chat'));
    const model = [...(runs[0]?.steps.values() ?? [])].find(({ kind }) => kind === 'LLM');
    expect(model?.facts.parameters).toMatchObject({ temperature: 0.2, top_p: 0.9, max_tokens: 300, seed: 42, stop: ['END'] });
    expect(runs[0]?.aliases).toContainEqual({ alias: 'chatcmpl-5f01a9b8c7d6e5f4', kind: 'request' });
  });

  it('ai-sdk-6/session: three runs of one conversation', () => {
    const { runs } = comparedCase(capturedCase('ai-sdk-6', 'session'));
    expect(runs.map(({ assembled }) => [assembled.facts.sessionId, assembled.facts.usage?.inputTokens])).toEqual([
      ['sess-claims-7741', 39],
      ['sess-claims-7741', 87],
      ['sess-claims-7741', 149],
    ]);
  });
});
