// Runs of LangSmith as its clients list and export them, in the words of its own ingestion; feedback likewise.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { RecordError } from './file-source';
import type { ImportItem } from './import-source';
import { instantText } from './instant-text';

type JsonObject = { [key: string]: Json };

/** What its API accepts of a run; the rest was computed by the server it comes from. */
const SENT = [
  'id',
  'trace_id',
  'dotted_order',
  'parent_run_id',
  'name',
  'run_type',
  'inputs',
  'outputs',
  'error',
  'events',
  'tags',
  'extra',
  'serialized',
  'session_name',
  'session_id',
  'reference_example_id',
];

/** A run with its `child_runs`, each an item of its own. */
export function langsmithItems(record: Json, place: string): ImportItem[] {
  if (!isObject(record)) throw new RecordError('not_an_object', 'A LangSmith run is a JSON object.');
  if (typeof record['key'] === 'string' && record['run_id'] !== undefined && record['run_type'] === undefined)
    return [feedback(record, place)];
  const items: ImportItem[] = [];
  const open: { run: JsonObject; parent: JsonObject | null }[] = [{ run: record, parent: null }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { run, parent } = next;
    const sent = sentRun(run, parent);
    const id = String(sent['id']);
    items.push({ surface: 'langsmith', payload: JSON.stringify(sent), count: 1, place, id });
    const children = run['child_runs'];
    if (Array.isArray(children)) open.push(...children.filter(isObject).map((child) => ({ run: child, parent: sent })));
  }
  return items;
}

function sentRun(run: JsonObject, parent: JsonObject | null): JsonObject {
  const id = run['id'] ?? run['run_id'];
  if (typeof id !== 'string' || id === '') throw new RecordError('no_id', 'has no id');
  const sent: JsonObject = { ...Object.fromEntries(SENT.filter((name) => run[name] != null).map((name) => [name, run[name] as Json])), id };
  if (parent) {
    sent['parent_run_id'] ??= parent['id'] as Json;
    sent['trace_id'] ??= parent['trace_id'] as Json;
  }
  // A root names itself as its trace; older exports leave both out.
  if (sent['trace_id'] === undefined && sent['parent_run_id'] === undefined && sent['dotted_order'] === undefined) sent['trace_id'] = id;
  if (sent['trace_id'] === undefined && sent['dotted_order'] === undefined)
    throw new RecordError('no_trace', 'has a parent but neither trace_id nor dotted_order: it cannot be said to which run it belongs', id);
  for (const name of ['start_time', 'end_time']) {
    const time = run[name];
    const text = zoned(time);
    if (text !== undefined) sent[name] = text;
    else if (time != null) throw new RecordError('bad_time', `has a ${name} that is not a time`, id);
  }
  return withUsage(sent, run);
}

/** Python writes times without a zone, and means UTC. Digits are kept: the last three count executions. */
function zoned(time: Json | undefined): string | undefined {
  if (typeof time === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/.test(time)) return `${time}Z`;
  return typeof time === 'string' && /(Z|[+-]\d{2}:\d{2})$/.test(time) && instantText(time) ? time : instantText(time);
}

/** Counts and cost that the server computed stand beside the run; they go where a client would have sent them. */
function withUsage(sent: JsonObject, run: JsonObject): JsonObject {
  if (run['run_type'] !== 'llm') return sent;
  const counts = {
    input_tokens: run['prompt_tokens'],
    output_tokens: run['completion_tokens'],
    total_tokens: run['total_tokens'],
    input_cost: run['prompt_cost'],
    output_cost: run['completion_cost'],
    total_cost: run['total_cost'],
  };
  const known = Object.entries(counts).flatMap(([name, value]): [string, number][] => {
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && number > 0 ? [[name, number]] : [];
  });
  if (known.length === 0) return sent;
  const extra = isObject(sent['extra']) ? sent['extra'] : {};
  const metadata = isObject(extra['metadata']) ? extra['metadata'] : {};
  const stated = isObject(metadata['usage_metadata']) ? metadata['usage_metadata'] : {};
  return { ...sent, extra: { ...extra, metadata: { ...metadata, usage_metadata: { ...Object.fromEntries(known), ...stated } } } };
}

function feedback(record: JsonObject, place: string): ImportItem {
  const id = typeof record['id'] === 'string' ? record['id'] : null;
  if (id === null) throw new RecordError('no_id', 'is feedback without an id: sent again it would count twice');
  const times = ['created_at', 'modified_at'].flatMap((name): [string, Json][] => {
    const text = zoned(record[name]);
    return text === undefined ? [] : [[name, text]];
  });
  return { surface: 'feedback', payload: JSON.stringify({ ...record, ...Object.fromEntries(times) }), count: 1, place, id };
}
