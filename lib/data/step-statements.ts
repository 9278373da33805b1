// The statements that write rows of `step` and `step_io`, many at a time.
import 'server-only';
import type { SqlClient } from './database';
import { byteaArray, int8Array, jsonbArray, textArray, timestampArray } from './sql-array';
import type { StepRow } from './step-row';

const STEP_COLUMNS =
  'run_id, step_id, parent_id, kind, source_kind, name, started_at, ended_at, start_ns, end_ns, status, error, model_name, facts, content_hash';
const STEP_UNNEST = `unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::bigint[],
  $11::bigint[], $12::text[], $13::text[], $14::text[], $15::jsonb[], $16::bytea[]) AS u(${STEP_COLUMNS})`;
const INSERT_STEPS = `INSERT INTO step (project_id, ${STEP_COLUMNS}, received_at)
  SELECT $1::uuid, u.*, now() FROM ${STEP_UNNEST}
  ON CONFLICT (project_id, run_id, step_id) DO NOTHING RETURNING run_id, step_id`;
const UPDATE_STEPS = `UPDATE step SET parent_id = u.parent_id, kind = u.kind, source_kind = u.source_kind, name = u.name, started_at = u.started_at,
  ended_at = u.ended_at, start_ns = u.start_ns, end_ns = u.end_ns, status = u.status, error = u.error, model_name = u.model_name, facts = u.facts,
  content_hash = u.content_hash, received_at = now()
  FROM ${STEP_UNNEST} WHERE step.project_id = $1::uuid AND step.run_id = u.run_id AND step.step_id = u.step_id`;
const IO_UNNEST =
  'unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::jsonb[]) AS u(run_id, step_id, input, output, attributes, events)';
const INSERT_IO = `INSERT INTO step_io (project_id, run_id, step_id, input, output, attributes, events) SELECT $1::uuid, u.* FROM ${IO_UNNEST}`;
const UPDATE_IO = `UPDATE step_io SET input = u.input, output = u.output, attributes = u.attributes, events = u.events FROM ${IO_UNNEST}
  WHERE step_io.project_id = $1::uuid AND step_io.run_id = u.run_id AND step_io.step_id = u.step_id`;

/** Inserts the rows that are not there yet; answers those. */
export async function insertSteps(client: SqlClient, projectId: string, rows: readonly StepRow[]): Promise<readonly StepRow[]> {
  const inserted = await client.query<{ run_id: string; step_id: string }>(INSERT_STEPS, [projectId, ...stepArrays(rows)]);
  const added = inserted.rows.length === rows.length ? rows : rowsAmong(rows, inserted.rows);
  if (added.length > 0) await client.query(INSERT_IO, [projectId, ...ioArrays(added)]);
  return added;
}

/** Puts the rows in place of those with their ids. */
export async function updateSteps(client: SqlClient, projectId: string, rows: readonly StepRow[]): Promise<void> {
  await client.query(UPDATE_STEPS, [projectId, ...stepArrays(rows)]);
  await client.query(UPDATE_IO, [projectId, ...ioArrays(rows)]);
}

/** NUL is in no id, so it separates two of them without doubt. */
function rowsAmong(rows: readonly StepRow[], keys: readonly { run_id: string; step_id: string }[]): StepRow[] {
  const wanted = new Set(keys.map(({ run_id, step_id }) => `${run_id}\0${step_id}`));
  return rows.filter(({ runId, stepId }) => wanted.has(`${runId}\0${stepId}`));
}

function stepArrays(rows: readonly StepRow[]): Buffer[] {
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
    jsonbArray(rows.map(({ facts }) => facts)),
    byteaArray(rows.map(({ contentHash }) => contentHash)),
  ];
}

function ioArrays(rows: readonly StepRow[]): Buffer[] {
  return [
    textArray(rows.map(({ runId }) => runId)),
    textArray(rows.map(({ stepId }) => stepId)),
    jsonbArray(rows.map(({ input }) => input)),
    jsonbArray(rows.map(({ output }) => output)),
    jsonbArray(rows.map(({ attributes }) => attributes)),
    jsonbArray(rows.map(({ events }) => events)),
  ];
}

/** Cut, not rounded, as isoMicros does. */
function micros(ns: bigint | null): bigint | null {
  return ns === null ? null : ns / 1000n;
}
