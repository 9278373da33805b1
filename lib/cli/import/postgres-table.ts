// The single-table schema in any PostgreSQL as a source: read only, page by page behind the last root, each with all that hangs below it.
import pg from 'pg';
import { CommandError } from '@/lib/cli/command';
import { terminalText } from '@/lib/terminal-text';
import type { Json } from '@/lib/domain/run';
import { MAX_JSON_DEPTH } from '@/lib/domain/storable-json';
import { parseJsonText } from '@/lib/ingest/json-text';
import type { ColumnMap } from './column-map';
import { type ImportEntry, ImportFailure, type ImportRefusal, type ImportSource, refusal } from './import-source';
import { keyColumns, namedRow, type TableRow } from './table-columns';
import { rowTimes, tableRun } from './table-run';

export interface PostgresTableOptions {
  url: string;
  table: string;
  map: ColumnMap;
  pageSize: number;
}

interface TablePosition {
  /** The last root that was read, as text. */
  after: string | null;
  rows: number;
}

/** More rows than a run record holds steps; such a trace is refused alone. */
const MAX_ROWS = 50_000;
const STATEMENT_TIMEOUT_MS = 300_000;

export function postgresTable(options: PostgresTableOptions): ImportSource {
  const { host, pathname } = new URL(options.url);
  const place = `${host}${pathname}`;
  return {
    key: JSON.stringify(['table', place, options.table, [...options.map.entries()]]),
    label: `${options.table} at ${place}`,
    read: (position) => read(options, (position as TablePosition | null) ?? { after: null, rows: 0 }),
  };
}

async function* read(options: PostgresTableOptions, from: TablePosition): AsyncGenerator<ImportEntry> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'countersign import',
    options: `-c default_transaction_read_only=on -c statement_timeout=${STATEMENT_TIMEOUT_MS} -c timezone=UTC`,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const reader = await prepare(client, options);
    let { after, rows } = from;
    for (let roots = await reader.roots(after); roots.length > 0; roots = await reader.roots(after)) {
      const trees = await reader.trees(roots);
      for (const root of roots) {
        const tree = trees.get(root) ?? [];
        rows += tree.length;
        yield { ...entryOf(root, tree), position: { after: root, rows } };
      }
      after = roots.at(-1) ?? after;
    }
    const left = (await reader.count()) - rows;
    if (left > 0) yield { items: [], refusals: [notReached(left)], position: { after, rows: rows + left } };
  } catch (error) {
    if (error instanceof ImportFailure || error instanceof CommandError) throw error;
    throw new ImportFailure(
      `The database says: ${terminalText((error as Error).message)}. Start the import again: it goes on where it stopped.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Rows that no root leads to. */
function notReached(count: number): ImportRefusal {
  const detail = 'have no trace_id, hang in a circle of parents, or were written while the table was read (--restart reads them)';
  return { place: 'the table', id: null, code: 'not_reached', detail, count };
}

function entryOf(root: string, rows: readonly TableRow[]): Pick<ImportEntry, 'items' | 'refusals'> {
  const place = `trace_id ${root}`;
  if (rows.length > MAX_ROWS)
    return { items: [], refusals: [refusal(place, root, 'too_many_rows', `has more than ${MAX_ROWS} rows; send such a trace by OTLP`)] };
  const payload = JSON.stringify(tableRun(root, rows));
  return { items: [{ surface: 'runs', payload, count: 1, place, id: root }], refusals: [] };
}

interface TableReader {
  count(): Promise<number>;
  roots(after: string | null): Promise<string[]>;
  trees(roots: readonly string[]): Promise<Map<string, TableRow[]>>;
}

async function prepare(client: pg.Client, { table, map, pageSize }: PostgresTableOptions): Promise<TableReader> {
  const name = table
    .split('.')
    .map((part) => pg.escapeIdentifier(part.replace(/^"|"$/g, '')))
    .join('.');
  const columns = (await client.query(`SELECT * FROM ${name} LIMIT 0`)).fields.map((field) => field.name);
  const { trace, parent } = keyColumns(map, columns);
  const id = pg.escapeIdentifier(trace);
  const above = parent === null ? null : pg.escapeIdentifier(parent);
  const type =
    (await client.query<{ type: string }>(`SELECT format_type($1::oid, NULL) AS type`, [await typeOf(client, name, id)])).rows[0]?.type ??
    'text';
  // A row whose parent is itself or is not in the table begins a run of its own.
  const isRoot =
    above === null
      ? 'true'
      : `(t.${above} IS NULL OR t.${above} = t.${id} OR NOT EXISTS (SELECT 1 FROM ${name} p WHERE p.${id}::text = t.${above}::text))`;
  const below =
    above === null
      ? ''
      : `UNION SELECT tree.root, t.${id}::text FROM ${name} t JOIN tree ON t.${above}::text = tree.trace WHERE t.${id}::text <> tree.root`;
  return {
    count: async () => Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${name}`)).rows[0]?.n ?? 0),
    roots: async (after) => {
      const sql = `SELECT DISTINCT t.${id} AS k, t.${id}::text AS root FROM ${name} t
        WHERE t.${id} IS NOT NULL AND ($1::text IS NULL OR t.${id} > $1::text::${type}) AND ${isRoot} ORDER BY t.${id} LIMIT $2`;
      return (await client.query<{ root: string }>(sql, [after, pageSize])).rows.map(({ root }) => root);
    },
    trees: async (roots) => {
      const sql = `WITH RECURSIVE tree (root, trace) AS (SELECT r, r FROM unnest($1::text[]) r ${below})
        SELECT tree.root, to_jsonb(t)::text AS row FROM tree JOIN ${name} t ON t.${id}::text = tree.trace`;
      const trees = new Map<string, TableRow[]>();
      for (const { root, row } of (await client.query<{ root: string; row: string }>(sql, [roots])).rows) {
        const rows = trees.get(root) ?? [];
        trees.set(root, rows);
        rows.push(tableRow(row, map));
      }
      return trees;
    },
  };
}

async function typeOf(client: pg.Client, name: string, id: string): Promise<number> {
  return (await client.query(`SELECT ${id} FROM ${name} LIMIT 0`)).fields[0]?.dataTypeID ?? 25;
}

function tableRow(text: string, map: ColumnMap): TableRow {
  const values = namedRow(parseJsonText(Buffer.from(text), MAX_JSON_DEPTH + 8) as { [column: string]: Json }, map);
  const word = (value: Json | undefined) => (value === undefined || value === null ? null : String(value));
  return {
    traceId: String(values['trace_id']),
    parentId: word(values['parent_trace_id']),
    rowId: word(values['id']),
    order: text,
    ...rowTimes(values),
    values,
  };
}
