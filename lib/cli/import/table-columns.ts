// The columns of the single-table schema: which of them a table has, under which names, and a row of it by these names.
import { CommandError } from '@/lib/cli/command';
import { runRecordSchema } from '@/lib/domain/run/run-record';
import type { Json } from '@/lib/domain/run/run';
import type { ColumnMap } from './column-map';

export const TABLE_FIELDS = [
  'trace_id',
  'parent_trace_id',
  'session_id',
  'event_type',
  'prompt_version',
  'model_name',
  'input',
  'output',
  'metadata',
  'duration_ms',
  'cost_usd',
] as const;

export interface TableRow {
  traceId: string;
  parentId: string | null;
  /** The row's own key, where the table has a column `id` beside `trace_id`. */
  rowId: string | null;
  /** Tells rows of one time apart, the same at every reading. */
  order: string;
  startNs: bigint | null;
  endNs: bigint | null;
  /** By the names of the schema; columns that it does not have keep theirs. */
  values: { [column: string]: Json };
}

export function isTableField(name: string): boolean {
  return (TABLE_FIELDS as readonly string[]).includes(name) || name === 'id' || Object.hasOwn(runRecordSchema.shape, name);
}

/** Column by field for the keys that paging needs. Throws when the table has no such column. */
export function keyColumns(map: ColumnMap, columns: readonly string[]): { trace: string; parent: string | null } {
  const trace = map.get('trace_id') ?? 'trace_id';
  const parent = map.get('parent_trace_id') ?? 'parent_trace_id';
  const absent = [...map.values()].find((column) => !columns.includes(column)) ?? (columns.includes(trace) ? undefined : trace);
  if (absent !== undefined)
    throw new CommandError(`The table has no column "${absent}". It has ${columns.join(', ')}. Name it: --map trace_id=<column>.`);
  return { trace, parent: columns.includes(parent) ? parent : null };
}

/** The row under the names of the schema. */
export function namedRow(row: { [column: string]: Json }, map: ColumnMap): { [column: string]: Json } {
  const byColumn = new Map([...map].map(([field, column]) => [column, field]));
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([column, value]) => [byColumn.get(column) ?? column, value]),
  );
}
