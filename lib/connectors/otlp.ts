// Any OTLP/HTTP receiver: a review as a span with one link to what was reviewed, verdicts as `gen_ai.evaluation.result` events.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { baseSettings, CLAIMS_FIELD, TEXTS_FIELD, urlField } from './base-settings';
import type { Connector, HttpCall } from './connector';
import { readHeaders } from './headers-text';
import { encodeLogs, encodeSpans, type OtlpEncoding, rejectedBy } from './otlp-request';
import { reviewEvents, reviewSpan } from './review-span';

const settings = z.strictObject({
  ...baseSettings,
  encoding: z.enum(['protobuf', 'json']).default('protobuf'),
  /** Where the verdicts on claims go. */
  results: z.enum(['logs', 'span_events']).default('logs'),
});
type OtlpSettings = z.infer<typeof settings>;

export const otlp: Connector<OtlpSettings> = {
  kind: 'otlp',
  title: 'OpenTelemetry (OTLP/HTTP)',
  about: 'Datadog, Honeycomb, Grafana, OpenSearch, a collector: each review becomes a span linked to the span that was reviewed.',
  fields: [
    urlField('The base address; /v1/traces and /v1/logs are appended.', 'https://'),
    {
      name: 'results',
      label: 'Verdicts on claims',
      hint: 'As gen_ai.evaluation.result events. Choose span events where the receiver takes no logs.',
      kind: 'choice',
      options: [
        { value: 'logs', label: 'as log events of the reviewed span' },
        { value: 'span_events', label: 'as events inside the review span' },
      ],
      initial: 'logs',
      isRequired: true,
    },
    {
      name: 'encoding',
      label: 'Encoding',
      hint: 'Every receiver takes protobuf; JSON is easier to look at on the way.',
      kind: 'choice',
      options: [
        { value: 'protobuf', label: 'protobuf' },
        { value: 'json', label: 'JSON' },
      ],
      initial: 'protobuf',
      isRequired: true,
    },
    CLAIMS_FIELD,
    TEXTS_FIELD,
  ],
  secret: {
    label: 'Headers',
    hint: 'One a line, as in “x-honeycomb-team: KEY”. Stored encrypted and not shown again.',
    isRequired: false,
    isLong: true,
  },
  settings,
  secretProblem: (secret) => {
    try {
      readHeaders(secret);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : 'These are not headers.';
    }
  },
  plan: (decision, { url, encoding, results, isPerClaim }, secret) => {
    const { target } = decision;
    if (target.traceId === null || target.spanId === null) {
      return { notApplicable: 'The run did not come as an OpenTelemetry trace, so there is no span to link the review to.' };
    }
    const events = isPerClaim ? reviewEvents(decision) : [];
    const inSpan = results === 'span_events' ? events : [];
    const calls = [call('review span', url, 'traces', encoding, secret, encodeSpans([reviewSpan(decision, inSpan)], encoding))];
    if (results === 'logs' && events.length > 0) {
      const logs = events.map((event) => ({ ...event, traceId: target.traceId ?? '', spanId: target.spanId ?? '' }));
      calls.push(call('verdicts on claims', url, 'logs', encoding, secret, encodeLogs(logs, encoding)));
    }
    return { calls };
  },
  test: ({ url, encoding, results }, secret, now) => {
    const hex = createHash('sha256').update(`countersign test ${now.toISOString()}`).digest('hex');
    const span = {
      traceId: hex.slice(0, 32),
      spanId: hex.slice(32, 48),
      name: 'countersign connection test',
      startedAt: now,
      endedAt: now,
      attributes: { 'countersign.test': true },
      links: [],
      events: [],
    };
    const log = {
      name: 'countersign.connection_test',
      at: now,
      attributes: { 'countersign.test': true },
      traceId: span.traceId,
      spanId: span.spanId,
    };
    return [
      call('test span', url, 'traces', encoding, secret, encodeSpans([span], encoding)),
      ...(results === 'logs' ? [call('test log event', url, 'logs', encoding, secret, encodeLogs([log], encoding))] : []),
    ];
  },
  hiddenRefusal: ({ what }, answer) => {
    const rejected = rejectedBy(answer);
    return rejected === null ? null : `The receiver took the ${what} only in part: ${rejected}`;
  },
};

function call(what: string, base: string, signal: 'traces' | 'logs', encoding: OtlpEncoding, secret: string, body: Uint8Array): HttpCall {
  const contentType = encoding === 'json' ? 'application/json' : 'application/x-protobuf';
  const root = base.replace(/\/v1\/(traces|logs)$/, '');
  return { what, method: 'POST', url: `${root}/v1/${signal}`, headers: { ...readHeaders(secret), 'content-type': contentType }, body };
}
