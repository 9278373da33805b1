import { describe, expect, it } from 'vitest';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import type { OtlpSpan } from './otlp-span';
import { SOURCES } from './registry';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const own = (members: { [key: string]: Json }) =>
  Object.fromEntries(Object.entries(members).map(([key, value]) => [`traceloop.${key}`, value]));
function stepOf(attributes: { [key: string]: Json }, over: Partial<OtlpSpan> = {}): CanonicalStep {
  const step = runsFromSpans([spanOf({ attributes, ...over })], SOURCES)[0]?.steps[0];
  if (!step) throw new Error('no step');
  return step;
}
const fromScope = (scopeName: string) => ({ origin: { resource: {}, scopeName, scopeVersion: '', scope: {} } });

describe('traceloop', () => {
  it.each([
    ['workflow', 'CHAIN'],
    ['task', 'CHAIN'],
    ['session', 'CHAIN'],
    ['agent', 'AGENT'],
    ['tool', 'TOOL'],
    ['unknown', 'CHAIN'],
  ])('reads a %s as %s, under its own name', (word, kind) => {
    const step = stepOf(own({ 'span.kind': word, 'entity.name': 'look up' }), { name: `look up.${word}` });
    expect(step).toMatchObject({ kind, sourceKind: word, name: 'look up' });
    expect(step.facts.toolName).toBe(word === 'tool' ? 'look up' : undefined);
  });

  it.each([
    ['{"args":["q"],"kwargs":{}}', 'q'],
    ['{"args":[],"kwargs":{"a":1}}', { a: 1 }],
    ['{"args":[1,2],"kwargs":{}}', [1, 2]],
    ['{"args":[1],"kwargs":{"a":2}}', { args: [1], kwargs: { a: 2 } }],
    ['{"args":[],"kwargs":{}}', null],
    ['{"other":1}', { other: 1 }],
  ])('unwraps the call %s', (sent, input) => {
    expect(stepOf(own({ 'entity.name': 'f', 'entity.input': sent })).input).toEqual(input);
  });

  it.each([
    ['"text"', 'text'],
    ['{"n":1}', { n: 1 }],
    ['7', 7],
    ['{"cut', '{"cut'],
  ])('reads the return value %s', (sent, output) => {
    expect(stepOf(own({ 'entity.name': 'f', 'entity.output': sent })).output).toEqual(output);
  });

  it('says what the run is called, whose it is and what belongs to it', () => {
    const attributes = own({
      'workflow.name': 'lookup',
      'association.properties.session_id': 's',
      'association.properties.user_id': 'u',
      'association.properties.ticket': 'T-100',
    });
    const [run] = runsFromSpans([spanOf({ name: 'lookup.workflow', attributes: { ...attributes, 'gen_ai.agent.name': 'a' } })], SOURCES);
    expect(run).toMatchObject({
      source: 'traceloop',
      facts: { name: 'lookup', sessionId: 's', userId: 'u', metadata: { ticket: 'T-100' } },
    });
    expect(run?.aliases).toContainEqual({ alias: 'T-100', kind: 'metadata' });
  });

  it('ties a model call to its prompt and takes metrics for scores', () => {
    const attributes = {
      ...own({
        'prompt.key': 'p',
        'prompt.version': 9,
        'prompt.version_hash': 'h',
        'prompt.template_variables.q': 'why',
        'custom_metric.clarity': 0.5,
      }),
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'm',
    };
    expect(stepOf(attributes)).toMatchObject({
      kind: 'LLM',
      facts: {
        modelName: 'm',
        promptId: 'p',
        promptVersion: '9',
        promptVariables: { q: 'why' },
        scores: [{ name: 'clarity', value: 0.5 }],
      },
    });
  });

  it('reads hits of a vector search from its events, a distance beside the metadata', () => {
    const hit = (attributes: { [key: string]: Json }) => ({
      name: 'db.query.result',
      timeNs: 1n,
      droppedAttributes: 0,
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`db.query.result.${key}`, value])),
    });
    const events = [
      hit({ id: 'a', score: 0.9, distance: 0.1, metadata: '{"source":"a.pdf","page":3}', document: 'A', vector: [1] }),
      hit({ id: 'b', distance: 0.4, document: 'B' }),
    ];
    const step = stepOf({}, { name: 'pgvector.query', events });
    expect(step.kind).toBe('RETRIEVAL');
    expect(step.facts.passages).toEqual([
      { id: 'a', content: 'A', rank: 1, score: 0.9, documentId: 'a.pdf', page: 3, metadata: { source: 'a.pdf', page: 3, distance: 0.1 } },
      { id: 'b', content: 'B', rank: 2, metadata: { distance: 0.4 } },
    ]);
  });

  it.each([[{ 'gen_ai.usage.total_tokens': 112 }], [{}]])(
    'adds the cache to the input of its Anthropic calls, which leave it out (%j)',
    (total) => {
      const attributes = {
        'gen_ai.provider.name': 'anthropic',
        'gen_ai.operation.name': 'chat',
        'gen_ai.usage.input_tokens': 53,
        'gen_ai.usage.output_tokens': 59,
        'gen_ai.usage.cache_creation.input_tokens': 24,
        'gen_ai.usage.cache_read.input_tokens': 48,
        ...total,
      };
      expect(stepOf(attributes, fromScope('@traceloop/instrumentation-anthropic')).facts.usage).toEqual({
        inputTokens: 125,
        outputTokens: 59,
        cachedInputTokens: 48,
        cacheWriteTokens: 24,
      });
    },
  );

  it('takes a span of a model instrumentation for a model call unless it says what else it is', () => {
    const scope = fromScope('@traceloop/instrumentation-openai');
    expect(stepOf({ 'gen_ai.system': 'OpenAI' }, scope)).toMatchObject({ kind: 'LLM', facts: { provider: 'openai' } });
    expect(stepOf({ 'gen_ai.operation.name': 'embeddings' }, scope).kind).toBe('EMBEDDING');
    expect(stepOf({ 'llm.request.type': 'rerank' }, scope).kind).toBe('RERANK');
  });

  it('leaves the older flattened messages to their convention and is the source of the run', () => {
    const attributes = {
      'traceloop.workflow.name': 'w',
      'gen_ai.system': 'OpenAI',
      'llm.request.type': 'chat',
      'llm.usage.total_tokens': 9,
      'gen_ai.prompt.0.role': 'user',
      'gen_ai.prompt.0.content': 'Why?',
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.content': '',
      'gen_ai.completion.0.finish_reason': 'tool_calls',
      'gen_ai.completion.0.tool_calls.0.name': 'f',
      'gen_ai.completion.0.tool_calls.0.arguments': '{"a":1}',
      'llm.request.functions.0.name': 'f',
      'llm.request.functions.0.arguments': '{"type":"object"}',
    };
    const [run] = runsFromSpans([spanOf({ attributes })], SOURCES);
    expect(run?.source).toBe('traceloop');
    expect(run?.steps[0]?.facts).toMatchObject({
      messages: [{ role: 'user', parts: [{ content: 'Why?' }] }],
      outputMessages: [{ finishReason: 'tool_call', parts: [{ type: 'tool_call', name: 'f', arguments: { a: 1 } }] }],
      finishReason: 'tool_call',
    });
    expect(run?.steps[0]?.facts.toolDefinitions).toEqual([{ name: 'f', schema: { type: 'object' } }]);
  });
});
