// The surfaces of the door that an import speaks to: how a request is made of items, and what its answer says about each of them.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { ImportItem, ImportRefusal, SurfaceName } from './import-source';

export interface DoorRequest {
  path: string;
  contentType: string;
  body: Buffer;
}
export interface DoorSurface {
  maxItems: number;
  request(items: readonly ImportItem[]): DoorRequest;
  /** Of an answer with a 2xx status: what was not taken. */
  refusals(items: readonly ImportItem[], answer: Buffer): ImportRefusal[];
}

const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/x-protobuf';

export const DOOR_SURFACES: Record<SurfaceName, DoorSurface> = {
  runs: {
    maxItems: 500,
    request: (items) => ({ path: '/api/v1/runs', contentType: 'application/x-ndjson', body: joined(items, '', '\n', '\n') }),
    refusals: refusedRecords,
  },
  'spans-json': otlpJson('/v1/traces', 'resourceSpans'),
  'logs-json': otlpJson('/v1/logs', 'resourceLogs'),
  'spans-protobuf': otlpProtobuf('/v1/traces'),
  'logs-protobuf': otlpProtobuf('/v1/logs'),
  langfuse: {
    maxItems: 200,
    request: (items) => ({ path: '/api/public/ingestion', contentType: JSON_TYPE, body: joined(items, '{"batch":[', ',', ']}') }),
    refusals: refusedEvents,
  },
  langsmith: {
    maxItems: 200,
    request: (items) => ({ path: '/runs/batch', contentType: JSON_TYPE, body: joined(items, '{"post":[', ',', '],"patch":[]}') }),
    refusals: refusedRuns,
  },
  feedback: {
    maxItems: 1,
    request: (items) => ({ path: '/feedback', contentType: JSON_TYPE, body: joined(items, '', '', '') }),
    refusals: () => [],
  },
};

function otlpJson(path: string, list: string): DoorSurface {
  return {
    maxItems: 500,
    request: (items) => ({ path, contentType: JSON_TYPE, body: joined(items, `{"${list}":[`, ',', ']}') }),
    refusals: (items, answer) => {
      const partial = member(parsed(answer), 'partialSuccess');
      const count = Number(member(partial, 'rejectedSpans') ?? member(partial, 'rejectedLogRecords') ?? 0);
      return partlyRefused(items, count, text(member(partial, 'errorMessage')));
    },
  };
}

/** Messages of protobuf that stand one after the other are one message: their lists are joined. */
function otlpProtobuf(path: string): DoorSurface {
  return {
    maxItems: 500,
    request: (items) => ({ path, contentType: PROTOBUF_TYPE, body: Buffer.concat(items.map(({ payload }) => Buffer.from(payload))) }),
    refusals: (items, answer) => {
      const { count, message } = partialSuccess(answer);
      return partlyRefused(items, count, message);
    },
  };
}

/** OTLP says how many were refused and why, but not which. */
function partlyRefused(items: readonly ImportItem[], count: number, detail: string): ImportRefusal[] {
  if (count === 0) return [];
  const [first, last] = [items[0]?.place ?? '', items.at(-1)?.place ?? ''];
  return [
    { place: first === last ? first : `${first} to ${last}`, id: null, code: 'rejected', detail: detail || 'no reason given', count },
  ];
}

/** Of `ExportTraceServiceResponse{ partial_success=1{ rejected=1 varint, error_message=2 } }`, all of them short. */
function partialSuccess(answer: Buffer): { count: number; message: string } {
  const found = { count: 0, message: '' };
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; at < answer.length; scale *= 128) {
      const byte = answer[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  };
  if (answer[at] !== 0x0a) return found;
  at += 1;
  varint();
  while (at < answer.length) {
    const tag = answer[at++];
    if (tag === 0x08) found.count = varint();
    else if (tag === 0x12) {
      const length = varint();
      found.message = answer.toString('utf8', at, at + length);
      at += length;
    } else break;
  }
  return found;
}

function refusedRecords(items: readonly ImportItem[], answer: Buffer): ImportRefusal[] {
  const rejected = member(parsed(answer), 'rejected');
  return (Array.isArray(rejected) ? rejected : []).flatMap((entry) => {
    const item = items[Number(member(entry, 'index'))];
    return item ? [refused(item, text(member(entry, 'code')), text(member(entry, 'detail')))] : [];
  });
}

/** The events carry ids of our own making, so an error finds its item whatever its order. */
function refusedEvents(items: readonly ImportItem[], answer: Buffer): ImportRefusal[] {
  const errors = member(parsed(answer), 'errors');
  if (!Array.isArray(errors) || errors.length === 0) return [];
  const byId = new Map(items.map((item) => [text(member(parsed(Buffer.from(item.payload)), 'id')), item]));
  return errors.flatMap((entry) => {
    const item = byId.get(text(member(entry, 'id')));
    const error = member(entry, 'error');
    const detail = [text(member(entry, 'message')), typeof error === 'string' ? error : ''].filter(Boolean).join(': ');
    return item ? [refused(item, `status_${text(member(entry, 'status')) || 'unknown'}`, detail)] : [];
  });
}

/** Named by the id of the run as LangSmith calls it: what is a step here. */
function refusedRuns(items: readonly ImportItem[], answer: Buffer): ImportRefusal[] {
  const rejected = member(parsed(answer), 'rejected');
  if (!Array.isArray(rejected)) return [];
  const byId = new Map(items.map((item) => [item.id?.toLowerCase(), item]));
  return rejected.flatMap((entry) => {
    const item = byId.get(text(member(entry, 'id'))) ?? items[0];
    return item ? [refused(item, 'rejected', text(member(entry, 'detail')))] : [];
  });
}

export function refused({ place, id, count }: ImportItem, code: string, detail: string): ImportRefusal {
  return { place, id, code: code || 'rejected', detail: detail || 'no reason given', count };
}

function joined(items: readonly ImportItem[], before: string, between: string, after: string): Buffer {
  return Buffer.from(before + items.map(({ payload }) => payload.toString()).join(between) + after, 'utf8');
}

function parsed(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
