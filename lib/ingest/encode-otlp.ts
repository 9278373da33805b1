// Test and benchmark support: writes OTLP trace requests in protobuf, also ones that no exporter would write.
import type { Json } from '@/lib/domain/run/run';

export interface SpanToEncode {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name?: string;
  startNs?: bigint;
  endNs?: bigint;
  attributes?: { [key: string]: Json };
  status?: { code: number; message?: string };
  /** Put behind the fields above as they are. */
  raw?: Buffer;
}

export function encodeTraces(spans: readonly SpanToEncode[], resource: { [key: string]: Json } = {}): Buffer {
  const scopeSpans = Buffer.concat([message(1, text(1, 'bench')), ...spans.map((span) => message(2, encodeSpan(span)))]);
  return message(1, Buffer.concat([message(1, attributes(1, resource)), message(2, scopeSpans)]));
}

export function encodeSpan({
  traceId,
  spanId,
  parentSpanId = '',
  name = 'span',
  startNs = 1n,
  endNs = 2n,
  attributes: own = {},
  status,
  raw,
}: SpanToEncode): Buffer {
  return Buffer.concat([
    bytes(1, Buffer.from(traceId, 'hex')),
    bytes(2, Buffer.from(spanId, 'hex')),
    parentSpanId === '' ? EMPTY : bytes(4, Buffer.from(parentSpanId, 'hex')),
    text(5, name),
    tag(6, 0, varint(3n)),
    tag(7, 1, fixed64(startNs)),
    tag(8, 1, fixed64(endNs)),
    attributes(9, own),
    status ? message(15, Buffer.concat([text(2, status.message ?? ''), tag(3, 0, varint(BigInt(status.code)))])) : EMPTY,
    raw ?? EMPTY,
  ]);
}

const EMPTY = Buffer.alloc(0);

export function attributes(field: number, record: { [key: string]: Json }): Buffer {
  return Buffer.concat(Object.entries(record).map(([key, value]) => keyValue(field, key, anyValue(value))));
}

export function keyValue(field: number, key: string, value: Buffer): Buffer {
  return message(field, Buffer.concat([text(1, key), message(2, value)]));
}

export function anyValue(value: Json): Buffer {
  if (value === null) return EMPTY;
  if (typeof value === 'string') return text(1, value);
  if (typeof value === 'boolean') return tag(2, 0, varint(value ? 1n : 0n));
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? tag(3, 0, varint(BigInt.asUintN(64, BigInt(value)))) : tag(4, 1, double(value));
  if (Array.isArray(value)) return message(5, Buffer.concat(value.map((entry) => message(1, anyValue(entry)))));
  return message(6, attributes(1, value));
}

export function message(field: number, body: Buffer): Buffer {
  return bytes(field, body);
}

export function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value, 'utf8'));
}

export function bytes(field: number, value: Buffer): Buffer {
  return tag(field, 2, Buffer.concat([varint(BigInt(value.length)), value]));
}

export function tag(field: number, wireType: number, rest: Buffer): Buffer {
  return Buffer.concat([varint(BigInt(field * 8 + wireType)), rest]);
}

export function varint(value: bigint): Buffer {
  const out: number[] = [];
  let rest = value;
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    out.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Buffer.from(out);
}

function fixed64(value: bigint): Buffer {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(value);
  return out;
}

function double(value: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeDoubleLE(value);
  return out;
}
