// Writes rows many at a time: one statement a table, each column an array in PostgreSQL's binary form.
import type { SqlClient } from '@/lib/data/database';
import { textArray } from '@/lib/data/sql-array';
import type { Row, Rows } from './rows';

/** Columns that are no text, by name; a name means the same in every table. */
const TYPES: Readonly<Record<string, string>> = {
  ...of(
    'jsonb',
    'declared declared_ranks record input output attributes events facts metadata value anchors candidates terms fresh basis learnt reasons body before after made',
  ),
  ...of('timestamptz', 'received_at last_step_at evaluated_at started_at ended_at created_at decided_at at first_seen_at last_seen_at'),
  ...of('float8', 'latency_ms risk score number'),
  ...of('numeric', 'cost_usd'),
  ...of('bigint', 'input_tokens output_tokens start_ns end_ns'),
  ...of(
    'int',
    'step_count error_count claim_count seq ordinal version page rank range_start range_end checks_version attempts variant block',
  ),
  ...of('bool', 'is_whole is_root_ended is_used'),
  ...of('int[]', 'bands'),
  ...of('text[]', 'tags codes document_ids'),
  ...of('int[]', 'keys'),
  ...of('uuid', 'item_id queue_id decided_by event_id actor_id decision_id'),
  ...of('bytea', 'content_hash'),
};
/** Texts there, JSON elsewhere. */
const TEXTS: ReadonlySet<string> = new Set(['run_search.input', 'run_search.output', 'run_search.context']);

/** A project that has runs already has some of these. */
const SHARED: ReadonlySet<string> = new Set(['search_word', 'pattern']);

export async function writeRows(client: SqlClient, projectId: string, all: Rows): Promise<void> {
  for (const [table, rows] of Object.entries(all)) if (rows.length > 0) await writeTable(client, projectId, table, rows);
}

async function writeTable(client: SqlClient, projectId: string, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] as Row);
  const types = columns.map((column) => (TEXTS.has(`${table}.${column}`) ? 'text' : (TYPES[column] ?? 'text')));
  const casts = columns.map((column, index) => (types[index] === 'text' ? `u.${column}` : `u.${column}::${types[index]}`));
  const names = columns.join(', ');
  const arrays = columns.map((_, index) => `$${index + 2}::text[]`).join(', ');
  await client.query({
    text: `INSERT INTO ${table} (project_id, ${names}) SELECT $1::uuid, ${casts.join(', ')} FROM unnest(${arrays}) AS u(${names}) ${SHARED.has(table) ? 'ON CONFLICT DO NOTHING' : ''}`,
    values: [projectId, ...columns.map((column) => textArray(rows.map((row) => row[column] ?? null)))],
  });
}

function of(type: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, type]));
}
