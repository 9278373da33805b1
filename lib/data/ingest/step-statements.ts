// The statements that write rows of `step` and `step_io`, many at a time.
import 'server-only';
import type { SqlClient } from '@/lib/data/database';
import { directQuery } from '@/lib/data/direct-query';
import { byteaArray, int8Array, jsonbBytesArray, textArray, timestampArray } from '@/lib/data/sql-array';
import type { StepRow } from './step-row';

const STEP_COLUMNS =
  'run_id, step_id, parent_id, kind, source_kind, name, started_at, ended_at, start_ns, end_ns, status, error, model_name, facts, content_hash';
const STEP_TYPES = 'text text text text text text timestamptz timestamptz bigint bigint text text text jsonb bytea'.split(' ');
const IO_COLUMNS = 'run_id, step_id, input, output, attributes, events';
/** How many parameters `stepArrays` gives. */
export const STEP_PARAMETERS = STEP_TYPES.length + 4;

/** Rows of `step` out of the parameters from `$first` on. */
function stepUnnest(first: number): string {
  return `unnest(${STEP_TYPES.map((type, index) => `$${first + index}::${type}[]`).join(', ')}) AS u(${STEP_COLUMNS})`;
}

/** Rows of `step_io` out of the same parameters: both tables have the ids of runs and steps. */
function ioUnnest(first: number): string {
  const bodies = [0, 1, 2, 3].map((index) => `$${first + STEP_TYPES.length + index}::jsonb[]`);
  return `unnest($${first}::text[], $${first + 1}::text[], ${bodies.join(', ')}) AS u(${IO_COLUMNS})`;
}

/**
 * The common tables `s` (ids of the rows of `step` that were not there) and `o`, which write both tables while `condition` holds. A step has its row in
 * both or in none, so what is left out of one is left out of the other.
 */
export function insertingSteps(first: number, condition = 'true'): string {
  return `s AS (INSERT INTO step (project_id, ${STEP_COLUMNS}, received_at) SELECT $1::uuid, u.*, now() FROM ${stepUnnest(first)} WHERE ${condition}
    ON CONFLICT (project_id, run_id, step_id) DO NOTHING RETURNING run_id, step_id),
  o AS (INSERT INTO step_io (project_id, ${IO_COLUMNS}) SELECT $1::uuid, u.* FROM ${ioUnnest(first)} WHERE ${condition}
    ON CONFLICT (project_id, run_id, step_id) DO NOTHING)`;
}

/** The keys travel back only where some were there already. */
const INSERT = `WITH ${insertingSteps(3)} SELECT count(*)::int AS added,
    CASE WHEN count(*) < $2::int THEN json_agg(json_build_array(s.run_id, s.step_id)) END AS keys FROM s`;
const UPDATE_STEPS = `UPDATE step SET parent_id = u.parent_id, kind = u.kind, source_kind = u.source_kind, name = u.name, started_at = u.started_at,
  ended_at = u.ended_at, start_ns = u.start_ns, end_ns = u.end_ns, status = u.status, error = u.error, model_name = u.model_name, facts = u.facts,
  content_hash = u.content_hash, received_at = now()
  FROM ${stepUnnest(2)} WHERE step.project_id = $1::uuid AND step.run_id = u.run_id AND step.step_id = u.step_id`;
const UPDATE_IO = `UPDATE step_io SET input = u.input, output = u.output, attributes = u.attributes, events = u.events
  FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::jsonb[]) AS u(${IO_COLUMNS})
  WHERE step_io.project_id = $1::uuid AND step_io.run_id = u.run_id AND step_io.step_id = u.step_id`;

/** Inserts the rows that are not there yet; answers those. */
export async function insertSteps(client: SqlClient, projectId: string, rows: readonly StepRow[]): Promise<readonly StepRow[]> {
  const { rows: answer } = await directQuery<{ added: number; keys: [string, string][] | null }>(client, {
    name: 'insert-steps',
    text: INSERT,
    values: [projectId, rows.length, ...stepArrays(rows)],
  });
  return answer[0]?.added === rows.length ? rows : rowsAmong(rows, answer[0]?.keys ?? []);
}

/** Puts the rows in place of those with their ids. */
export async function updateSteps(client: SqlClient, projectId: string, rows: readonly StepRow[]): Promise<void> {
  const arrays = stepArrays(rows);
  const bodies = [...arrays.slice(0, 2), ...arrays.slice(STEP_TYPES.length)];
  await directQuery(client, { name: 'update-steps', text: UPDATE_STEPS, values: [projectId, ...arrays.slice(0, STEP_TYPES.length)] });
  await directQuery(client, { name: 'update-bodies', text: UPDATE_IO, values: [projectId, ...bodies] });
}

/** NUL is in no id, so it separates two of them without doubt. */
function rowsAmong(rows: readonly StepRow[], keys: readonly [string, string][]): StepRow[] {
  const wanted = new Set(keys.map(([runId, stepId]) => `${runId}\0${stepId}`));
  return rows.filter(({ runId, stepId }) => wanted.has(`${runId}\0${stepId}`));
}

/** Those of `step`, then the four bodies of `step_io`. */
export function stepArrays(rows: readonly StepRow[]): Buffer[] {
  const texts = (pick: (row: StepRow) => string | null) => textArray(rows.map(pick));
  const starts = rows.map(({ startNs }) => startNs);
  const ends = rows.map(({ endNs }) => endNs);
  return [
    texts(({ runId }) => runId),
    texts(({ stepId }) => stepId),
    texts(({ parentId }) => parentId),
    texts(({ kind }) => kind),
    texts(({ sourceKind }) => sourceKind),
    texts(({ name }) => name),
    timestampArray(starts.map(micros)),
    timestampArray(ends.map(micros)),
    int8Array(starts),
    int8Array(ends),
    texts(({ status }) => status),
    texts(({ error }) => error),
    texts(({ modelName }) => modelName),
    jsonbBytesArray(rows.map(({ facts }) => facts)),
    byteaArray(rows.map(({ contentHash }) => contentHash)),
    jsonbBytesArray(rows.map(({ input }) => input)),
    jsonbBytesArray(rows.map(({ output }) => output)),
    jsonbBytesArray(rows.map(({ attributes }) => attributes)),
    jsonbBytesArray(rows.map(({ events }) => events)),
  ];
}

/** Cut, not rounded, as isoMicros does. */
function micros(ns: bigint | null): bigint | null {
  return ns === null ? null : ns / 1000n;
}
