import { describe, expect, it } from 'vitest';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import type { OtlpSpan } from './otlp-span';
import { SOURCES } from './registry';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const json = (value: Json) => JSON.stringify(value);
const call = (operation: string, attributes: { [key: string]: Json } = {}) => ({ 'ai.operationId': operation, ...attributes });
function stepOf(attributes: { [key: string]: Json }, over: Partial<OtlpSpan> = {}): CanonicalStep {
  const step = runsFromSpans([spanOf({ attributes, ...over })], SOURCES)[0]?.steps[0];
  if (!step) throw new Error('no step');
  return step;
}

describe('ai-sdk', () => {
  it.each([
    ['ai.generateText', 'CHAIN'],
    ['ai.streamObject', 'CHAIN'],
    ['ai.generateText.doGenerate', 'LLM'],
    ['ai.streamObject.doStream', 'LLM'],
    ['ai.toolCall', 'TOOL'],
    ['ai.embedMany', 'CHAIN'],
    ['ai.embedMany.doEmbed', 'EMBEDDING'],
    ['ai.rerank', 'CHAIN'],
    ['ai.rerank.doRerank', 'RERANK'],
    ['ai.somethingNew', 'CHAIN'],
  ])('reads %s as %s', (operation, kind) => {
    expect(stepOf(call(operation))).toMatchObject({ kind, sourceKind: operation });
  });

  it('reads an inner call: messages, answer with text, reasoning and calls, tools in JSON in a list, counts, first chunk', () => {
    const messages: Json = [
      { role: 'system', content: 'S' },
      { role: 'user', content: [{ type: 'text', text: 'U' }] },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c0', toolName: 'f', input: { a: 1 } }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c0', toolName: 'f', output: { type: 'json', value: { n: 2 } } }] },
    ];
    const step = stepOf(
      call('ai.streamText.doStream', {
        'ai.model.id': 'm',
        'ai.model.provider': 'openai.chat',
        'ai.telemetry.functionId': 'triage',
        'ai.prompt.messages': json(messages),
        'ai.prompt.tools': [json({ type: 'function', name: 'f', description: 'd', inputSchema: { type: 'object' } })],
        'ai.prompt.toolChoice': json({ type: 'auto' }),
        'ai.settings.topP': 0.5,
        'ai.settings.seed': 4,
        'ai.settings.stopSequences': ['END'],
        'ai.response.text': 'Well',
        'ai.response.reasoning': 'Hm',
        'ai.response.toolCalls': json([{ toolCallId: 'c1', toolName: 'g', input: '{"b":2}' }]),
        'ai.response.finishReason': 'tool-calls',
        'ai.response.model': 'm-1',
        'ai.response.id': 'resp',
        'ai.response.msToFirstChunk': 12.5,
        'ai.usage.inputTokens': 20,
        'ai.usage.outputTokens': 9,
        'ai.usage.outputTokenDetails.reasoningTokens': 3,
        'ai.usage.cachedInputTokens': 8,
        'ai.usage.inputTokenDetails.cacheWriteTokens': 2,
        'gen_ai.request.temperature': 1,
        'gen_ai.system': 'openai.chat',
        'gen_ai.response.model': 'm-1',
        'gen_ai.request.model': 'm',
      }),
    );
    expect(step).toMatchObject({ kind: 'LLM', name: 'triage' });
    expect(step.facts).toMatchObject({
      provider: 'openai',
      modelName: 'm-1',
      requestModel: 'm',
      parameters: { temperature: 1, top_p: 0.5, seed: 4, stop: ['END'], tool_choice: 'auto' },
      usage: { inputTokens: 20, outputTokens: 9, cachedInputTokens: 8, cacheWriteTokens: 2, reasoningTokens: 3 },
      finishReason: 'tool_call',
      timeToFirstTokenMs: 12.5,
      toolDefinitions: [{ name: 'f', description: 'd', schema: { type: 'object' } }],
    });
    expect(step.facts.messages).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'S' }] },
      { role: 'user', parts: [{ type: 'text', content: 'U' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c0', name: 'f', arguments: { a: 1 } }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c0', response: { n: 2 } }] },
    ]);
    expect(step.facts.outputMessages).toEqual([
      {
        role: 'assistant',
        finishReason: 'tool_call',
        parts: [
          { type: 'reasoning', content: 'Hm' },
          { type: 'text', content: 'Well' },
          { type: 'tool_call', id: 'c1', name: 'g', arguments: { b: 2 } },
        ],
      },
    ]);
  });

  it.each([
    [
      { 'ai.usage.promptTokens': 5, 'ai.usage.completionTokens': 2 },
      { inputTokens: 5, outputTokens: 2 },
    ],
    [{ 'ai.usage.tokens': 7 }, { inputTokens: 7 }],
    [
      { 'ai.usage.inputTokens': 9, 'ai.usage.cachedInputTokens': 9 },
      { inputTokens: 9, cachedInputTokens: 9 },
    ],
  ])('takes counts %j', (attributes, usage) => {
    expect(stepOf(call('ai.embed.doEmbed', attributes)).facts.usage).toEqual(usage);
  });

  it('gives an outer call the prompt and the answer, structured when it is', () => {
    const schema = { type: 'object', properties: { a: { type: 'number' } } };
    const attributes = call('ai.generateObject', {
      'ai.telemetry.functionId': 'extract-it',
      'ai.prompt': json({ system: 'S', prompt: 'P' }),
      'ai.response.object': '{"a":1}',
      'ai.schema': json(schema),
      'ai.schema.name': 'it',
      'ai.telemetry.metadata.sessionId': 's',
      'ai.telemetry.metadata.userId': 'u',
      'ai.telemetry.metadata.tags': ['x', 'y'],
      'ai.telemetry.metadata.tenant': 't-1',
    });
    const [run] = runsFromSpans([spanOf({ attributes })], SOURCES);
    expect(run).toMatchObject({
      source: 'ai-sdk',
      facts: { name: 'extract-it', sessionId: 's', userId: 'u', tags: ['x', 'y'], metadata: { tenant: 't-1' }, outputSchema: schema },
    });
    expect(run?.steps[0]).toMatchObject({
      kind: 'CHAIN',
      name: 'extract-it',
      output: { a: 1 },
      facts: {
        messages: [{ role: 'system' }, { role: 'user', parts: [{ content: 'P' }] }],
        parameters: { response_format: { type: 'json_schema', json_schema: { name: 'it', schema } } },
      },
    });
  });

  it('reads the context that version 7 includes, beside its GenAI attributes', () => {
    const attributes = {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'triage',
      'ai.settings.context.sessionId': 's',
      'ai.settings.context.tags': ['x'],
      'ai.usage.outputTokenDetails.reasoningTokens': 3,
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.client.operation.time_to_first_chunk': 0.25,
    };
    const [run] = runsFromSpans([spanOf({ attributes })], SOURCES);
    expect(run).toMatchObject({ source: 'ai-sdk', facts: { name: 'triage', sessionId: 's', tags: ['x'] } });
    expect(run?.steps[0]).toMatchObject({
      kind: 'AGENT',
      facts: { usage: { inputTokens: 10, reasoningTokens: 3 }, timeToFirstTokenMs: 250 },
    });
  });

  it.each([
    ['{"n":1}', { n: 1 }],
    ['"text"', 'text'],
    ['3', 3],
    ['plain', 'plain'],
    ['{"cut', '{"cut'],
  ])('reads the result %s of a tool as %j', (sent, result) => {
    const step = stepOf(
      call('ai.toolCall', { 'ai.toolCall.name': 'f', 'ai.toolCall.id': 'c', 'ai.toolCall.args': '{"a":1}', 'ai.toolCall.result': sent }),
    );
    expect(step).toMatchObject({ name: 'f', input: { a: 1 }, output: result, facts: { toolName: 'f', toolCallId: 'c' } });
  });

  it('joins a ranking to its documents, texts or objects, and lets places that are none fall', () => {
    const step = stepOf(
      call('ai.rerank.doRerank', {
        'ai.documents': ['"A"', '{"id":"b","text":"B"}', '"C"'],
        'ai.ranking': ['{"index":1,"relevanceScore":-0.5}', '{"index":0,"relevanceScore":0.4}', '{"index":9}', 'no'],
      }),
    );
    expect(step.facts.passages).toEqual([
      { id: 'b', content: 'B', rank: 1, score: -0.5 },
      { id: '1', content: 'A', rank: 2, score: 0.4 },
    ]);
    expect(step.input).toEqual(['A', { id: 'b', text: 'B' }, 'C']);
    expect(stepOf(call('ai.embed.doEmbed', { 'ai.values': ['"A"'] })).input).toBe('A');
  });
});

describe('what a limit of the sender cut', () => {
  it('is no message but the text that is left of it, and is said', () => {
    const cut = '[{"role":"user","content":"What is the exc';
    const step = stepOf(
      call('ai.generateText.doGenerate', { 'ai.prompt.messages': cut, 'ai.response.toolCalls': '[{"toolCallId":"c1","to' }),
    );
    expect(step.facts.messages).toBeUndefined();
    expect(step.input).toBe(cut);
    expect(step.facts.losses?.join()).toMatch(/ai\.prompt\.messages begins as JSON and does not end as such/);
  });
});

describe('an outer call of the AI SDK', () => {
  const outer = spanOf({ spanId: '00000000000000a0', attributes: call('ai.generateText', { 'ai.telemetry.functionId': 'x' }) });
  const tool = spanOf({ spanId: '00000000000000a1', parentSpanId: '00000000000000a0', attributes: call('ai.toolCall') });
  const kinds = (...spans: OtlpSpan[]) =>
    runsFromSpans(spans, SOURCES)[0]?.steps.map(({ stepId, kind, status }) => [stepId.slice(-2), kind, status]);

  it('is an agent when tools run below it, in either order', () => {
    expect(kinds(outer, tool)).toEqual([
      ['a0', 'AGENT', 'ok'],
      ['a1', 'TOOL', 'ok'],
    ]);
    expect(kinds(tool, outer)).toEqual([
      ['a1', 'TOOL', 'ok'],
      ['a0', 'AGENT', 'ok'],
    ]);
  });

  it('leaves a mark for a parent that is not here yet, which is no agent before it has come', () => {
    expect(kinds(tool)).toEqual([
      ['a1', 'TOOL', 'ok'],
      ['a0', 'CHAIN', 'unset'],
    ]);
  });

  it('stays a model call when it is one', () => {
    const model = spanOf({ spanId: '00000000000000a0', attributes: call('ai.generateText.doGenerate') });
    expect(kinds(model, tool)?.[0]).toEqual(['a0', 'LLM', 'ok']);
  });
});
