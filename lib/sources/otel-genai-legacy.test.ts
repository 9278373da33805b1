import { describe, expect, it } from 'vitest';
import { otelGenai } from './otel-genai';
import { otelGenaiLegacy } from './otel-genai-legacy';
import { readStep } from './read-step';
import { spanOf } from './span-of';

const SOURCES = [otelGenai, otelGenaiLegacy];

describe('GenAI conventions of 2024', () => {
  it('reads prompt and completion as JSON text, the old token names, seed and fingerprint', () => {
    const { step } = readStep(
      spanOf({
        attributes: {
          'gen_ai.system': 'openai',
          'gen_ai.request.model': 'gpt',
          'gen_ai.prompt': '[{"role":"user","content":"q"}]',
          'gen_ai.completion': '[{"role":"assistant","content":"a"}]',
          'gen_ai.usage.prompt_tokens': 6,
          'gen_ai.usage.completion_tokens': 5,
          'gen_ai.openai.request.seed': 42,
          'gen_ai.openai.response.system_fingerprint': 'fp',
          'gen_ai.request.max_tokens': 3,
        },
      }),
      SOURCES,
    );
    expect(step).toMatchObject({
      kind: 'LLM',
      input: 'q',
      output: 'a',
      facts: {
        provider: 'openai',
        usage: { inputTokens: 6, outputTokens: 5 },
        parameters: { max_tokens: 3, seed: 42 },
        systemFingerprint: 'fp',
        messages: [{ role: 'user' }],
        outputMessages: [{ role: 'assistant' }],
      },
    });
  });

  it('rebuilds flattened prompts with tool calls and closes holes in their numbering', () => {
    const { step } = readStep(
      spanOf({
        attributes: {
          'llm.request.type': 'chat',
          'gen_ai.prompt.0.role': 'user',
          'gen_ai.prompt.0.content': 'q',
          'gen_ai.prompt.2.role': 'assistant',
          'gen_ai.prompt.2.content': 'null',
          'gen_ai.prompt.2.tool_calls.0.id': 'c',
          'gen_ai.prompt.2.tool_calls.0.name': 't',
          'gen_ai.prompt.2.tool_calls.0.arguments': '{"a":1}',
          'gen_ai.prompt.10.role': 'tool',
          'gen_ai.prompt.10.content': 'r',
          'gen_ai.prompt.10.tool_call_id': 'c',
          'gen_ai.completion.0.role': 'assistant',
          'gen_ai.completion.0.content': 'a',
          'gen_ai.completion.0.finish_reason': 'length',
          'llm.request.functions.0.name': 't',
          'llm.request.functions.0.arguments': '{}',
        },
      }),
      SOURCES,
    );
    expect(step.facts.messages).toEqual([
      { role: 'user', parts: [{ type: 'text', content: 'q' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 't', arguments: { a: 1 } }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] },
    ]);
    expect(step).toMatchObject({ kind: 'LLM', output: 'a', facts: { finishReason: 'length', toolDefinitions: [{ name: 't' }] } });
  });

  it('reads messages that stand in span events only', () => {
    const { step } = readStep(
      spanOf({
        attributes: { 'gen_ai.operation.name': 'chat' },
        events: [
          { name: 'gen_ai.user.message', timeNs: 1n, attributes: { content: 'q' }, droppedAttributes: 0 },
          {
            name: 'gen_ai.choice',
            timeNs: 2n,
            attributes: { index: 0, finish_reason: 'stop', message: '{"role":"assistant","content":"a"}' },
            droppedAttributes: 0,
          },
        ],
      }),
      SOURCES,
    );
    expect(step).toMatchObject({ input: 'q', output: 'a', facts: { finishReason: 'stop' } });
  });
});
