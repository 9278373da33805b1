// Test support: recorded requests of SDKs with values to look for behind every text in them, and as a name in every object of theirs.
import { gunzipSync } from 'node:zlib';
import type { Json } from '@/lib/domain/run/run';
import type { CapturedRequest } from './captured-requests';
import { encodeTraces } from './encode-otlp';
import { spansOf } from './independent-otlp';

type JsonObject = { [key: string]: Json };
export interface Seed {
  /** Put behind texts. */
  words: string;
  /** Put into objects as a name. */
  name: string;
}
export interface SeededRequest {
  path: string;
  method: string;
  headers: Headers;
  body: Buffer;
}

/** Ids, times and words of a fixed list: with anything behind them the request would be another one. */
const FIXED =
  /^(?:[0-9a-f]{16,}|[0-9a-f-]{32,36}|\d[\d.:TZ+-]*|\d{8}T\d+Z.*|(?:[a-z]{2}_)?[A-Z_]+|@@@.*|data:.*|media:.*|https?:\/\/.*|application\/.*|cs_.*|[\w-]{20,})$/;
/** Names under which a word of a fixed list, an id or a time stands. */
const FIXED_NAMES =
  /(?:^|[._-])(?:id|ids|uuid|type|run_type|kind|level|status|role|time|timestamp|start|end|version|op_name|project_id|api_key|token|unit|event|method|mode|format|dotted_order|ls_run_depth|object|Uri|traceId|traceType|display_name|project_name|session_name|Id|dataType|object_type|source|annotator_kind)$|_(?:id|at|time)$|Id$|At$|Time$|UnixNano$/;
/** Objects of the caller's own names. */
const FREE = /^(?:metadata|attributes|inputs?|outputs?|arguments|extra|properties|tags?|state)$/i;

/** `isBold` changes texts under any name; without it those that a fixed list may be behind stay as they are. */
export function seededRequest(request: CapturedRequest, key: string, seed: Seed, isBold: boolean): SeededRequest | null {
  const { method, path, headersWith } = request;
  const headers = headersWith(key);
  headers.delete('content-encoding');
  const isPacked = request.body[0] === 0x1f && request.body[1] === 0x8b;
  const body = isPacked ? gunzipSync(request.body) : request.body;
  const type = headers.get('content-type') ?? '';
  const made = (bytes: Buffer) => ({ method, path, headers, body: bytes });
  if (method === 'GET' || body.length === 0) return null;
  if (type.startsWith('application/x-protobuf')) return path.endsWith('/v1/traces') ? made(seededSpans(request, seed)) : null;
  if (type.startsWith('multipart/')) return made(seededForm(body, type, seed, isBold));
  return made(Buffer.from(JSON.stringify(seeded(JSON.parse(body.toString('utf8')) as Json, '', seed, isBold))));
}

function seededSpans(request: CapturedRequest, seed: Seed): Buffer {
  const spans = spansOf(request).map((span) => ({
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: `${span.name} ${seed.words}`,
    startNs: BigInt(span.startNs),
    endNs: BigInt(span.endNs),
    attributes: seeded(span.attributes, 'attributes', seed, false) as JsonObject,
    status: { code: 2, message: seed.words },
  }));
  return encodeTraces(spans, { 'service.name': seed.words, [seed.name]: seed.words });
}

function seededForm(body: Buffer, type: string, seed: Seed, isBold: boolean): Buffer {
  const mark = `--${/boundary="?([^";]+)/.exec(type)?.[1]}`;
  const parts = body
    .toString('utf8')
    .split(mark)
    .map((part) => {
      const [head = '', text] = part.split('\r\n\r\n');
      if (text === undefined || !head.includes('application/json')) return part;
      const name = /name="[^"]*\.([a-z]+)"/.exec(head)?.[1] ?? '';
      const changed = JSON.stringify(seeded(JSON.parse(text) as Json, name, seed, isBold));
      const measured = head.replace(/(content-length: ?|length=)\d+/gi, `$1${Buffer.byteLength(changed)}`);
      return `${measured}\r\n\r\n${changed}\r\n`;
    });
  return Buffer.from(parts.join(mark));
}

function seeded(value: Json, name: string, seed: Seed, isBold: boolean): Json {
  if (typeof value === 'string') return seededText(value, name, seed, isBold);
  if (Array.isArray(value)) return value.map((entry) => seeded(entry, name, seed, isBold));
  if (value === null || typeof value !== 'object') return value;
  const said = typeof value['key'] === 'string' && typeof value['value'] === 'object' ? value['key'] : '';
  const entries = Object.entries(value).map(([key, member]): [string, Json] => {
    if (said !== '' && key === 'key') return [key, member];
    return [key, seeded(member, said !== '' && key === 'value' ? said : key.endsWith('Value') ? name : key, seed, isBold)];
  });
  return Object.fromEntries(FREE.test(name) ? [...entries, [seed.name, seed.words] as [string, Json]] : entries);
}

function seededText(text: string, name: string, seed: Seed, isBold: boolean): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.stringify(seeded(JSON.parse(text) as Json, name, seed, isBold));
    } catch {
      // A text after all.
    }
  }
  const isFixed = FIXED.test(text) || FIXED_NAMES.test(name);
  return isFixed || (!isBold && !text.includes(' ')) ? text : `${text} ${seed.words}`;
}
