// Test support: a second reader of OTLP, written apart from the first (BigInt, recursive, by a table) to compare with.
import { gunzipSync } from 'node:zlib';
import type { CapturedRequest } from './captured-requests';

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export interface PlainSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  startNs: string;
  endNs: string;
  attributes: { [key: string]: Plain };
  resource: { [key: string]: Plain };
  events: { name: string; attributes: { [key: string]: Plain } }[];
  links: { traceId: string; spanId: string }[];
  statusCode: number;
  statusMessage: string;
}
export interface PlainLog {
  traceId: string | null;
  spanId: string | null;
  name: string;
  body: Plain;
  attributes: { [key: string]: Plain };
}

/** Field number → [JSON name, type]. Lower-case types are scalars, `*` marks lists, the rest are messages of this table. */
const MESSAGES: Record<string, Record<number, [string, string]>> = {
  TraceRequest: { 1: ['resourceSpans', 'ResourceSpans*'] },
  ResourceSpans: { 1: ['resource', 'Resource'], 2: ['scopeSpans', 'ScopeSpans*'] },
  ScopeSpans: { 2: ['spans', 'Span*'] },
  LogsRequest: { 1: ['resourceLogs', 'ResourceLogs*'] },
  ResourceLogs: { 1: ['resource', 'Resource'], 2: ['scopeLogs', 'ScopeLogs*'] },
  ScopeLogs: { 2: ['logRecords', 'LogRecord*'] },
  Resource: { 1: ['attributes', 'KeyValue*'] },
  KeyValue: { 1: ['key', 'string'], 2: ['value', 'AnyValue'] },
  AnyValue: {
    1: ['stringValue', 'string'],
    2: ['boolValue', 'bool'],
    3: ['intValue', 'int64'],
    4: ['doubleValue', 'double'],
    5: ['arrayValue', 'ArrayValue'],
    6: ['kvlistValue', 'KeyValueList'],
    7: ['bytesValue', 'base64'],
  },
  ArrayValue: { 1: ['values', 'AnyValue*'] },
  KeyValueList: { 1: ['values', 'KeyValue*'] },
  Status: { 2: ['message', 'string'], 3: ['code', 'uint'] },
  Event: { 1: ['timeUnixNano', 'fixed64'], 2: ['name', 'string'], 3: ['attributes', 'KeyValue*'] },
  Link: { 1: ['traceId', 'hex'], 2: ['spanId', 'hex'] },
  Span: {
    1: ['traceId', 'hex'],
    2: ['spanId', 'hex'],
    4: ['parentSpanId', 'hex'],
    5: ['name', 'string'],
    7: ['startTimeUnixNano', 'fixed64'],
    8: ['endTimeUnixNano', 'fixed64'],
    9: ['attributes', 'KeyValue*'],
    11: ['events', 'Event*'],
    13: ['links', 'Link*'],
    15: ['status', 'Status'],
  },
  LogRecord: {
    5: ['body', 'AnyValue'],
    6: ['attributes', 'KeyValue*'],
    9: ['traceId', 'hex'],
    10: ['spanId', 'hex'],
    12: ['eventName', 'string'],
  },
};

type Tree = { [name: string]: unknown };

export function spansOf(request: CapturedRequest): PlainSpan[] {
  if (!request.path.endsWith('/v1/traces')) return [];
  return list(treeOf(request, 'TraceRequest').resourceSpans).flatMap((resource) =>
    list(resource.scopeSpans).flatMap((scope) =>
      list(scope.spans).map((span) => plainSpan(span, attributesOf((resource.resource ?? {}) as Tree))),
    ),
  );
}

export function logsOf(request: CapturedRequest): PlainLog[] {
  if (!request.path.endsWith('/v1/logs')) return [];
  return list(treeOf(request, 'LogsRequest').resourceLogs).flatMap((resource) =>
    list(resource.scopeLogs).flatMap((scope) =>
      list(scope.logRecords).map((log): PlainLog => {
        const attributes = attributesOf(log);
        return {
          traceId: (log.traceId as string | undefined) || null,
          spanId: (log.spanId as string | undefined) || null,
          name: String(log.eventName || attributes['event.name'] || ''),
          body: plainValue(log.body as Tree | undefined),
          attributes,
        };
      }),
    ),
  );
}

function treeOf({ headers, body }: CapturedRequest, type: string): Tree {
  const bytes = headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  return headers.get('content-type')?.startsWith('application/json') ? (JSON.parse(bytes.toString('utf8')) as Tree) : message(bytes, type);
}

function plainSpan(span: Tree, resource: { [key: string]: Plain }): PlainSpan {
  const status = (span.status ?? {}) as Tree;
  return {
    traceId: String(span.traceId),
    spanId: String(span.spanId),
    parentSpanId: (span.parentSpanId as string | undefined) || null,
    name: String(span.name ?? ''),
    startNs: String(span.startTimeUnixNano),
    endNs: String(span.endTimeUnixNano),
    attributes: attributesOf(span),
    resource,
    events: list(span.events).map((event) => ({ name: String(event.name), attributes: attributesOf(event) })),
    links: list(span.links).map((link) => ({ traceId: String(link.traceId), spanId: String(link.spanId) })),
    statusCode: Number(status.code ?? 0),
    statusMessage: String(status.message ?? ''),
  };
}

function attributesOf(tree: Tree): { [key: string]: Plain } {
  return Object.fromEntries(list(tree.attributes).map(({ key, value }) => [String(key), plainValue(value as Tree | undefined)]));
}

function plainValue(value: Tree | undefined): Plain {
  const [entry] = Object.entries(value ?? {});
  if (!entry) return null;
  const [kind, inner] = entry;
  if (kind === 'arrayValue') return list((inner as Tree).values).map(plainValue);
  if (kind === 'kvlistValue') return attributesOf({ attributes: (inner as Tree).values });
  if (kind === 'doubleValue') return Number.isFinite(inner) ? (inner as number) : null;
  if (kind === 'intValue') return Number(inner);
  return inner as Plain;
}

function list(value: unknown): Tree[] {
  return (value ?? []) as Tree[];
}

function message(bytes: Buffer, type: string): Tree {
  const tree: Tree = {};
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes[at++] ?? 0);
      value |= (byte & 127n) << shift;
      if (byte < 128n) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = Number(tag & 7n);
    const [name, kind] = MESSAGES[type]?.[Number(tag >> 3n)] ?? [];
    let raw: Buffer | bigint;
    if (wire === 0) raw = varint();
    else {
      const length = wire === 1 ? 8 : wire === 5 ? 4 : Number(varint());
      raw = bytes.subarray(at, at + length);
      at += length;
    }
    if (!name || !kind) continue;
    const value = scalar(raw, kind.replace('*', ''));
    if (kind.endsWith('*')) tree[name] = [...((tree[name] as unknown[] | undefined) ?? []), value];
    else tree[name] = value;
  }
  return tree;
}

function scalar(raw: Buffer | bigint, kind: string): unknown {
  if (typeof raw === 'bigint') return kind === 'bool' ? raw === 1n : kind === 'int64' ? Number(BigInt.asIntN(64, raw)) : Number(raw);
  if (kind === 'string') return raw.toString('utf8');
  if (kind === 'hex' || kind === 'base64') return raw.toString(kind);
  if (kind === 'fixed64') return String(raw.readBigUInt64LE());
  return kind === 'double' ? raw.readDoubleLE() : message(raw, kind);
}
