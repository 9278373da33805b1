import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { openinference } from './openinference';
import { otelGenai } from './otel-genai';
import { readStep } from './read-step';
import { runsFromSpans } from './runs-from-spans';
import { spanOf, TRACE } from './span-of';

const read = (attributes: { [key: string]: Json }, over = {}) => readStep(spanOf({ attributes, ...over }), [openinference, otelGenai]);

describe('OpenInference', () => {
  it.each([
    ['LLM', 'LLM'],
    ['RETRIEVER', 'RETRIEVAL'],
    ['RERANKER', 'RERANK'],
    ['EVALUATOR', 'EVALUATION'],
    ['PROMPT', 'PROMPT'],
    ['GUARDRAIL', 'GUARDRAIL'],
    ['SOMETHING_NEW', 'CHAIN'],
  ])('calls %s %s and keeps its word', (word, kind) => {
    expect(read({ 'openinference.span.kind': word }).step).toMatchObject({ kind, sourceKind: word });
  });

  it('rebuilds messages with contents, tool calls and images; a text given twice is there once', () => {
    const at = (index: number, key: string) => `llm.input_messages.${index}.message.${key}`;
    const { step } = read({
      'openinference.span.kind': 'LLM',
      [at(0, 'role')]: 'user',
      [at(0, 'content')]: 'look',
      [at(0, 'contents.0.message_content.type')]: 'text',
      [at(0, 'contents.0.message_content.text')]: 'look',
      [at(0, 'contents.1.message_content.type')]: 'image',
      [at(0, 'contents.1.message_content.image.image.url')]: 'data:,x',
      [at(3, 'role')]: 'assistant',
      [at(3, 'tool_calls.0.tool_call.id')]: 'c',
      [at(3, 'tool_calls.0.tool_call.function.name')]: 't',
      [at(3, 'tool_calls.0.tool_call.function.arguments')]: '{"a":1}',
      [at(12, 'role')]: 'tool',
      [at(12, 'content')]: 'r',
      [at(12, 'tool_call_id')]: 'c',
    });
    expect(step.facts.messages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'look' },
          { type: 'uri', modality: 'image', uri: 'data:,x' },
        ],
      },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 't', arguments: { a: 1 } }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] },
    ]);
  });

  it('takes the messages from the request when the attribute limit took the newest ones, and says that', () => {
    const messages = Array.from({ length: 71 }, (_, index) => ({ role: index % 2 ? 'assistant' : 'user', content: `m${index}` }));
    const flattened = Object.fromEntries(
      messages.slice(0, 50).flatMap(({ role, content }, index) => [
        [`llm.input_messages.${index}.message.role`, role],
        [`llm.input_messages.${index}.message.content`, content],
      ]),
    );
    const { step } = read(
      {
        'openinference.span.kind': 'LLM',
        'input.value': JSON.stringify({ model: 'm', messages }),
        'input.mime_type': 'application/json',
        ...flattened,
      },
      { droppedAttributes: 38 },
    );
    expect(step.facts.messages).toHaveLength(71);
    expect(step.facts.losses).toEqual([expect.stringMatching(/dropped 38 attributes.*answer and the token counts/)]);
    expect(step.output).toBeNull();
  });

  it('takes tool results from an Anthropic request, which the flattened list loses', () => {
    const request = {
      system: [{ type: 'text', text: 'be exact' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'a', content: 'one' },
            { type: 'tool_result', tool_use_id: 'b', content: 'two' },
          ],
        },
      ],
    };
    const { step } = read({
      'openinference.span.kind': 'LLM',
      'input.value': JSON.stringify(request),
      'input.mime_type': 'application/json',
      'llm.input_messages.0.message.role': 'user',
      'llm.input_messages.0.message.content': 'two',
    });
    expect(step.facts.messages).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'be exact' }] },
      {
        role: 'user',
        parts: [
          { type: 'tool_call_response', id: 'a', response: 'one' },
          { type: 'tool_call_response', id: 'b', response: 'two' },
        ],
      },
    ]);
  });

  it('prefers GenAI parts when they tell more, field by field', () => {
    const parts = [
      {
        role: 'assistant',
        parts: [
          { type: 'tool_call', id: 'c', name: 't' },
          { type: 'tool_call', id: 'd', name: 'u' },
        ],
      },
    ];
    const { step } = read({
      'openinference.span.kind': 'LLM',
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 't',
      'gen_ai.operation.name': 'chat',
      'gen_ai.output.messages': parts,
      'llm.model_name': 'from openinference',
      'gen_ai.response.model': 'from genai',
      'gen_ai.usage.input_tokens': 7,
    });
    expect(step.facts.outputMessages).toEqual(parts);
    expect(step.facts).toMatchObject({ modelName: 'from openinference', usage: { inputTokens: 7 } });
  });

  it('reads documents without ids or scores, with metadata that has dots, and what a reranker made of them', () => {
    const at = (list: string, index: number, key: string) => `${list}.${index}.document.${key}`;
    expect(
      read({
        'openinference.span.kind': 'RETRIEVER',
        [at('retrieval.documents', 0, 'content')]: 'a',
        [at('retrieval.documents', 0, 'metadata')]: '{"a.b":1,"score":0.4,"loc":{"pageNumber":2}}',
        [at('retrieval.documents', 4, 'content')]: 'b',
        [at('retrieval.documents', 4, 'score')]: -3,
      }).step.facts.passages,
    ).toEqual([
      { id: '1', content: 'a', rank: 1, page: 2, score: 0.4, metadata: { 'a.b': 1, score: 0.4, loc: { pageNumber: 2 } } },
      { id: '2', content: 'b', rank: 2, score: -3 },
    ]);
    expect(
      read({
        'openinference.span.kind': 'RERANKER',
        'reranker.query': 'q',
        'reranker.model_name': 'm',
        [at('reranker.input_documents', 0, 'id')]: 'x',
        [at('reranker.output_documents', 0, 'id')]: 'y',
        [at('reranker.output_documents', 0, 'content')]: 'c',
      }).step,
    ).toMatchObject({
      kind: 'RERANK',
      input: { query: 'q' },
      facts: { modelName: 'm', rerankQuery: 'q', passages: [{ id: 'y', content: 'c' }] },
    });
  });

  it('states session, user, tags and metadata of the run, without the words of the framework', () => {
    const { run } = read(
      { 'session.id': 's', 'tag.tags': '["a","b"]', metadata: '{"user_id":"u","ticket":"CLM-20931","ls_provider":"openai","versions":{}}' },
      { resource: { 'deployment.environment': 'prod', 'service.version': '3' } },
    );
    expect(run).toEqual({
      sessionId: 's',
      userId: 'u',
      tags: ['a', 'b'],
      metadata: { user_id: 'u', ticket: 'CLM-20931' },
      environment: 'prod',
      release: '3',
    });
  });

  it("puts feedback given afterwards into the run that it judges, a person's as a review", () => {
    const judged = spanOf({ attributes: { 'openinference.span.kind': 'AGENT' } });
    const judge = (kind: string) =>
      spanOf({
        traceId: '1'.repeat(32),
        spanId: '2'.repeat(16),
        links: [{ traceId: TRACE, spanId: judged.spanId, attributes: {} }],
        attributes: {
          'openinference.span.kind': 'EVALUATOR',
          'annotations.0.annotation.name': 'correctness',
          'annotations.0.annotation.label': 'partly',
          'annotations.0.annotation.annotator_kind': kind,
        },
      });
    const [run, ...others] = runsFromSpans([judged, judge('HUMAN')], [openinference]);
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      runId: TRACE,
      aliases: [{ alias: '1'.repeat(32), kind: 'trace' }],
      steps: [
        {},
        { kind: 'REVIEW', parentId: judged.spanId, facts: { scores: [{ name: 'correctness', label: 'partly', annotator: 'HUMAN' }] } },
      ],
    });
    expect(runsFromSpans([judge('LLM')], [openinference])[0]).toMatchObject({ runId: TRACE, steps: [{ kind: 'EVALUATION' }] });
  });
});
