// Test support: OTLP requests that are nearly right: well formed ones out of the words of all conventions, then damaged.
import type { Json } from '@/lib/domain/run/run';
import { anyValue, encodeTraces, keyValue, message, tag, text, varint } from './encode-otlp';
import { EVENTS, KEYS, TEXTS, TOKENS } from './fuzz-words';

type Random = () => number;

/** A protobuf request, mostly of spans, with zero to four damages. */
export function requestWire(random: Random): Buffer {
  const spans = Array.from({ length: int(random, 4) }, (_, index) => ({
    traceId: hex(random, 32),
    spanId: hex(random, 16),
    ...(random() < 0.5 ? {} : { parentSpanId: hex(random, 16) }),
    name: pick(random, TEXTS),
    startNs: BigInt(int(random, 2 ** 31)) ** 2n,
    endNs: BigInt(index),
    attributes: record(random),
    ...(random() < 0.3 ? { status: { code: int(random, 4), message: pick(random, TEXTS) } } : {}),
    ...(random() < 0.4 ? { raw: rawField(random) } : {}),
  }));
  return damaged(random() < 0.05 ? noise(random) : encodeTraces(spans, record(random)), random, wireDamage);
}

/** The same in JSON, spans or log records. */
export function requestText(random: Random): Buffer {
  const items = Array.from({ length: int(random, 4) }, () => jsonItem(random));
  const [outer, middle, inner] = random() < 0.8 ? ['resourceSpans', 'scopeSpans', 'spans'] : ['resourceLogs', 'scopeLogs', 'logRecords'];
  const request = {
    [outer]: [
      { resource: maybe(random, { attributes: entries(random) }), [middle]: [{ scope: maybe(random, { name: 's' }), [inner]: items }] },
    ],
  };
  return damaged(Buffer.from(JSON.stringify(random() < 0.05 ? value(random, 3) : request)), random, textDamage);
}

function jsonItem(random: Random): { [key: string]: unknown } {
  return {
    traceId: maybe(random, hex(random, 32)),
    spanId: maybe(random, hex(random, 16)),
    parentSpanId: maybe(random, hex(random, 16)),
    name: maybe(random, pick(random, TEXTS)),
    kind: maybe(random, int(random, 9) - 2),
    startTimeUnixNano: maybe(random, random() < 0.5 ? String(int(random, 1e15)) : int(random, 1e15)),
    endTimeUnixNano: maybe(random, '1'),
    attributes: maybe(random, entries(random)),
    events: maybe(random, [{ name: pick(random, EVENTS), timeUnixNano: '5', attributes: entries(random) }]),
    links: maybe(random, [{ traceId: hex(random, 32), spanId: hex(random, 16), attributes: entries(random) }]),
    status: maybe(random, { code: int(random, 4), message: pick(random, TEXTS) }),
    body: maybe(random, anyJson(value(random, 3))),
    eventName: maybe(random, pick(random, EVENTS)),
  };
}

/** What a field should hold, or is absent, or anything else. */
function maybe(random: Random, right: unknown): unknown {
  const draw = random();
  return draw < 0.97 ? right : draw < 0.985 ? undefined : value(random, 2);
}

function entries(random: Random): unknown[] {
  return Object.entries(record(random)).map(([key, entry]) => ({ key, value: maybe(random, anyJson(entry)) }));
}

function anyJson(of: Json): Json {
  if (of === null) return {};
  if (typeof of === 'string') return { stringValue: of };
  if (typeof of === 'boolean') return { boolValue: of };
  if (typeof of === 'number') return Number.isInteger(of) ? { intValue: String(of) } : { doubleValue: of };
  if (Array.isArray(of)) return { arrayValue: { values: of.map(anyJson) } };
  return { kvlistValue: { values: Object.entries(of).map(([key, entry]) => ({ key, value: anyJson(entry) })) } };
}

function record(random: Random): { [key: string]: Json } {
  return Object.fromEntries(Array.from({ length: int(random, 7) }, () => [pick(random, KEYS), value(random, 3)]));
}

function value(random: Random, depth: number): Json {
  const draw = int(random, depth > 0 ? 9 : 6);
  if (draw < 3) return pick(random, TEXTS);
  if (draw === 3) return (random() - 0.5) * 10 ** int(random, 300);
  if (draw === 4) return int(random, 1000) - 5;
  if (draw === 5) return random() < 0.5 ? null : random() < 0.5;
  if (draw < 8) return Array.from({ length: int(random, 4) }, () => value(random, depth - 1));
  return Object.fromEntries(Array.from({ length: int(random, 4) }, () => [pick(random, KEYS), value(random, depth - 1)]));
}

function rawField(random: Random): Buffer {
  const field = 1 + int(random, 20);
  const draw = int(random, 6);
  if (draw === 0) return tag(field, int(random, 8), noise(random));
  if (draw === 1) return Buffer.concat([varint(BigInt(field * 8 + 2)), varint(2n ** BigInt(int(random, 64)))]);
  if (draw === 2) return Buffer.concat(Array.from({ length: int(random, 60) }, () => varint(BigInt(field * 8 + 3))));
  if (draw === 3)
    return message(11, Buffer.concat([text(2, pick(random, EVENTS)), keyValue(3, pick(random, KEYS), anyValue(value(random, 2)))]));
  if (draw === 4) return message(13, Buffer.concat([noise(random)]));
  return keyValue(9, pick(random, KEYS), noise(random));
}

function damaged(bytes: Buffer, random: Random, damage: (bytes: Buffer, random: Random) => Buffer): Buffer {
  let current = bytes;
  for (let left = random() < 0.5 ? 0 : 1 + int(random, 4); left > 0 && current.length > 0; left--) current = damage(current, random);
  return current;
}

function wireDamage(bytes: Buffer, random: Random): Buffer {
  const at = int(random, bytes.length);
  const draw = int(random, 6);
  if (draw === 0) return bytes.subarray(0, at);
  if (draw === 1) return Buffer.concat([bytes.subarray(0, at), noise(random), bytes.subarray(at)]);
  if (draw === 2) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + int(random, 40)), bytes.subarray(at)]);
  if (draw === 3) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + int(random, 8))]);
  const copy = Buffer.from(bytes);
  copy[at] = draw === 4 ? int(random, 256) : (copy[at] as number) ^ (1 << int(random, 8));
  return copy;
}

function textDamage(bytes: Buffer, random: Random): Buffer {
  if (random() < 0.5) return wireDamage(bytes, random);
  const at = int(random, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(random, TOKENS)), bytes.subarray(at + int(random, 2))]);
}

function noise(random: Random): Buffer {
  return Buffer.from(Array.from({ length: int(random, 24) }, () => int(random, 256)));
}

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => int(random, 16).toString(16)).join('');
}

function int(random: Random, below: number): number {
  return Math.floor(random() * below);
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[int(random, list.length)] as T;
}
