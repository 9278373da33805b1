// Columns of a table to the fields of a run record: `--map input=question,metadata.ticket=ticket_no`.
import { CommandError } from '@/lib/cli/command';
import { runRecordSchema } from '@/lib/domain/run/run-record';

/** Field of the record, or `metadata.<name>`, to the column that fills it. */
export type ColumnMap = ReadonlyMap<string, string>;

const FIELDS = new Set(Object.keys(runRecordSchema.shape));
/** Columns by which tables name these fields without being told, in order of preference. */
const HABITS: { [field: string]: readonly string[] } = {
  run_id: ['trace_id', 'id'],
  latency_ms: ['duration_ms'],
  started_at: ['created_at', 'timestamp'],
};

/** Reads the option, which may be given several times. Throws a CommandError that names what is wrong. */
export function parseColumnMap(options: readonly string[], isField: (name: string) => boolean = isRecordField): ColumnMap {
  const map = new Map<string, string>();
  for (const pair of options.flatMap((option) => option.split(','))) {
    const at = pair.indexOf('=');
    const field = pair.slice(0, at).trim();
    const column = pair.slice(at + 1).trim();
    if (at < 1 || column === '')
      throw new CommandError(`--map takes field=column, several of them with commas between; "${pair}" is neither.`);
    if (!isField(field))
      throw new CommandError(`--map: "${field}" is no field of a run. Use ${[...FIELDS].join(', ')}, or metadata.<name>.`);
    if (map.has(field)) throw new CommandError(`--map fills "${field}" twice.`);
    map.set(field, column);
  }
  return map;
}

function isRecordField(name: string): boolean {
  return FIELDS.has(name) || /^metadata\../.test(name);
}

/** The map with what goes without saying for these columns: fields that are named alike, and the habits above. */
export function completeMap(map: ColumnMap, columns: readonly string[]): ColumnMap {
  const used = new Set(map.values());
  const complete = new Map(map);
  const fill = (field: string, column: string) => {
    if (complete.has(field) || used.has(column) || !columns.includes(column)) return;
    complete.set(field, column);
    used.add(column);
  };
  for (const column of columns) if (FIELDS.has(column)) fill(column, column);
  for (const [field, habits] of Object.entries(HABITS)) for (const column of habits) fill(field, column);
  return complete;
}

/** Columns that the map names and the table does not have. */
export function missingColumns(map: ColumnMap, columns: readonly string[]): string[] {
  return [...map.values()].filter((column) => !columns.includes(column));
}
