import { describe, expect, it } from 'vitest';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import { langfuse } from './langfuse';
import { langfuseCost, langfuseUsage } from './langfuse-usage';
import type { OtlpSpan } from './otlp-span';
import { SOURCES } from './registry';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const json = (value: Json) => JSON.stringify(value);
const observation = (members: { [key: string]: Json }) =>
  Object.fromEntries(Object.entries(members).map(([key, value]) => [`langfuse.observation.${key}`, value]));
function stepOf(attributes: { [key: string]: Json }, over: Partial<OtlpSpan> = {}): CanonicalStep {
  const step = runsFromSpans([spanOf({ attributes, ...over })], SOURCES)[0]?.steps[0];
  if (!step) throw new Error('no step');
  return step;
}

describe('langfuse', () => {
  it.each([
    ['span', 'CHAIN'],
    ['generation', 'LLM'],
    ['event', 'EVENT'],
    ['embedding', 'EMBEDDING'],
    ['agent', 'AGENT'],
    ['tool', 'TOOL'],
    ['chain', 'CHAIN'],
    ['retriever', 'RETRIEVAL'],
    ['guardrail', 'GUARDRAIL'],
    ['evaluator', 'EVALUATION'],
    ['constructor', 'CHAIN'],
  ])('reads an observation of type %s as %s and keeps the word', (type, kind) => {
    expect(stepOf(observation({ type }))).toMatchObject({ kind, sourceKind: type });
  });

  it('reads a generation: messages, parameters, prompt, tokens, cost, finish reason, first token', () => {
    const step = stepOf(
      observation({
        type: 'generation',
        input: json([
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Why?' },
        ]),
        output: json({ role: 'assistant', content: 'Because.' }),
        'model.name': 'm-1',
        'model.parameters': json({ temperature: 0, maxTokens: 5, response_format: '' }),
        usage_details: json({ input: 10, output: 4, total: 14, cache_read_input_tokens: 6, output_reasoning_tokens: 1 }),
        cost_details: json({ input: 0.01, output: 0.02, total: 0.03 }),
        completion_start_time: '"2026-01-01T00:00:01.250Z"',
        'prompt.name': 'why',
        'prompt.version': 7,
        'metadata.finish_reason': 'tool_calls',
        'metadata.system_fingerprint': 'fp',
        'metadata.response_format': json({ type: 'json_object' }),
      }),
      { startNs: 1_767_225_600_000_000_000n },
    );
    expect(step.facts).toMatchObject({
      modelName: 'm-1',
      parameters: { temperature: 0, max_tokens: 5, response_format: { type: 'json_object' } },
      usage: { inputTokens: 10, outputTokens: 4, cachedInputTokens: 6, reasoningTokens: 1 },
      costUsd: 0.03,
      promptId: 'why',
      promptVersion: '7',
      finishReason: 'tool_call',
      systemFingerprint: 'fp',
      timeToFirstTokenMs: 1250,
      messages: [
        { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
        { role: 'user', parts: [{ type: 'text', content: 'Why?' }] },
      ],
      outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: 'Because.' }] }],
    });
    expect(step.output).toBe('Because.');
    expect(step.attributes['langfuse.observation.prompt.version']).toBe(7);
  });

  it('takes a request apart into messages, offered tools and the choice of tool', () => {
    const request = {
      messages: [{ role: 'user', content: 'Go' }],
      tools: [{ type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } }],
      tool_choice: 'auto',
    };
    const { facts } = stepOf(observation({ type: 'generation', input: json(request), output: '{"a":1}' }));
    expect(facts).toMatchObject({
      messages: [{ role: 'user' }],
      toolDefinitions: [{ name: 'f', description: 'd', schema: { type: 'object' } }],
      parameters: { tool_choice: 'auto' },
      outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: '{"a":1}' }] }],
    });
  });

  it('ties tool results, which LangChain names by their tool, to the calls before them', () => {
    const call = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '{}' } });
    const result = (role: string, content: string) => ({ role, content, additional_kwargs: {} });
    const input = [
      { role: 'assistant', content: '', tool_calls: [call('1', 'f'), call('2', 'g'), call('3', 'f')] },
      result('g', 'of 2'),
      result('f', 'of 1'),
      result('f', 'of 3'),
      result('h', 'of none'),
    ];
    expect(stepOf(observation({ type: 'generation', input: json(input) })).facts.messages?.slice(1)).toEqual([
      { role: 'tool', name: 'g', parts: [{ type: 'tool_call_response', id: '2', response: 'of 2' }] },
      { role: 'tool', name: 'f', parts: [{ type: 'tool_call_response', id: '1', response: 'of 1' }] },
      { role: 'tool', name: 'f', parts: [{ type: 'tool_call_response', id: '3', response: 'of 3' }] },
      { role: 'tool', name: 'h', parts: [{ type: 'tool_call_response', response: 'of none' }] },
    ]);
  });

  it('knows failed steps by their level, which the status of the span does not tell, and gives an unknown cost none', () => {
    const failed = observation({
      type: 'generation',
      level: 'ERROR',
      status_message: 'Error: 400 too long\n    at a.js:1',
      cost_details: json({ input: 0, output: 0, total: 0 }),
    });
    expect(stepOf(failed)).toMatchObject({ status: 'error', error: 'Error: 400 too long', facts: { errorDetail: 'at a.js:1' } });
    expect(stepOf(failed).facts).not.toHaveProperty('costUsd');
    expect(stepOf(observation({ type: 'event', level: 'WARNING', status_message: 'seen' }))).toMatchObject({ status: 'ok', error: null });
  });

  it('reads passages of retrievers, also of those that LangChain sends as plain spans', () => {
    const documents = [
      { pageContent: 'A', metadata: { source: 'a.pdf', page: 2, score: -0.5 }, id: 'x' },
      { pageContent: 'B', metadata: {} },
    ];
    const passages = [
      { id: 'x', content: 'A', rank: 1, score: -0.5, documentId: 'a.pdf', page: 2 },
      { id: '2', content: 'B', rank: 2 },
    ];
    const asked = stepOf(observation({ type: 'span', input: 'Which?', output: json(documents) }), { parentSpanId: '00000000000000aa' });
    expect(asked).toMatchObject({ kind: 'RETRIEVAL', sourceKind: 'span', facts: { passages } });
    expect(stepOf(observation({ type: 'retriever', output: json(documents) })).facts.passages).toMatchObject(passages);
    expect(stepOf(observation({ type: 'span', input: json({ input: documents }), output: json(documents) })).kind).toBe('CHAIN');
  });

  it('reads prompt templates and tool messages of LangChain', () => {
    const rendered = {
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'U' },
      ],
    };
    const template = observation({ type: 'span', input: json({ q: 'U' }), output: json(rendered) });
    expect(stepOf(template, { name: 'ChatPromptTemplate', parentSpanId: '00000000000000aa' })).toMatchObject({
      kind: 'PROMPT',
      facts: { promptVariables: { q: 'U' }, renderedPrompt: 'S\n\nU' },
    });
    const message = { lc: 1, type: 'constructor', id: ['m', 'ToolMessage'], kwargs: { content: '{"n":1}', tool_call_id: 'c1' } };
    const tool = stepOf(observation({ type: 'tool', input: '{"a":2}', output: json(message) }), { name: 'f' });
    expect(tool).toMatchObject({ input: { a: 2 }, output: { n: 1 }, facts: { toolName: 'f', toolCallId: 'c1' } });
  });

  it('says what the trace says, on purpose, and the version apart from it', () => {
    const attributes = {
      'langfuse.trace.name': 'lookup',
      'langfuse.trace.tags': ['a', 'b'],
      'langfuse.trace.metadata.tenant': 't-1',
      'langfuse.trace.input': '{"q":1}',
      'langfuse.trace.output': 'done',
      'langfuse.environment': 'staging',
      'langfuse.release': 'r1',
      'langfuse.version': '3',
      'session.id': 's',
      'user.id': 'u',
    };
    const [run] = runsFromSpans([spanOf({ attributes, resource: { 'deployment.environment.name': 'prod' } })], SOURCES);
    expect(run).toMatchObject({
      source: 'langfuse',
      facts: {
        name: 'lookup',
        tags: ['a', 'b'],
        metadata: { tenant: 't-1', 'langfuse.version': '3' },
        input: { q: 1 },
        output: 'done',
        environment: 'staging',
        release: 'r1',
        sessionId: 's',
        userId: 'u',
      },
    });
  });

  it('leaves spans of other conventions, which its exporter passes on, to those', () => {
    const step = stepOf({ 'langfuse.environment': 'e', 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' });
    expect(step).toMatchObject({ kind: 'LLM', facts: { modelName: 'm' } });
    expect(langfuse.spans?.ownsName?.('langfused.x')).toBe(false);
  });

  it('notes content that the SDK cut and takes quoted strings out of their quotes', () => {
    const cut = stepOf(observation({ type: 'span', input: '<truncated due to size exceeding limit>', output: '"plain"' }));
    expect(cut).toMatchObject({ output: 'plain', facts: { losses: ['the sender cut the input because of its size'] } });
  });
});

describe('token counts of Langfuse', () => {
  it.each([
    ['disjoint', { input: 235, output: 64, total: 339, input_cached_tokens: 32, output_reasoning_tokens: 8 }, [267, 72, 32, 8]],
    ['contained', { input: 402, output: 77, total: 479, cache_read_input_tokens: 128, output_reasoning_tokens: 20 }, [402, 77, 128, 20]],
    ['of LangChain', { input: 29, output: 44, total: 113, input_cache_read: 32, output_reasoning: 8 }, [61, 52, 32, 8]],
    ['of the older API', { promptTokens: 40, completionTokens: 20, totalTokens: 60 }, [40, 20, undefined, undefined]],
    ['without a total', { input: 40, output: 20, input_cached_tokens: 30 }, [40, 20, 30, undefined]],
  ])('%s', (_name, details, [input, output, cached, reasoning]) => {
    const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens } = langfuseUsage(details) ?? {};
    expect([inputTokens, outputTokens, cachedInputTokens, reasoningTokens]).toEqual([input, output, cached, reasoning]);
  });

  it('costs are the total or the sum of what is there', () => {
    expect(langfuseCost({ input: 0.25, output: 0.5 })).toBe(0.75);
    expect(langfuseCost({ total: 0.1 })).toBe(0.1);
    expect([langfuseCost({ input: 0, total: 0 }), langfuseCost({}), langfuseCost(undefined)]).toEqual([undefined, undefined, undefined]);
  });
});
