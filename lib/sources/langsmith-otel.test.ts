import { describe, expect, it } from 'vitest';
import { langsmithOtel } from './langsmith-otel';
import { otelGenai } from './otel-genai';
import { otelGenaiLegacy } from './otel-genai-legacy';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const runOf = (attributes: { [key: string]: string }, over: object = {}) =>
  runsFromSpans([spanOf({ attributes, statusCode: 1, ...over })], [langsmithOtel, otelGenai, otelGenaiLegacy])[0];
const stepOf = (attributes: { [key: string]: string }, over: object = {}) => runOf(attributes, over)?.steps[0];

describe('LangSmith OTEL mode', () => {
  it.each([
    ['llm', 'chat', 'LLM'],
    ['retriever', 'embeddings', 'RETRIEVAL'],
    ['chain', 'chain', 'CHAIN'],
    ['tool', 'execute_tool', 'TOOL'],
    ['prompt', 'prompt', 'PROMPT'],
    ['parser', 'parser', 'PARSE'],
    ['embedding', 'embeddings', 'EMBEDDING'],
  ])('believes %s and not the operation %s', (word, operation, kind) => {
    expect(stepOf({ 'langsmith.span.kind': word, 'gen_ai.operation.name': operation, 'langsmith.trace.name': 'step' })).toMatchObject({
      kind,
      name: 'step',
      sourceKind: word,
    });
  });

  it('reads a call of a model with its counts', () => {
    const step = stepOf({
      'langsmith.span.kind': 'llm',
      'gen_ai.prompt': '{"model":"small","seed":7,"messages":[{"role":"user","content":"Q"}]}',
      'gen_ai.completion': '{"model":"small-2026","choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"A"}}]}',
      'gen_ai.response.finish_reasons': 'stop',
      'langsmith.usage_metadata':
        '{"input_tokens":9,"output_tokens":4,"total_tokens":13,"input_token_details":{"cache_read":3},"output_token_details":{"reasoning":2}}',
      'langsmith.metadata.ls_provider': 'openai',
      'langsmith.metadata.ls_temperature': '0.5',
      'langsmith.metadata.lc_hub_owner': '-',
      'langsmith.metadata.lc_hub_repo': 'answers',
      'langsmith.metadata.lc_hub_commit_hash': 'abc',
    });
    expect(step).toMatchObject({
      input: 'Q',
      output: 'A',
      facts: {
        provider: 'openai',
        modelName: 'small-2026',
        requestModel: 'small',
        parameters: { seed: 7 },
        usage: { inputTokens: 9, outputTokens: 4, cachedInputTokens: 3, reasoningTokens: 2 },
        finishReason: 'stop',
        promptId: 'answers',
        promptVersion: 'abc',
      },
    });
  });

  it('unwraps single values and reads documents', () => {
    const completion = '{"outputs":[{"page_content":"text","type":"Document","metadata":{"id":"d","score":0.5,"page":3}}]}';
    expect(stepOf({ 'langsmith.span.kind': 'retriever', 'gen_ai.prompt': '{"input":"Q"}', 'gen_ai.completion': completion })).toMatchObject(
      {
        input: 'Q',
        facts: { passages: [{ id: 'd', content: 'text', score: 0.5, page: 3 }] },
      },
    );
  });

  it('says failed of a span with an exception although its status is good', () => {
    const events = [
      {
        name: 'exception',
        timeNs: 1n,
        attributes: { 'exception.message': 'too long', 'exception.stacktrace': 'at x' },
        droppedAttributes: 0,
      },
    ];
    expect(stepOf({ 'langsmith.span.kind': 'chain' }, { events })).toMatchObject({
      status: 'error',
      error: 'too long',
      facts: { errorDetail: 'at x' },
    });
  });

  it('takes the project for no conversation', () => {
    const run = runOf({
      'langsmith.span.kind': 'chain',
      'langsmith.trace.session_name': 'project',
      'langsmith.metadata.session_id': 'chat-1',
      'langsmith.metadata.ls_environment': 'staging',
      'langsmith.metadata.LANGSMITH_TRACING': 'true',
      'langsmith.metadata.ticket': 'T-1',
      'langsmith.span.tags': 'a, b',
    });
    expect(run).toMatchObject({ source: 'langsmith', facts: { sessionId: 'chat-1', environment: 'staging', tags: ['a', 'b'] } });
    expect(run?.facts.metadata).not.toHaveProperty('LANGSMITH_TRACING');
  });
});
