import { describe, expect, it } from 'vitest';
import { mlflow } from './mlflow';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const runOf = (
  attributes: Parameters<typeof spanOf>[0] extends infer T ? (T extends { attributes?: infer A } ? A : never) : never,
  over: object = {},
) => runsFromSpans([spanOf({ attributes: attributes ?? {}, ...over })], [mlflow])[0];

describe('MLflow', () => {
  it.each([
    ['"CHAT_MODEL"', 'LLM'],
    ['LLM', 'LLM'],
    ['"RETRIEVER"', 'RETRIEVAL'],
    ['"TOOL"', 'TOOL'],
    ['"AGENT"', 'AGENT'],
    ['"PARSER"', 'PARSE'],
    ['"RERANKER"', 'RERANK'],
    ['"EMBEDDING"', 'EMBEDDING'],
    ['"UNKNOWN"', 'CHAIN'],
  ])('takes %s for %s, in quotes or not', (type, kind) => {
    expect(runOf({ 'mlflow.spanType': type })?.steps[0]?.kind).toBe(kind);
  });

  it('reads a call of a model from JSON text and from maps', () => {
    const inputs = { model: 'small', temperature: 0, messages: [{ role: 'user', content: 'Q' }] };
    const outputs = { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'A' } }] };
    const usage = { input_tokens: 9, output_tokens: 4, total_tokens: 13 };
    const common = { 'mlflow.spanType': '"CHAT_MODEL"', 'mlflow.llm.model': '"small"', 'mlflow.llm.provider': '"openai"' };
    const asText = {
      ...common,
      'mlflow.spanInputs': JSON.stringify(inputs),
      'mlflow.spanOutputs': JSON.stringify(outputs),
      'mlflow.chat.tokenUsage': JSON.stringify(usage),
    };
    const asMaps = { ...common, 'mlflow.spanInputs': inputs, 'mlflow.spanOutputs': outputs, 'mlflow.chat.tokenUsage': usage };
    for (const attributes of [asText, asMaps]) {
      expect(runOf(attributes)?.steps[0]).toMatchObject({
        input: 'Q',
        output: 'A',
        facts: {
          modelName: 'small',
          provider: 'openai',
          parameters: { temperature: 0 },
          usage: { inputTokens: 9, outputTokens: 4 },
          finishReason: 'stop',
        },
      });
    }
  });

  it('finds a run by its request and knows session and person', () => {
    const run = runOf({ 'mlflow.traceRequestId': '"tr-1"', 'mlflow.trace.session': '"chat-1"', 'mlflow.trace.user': 'u-1' });
    expect(run).toMatchObject({ source: 'mlflow', facts: { sessionId: 'chat-1', userId: 'u-1' } });
    expect(run?.aliases).toEqual([{ alias: 'tr-1', kind: 'trace' }]);
  });

  it('reads retrieved documents', () => {
    const attributes = { 'mlflow.spanType': '"RETRIEVER"', 'mlflow.spanOutputs': '[{"page_content":"text","id":"d","metadata":{}}]' };
    expect(runOf(attributes)?.steps[0]?.facts.passages).toMatchObject([{ id: 'd', content: 'text' }]);
  });
});
