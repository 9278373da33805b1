// The single-table schema in any PostgreSQL as a source: read only, page by page behind the last root.
import pg from 'pg';
import { CommandError } from '@/lib/cli/command';
import type { Json } from '@/lib/domain/run/run';
import { terminalText } from '@/lib/terminal-text';
import type { ColumnMap } from './column-map';
import { type ImportEntry, ImportFailure, type ImportRefusal, type ImportSource, refusal } from './import-source';
import type { TableRow } from './table-columns';
import { type TableReader, tableReader } from './table-reader';
import { tableRun } from './table-run';

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
const CONNECT_TIMEOUT_MS = 30_000;
/** Rows that are read at once: few roots at first, then as many as are about this large. */
const READ_BYTES = 16 * 1024 * 1024;
const FIRST_ROOTS = 10;

export function postgresTable(options: PostgresTableOptions): ImportSource {
  const { host, pathname } = new URL(options.url);
  const place = `${host}${pathname}`;
  return {
    key: JSON.stringify(['table', place, options.table, [...options.map.entries()]]),
    label: `${options.table} at ${place}`,
    read: (position: Json | null) => read(options, (position as TablePosition | null) ?? { after: null, rows: 0 }),
  };
}

async function* read(options: PostgresTableOptions, from: TablePosition): AsyncGenerator<ImportEntry> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'countersign import',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    yield* entries(await tableReader(client, options.table, options.map), options.pageSize, from);
  } catch (error) {
    if (error instanceof ImportFailure || error instanceof CommandError) throw error;
    throw new ImportFailure(
      `The database says: ${terminalText((error as Error).message)}. Start the import again: it goes on where it stopped.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function* entries(reader: TableReader, pageSize: number, from: TablePosition): AsyncGenerator<ImportEntry> {
  let { after, rows } = from;
  let atOnce = Math.min(FIRST_ROOTS, pageSize);
  for (let roots = await reader.roots(after, pageSize); roots.length > 0; roots = await reader.roots(after, pageSize)) {
    for (let at = 0; at < roots.length; ) {
      const some = roots.slice(at, at + atOnce);
      const { rowsByRoot, bytes } = await reader.trees(some);
      for (const root of some) {
        const tree = rowsByRoot.get(root) ?? [];
        rows += tree.length;
        after = root;
        yield { ...entryOf(root, tree), position: { after, rows } };
      }
      at += some.length;
      atOnce = Math.max(1, Math.min(pageSize, Math.floor((READ_BYTES * some.length) / Math.max(1, bytes))));
    }
  }
  const left = (await reader.count()) - rows;
  if (left > 0) yield { items: [], refusals: [notReached(left)], position: { after, rows: rows + left } };
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
