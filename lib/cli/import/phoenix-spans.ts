// Spans as Phoenix exports them (REST and client objects, or rows of its data frame) as OTLP spans in OpenInference.
import { createHash } from 'node:crypto';
import { isObject, parseContainer } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { RecordError } from './file-source';
import type { ImportItem } from './import-source';
import { instantNs } from './instant-text';
import { otlpAttributes } from './otlp-attributes';

type JsonObject = { [key: string]: Json };

export function phoenixItems(record: Json, place: string): ImportItem[] {
  if (!isObject(record)) throw new RecordError('not_an_object', 'A span is a JSON object.');
  const context = isObject(record['context']) ? record['context'] : {};
  const traceWord = textOf(record['context.trace_id'] ?? context['trace_id'] ?? record['trace_id']);
  const spanWord = textOf(record['context.span_id'] ?? context['span_id'] ?? record['span_id']);
  if (traceWord === undefined || spanWord === undefined)
    throw new RecordError('no_id', 'has no context.trace_id and context.span_id', spanWord ?? traceWord ?? null);
  const parentWord = textOf(record['parent_id']);
  const start = instantNs(record['start_time'] ?? undefined);
  if (start === null) throw new RecordError('bad_time', 'has no start_time that is a time', spanWord);
  const end = instantNs(record['end_time'] ?? undefined);
  const span: JsonObject = {
    traceId: hexId(traceWord, 32),
    spanId: hexId(spanWord, 16),
    ...(parentWord === undefined ? {} : { parentSpanId: hexId(parentWord, 16) }),
    name: textOf(record['name']) ?? '',
    kind: 1,
    startTimeUnixNano: String(start),
    ...(end === null ? {} : { endTimeUnixNano: String(end) }),
    attributes: otlpAttributes(attributesOf(record)),
    events: eventsOf(record['events']),
    status: statusOf(record),
  };
  const project = textOf(record['project_name'] ?? record['project.name']);
  const resource = { attributes: otlpAttributes(project === undefined ? {} : { 'openinference.project.name': project }) };
  const payload = JSON.stringify({ resource, scopeSpans: [{ scope: { name: 'phoenix' }, spans: [span] }] });
  return [{ surface: 'spans-json', payload, count: 1, place, id: spanWord }];
}

/** An object, JSON text of one (CSV), or a column each, named `attributes.…`. */
function attributesOf(record: JsonObject): JsonObject {
  const whole = record['attributes'];
  const stated = typeof whole === 'string' ? parseContainer(whole) : whole;
  const columns = Object.entries(record).flatMap(([name, value]): [string, Json][] =>
    name.startsWith('attributes.') && value !== null && value !== '' ? [[name.slice('attributes.'.length), value]] : [],
  );
  const kind = textOf(record['span_kind']);
  return {
    ...(kind === undefined ? {} : { 'openinference.span.kind': kind }),
    ...(isObject(stated) ? stated : {}),
    ...Object.fromEntries(columns),
  };
}

function eventsOf(value: Json | undefined): Json[] {
  const list = typeof value === 'string' ? parseContainer(value) : value;
  return (Array.isArray(list) ? list : []).filter(isObject).map((event) => {
    const time = instantNs(event['timestamp'] ?? event['time'] ?? undefined);
    return {
      name: textOf(event['name']) ?? '',
      ...(time === null ? {} : { timeUnixNano: String(time) }),
      attributes: otlpAttributes(isObject(event['attributes']) ? event['attributes'] : {}),
    };
  });
}

function statusOf(record: JsonObject): Json {
  const word = textOf(record['status_code'])?.toUpperCase();
  const message = textOf(record['status_message']);
  return { code: word === 'OK' ? 1 : word === 'ERROR' ? 2 : 0, ...(message === undefined ? {} : { message }) };
}

/** UUIDs without their dashes; an id of another form or length by its hash, so that parents still find their children. */
function hexId(word: string, digits: 16 | 32): string {
  const hex = word.toLowerCase().replace(/-/g, '');
  return hex.length === digits && /^[0-9a-f]+$/.test(hex) ? hex : createHash('sha256').update(word).digest('hex').slice(0, digits);
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
