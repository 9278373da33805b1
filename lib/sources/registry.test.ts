import { describe, expect, it } from 'vitest';
import { SOURCES } from './registry';
import { runsFromSpans } from './runs-from-spans';
import type { Source } from './source';
import { logOf, spanOf } from './span-of';
import { runsFromLogs } from './runs-from-logs';

/** What a tracer of its own would add: one object like this in one file, and one line in the registry. */
const newcomer: Source = {
  name: 'newcomer',
  spans: {
    matches: ({ attributes }) => 'new.type' in attributes,
    read: ({ attributes }) => ({ kind: 'RETRIEVAL', sourceKind: String(attributes['new.type']), output: [], run: { sessionId: 'n' } }),
  },
  logs: { matches: ({ eventName }) => eventName === 'new.event', read: () => ({ kind: 'TOOL', facts: { toolName: 't' } }) },
};

describe('the sources', () => {
  it('have names that are told apart', () => {
    expect(new Set(SOURCES.map(({ name }) => name)).size).toBe(SOURCES.length);
  });

  it('take one more without a change to anything else: its fields win, the other conventions fill the rest', () => {
    const span = spanOf({ attributes: { 'new.type': 'vector', 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' } });
    expect(runsFromSpans([span], [newcomer, ...SOURCES])[0]).toMatchObject({
      source: 'newcomer',
      facts: { sessionId: 'n' },
      steps: [{ kind: 'RETRIEVAL', sourceKind: 'vector', output: [], facts: { modelName: 'm' } }],
    });
    expect(runsFromLogs([logOf({ eventName: 'new.event' })], [newcomer])).toMatchObject({
      runs: [{ source: 'newcomer', steps: [{ kind: 'TOOL', facts: { toolName: 't' } }] }],
    });
  });

  it('leave a span that speaks no convention as what it is', () => {
    const [run] = runsFromSpans(
      [spanOf({ name: 'GET /health', kind: 2, attributes: { 'http.route': '/health', odd: { a: [1, null] } } })],
      SOURCES,
    );
    expect(run).toMatchObject({
      source: 'otel',
      facts: { name: 'GET /health' },
      steps: [
        { kind: 'CHAIN', name: 'GET /health', attributes: { 'http.route': '/health', odd: { a: [1, null] }, 'otel.span.kind': 'server' } },
      ],
    });
  });

  it.each([
    ['MyOutputParser', 'PARSE'],
    ['parse-pdf', 'PARSE'],
    ['router', 'ROUTE'],
    ['Classify intent', 'ROUTE'],
    ['validate', 'VALIDATION'],
    ['total-check', 'VALIDATION'],
    ['fallback to small', 'FALLBACK'],
    ['wait for approval', 'REVIEW'],
    ['answer', 'CHAIN'],
  ])('name a plain step %s: %s', (name, kind) => {
    expect(runsFromSpans([spanOf({ name, parentSpanId: '00000000000000aa' })], SOURCES)[0]?.steps[0]?.kind).toBe(kind);
    expect(runsFromSpans([spanOf({ name })], SOURCES)[0]?.steps[0]?.kind).toBe('CHAIN');
    expect(
      runsFromSpans([spanOf({ name, parentSpanId: '00000000000000aa', attributes: { 'openinference.span.kind': 'TOOL' } })], SOURCES)[0]
        ?.steps[0]?.kind,
    ).toBe('TOOL');
  });

  it('say what an error was in one line and keep the rest', () => {
    const [step] =
      runsFromSpans(
        [
          spanOf({
            statusCode: 2,
            statusMessage: 'no luck\n    at file.js:1',
            events: [
              {
                name: 'exception',
                timeNs: 1n,
                attributes: { 'exception.type': 'E', 'exception.message': 'm', 'exception.stacktrace': 'E: m\n at' },
                droppedAttributes: 0,
              },
            ],
          }),
        ],
        SOURCES,
      )[0]?.steps ?? [];
    expect(step).toMatchObject({ status: 'error', error: 'no luck', facts: { errorType: 'E', errorDetail: 'E: m\n at' } });
    expect(runsFromSpans([spanOf({ endNs: null })], SOURCES)[0]?.steps[0]).toMatchObject({ status: 'running', error: null });
  });

  it('do not take a text for an id that is too long to be looked up', () => {
    const [run] = runsFromSpans([spanOf({ attributes: { 'session.id': 's'.repeat(400_000), 'user.id': 'u' } })], SOURCES);
    expect(run?.facts).toMatchObject({ userId: 'u', losses: [expect.stringMatching(/^sessionId has 400000 characters/)] });
    expect(run?.facts).not.toHaveProperty('sessionId');
  });

  it('store no credentials that stand among request headers', () => {
    const attributes = {
      'http.request.header.authorization': ['Bearer x'],
      'ai.request.headers.x-api-key': 'k',
      'ai.request.headers.user-agent': 'ai',
      'langsmith.request.headers': '{"cookie":"c"}',
      'llm.token_count.prompt': 3,
    };
    expect(runsFromSpans([spanOf({ attributes })], SOURCES)[0]?.steps[0]?.attributes).toMatchObject({
      'http.request.header.authorization': '[redacted]',
      'ai.request.headers.x-api-key': '[redacted]',
      'ai.request.headers.user-agent': 'ai',
      'langsmith.request.headers': '[redacted]',
      'llm.token_count.prompt': 3,
    });
  });
});
