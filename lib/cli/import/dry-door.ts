// The door of a dry run: reads every request with the code of the real one and stores nothing.
import { problemDetail } from './door-sender';
import type { DoorSender } from './door-sender';
import { ExpectedError } from '@/lib/errors';
import type { Json } from '@/lib/domain/run/run';
import { MAX_JSON_DEPTH } from '@/lib/domain/storable-json';
import type { Rejections } from '@/lib/ingest/decode-budget';
import { doorRoute } from '@/lib/ingest/door-route';
import { MAX_VALUES, parseJsonText } from '@/lib/ingest/json-text';
import { acceptedAnswer, type OtlpEncoding } from '@/lib/ingest/otlp-answer';
import { decodeLogsJson, decodeTracesJson } from '@/lib/ingest/otlp-json';
import { decodeLogs, decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { WireError } from '@/lib/ingest/wire-reader';
import { SOURCES } from '@/lib/sources/registry';
import type { DoorRequest } from './door-surfaces';
import { ImportFailure } from './import-source';

const MAX_DEPTH = MAX_JSON_DEPTH + 8;

export const dryDoor: DoorSender = async (request) => {
  try {
    const response = answer(request);
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    if (error instanceof WireError) return { status: 400, body: Buffer.from(JSON.stringify({ detail: error.message })) };
    if (!(error instanceof ExpectedError)) throw error;
    const body = Buffer.from(JSON.stringify({ detail: error.message, code: error.code }));
    if (error.kind === 'unavailable') throw new ImportFailure(problemDetail(body));
    return { status: error.status, body };
  }
};

function answer({ path, contentType, body }: DoorRequest): Response {
  const route = doorRoute('POST', path, contentType);
  if (route.kind === 'otlp') {
    if (route.signal === 'metrics') throw new Error('metrics are not imported');
    const encoding: OtlpEncoding = contentType === 'application/json' ? 'json' : 'protobuf';
    const rejected = decode(route.signal, encoding, body);
    return acceptedAnswer(encoding, route.signal, rejected.count, rejected.message);
  }
  if (route.kind !== 'surface') throw new ImportFailure(`Nothing is taken in at ${path} by this version.`);
  const parseJson = (text: Buffer) => parseJsonText(text, MAX_DEPTH, undefined, MAX_VALUES) as Json;
  const reading = route.surface.read({
    path: route.match,
    query: new URLSearchParams(),
    contentType,
    headers: new Headers({ 'content-type': contentType }),
    body,
    parseJson,
    sources: SOURCES,
  });
  const { status, body: said } = reading.answer({ rejected: [] });
  return said === undefined ? new Response(null, { status }) : Response.json(said, { status });
}

function decode(signal: 'traces' | 'logs', encoding: OtlpEncoding, body: Buffer): Rejections {
  if (signal === 'traces') return (encoding === 'json' ? decodeTracesJson(body) : decodeTraces(body)).rejected;
  return (encoding === 'json' ? decodeLogsJson(body) : decodeLogs(body)).rejected;
}
