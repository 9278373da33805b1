// OTLP requests and answers, written and read by OpenTelemetry's own serializers.
import { SpanKind, TraceFlags } from '@opentelemetry/api';
import { JsonLogsSerializer, JsonTraceSerializer, ProtobufLogsSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { HttpAnswer } from './connector';

export type OtlpEncoding = 'protobuf' | 'json';
export type SentAttributes = { [name: string]: string | number | boolean };

export interface EventToSend {
  name: string;
  at: Date;
  attributes: SentAttributes;
}
export interface LogToSend extends EventToSend {
  traceId: string;
  spanId: string;
}
export interface SpanToSend {
  traceId: string;
  spanId: string;
  name: string;
  startedAt: Date;
  endedAt: Date;
  attributes: SentAttributes;
  links: { traceId: string; spanId: string }[];
  events: EventToSend[];
}

const RESOURCE = resourceFromAttributes({ 'service.name': 'countersign' });
const SCOPE = { name: 'countersign.review' };
const SEVERITY_INFO = 9;

export function encodeSpans(spans: readonly SpanToSend[], encoding: OtlpEncoding): Uint8Array {
  const serializer = encoding === 'json' ? JsonTraceSerializer : ProtobufTraceSerializer;
  const bytes = serializer.serializeRequest(
    spans.map((span) => ({
      name: span.name,
      kind: SpanKind.INTERNAL,
      spanContext: () => context(span),
      startTime: time(span.startedAt),
      endTime: time(span.endedAt),
      duration: [0, 0] as [number, number],
      ended: true,
      status: { code: 0 },
      attributes: span.attributes,
      links: span.links.map((link) => ({ context: context(link), attributes: {} })),
      events: span.events.map(({ name, at, attributes }) => ({ name, time: time(at), attributes })),
      resource: RESOURCE,
      instrumentationScope: SCOPE,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    })),
  );
  if (!bytes) throw new Error('the span could not be encoded');
  return bytes;
}

export function encodeLogs(logs: readonly LogToSend[], encoding: OtlpEncoding): Uint8Array {
  const serializer = encoding === 'json' ? JsonLogsSerializer : ProtobufLogsSerializer;
  const bytes = serializer.serializeRequest(
    logs.map((log) => ({
      eventName: log.name,
      hrTime: time(log.at),
      hrTimeObserved: time(log.at),
      severityNumber: SEVERITY_INFO,
      spanContext: context(log),
      attributes: log.attributes,
      resource: RESOURCE,
      instrumentationScope: SCOPE,
      droppedAttributesCount: 0,
    })),
  );
  if (!bytes) throw new Error('the log events could not be encoded');
  return bytes;
}

/** What a receiver left out although it answered well (OTLP partial success); null when it took everything. */
export function rejectedBy({ headers, body }: HttpAnswer): string | null {
  if (body.length === 0) return null;
  try {
    const isJson = headers['content-type']?.includes('json') ?? body[0] === 0x7b;
    const { partialSuccess } = isJson ? JsonTraceSerializer.deserializeResponse(body) : ProtobufTraceSerializer.deserializeResponse(body);
    // Both signals have the count in field 1 of the protobuf form; JSON names it by the signal.
    const counts = { ...partialSuccess } as { rejectedSpans?: number | string; rejectedLogRecords?: number | string };
    const count = Number(counts.rejectedSpans ?? counts.rejectedLogRecords ?? 0);
    return count > 0 ? `${count} rejected. ${partialSuccess?.errorMessage ?? ''}`.trim() : null;
  } catch {
    // Some receivers answer in words of their own; the status has said that it was taken.
    return null;
  }
}

function context({ traceId, spanId }: { traceId: string; spanId: string }) {
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED };
}

function time(at: Date): [number, number] {
  const ms = at.getTime();
  return [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];
}
