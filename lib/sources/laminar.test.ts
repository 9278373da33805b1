import { describe, expect, it } from 'vitest';
import { laminar } from './laminar';
import { otelGenai } from './otel-genai';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const runOf = (over: Parameters<typeof spanOf>[0]) => runsFromSpans([spanOf(over)], [laminar, otelGenai])[0];
const stepOf = (attributes: { [key: string]: string }, over: object = {}) => runOf({ attributes, ...over })?.steps[0];

describe('Laminar', () => {
  it.each([
    ['LLM', 'LLM'],
    ['TOOL', 'TOOL'],
    ['DEFAULT', 'CHAIN'],
    ['EVALUATOR', 'EVALUATION'],
    ['HUMAN_EVALUATOR', 'REVIEW'],
  ])('takes %s for %s', (type, kind) => {
    expect(stepOf({ 'lmnr.span.type': type })).toMatchObject({ kind, sourceKind: type });
  });

  it('leaves the kind of an instrumented call to the convention of the instrumentation', () => {
    expect(stepOf({ 'lmnr.span.path': '["a"]', 'gen_ai.operation.name': 'chat' })?.kind).toBe('LLM');
  });

  it('reads values that were put through JSON', () => {
    expect(
      stepOf({ 'lmnr.span.type': 'TOOL', 'lmnr.span.input': '{"a":1}', 'lmnr.span.output': '"said \\"so\\""' }, { name: 'clock' }),
    ).toMatchObject({ input: { a: 1 }, output: 'said "so"', facts: { toolName: 'clock' } });
    expect(stepOf({ 'lmnr.span.type': 'DEFAULT', 'lmnr.span.input': 'plain' })?.input).toBe('plain');
  });

  it('says failed of a span with an exception, whatever its status', () => {
    const events = [
      {
        name: 'exception',
        timeNs: 1n,
        attributes: { 'exception.type': 'Error', 'exception.message': 'no answer', 'exception.stacktrace': 'at x' },
        droppedAttributes: 0,
      },
    ];
    expect(stepOf({ 'lmnr.span.type': 'TOOL' }, { events })).toMatchObject({
      status: 'error',
      error: 'no answer',
      facts: { errorType: 'Error', errorDetail: 'at x' },
    });
  });

  it('knows session, person, tags and metadata by their association', () => {
    const p = 'lmnr.association.properties';
    const attributes = {
      [`${p}.session_id`]: 'chat-1',
      [`${p}.user_id`]: 'u-1',
      [`${p}.tags`]: ['a'],
      [`${p}.metadata.ticket`]: 'T-1',
      [`${p}.trace_type`]: 'DEFAULT',
    };
    expect(runOf({ attributes })).toMatchObject({
      source: 'laminar',
      facts: { sessionId: 'chat-1', userId: 'u-1', tags: ['a'], metadata: { ticket: 'T-1' } },
    });
  });
});
