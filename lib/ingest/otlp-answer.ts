// Answers in the form that an OTLP exporter expects, in the encoding of its request: success, partial success, google.rpc.Status.
import type { ExpectedError } from '@/lib/errors';

export type OtlpEncoding = 'protobuf' | 'json';

const MEDIA_TYPES = { protobuf: 'application/x-protobuf', json: 'application/json' } as const;
/** google.rpc.Code by HTTP status. */
const RPC_CODES: { [status: number]: number } = { 400: 3, 401: 16, 403: 7, 404: 5, 405: 12, 413: 8, 415: 3, 422: 3, 429: 8, 503: 14 };

/** 200. Nothing left out is the empty message; what was left out is counted and explained, and must not be sent again. */
export function acceptedAnswer(encoding: OtlpEncoding, signal: 'traces' | 'logs' | 'metrics', rejected: number, message: string): Response {
  if (encoding === 'protobuf') {
    const partial = Buffer.concat([rejected > 0 ? field(1, varint(rejected)) : EMPTY, message ? text(2, message) : EMPTY]);
    return answer(200, encoding, partial.length > 0 ? bytes(1, partial) : EMPTY);
  }
  const name = { traces: 'rejectedSpans', logs: 'rejectedLogRecords', metrics: 'rejectedDataPoints' }[signal];
  const partialSuccess = { ...(rejected > 0 ? { [name]: String(rejected) } : {}), ...(message ? { errorMessage: message } : {}) };
  return answer(200, encoding, JSON.stringify(rejected > 0 || message ? { partialSuccess } : {}));
}

/** Only 429, 502, 503 and 504 are sent again by exporters; all else makes them drop the batch. */
export function refusedAnswer(encoding: OtlpEncoding, error: ExpectedError): Response {
  const code = RPC_CODES[error.status] ?? 2;
  const body =
    encoding === 'protobuf'
      ? Buffer.concat([field(1, varint(code)), text(2, error.message)])
      : JSON.stringify({ code, message: error.message });
  const response = answer(error.status, encoding, body);
  const retryAfter = error.extra.retry_after;
  if (typeof retryAfter === 'number') response.headers.set('retry-after', String(Math.ceil(retryAfter)));
  if (error.status === 401) response.headers.set('www-authenticate', 'Bearer realm="countersign"');
  return response;
}

const EMPTY = Buffer.alloc(0);

function answer(status: number, encoding: OtlpEncoding, body: Buffer | string): Response {
  const payload = typeof body === 'string' ? body : new Uint8Array(body);
  return new Response(payload, {
    status,
    headers: { 'content-type': MEDIA_TYPES[encoding], 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}

function text(number: number, value: string): Buffer {
  return bytes(number, Buffer.from(value, 'utf8'));
}

function bytes(number: number, value: Buffer): Buffer {
  return Buffer.concat([varint((number << 3) | 2), varint(value.length), value]);
}

function field(number: number, value: Buffer): Buffer {
  return Buffer.concat([varint(number << 3), value]);
}

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return Buffer.from(out);
}
