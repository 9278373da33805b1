// Langfuse's objects, as its API and its exports write them, in the words of its own ingestion: one event each.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { RecordError } from './file-source';
import type { ImportItem } from './import-source';
import { datasetRecord } from './langfuse-dataset';
import { type LangfuseRow, langfuseRow } from './langfuse-row';

export type LangfuseKind = 'trace' | 'observation' | 'score' | 'dataset-item';

const OBSERVATION_TYPES = ['SPAN', 'GENERATION', 'EVENT', 'AGENT', 'TOOL', 'CHAIN', 'RETRIEVER', 'EVALUATOR', 'EMBEDDING', 'GUARDRAIL'];

/** A trace brings its observations and scores when they stand in it. `kind` is found by the members when it is not said. */
export function langfuseItems(record: Json, place: string, kind?: LangfuseKind): ImportItem[] {
  if (!isObject(record)) throw new RecordError('not_an_object', 'A Langfuse record is a JSON object.');
  const row = langfuseRow(record);
  const id = row.text('id') ?? null;
  const own = kind ?? kindOf(row);
  if (own === null)
    throw new RecordError('unknown_record', 'is no trace, observation, score or dataset item: it has none of their members', id);
  if (id === null) throw new RecordError('no_id', 'has no id');
  if (own === 'dataset-item') return [{ surface: 'runs', payload: JSON.stringify(datasetRecord(row, id)), count: 1, place, id }];
  if (own === 'score') return [event('score-create', scoreBody(row), row, id, place)];
  if (own === 'observation') return observationItems(row, id, place);
  return [
    event('trace-create', traceBody(row), row, id, place),
    ...nested(row, 'observations').flatMap((one) => langfuseItems(one, place, 'observation')),
    ...nested(row, 'scores').flatMap((one) => langfuseItems(one, place, 'score')),
  ];
}

function kindOf(row: LangfuseRow): LangfuseKind | null {
  if (row.has('datasetId', 'datasetName', 'expectedOutput')) return 'dataset-item';
  if (row.has('dataType', 'stringValue') || (row.has('value') && row.has('name'))) return 'score';
  if (row.has('traceId') && (row.has('type', 'startTime', 'parentObservationId') || row.has('level'))) return 'observation';
  return row.has('timestamp', 'observations', 'sessionId', 'userId', 'bookmarked') ? 'trace' : null;
}

/** The members that Langfuse lists as ids only, when a list was asked for, are no objects. */
function nested(row: LangfuseRow, name: string): Json[] {
  const list = row.json(name);
  return Array.isArray(list) ? list.filter((one) => isObject(one)) : [];
}

function event(type: string, body: { [key: string]: Json }, row: LangfuseRow, id: string, place: string): ImportItem {
  const timestamp =
    row.instant('updatedAt') ??
    row.instant('endTime') ??
    row.instant('startTime') ??
    row.instant('timestamp') ??
    '1970-01-01T00:00:00.000000Z';
  const payload = JSON.stringify({ id: `import:${type}:${id}`, type, timestamp, body });
  return { surface: 'langfuse', payload, count: 1, place, id };
}

function traceBody(row: LangfuseRow): { [key: string]: Json } {
  return row.pick(
    ['id', 'name', 'userId', 'sessionId', 'release', 'version', 'environment', 'externalId'],
    ['timestamp'],
    ['input', 'output', 'metadata', 'tags', 'public'],
  );
}

/** Enriched exports repeat the facts of the trace on each of its observations: those are an event of their own, counted as none. */
function observationItems(row: LangfuseRow, id: string, place: string): ImportItem[] {
  const traceId = row.text('traceId');
  if (traceId === undefined) throw new RecordError('no_trace_id', 'is an observation without traceId', id);
  const type = (row.text('type') ?? 'SPAN').toUpperCase();
  const observation = event(
    `${OBSERVATION_TYPES.includes(type) ? type.toLowerCase() : 'span'}-create`,
    observationBody(row),
    row,
    id,
    place,
  );
  const { tags, ...facts } = row.pick(['userId', 'sessionId', 'release'], [], ['tags']);
  const name = row.text('traceName');
  if (name !== undefined) facts['name'] = name;
  if (Array.isArray(tags) && tags.length > 0) facts['tags'] = tags;
  if (Object.keys(facts).length === 0) return [observation];
  const body = { ...facts, id: traceId, ...row.pick(['environment'], [], []) };
  return [{ ...event('trace-create', body, row, `${traceId}:${id}`, place), id: traceId, count: 0 }, observation];
}

function observationBody(row: LangfuseRow): { [key: string]: Json } {
  const body = row.pick(
    ['id', 'traceId', 'parentObservationId', 'name', 'level', 'statusMessage', 'version', 'environment', 'promptName'],
    ['startTime', 'endTime', 'completionStartTime'],
    ['input', 'output', 'metadata', 'modelParameters', 'usageDetails', 'costDetails', 'promptVersion'],
  );
  const model = row.text('providedModelName') ?? row.text('model');
  if (model !== undefined) body['model'] = model;
  if (isEmpty(body['usageDetails'])) {
    delete body['usageDetails'];
    const usage = row.json('usage');
    if (isObject(usage)) body['usage'] = usage;
  }
  if (isEmpty(body['costDetails'])) {
    delete body['costDetails'];
    const cost = calculatedCost(row);
    if (cost !== null) body['costDetails'] = cost;
  }
  return body;
}

function isEmpty(value: Json | undefined): boolean {
  return !isObject(value) || Object.keys(value).length === 0;
}

/** What Langfuse computed by its own price list, under the names of its cost details. */
function calculatedCost(row: LangfuseRow): { [key: string]: Json } | null {
  const parts = (
    [
      ['input', row.number('calculatedInputCost') ?? row.number('inputCost')],
      ['output', row.number('calculatedOutputCost') ?? row.number('outputCost')],
      ['total', row.number('calculatedTotalCost') ?? row.number('totalCost')],
    ] as const
  ).filter(([, cost]) => cost !== undefined && cost > 0);
  return parts.length > 0 ? (Object.fromEntries(parts) as { [key: string]: Json }) : null;
}

/** Words of categories stand in `stringValue`; a CSV holds numbers as text. */
function scoreBody(row: LangfuseRow): { [key: string]: Json } {
  const body = row.pick(
    [
      'id',
      'name',
      'traceId',
      'observationId',
      'sessionId',
      'datasetRunId',
      'dataType',
      'comment',
      'configId',
      'queueId',
      'source',
      'environment',
    ],
    ['timestamp'],
    ['metadata'],
  );
  const isWord = ['CATEGORICAL', 'TEXT', 'CORRECTION'].includes(row.text('dataType') ?? '');
  const value = isWord
    ? (row.text('stringValue') ?? row.text('value'))
    : (row.number('value') ?? row.text('stringValue') ?? row.text('value'));
  if (value === undefined) throw new RecordError('no_value', 'is a score without a value', row.text('id') ?? null);
  if (row.text('traceId') === undefined && row.text('sessionId') === undefined && row.text('datasetRunId') === undefined)
    throw new RecordError('no_target', 'is a score that names no trace, session or dataset run', row.text('id') ?? null);
  return { ...body, value };
}
