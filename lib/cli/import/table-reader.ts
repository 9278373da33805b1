// Reads the single-table schema from PostgreSQL: its roots in the order of their ids, and everything that hangs below some of them.
import pg from 'pg';
import type { Json } from '@/lib/domain/run/run';
import { MAX_JSON_DEPTH } from '@/lib/domain/storable-json';
import { parseJsonText } from '@/lib/ingest/json-text';
import type { ColumnMap } from './column-map';
import { keyColumns, namedRow, type TableRow } from './table-columns';
import { rowTimes } from './table-run';

export interface TableReader {
  count(): Promise<number>;
  /** At most `limit` roots behind one of them. */
  roots(after: string | null, limit: number): Promise<string[]>;
  /** The rows of each root, and how many bytes they were. */
  trees(roots: readonly string[]): Promise<{ rowsByRoot: Map<string, TableRow[]>; bytes: number }>;
}

const STATEMENT_TIMEOUT_MS = 300_000;

/** Throws a CommandError when the table lacks a column that is needed. */
export async function tableReader(client: pg.Client, table: string, map: ColumnMap): Promise<TableReader> {
  const name = table
    .split('.')
    .map((part) => pg.escapeIdentifier(part.replace(/^"|"$/g, '')))
    .join('.');
  const { fields } = await readOnly<object>(client, `SELECT * FROM ${name} LIMIT 0`);
  const { trace, parent } = keyColumns(
    map,
    fields.map((field) => field.name),
  );
  const typeOf = (column: string | null) => fields.find((field) => field.name === column)?.dataTypeID;
  const types = await readOnly<{ type: string }>(client, 'SELECT format_type($1::oid, NULL) AS type', [typeOf(trace)]);
  // Ids of one type are compared as they are, so that indexes serve; an id and a parent of different types by their text.
  const isSameType = parent === null || typeOf(parent) === typeOf(trace);
  const sql = statements(name, pg.escapeIdentifier(trace), parent === null ? null : pg.escapeIdentifier(parent), {
    type: types.rows[0]?.type ?? 'text',
    cast: isSameType ? '' : '::text',
  });
  return {
    count: async () => Number((await readOnly<{ n: string }>(client, `SELECT count(*) AS n FROM ${name}`)).rows[0]?.n ?? 0),
    roots: async (after, limit) => (await readOnly<{ root: string }>(client, sql.roots, [after, limit])).rows.map(({ root }) => root),
    trees: async (roots) => {
      const rowsByRoot = new Map<string, TableRow[]>();
      let bytes = 0;
      for (const { root, row } of (await readOnly<{ root: string; row: string }>(client, sql.trees, [roots])).rows) {
        const rows = rowsByRoot.get(root) ?? [];
        rowsByRoot.set(root, rows);
        rows.push(tableRow(row, map));
        bytes += row.length;
      }
      return { rowsByRoot, bytes };
    },
  };
}

/** A row whose parent is itself or is not in the table begins a run of its own. A circle of parents ends where it closes. */
function statements(name: string, id: string, parent: string | null, { type, cast }: { type: string; cast: string }) {
  const key = cast === '' ? type : 'text';
  const isRoot =
    parent === null
      ? 'true'
      : `(t.${parent} IS NULL OR t.${parent}${cast} = t.${id}${cast}
          OR NOT EXISTS (SELECT 1 FROM ${name} p WHERE p.${id}${cast} = t.${parent}${cast}))`;
  const below =
    parent === null
      ? ''
      : `UNION SELECT tree.root, t.${id}${cast} FROM ${name} t JOIN tree ON t.${parent}${cast} = tree.trace WHERE t.${id}${cast} <> tree.root`;
  return {
    roots: `SELECT DISTINCT t.${id} AS k, t.${id}::text AS root FROM ${name} t
      WHERE t.${id} IS NOT NULL AND ($1::text IS NULL OR t.${id} > $1::text::${type}) AND ${isRoot} ORDER BY t.${id} LIMIT $2`,
    trees: `WITH RECURSIVE tree (root, trace) AS (SELECT r, r FROM unnest($1::text[]::${key}[]) r ${below})
      SELECT tree.root::text, to_jsonb(t)::text AS row FROM tree JOIN ${name} t ON t.${id}${cast} = tree.trace`,
  };
}

/** Each statement in a transaction of its own that cannot write, which holds behind any connection pooler too. */
async function readOnly<T extends object>(client: pg.Client, sql: string, values: unknown[] = []): Promise<pg.QueryResult<T>> {
  await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}; SET LOCAL timezone = 'UTC'`);
  try {
    return await client.query<T>(sql, values);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
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
