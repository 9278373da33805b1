// Test support: a decoded span with the attributes that matter and nothing else.
import type { OtlpLog, OtlpSpan } from './otlp-span';

export const TRACE = 'aabbccddeeff00112233445566778899';

export function spanOf(over: Partial<OtlpSpan> & { resource?: OtlpSpan['attributes'] } = {}): OtlpSpan {
  const { resource = {}, ...rest } = over;
  return {
    origin: { resource, scopeName: '', scopeVersion: '', scope: {} },
    traceId: TRACE,
    spanId: '00000000000000ff',
    parentSpanId: null,
    name: 'span',
    kind: 1,
    startNs: 10n,
    endNs: 20n,
    attributes: {},
    droppedAttributes: 0,
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: 0,
    statusMessage: '',
    traceState: '',
    losses: [],
    ...rest,
  };
}

export function logOf(over: Partial<OtlpLog> = {}): OtlpLog {
  return {
    origin: { resource: {}, scopeName: '', scopeVersion: '', scope: {} },
    timeNs: 10n,
    severityNumber: 0,
    severityText: '',
    eventName: '',
    body: null,
    attributes: {},
    droppedAttributes: 0,
    traceId: TRACE,
    spanId: '00000000000000ff',
    losses: [],
    ...over,
  };
}
