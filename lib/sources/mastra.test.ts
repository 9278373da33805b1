import { describe, expect, it } from 'vitest';
import { mastra } from './mastra';
import { otelGenai } from './otel-genai';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const read = (...spans: Parameters<typeof spanOf>[0][]) => runsFromSpans(spans.map(spanOf), [mastra, otelGenai])[0];
const stepOf = (attributes: { [key: string]: string | string[] }, over: object = {}) =>
  read({ attributes, parentSpanId: '00000000000000aa', ...over })?.steps[0];

describe('Mastra', () => {
  it.each([
    ['agent_run', 'AGENT'],
    ['model_generation', 'CHAIN'],
    ['model_step', 'CHAIN'],
    ['model_inference', 'LLM'],
    ['model_chunk', 'EVENT'],
    ['mcp_tool_call', 'TOOL'],
    ['workflow_conditional', 'ROUTE'],
    ['processor_run', 'GUARDRAIL'],
    ['rag_vector_operation', 'RETRIEVAL'],
    ['rag_embedding', 'EMBEDDING'],
    ['scorer_step', 'EVALUATION'],
    ['something_new', 'CHAIN'],
  ])('takes %s for %s, whatever the operation is called', (type, kind) => {
    expect(stepOf({ 'mastra.span.type': type, 'gen_ai.operation.name': 'chat' })).toMatchObject({ kind, sourceKind: type });
  });

  it('reads input and output under the word of the type', () => {
    const attributes = {
      'mastra.span.type': 'model_step',
      'mastra.model_step.input': '[{"role":"user","content":"Q"}]',
      'mastra.model_step.output': '{"text":"A"}',
    };
    expect(stepOf(attributes)).toMatchObject({ input: [{ role: 'user', content: 'Q' }], output: { text: 'A' } });
  });

  it('calls a step of a workflow by its own name, which then tells its kind', () => {
    expect(stepOf({ 'mastra.span.type': 'workflow_step' }, { name: 'workflow_step parse-document' })).toMatchObject({
      name: 'parse-document',
      kind: 'PARSE',
    });
    const run = read({ name: 'invoke_workflow intake', attributes: { 'mastra.span.type': 'workflow_run' } });
    expect(run).toMatchObject({ source: 'mastra', facts: { name: 'intake' }, steps: [{ name: 'intake', kind: 'CHAIN' }] });
  });

  it('takes what metadata says of the run, without what describes one call', () => {
    const run = read({
      attributes: {
        'mastra.span.type': 'agent_run',
        'mastra.metadata.sessionId': 'chat-1',
        'mastra.metadata.userId': 'u-1',
        'mastra.metadata.runId': 'run-77',
        'mastra.metadata.ticket': 'T-1',
        'mastra.metadata.body': '{"id":"x"}',
        'mastra.tags': ['a', 'b'],
      },
    });
    expect(run?.facts).toMatchObject({ sessionId: 'chat-1', userId: 'u-1', tags: ['a', 'b'], metadata: { ticket: 'T-1' } });
    expect(run?.facts.metadata).not.toHaveProperty('body');
    expect(run?.aliases).toContainEqual({ alias: 'run-77', kind: 'request' });
  });

  it('knows when the first token came and how a call ended', () => {
    const attributes = {
      'mastra.span.type': 'model_inference',
      'mastra.completion_start_time': '1970-01-01T00:00:01.500Z',
      'gen_ai.response.finish_reasons': '["tool-calls"]',
    };
    expect(stepOf(attributes, { startNs: 1_000_000_000n, endNs: 2_000_000_000n })?.facts).toMatchObject({
      timeToFirstTokenMs: 500,
      finishReason: 'tool_call',
    });
  });

  it('says of a failed step what it says itself', () => {
    expect(
      stepOf({ 'mastra.span.type': 'tool_call', 'error.message': 'no answer' }, { statusCode: 2, statusMessage: 'failed' }),
    ).toMatchObject({ status: 'error', error: 'no answer' });
  });

  it('names the tools of an agent', () => {
    expect(stepOf({ 'mastra.span.type': 'agent_run', 'gen_ai.tool.definitions': '["a","b"]' })?.facts.toolDefinitions).toEqual([
      { name: 'a' },
      { name: 'b' },
    ]);
  });
});
