import { describe, expect, it } from 'vitest';
import { logsOf, spansOf } from '@/lib/ingest/independent-otlp';
import { decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { exampleDecision, REVIEWED } from './example-decision';
import { readHeaders } from './headers-text';
import { otlp } from './otlp';

const SECRET = 'x-honeycomb-team: key-1\nX-Dataset: reviews';

function callsOf(settings: object, decision = exampleDecision()) {
  const plan = otlp.plan(decision, otlp.settings.parse({ url: 'https://otlp.example.com/base/', ...settings }), SECRET);
  if ('notApplicable' in plan) throw new Error(plan.notApplicable);
  return plan.calls.map((call) => {
    const headers = new Headers(call.headers);
    const body = Buffer.from(call.body ?? '');
    const request = { method: 'POST', path: new URL(call.url).pathname, headers, body, recordedStatus: 200, headersWith: () => headers };
    return { ...call, request };
  });
}

describe('a review as OpenTelemetry', () => {
  it.each(['protobuf', 'json'])(
    'is a span of its own trace with one link to the reviewed span, and an event for each verdict (%s)',
    (encoding) => {
      const [traces, logs, ...more] = callsOf({ encoding });
      expect(more).toEqual([]);
      expect([traces?.url, logs?.url]).toEqual(['https://otlp.example.com/base/v1/traces', 'https://otlp.example.com/base/v1/logs']);
      expect(traces?.headers).toMatchObject({ 'x-honeycomb-team': 'key-1', 'x-dataset': 'reviews' });
      const [span, ...others] = spansOf(traces?.request ?? expect.fail());
      expect(others).toEqual([]);
      expect(span).toMatchObject({
        spanId: 'c0ffee0000000001',
        parentSpanId: null,
        name: 'human_review',
        startNs: '1795251600125000000',
        endNs: '1795251870500000000',
        links: [REVIEWED],
        resource: { 'service.name': 'countersign' },
        events: [],
        attributes: {
          'openinference.span.kind': 'EVALUATOR',
          'gen_ai.evaluation.name': 'human_review',
          'gen_ai.evaluation.score.label': 'corrected',
          'gen_ai.evaluation.explanation': 'Net and gross were mixed up. Größe ✓',
          'annotations.0.annotation.annotator_kind': 'HUMAN',
          'countersign.decision_id': exampleDecision().decisionId,
          'countersign.trail_index': '17',
          'countersign.corrected_output': '{"total":"41,300.00"}',
        },
      });
      expect(span?.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(span?.traceId).not.toBe(REVIEWED.traceId);
      const events = logsOf(logs?.request ?? expect.fail());
      expect(
        events.map(({ traceId, spanId, name, attributes }) => [traceId, spanId, name, attributes['gen_ai.evaluation.score.label']]),
      ).toEqual(
        ['wrong', 'partly', 'cannot_tell', 'missing'].map((label) => [
          REVIEWED.traceId,
          REVIEWED.spanId,
          'gen_ai.evaluation.result',
          label,
        ]),
      );
      expect(events[0]?.attributes).toMatchObject({
        'countersign.corrected_value': '41,300.00',
        'gen_ai.evaluation.explanation': 'See page 1.',
      });
      expect(events[1]?.attributes).toMatchObject({ 'gen_ai.evaluation.score.value': expect.anything() });
      expect(events[2]?.attributes).not.toHaveProperty('gen_ai.evaluation.score.value');
    },
  );

  it('is the same bytes every time, and other bytes for an amendment', () => {
    const bytes = (decision = exampleDecision()) => callsOf({}, decision).map(({ request }) => request.body.toString('hex'));
    expect(bytes()).toEqual(bytes());
    const amended = callsOf(
      {},
      exampleDecision({ decisionId: '01a1fd00-0000-7000-8000-000000000009', amends: exampleDecision().decisionId }),
    );
    const [first, second] = [callsOf({}), amended].map(([traces]) => decodeTraces(traces?.request.body ?? Buffer.alloc(0)).items[0]);
    expect(second?.traceId).not.toBe(first?.traceId);
    expect(second?.attributes['countersign.amends']).toBe(exampleDecision().decisionId);
  });

  it('puts verdicts into the span for receivers without logs, and leaves them out when asked', () => {
    const calls = callsOf({ results: 'span_events', encoding: 'json' });
    expect(calls).toHaveLength(1);
    expect(spansOf(calls[0]?.request ?? expect.fail())[0]?.events.map(({ name }) => name)).toEqual(
      Array(4).fill('gen_ai.evaluation.result'),
    );
    expect(callsOf({ isPerClaim: false })).toHaveLength(1);
  });

  it('says why a run without spans does not apply', () => {
    const settings = otlp.settings.parse({ url: 'https://otlp.example.com' });
    const target = { ...exampleDecision().target, spanId: null };
    expect(otlp.plan(exampleDecision({ target }), settings, '')).toEqual({ notApplicable: expect.stringContaining('no span to link') });
  });

  it('hears of a partial success, in both encodings', () => {
    const settings = otlp.settings.parse({ url: 'https://otlp.example.com' });
    const [call] = callsOf({});
    const said = (headers: { [name: string]: string }, body: Buffer) =>
      otlp.hiddenRefusal?.(call ?? expect.fail(), { status: 200, headers, body }, settings);
    const json = { 'content-type': 'application/json' };
    expect(said(json, Buffer.from('{"partialSuccess":{"rejectedSpans":"1","errorMessage":"too old"}}'))).toBe(
      'The receiver took the review span only in part: 1 rejected. too old',
    );
    expect(said(json, Buffer.from('{"partialSuccess":{}}'))).toBeNull();
    expect(said(json, Buffer.from('OK'))).toBeNull();
    const protobuf = { 'content-type': 'application/x-protobuf' };
    expect(said(protobuf, Buffer.concat([Buffer.from([0x0a, 0x09, 0x08, 0x02, 0x12, 0x05]), Buffer.from('quota')]))).toContain(
      '2 rejected. quota',
    );
    expect(said(protobuf, Buffer.alloc(0))).toBeNull();
  });
});

describe('headers', () => {
  it('are read as lines and as the variable of the SDKs writes them', () => {
    expect(readHeaders('DD-API-KEY: abc\n\n x-a=b:c ')).toEqual({ 'dd-api-key': 'abc', 'x-a': 'b:c' });
    expect(readHeaders('api-key=1,other=2=3')).toEqual({ 'api-key': '1', other: '2=3' });
    expect(readHeaders('')).toEqual({});
    expect(Object.keys(readHeaders('__proto__: x'))).toEqual(['__proto__']);
  });

  it.each([
    ['just-a-key', 'Line 1 is not a header. Write name: value.'],
    ['a: 1\nHost: other', 'Line 2: host is set by Countersign itself.'],
    ['na me: 1', 'Line 1 is not a header. Write name: value.'],
    ['a: \u0007', 'Line 1 holds characters that a header cannot carry.'],
    ['a: “quoted”', 'Line 1 holds characters that a header cannot carry.'],
  ])('%j are refused without being repeated', (text, problem) => {
    expect(() => readHeaders(text)).toThrow(problem);
    expect(otlp.secretProblem?.(text)).toBe(problem);
  });
});
