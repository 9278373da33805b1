// One row as a run record: cells become what the field wants, and a column that no field takes is kept in the metadata.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { passagesFrom } from '@/lib/sources/passage-form';
import { type ColumnMap, completeMap } from './column-map';
import { instantText } from './instant-text';

type JsonObject = { [key: string]: Json };

const NUMBERS = new Set(['latency_ms', 'cost_usd', 'temperature', 'top_p', 'seed', 'max_tokens', 'retries', 'confidence']);
const INSTANTS = new Set(['started_at', 'ended_at']);
const LISTS = new Set(['tags', 'context_refs', 'evidence_refs', 'validation_errors']);
const STRUCTURES = new Set(['usage', 'metadata', 'guardrails', 'steps', 'output_schema']);
/** Text that may as well be JSON. */
const VALUES = new Set(['input', 'output']);

/**
 * The record of a row. `fallbackId` is the run's id when no column gives one. A cell that is not what its field wants goes on as it
 * is: the server says so, by its name.
 */
export function rowRecord(row: JsonObject, map: ColumnMap, fallbackId: string): JsonObject {
  const complete = completeMap(map, Object.keys(row));
  const record: JsonObject = { run_id: fallbackId };
  const metadata: JsonObject = {};
  const used = new Set<string>();
  for (const [field, column] of complete) {
    used.add(column);
    const cell = Object.hasOwn(row, column) ? row[column] : undefined;
    if (cell === undefined || cell === null || cell === '') continue;
    if (field.startsWith('metadata.')) metadata[field.slice('metadata.'.length)] = cell;
    else record[field] = fieldValue(field, cell);
  }
  for (const [column, cell] of Object.entries(row)) if (!used.has(column) && cell !== null && cell !== '') metadata[column] = cell;
  const stated = record['metadata'];
  if (stated !== undefined && !isObject(stated)) metadata['metadata'] = stated;
  const kept = { ...metadata, ...(isObject(stated) ? stated : {}) };
  delete record['metadata'];
  return Object.keys(kept).length > 0 ? { ...record, metadata: kept } : record;
}

function fieldValue(field: string, cell: Json): Json {
  if (field === 'context') return passages(cell);
  if (INSTANTS.has(field)) return instantText(cell) ?? cell;
  if (typeof cell !== 'string')
    return VALUES.has(field) || LISTS.has(field) || STRUCTURES.has(field) || NUMBERS.has(field) ? cell : words(cell);
  if (NUMBERS.has(field)) return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell.trim()) ? Number(cell) : cell;
  if (LISTS.has(field)) return parseContainer(cell) ?? cell.split(field === 'tags' ? /\s*[,;]\s*/ : /\s*;\s*/).filter(Boolean);
  if (VALUES.has(field) || STRUCTURES.has(field)) return parseContainer(cell) ?? cell;
  return cell;
}

/** Ids and versions are text on the wire, whatever the table has. */
function words(cell: Json): Json {
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : cell;
}

/** Passages in any form that retrievers have, or one text. */
function passages(cell: Json): Json {
  const value = typeof cell === 'string' ? (parseContainer(cell) ?? [cell]) : cell;
  const found = passagesFrom(isObject(value) && !('documents' in value) ? [value] : value);
  if (!found) return value;
  return found.map(({ id, content, documentId, version, page, rank, score, metadata }) => ({
    id,
    content,
    ...(documentId === undefined ? {} : { document_id: documentId }),
    ...(version === undefined ? {} : { version }),
    ...(page === undefined ? {} : { page }),
    ...(rank === undefined ? {} : { rank }),
    ...(score === undefined ? {} : { score }),
    ...(metadata === undefined ? {} : { metadata }),
  }));
}
