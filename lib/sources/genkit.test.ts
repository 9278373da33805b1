import { describe, expect, it } from 'vitest';
import { genkit } from './genkit';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const stepOf = (attributes: { [key: string]: string }) => runsFromSpans([spanOf({ attributes })], [genkit])[0]?.steps[0];

describe('Genkit', () => {
  it.each([
    ['/{ask,t:flow}', 'CHAIN', 'flow'],
    ['/{ask,t:flow}/{generate,t:util}', 'CHAIN', 'util'],
    ['/{ask,t:flow}/{googleai/gemini,t:action,s:model}', 'LLM', 'model'],
    ['/{ask,t:flow}/{lookup,t:action,s:tool}', 'TOOL', 'tool'],
    ['/{ask,t:flow}/{docs,t:action,s:retriever}', 'RETRIEVAL', 'retriever'],
    ['/{ask,t:flow}/{e,t:action,s:embedder}', 'EMBEDDING', 'embedder'],
    ['/{ask,t:flow}/{x,t:action,s:constructor}', 'CHAIN', 'constructor'],
  ])('takes the end of %s for %s', (path, kind, sourceKind) => {
    expect(stepOf({ 'genkit:path': path, 'genkit:name': 'n' })).toMatchObject({ kind, sourceKind });
  });

  it('reads a call of a model with its tools', () => {
    const input = {
      messages: [
        { role: 'user', content: [{ text: 'Q' }] },
        { role: 'model', content: [{ toolRequest: { name: 'lookup', ref: 'c1', input: { policy: 'P-1' } } }] },
        { role: 'tool', content: [{ toolResponse: { name: 'lookup', ref: 'c1', output: { premium: 240 } } }] },
      ],
      config: { temperature: 0.2 },
      tools: [{ name: 'lookup', description: 'looks up', inputSchema: { type: 'object' } }],
    };
    const output = {
      message: { role: 'model', content: [{ text: 'A' }] },
      finishReason: 'stop',
      usage: { inputTokens: 31, outputTokens: 12, totalTokens: 43 },
    };
    expect(
      stepOf({
        'genkit:path': '/{ask,t:flow}/{googleai/gemini-2.5,t:action,s:model}',
        'genkit:name': 'googleai/gemini-2.5',
        'genkit:input': JSON.stringify(input),
        'genkit:output': JSON.stringify(output),
      }),
    ).toMatchObject({
      output: 'A',
      facts: {
        modelName: 'gemini-2.5',
        finishReason: 'stop',
        usage: { inputTokens: 31, outputTokens: 12 },
        messages: [
          { role: 'user', parts: [{ type: 'text', content: 'Q' }] },
          { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'lookup', arguments: { policy: 'P-1' } }] },
          { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { premium: 240 } }] },
        ],
        outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: 'A' }] }],
        toolDefinitions: [{ name: 'lookup' }],
        parameters: { temperature: 0.2 },
      },
    });
  });

  it('gives a flow its input and output, and a retriever its passages', () => {
    expect(stepOf({ 'genkit:path': '/{ask,t:flow}', 'genkit:input': '"Q"', 'genkit:output': '"A"' })).toMatchObject({
      input: 'Q',
      output: 'A',
    });
    const documents = [{ content: [{ text: 'within 30 days' }], metadata: { id: 'd1' } }];
    expect(
      stepOf({ 'genkit:path': '/{r,t:action,s:retriever}', 'genkit:output': JSON.stringify({ documents }) })?.facts.passages,
    ).toMatchObject([{ content: 'within 30 days' }]);
  });
});
