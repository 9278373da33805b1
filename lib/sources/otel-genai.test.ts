import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { otelGenai } from './otel-genai';
import { readStep } from './read-step';
import { runsFromLogs } from './runs-from-logs';
import { logOf, spanOf } from './span-of';

const read = (attributes: { [key: string]: Json }, over = {}) => readStep(spanOf({ attributes, ...over }), [otelGenai]);

describe('OpenTelemetry GenAI', () => {
  it.each([
    ['chat', 'LLM'],
    ['generate_content', 'LLM'],
    ['embeddings', 'EMBEDDING'],
    ['retrieval', 'RETRIEVAL'],
    ['search_memory', 'RETRIEVAL'],
    ['upsert_memory', 'TOOL'],
    ['execute_tool', 'TOOL'],
    ['invoke_agent', 'AGENT'],
    ['invoke_workflow', 'CHAIN'],
    ['plan', 'CHAIN'],
    ['run_guardrail', 'GUARDRAIL'],
    ['rerank', 'RERANK'],
    ['model_chunk', 'EVENT'],
  ])('calls the operation %s %s', (operation, kind) => {
    expect(read({ 'gen_ai.operation.name': operation }).step).toMatchObject({ kind, sourceKind: operation });
  });

  it('tells the kind without an operation by what is there', () => {
    expect(read({ 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'search' }).step).toMatchObject({ kind: 'TOOL', name: 'search' });
    expect(read({ 'mcp.method.name': 'prompts/get' }).step.kind).toBe('PROMPT');
    expect(read({ 'mcp.method.name': 'resources/read' }).step.kind).toBe('EVENT');
    expect(read({ 'gen_ai.request.model': 'm' }).step.kind).toBe('LLM');
    expect(read({ 'gen_ai.operation.name': 'something_new' }).step).toMatchObject({ kind: 'CHAIN', sourceKind: 'something_new' });
  });

  it('reads a model call: provider, models, parameters, usage, finish, fingerprint, prompt, first token', () => {
    const { step } = read({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'OpenAI',
      'gen_ai.request.model': 'gpt',
      'gen_ai.response.model': 'gpt-2026',
      'gen_ai.request.temperature': 1,
      'gen_ai.request.stop_sequences': ['x'],
      'gen_ai.request.choice.count': 2,
      'gen_ai.request.max_tokens': 9,
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.usage.cache_read.input_tokens': 4,
      'gen_ai.usage.reasoning.output_tokens': 8,
      'gen_ai.response.finish_reasons': ['tool_calls'],
      'openai.response.system_fingerprint': 'fp',
      'gen_ai.prompt.name': 'p',
      'gen_ai.prompt.version': '7',
      'gen_ai.response.time_to_first_chunk': 0.25,
      'gen_ai.output.type': 'json',
    });
    expect(step.facts).toEqual({
      provider: 'openai',
      modelName: 'gpt-2026',
      requestModel: 'gpt',
      parameters: { temperature: 1, stop: ['x'], n: 2, max_tokens: 9, output_type: 'json' },
      usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 4, reasoningTokens: 8 },
      finishReason: 'tool_call',
      systemFingerprint: 'fp',
      promptId: 'p',
      promptVersion: '7',
      timeToFirstTokenMs: 250,
    });
  });

  it.each([
    ['counts that leave the cache out', { input: 53, read: 24, write: 48 }, 'anthropic', undefined, 125],
    ['a total without the cache, from Anthropic', { input: 53, read: 4, write: 8 }, 'anthropic', 112, 65],
    ['the same from a provider whose counts include it', { input: 53, read: 4, write: 8 }, 'openai', 112, 53],
    ['a total with the cache', { input: 53, read: 4, write: 8 }, 'anthropic', 124, 53],
  ])('makes input a total: %s', (_what, { input, read: cacheRead, write }, provider, total, expected) => {
    const { step } = read({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': provider,
      'gen_ai.usage.input_tokens': input,
      'gen_ai.usage.output_tokens': 59,
      'gen_ai.usage.cache_read.input_tokens': cacheRead,
      'gen_ai.usage.cache_creation.input_tokens': write,
      ...(total === undefined ? {} : { 'gen_ai.usage.total_tokens': total }),
    });
    expect(step.facts.usage?.inputTokens).toBe(expected);
  });

  it('reads messages as structure and as JSON text alike, with tool calls and their results', () => {
    const input = [
      { role: 'user', parts: [{ type: 'text', content: 'hi' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 't', arguments: '{"a":1}' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', result: 'ok' }] },
    ];
    for (const value of [input, JSON.stringify(input)]) {
      expect(read({ 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': value }).step.facts.messages).toEqual([
        { role: 'user', parts: [{ type: 'text', content: 'hi' }] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 't', arguments: { a: 1 } }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'ok' }] },
      ]);
    }
    const { step } = read({
      'gen_ai.operation.name': 'chat',
      'gen_ai.output.messages': [{ role: 'assistant', finish_reason: 'end_turn', parts: [{ type: 'text', content: 'yes' }] }],
      'gen_ai.system_instructions': 'plain text',
    });
    expect(step).toMatchObject({ output: 'yes', facts: { finishReason: 'stop', systemInstructions: 'plain text' } });
  });

  it('reads tools, retrieval and guardrails', () => {
    expect(
      read(
        {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'lookup',
          'gen_ai.tool.call.id': 'c',
          'gen_ai.tool.call.arguments': '{"id":1}',
          'gen_ai.tool.call.result': '{"ok":true}',
        },
        { name: 'execute_tool lookup' },
      ).step,
    ).toMatchObject({ name: 'lookup', input: { id: 1 }, output: { ok: true }, facts: { toolName: 'lookup', toolCallId: 'c' } });
    expect(
      read({
        'gen_ai.operation.name': 'retrieval',
        'gen_ai.retrieval.query.text': 'q',
        'gen_ai.retrieval.documents': [{ id: 'a', score: -1, content: 'x', metadata: { source: 'd.pdf', page: 3 } }, { score: 2 }],
      }).step,
    ).toMatchObject({
      input: 'q',
      facts: {
        passages: [
          { id: 'a', content: 'x', score: -1, rank: 1, documentId: 'd.pdf', page: 3 },
          { id: '2', content: '', score: 2, rank: 2 },
        ],
      },
    });
    expect(
      read({
        'gen_ai.operation.name': 'run_guardrail',
        'gen_ai.guardrail.component.name': 'pii',
        'gen_ai.guardrail.verdict.type': 'deny',
        'gen_ai.guardrail.verdict.reason': 'iban',
      }).step,
    ).toMatchObject({ kind: 'GUARDRAIL', name: 'pii', output: { outcome: 'deny', reason: 'iban' } });
  });

  it('says what a limit cut instead of taking it for content', () => {
    const { step } = read(
      { 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Is this cov' },
      { droppedAttributes: 3 },
    );
    expect(step.facts.messages).toBeUndefined();
    expect(step.facts.losses).toEqual([
      expect.stringMatching(/^gen_ai.input.messages begins as JSON/),
      expect.stringMatching(/^the sender dropped 3 attributes/),
    ]);
  });

  it('gathers the content of log records on the step of their span, in the order sent, before or after the span', () => {
    const said = (name: string, body: Json) => logOf({ attributes: { 'event.name': name }, body });
    const { runs, homeless, unbound } = runsFromLogs(
      [
        said('gen_ai.system.message', { content: 'be brief' }),
        said('gen_ai.user.message', { content: 'hi' }),
        said('gen_ai.assistant.message', { tool_calls: [{ id: 'c', type: 'function', function: { name: 't', arguments: '{}' } }] }),
        said('gen_ai.tool.message', { id: 'c', content: 'found' }),
        said('gen_ai.choice', { index: 0, finish_reason: 'stop', message: { content: 'hello' } }),
        logOf({ eventName: 'gen_ai.evaluation.result', attributes: { 'gen_ai.evaluation.name': 'n', 'gen_ai.evaluation.score.value': 1 } }),
        logOf({ traceId: null, spanId: null, eventName: 'gen_ai.evaluation.result', attributes: { 'gen_ai.response.id': 'r' } }),
        logOf({ traceId: null, spanId: null, body: 'free' }),
      ],
      [otelGenai],
    );
    expect([homeless, unbound.length, runs.length]).toEqual([1, 1, 1]);
    expect(runs[0]?.steps[0]).toMatchObject({
      kind: 'LLM',
      name: '',
      startNs: null,
      output: 'hello',
      facts: {
        finishReason: 'stop',
        scores: [{ name: 'n', value: 1 }],
        outputMessages: [{ role: 'assistant', finishReason: 'stop', parts: [{ type: 'text', content: 'hello' }] }],
        messages: [
          { role: 'system' },
          { role: 'user' },
          { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 't', arguments: {} }] },
          { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'found' }] },
        ],
      },
    });
  });

  it("reads a tool's result out of its quotes, and the names that a client of its own has for cache and finish", () => {
    const tool = read({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.call.arguments': '{"a":1}',
      'gen_ai.tool.call.result': '"done"',
    });
    expect(tool.step).toMatchObject({ input: { a: 1 }, output: 'done' });
    const chat = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.usage.cache_write.input_tokens': 24,
      'anthropic.message.stop_reason': 'end_turn',
    };
    expect(read(chat).step.facts).toMatchObject({ usage: { cacheWriteTokens: 24 }, finishReason: 'stop' });
  });
});
