import { describe, expect, it } from 'vitest';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import { SOURCES } from './registry';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const json = (value: Json) => JSON.stringify(value);
const serialised = (name: string, kwargs: { [key: string]: Json }): Json => ({
  lc: 1,
  type: 'constructor',
  id: ['langchain_core', name],
  kwargs,
});
function stepOf(kind: string, input: Json, output: Json, more: { [key: string]: Json } = {}): CanonicalStep {
  const values = {
    'input.value': json(input),
    'input.mime_type': 'application/json',
    'output.value': json(output),
    'output.mime_type': 'application/json',
  };
  const step = runsFromSpans([spanOf({ attributes: { 'openinference.span.kind': kind, ...values, ...more } })], SOURCES)[0]?.steps[0];
  if (!step) throw new Error('no step');
  return step;
}

describe('LangChain through OpenInference', () => {
  const returned = {
    documents: [
      { pageContent: 'A', metadata: { source: 'a.pdf' }, id: 'a#1' },
      { pageContent: 'B', metadata: {}, id: 'a#2' },
    ],
  };
  const flattened = (first: string) => ({
    'retrieval.documents.0.document.content': first,
    'retrieval.documents.0.document.metadata': '{"source":"a.pdf","score":0.5}',
    'retrieval.documents.1.document.content': 'B',
  });

  it('takes ids of documents from what was returned, if these are the same documents', () => {
    expect(stepOf('RETRIEVER', 'q', returned, flattened('A')).facts.passages).toMatchObject([
      { id: 'a#1', content: 'A', score: 0.5, documentId: 'a.pdf' },
      { id: 'a#2', content: 'B' },
    ]);
    expect(stepOf('RETRIEVER', 'q', returned, flattened('cut')).facts.passages?.map(({ id }) => id)).toEqual(['a.pdf', '2']);
    expect(stepOf('RETRIEVER', 'q', returned).facts.passages?.map(({ id }) => id)).toEqual(['a#1', 'a#2']);
  });

  it('renders a prompt from the messages that came out of its template', () => {
    const messages = [serialised('SystemMessage', { content: 'Be brief.' }), serialised('HumanMessage', { content: 'Why?' })];
    const step = stepOf('PROMPT', { q: 'Why?' }, serialised('ChatPromptValue', { messages }), {
      'llm.prompt_template.variables': '{"q":"Why?","n":1}',
    });
    expect(step.facts).toMatchObject({
      renderedPrompt: 'Be brief.\n\nWhy?',
      promptVariables: { q: 'Why?', n: 1 },
      messages: [{ role: 'system' }, { role: 'user' }],
    });
  });

  it('takes the result and the call out of a tool message', () => {
    const message = serialised('ToolMessage', { content: '{"n":1}', tool_call_id: 'c1' });
    expect(stepOf('TOOL', { a: 1 }, { output: message })).toMatchObject({ output: { n: 1 }, facts: { toolCallId: 'c1' } });
    expect(stepOf('TOOL', { a: 1 }, serialised('ToolMessage', { content: 'plain' }))).toMatchObject({ output: 'plain' });
    expect(stepOf('TOOL', { a: 1 }, { other: 1 }, { 'tool.id': 'own' })).toMatchObject({
      output: { other: 1 },
      facts: { toolCallId: 'own' },
    });
  });

  it('names provider and fingerprint where only its metadata and its response do', () => {
    const message = serialised('AIMessage', { content: 'Because.', response_metadata: { system_fingerprint: 'fp' } });
    const step = stepOf(
      'LLM',
      {},
      { generations: [[{ text: 'Because.', message }]] },
      { metadata: '{"ls_provider":"openai","ls_model_name":"m"}' },
    );
    expect(step.facts).toMatchObject({
      provider: 'openai',
      requestModel: 'm',
      systemFingerprint: 'fp',
      outputMessages: [{ role: 'assistant' }],
    });
  });
});

describe('prices of OpenInference', () => {
  it.each([
    [{ 'llm.cost.prompt': 0.25, 'llm.cost.completion': 0.5 }, 0.75],
    [{ 'llm.cost.prompt': 0.25, 'llm.cost.total': 1 }, 1],
    [{}, undefined],
  ])('are the total or the sum of its parts (%j)', (prices, cost) => {
    expect(stepOf('LLM', 'q', 'a', prices as { [key: string]: number }).facts.costUsd).toBe(cost);
  });
});
