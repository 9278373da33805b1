// OTLP requests in JSON, one per line, as the collector's file exporter writes them. Their text goes on as it stands.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { RecordError } from './file-source';
import type { ImportItem, SurfaceName } from './import-source';

const LISTS: readonly { list: string; scopes: string; records: string; surface: SurfaceName | null }[] = [
  { list: 'resourceSpans', scopes: 'scopeSpans', records: 'spans', surface: 'spans-json' },
  { list: 'resourceLogs', scopes: 'scopeLogs', records: 'logRecords', surface: 'logs-json' },
  { list: 'resourceMetrics', scopes: 'scopeMetrics', records: 'metrics', surface: null },
];

/** The items are the inside of the lists, so that lines can be joined to one request without touching a digit. */
export function otlpItems(record: Json, place: string, text: Buffer | null): ImportItem[] {
  if (!isObject(record)) throw new RecordError('not_an_object', 'An OTLP request is a JSON object.');
  const known = LISTS.filter(({ list }) => Array.isArray(record[list]));
  if (known.length === 0) throw new RecordError('not_otlp', 'has neither resourceSpans nor resourceLogs');
  return known.flatMap(({ list, scopes, records, surface }): ImportItem[] => {
    const entries = record[list] as Json[];
    if (entries.length === 0) return [];
    if (surface === null) throw new RecordError('metrics', 'holds metrics, which are no part of a run');
    const isAlone = Object.keys(record).length === 1 && text !== null;
    const payload = isAlone ? insideOfList(text) : JSON.stringify(entries).slice(1, -1);
    return [{ surface, payload, count: countOf(entries, scopes, records), place, id: null }];
  });
}

/** Of `{"name":[…]}` with nothing beside the list: the first bracket opens it and the last one closes it. */
function insideOfList(text: Buffer): string {
  return text.toString('utf8', text.indexOf(0x5b) + 1, text.lastIndexOf(0x5d));
}

function countOf(entries: readonly Json[], scopes: string, records: string): number {
  return entries.flatMap((entry) => listAt(entry, scopes)).reduce<number>((sum, scope) => sum + listAt(scope, records).length, 0);
}

function listAt(value: Json, name: string): Json[] {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list : [];
}
