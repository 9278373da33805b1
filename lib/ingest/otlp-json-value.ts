// Single values of OTLP in JSON: hex ids, 64-bit numbers as text or number, enums as number or name, AnyValue.
import type { Json } from '@/lib/domain/run/run';
import { putKey } from '@/lib/domain/storable-json';
import type { Attributes } from '@/lib/sources/otlp-span';
import { ItemError, MAX_ATTRIBUTES, MAX_VALUE_DEPTH } from './decode-budget';
import type { DecodeBudget } from './decode-budget';
import { checkedTime } from './otlp-identity';
import { jsonDouble } from './otlp-value-reader';

export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member by its JSON name or, as protobuf's JSON mapping allows, by its name in the schema (`traceId`, `trace_id`). */
export function member(object: JsonObject, name: string): Json | undefined {
  const value = object[name];
  return value === undefined ? object[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] : value;
}

export function textOf(object: JsonObject, name: string): string {
  const value = member(object, name);
  if (value == null) return '';
  if (typeof value !== 'string') throw new ItemError(`${name} must be text`);
  return value;
}

export function listOf(object: JsonObject, name: string, limit = Number.POSITIVE_INFINITY): Json[] {
  const value = member(object, name);
  if (value == null) return [];
  if (!Array.isArray(value)) throw new ItemError(`${name} must be a list`);
  if (value.length > limit) throw new ItemError(`more than ${limit} ${name}`);
  return value;
}

/** Hex in any case. Base64, protobuf's general mapping of bytes, is not OTLP, but its length gives it away. */
export function idOf(object: JsonObject, name: string, digits: 16 | 32): string {
  const text = textOf(object, name);
  if (/^[0-9a-f]*$/i.test(text)) return text.toLowerCase();
  const decoded = /^[0-9a-z+/]+={0,2}$/i.test(text) ? Buffer.from(text, 'base64').toString('hex') : '';
  if (decoded.length === digits) return decoded;
  throw new ItemError(`${name} is not hex`);
}

/** Nanoseconds as decimal text or as a number. */
export function timeOf(object: JsonObject, name: string, losses: string[]): bigint | null {
  const value = member(object, name);
  if (value == null || value === '') return null;
  if (typeof value === 'number' && Number.isFinite(value)) return checkedTime(BigInt(Math.trunc(value)), name, losses);
  if (typeof value === 'string' && /^\d{1,30}$/.test(value)) return checkedTime(BigInt(value), name, losses);
  throw new ItemError(`${name} must be nanoseconds since the epoch`);
}

export function countOf(object: JsonObject, name: string): number {
  const value = Number(member(object, name) ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** `3` or `SPAN_KIND_CLIENT`; an unknown name is 0. */
export function enumOf(object: JsonObject, name: string, names: readonly string[]): number {
  const value = member(object, name);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return 0;
  return /^\d+$/.test(value) ? Number(value) : Math.max(0, names.indexOf(value));
}

/** Reads attribute lists and AnyValues of one request, within its budget. */
export class JsonValueReader {
  private entriesLeft = MAX_ATTRIBUTES;

  constructor(private readonly budget: DecodeBudget) {}

  /** A new item may have its own number of attributes. */
  restart(): void {
    this.entriesLeft = MAX_ATTRIBUTES;
  }

  /** `[{key, value}]`: where a key repeats, the last one stays. */
  attributes(entries: Json[], depth = 1): Attributes {
    const attributes: Attributes = {};
    for (const entry of entries) {
      this.entriesLeft -= 1;
      if (this.entriesLeft < 0) throw new ItemError(`more than ${MAX_ATTRIBUTES} attributes`);
      if (!isObject(entry)) throw new ItemError('an attribute must be an object with key and value');
      putKey(attributes, textOf(entry, 'key'), this.value(member(entry, 'value'), depth));
    }
    return attributes;
  }

  value(any: Json | undefined, depth = 1): Json {
    if (depth > MAX_VALUE_DEPTH) throw new ItemError(`a value is nested deeper than ${MAX_VALUE_DEPTH} levels`);
    this.budget.spendValue();
    if (any === undefined || any === null) return null;
    if (!isObject(any)) throw new ItemError('an attribute value must be an object such as {"stringValue": "…"}');
    if (member(any, 'stringValue') !== undefined) return textOf(any, 'stringValue');
    if (member(any, 'intValue') !== undefined) return integer(member(any, 'intValue'));
    if (member(any, 'doubleValue') !== undefined) return double(member(any, 'doubleValue'));
    if (member(any, 'boolValue') !== undefined) return member(any, 'boolValue') === true;
    if (member(any, 'bytesValue') !== undefined) return textOf(any, 'bytesValue');
    const list = member(any, 'arrayValue');
    if (isObject(list)) return listOf(list, 'values').map((inner) => this.value(inner, depth + 1));
    const map = member(any, 'kvlistValue');
    return isObject(map) ? this.attributes(listOf(map, 'values'), depth + 1) : null;
  }
}

/** Beyond 2^53 the digits stay text. */
function integer(value: Json | undefined): Json {
  if (value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value)) return Number.isSafeInteger(value) ? value : BigInt(value).toString();
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) throw new ItemError('intValue must be a whole number');
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** The JavaScript exporter writes null for NaN and infinities, others write their names: both are null. */
function double(value: Json | undefined): Json {
  if (value === null || value === 'NaN' || value === 'Infinity' || value === '-Infinity') return null;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw new ItemError('doubleValue must be a number');
  return jsonDouble(number);
}
