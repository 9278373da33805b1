// The same spans as an exporter sends them in OTLP/JSON.
import type { Json } from '@/lib/domain/run/run';
import type { SpanToEncode } from '@/lib/ingest/encode-otlp';

export function jsonBody(spans: readonly SpanToEncode[], resource: { [key: string]: Json }): Buffer {
  const scope = { name: 'bench' };
  return Buffer.from(
    JSON.stringify({
      resourceSpans: [{ resource: { attributes: entries(resource) }, scopeSpans: [{ scope, spans: spans.map(spanOf) }] }],
    }),
  );
}

function spanOf({ traceId, spanId, parentSpanId, name, startNs, endNs, attributes }: SpanToEncode): unknown {
  return {
    traceId,
    spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name,
    kind: 3,
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(endNs),
    attributes: entries(attributes ?? {}),
    status: {},
  };
}

function entries(record: { [key: string]: Json }): unknown[] {
  return Object.entries(record).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: String(value) },
  }));
}
