// Array parameters in PostgreSQL's binary form: texts go as they are, with nothing escaped here and nothing parsed there.
import 'server-only';
import type { Json } from '@/lib/domain/run/run';

/** Object ids of element types, which PostgreSQL never changes. */
const OID = { bool: 16, bytea: 17, int8: 20, int4: 23, text: 25, timestamptz: 1184, jsonb: 3802 } as const;
const HEADER_BYTES = 20;
const NULL_LENGTH = -1;
/** First byte of every jsonb in binary form. */
const JSONB_VERSION = 1;
/** Microseconds between the Unix epoch and PostgreSQL's, 2000-01-01. */
const EPOCH_MICROS = 946_684_800_000_000n;

/** The value of a `text[]` parameter. */
export function textArray(values: readonly (string | null)[]): Buffer {
  return stringArray(OID.text, 0, values);
}

/** The value of a `jsonb[]` parameter, out of JSON texts. */
export function jsonbArray(values: readonly (string | null)[]): Buffer {
  return stringArray(OID.jsonb, 1, values);
}

/** A JSON text in UTF-8, from `start` to `end` of a buffer that may hold others too. */
export interface JsonBytes {
  bytes: Buffer;
  start: number;
  end: number;
}

export function jsonText({ bytes, start, end }: JsonBytes): string {
  return bytes.toString('utf8', start, end);
}

export function jsonOf(json: JsonBytes): Json {
  return JSON.parse(jsonText(json)) as Json;
}

/** The value of a `jsonb[]` parameter, out of JSON texts that are bytes already. */
export function jsonbBytesArray(values: readonly (JsonBytes | null)[]): Buffer {
  let size = 0;
  for (const value of values) if (value !== null) size += 1 + value.end - value.start;
  const target = arrayOf(OID.jsonb, values.length, size);
  let at = HEADER_BYTES;
  for (const value of values) {
    if (value === null) {
      at = target.writeInt32BE(NULL_LENGTH, at);
      continue;
    }
    const { bytes, start, end } = value;
    at = target.writeInt32BE(1 + end - start, at);
    target[at] = JSONB_VERSION;
    at += 1 + bytes.copy(target, at + 1, start, end);
  }
  return target;
}

/** The value of a `bytea[]` parameter, out of texts of Latin-1 characters, each of which is a byte. */
export function byteaArray(values: readonly string[]): Buffer {
  const target = arrayOf(
    OID.bytea,
    values.length,
    values.reduce((sum, { length }) => sum + length, 0),
  );
  let at = HEADER_BYTES;
  for (const value of values) {
    at = target.writeInt32BE(value.length, at);
    at += target.write(value, at, 'latin1');
  }
  return target;
}

/** The value of a `bigint[]` parameter. */
export function int8Array(values: readonly (bigint | null)[]): Buffer {
  return bigintArray(OID.int8, values, 0n);
}

/** The value of a `timestamptz[]` parameter, out of microseconds since the Unix epoch. */
export function timestampArray(values: readonly (bigint | null)[]): Buffer {
  return bigintArray(OID.timestamptz, values, EPOCH_MICROS);
}

/** The value of an `integer[]` parameter. */
export function int4Array(values: readonly number[]): Buffer {
  const target = arrayOf(OID.int4, values.length, values.length * 4);
  let at = HEADER_BYTES;
  for (const value of values) at = target.writeInt32BE(value, target.writeInt32BE(4, at));
  return target;
}

/** The value of a `boolean[]` parameter. */
export function boolArray(values: readonly boolean[]): Buffer {
  const target = arrayOf(OID.bool, values.length, values.length);
  let at = HEADER_BYTES;
  for (const value of values) at = target.writeInt8(value ? 1 : 0, target.writeInt32BE(1, at));
  return target;
}

function stringArray(oid: number, prefixBytes: 0 | 1, values: readonly (string | null)[]): Buffer {
  let size = 0;
  for (const value of values) if (value !== null) size += prefixBytes + Buffer.byteLength(value);
  const target = arrayOf(oid, values.length, size);
  let at = HEADER_BYTES;
  for (const value of values) {
    if (value === null) {
      at = target.writeInt32BE(NULL_LENGTH, at);
      continue;
    }
    const start = at + 4;
    if (prefixBytes === 1) target[start] = JSONB_VERSION;
    const length = prefixBytes + target.write(value, start + prefixBytes);
    target.writeInt32BE(length, at);
    at = start + length;
  }
  return target;
}

function bigintArray(oid: number, values: readonly (bigint | null)[], offset: bigint): Buffer {
  const present = values.reduce((sum, value) => sum + (value === null ? 0 : 1), 0);
  const target = arrayOf(oid, values.length, present * 8);
  let at = HEADER_BYTES;
  for (const value of values) {
    if (value === null) at = target.writeInt32BE(NULL_LENGTH, at);
    else at = target.writeBigInt64BE(value - offset, target.writeInt32BE(8, at));
  }
  return target;
}

/** One dimension from 1 on: dimensions, whether there may be nulls, element type, length, lower bound; a length before each element. */
function arrayOf(oid: number, count: number, elementBytes: number): Buffer {
  const target = Buffer.allocUnsafe(HEADER_BYTES + count * 4 + elementBytes);
  target.writeInt32BE(1, 0);
  target.writeInt32BE(1, 4);
  target.writeInt32BE(oid, 8);
  target.writeInt32BE(count, 12);
  target.writeInt32BE(1, 16);
  return target;
}
