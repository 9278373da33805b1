// Writes the steps of a batch: new ones in two statements, known ones merged under the lock of their run.
import 'server-only';
import { mergeSteps } from '@/lib/domain/merge-step';
import type { CanonicalStep, Json, StepFacts } from '@/lib/domain/run';
import type { SqlClient } from './database';
import { endsRoot } from './ends-root';
import { stepRow, type StepRow } from './step-row';

export interface StepsOfRun {
  runId: string;
  steps: readonly CanonicalStep[];
  /** A run posted again as a whole puts its steps in place of those it had; everything else is merged. */
  mode: 'merge' | 'replace';
  /** What a merged step has to go through before it is stored (`CanonicalRun.reread`). */
  reread: (step: CanonicalStep) => CanonicalStep;
}

interface Change {
  added: number;
  changed: number;
  /** A root whose start and end came apart has ended. */
  isRootEnded: boolean;
}
/** For each run how many steps were added and changed. Runs without a change are absent. */
export type StepChanges = Map<string, Change>;

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
const SELECT_KNOWN = `SELECT s.run_id, s.step_id, s.parent_id, s.kind, s.source_kind, s.name, s.start_ns::text, s.end_ns::text, s.status, s.error, s.content_hash
  FROM step s JOIN unnest($2::text[], $3::text[]) AS k(run_id, step_id) ON s.run_id = k.run_id AND s.step_id = k.step_id WHERE s.project_id = $1::uuid`;
const SELECT_BODIES = `SELECT s.run_id, s.step_id, s.facts, o.input, o.output, o.attributes, o.events
  FROM unnest($2::text[], $3::text[]) AS k(run_id, step_id)
  JOIN step s ON s.project_id = $1::uuid AND s.run_id = k.run_id AND s.step_id = k.step_id
  JOIN step_io o ON o.project_id = $1::uuid AND o.run_id = k.run_id AND o.step_id = k.step_id`;

/** The rows of the runs must be locked by the caller. A step that arrives exactly as it is stored changes nothing. */
export async function writeSteps(client: SqlClient, projectId: string, runs: readonly StepsOfRun[]): Promise<StepChanges> {
  const changes: StepChanges = new Map();
  const rows = new Map(
    runs.flatMap(({ runId, steps, mode, reread }) =>
      steps.map((step) => [keyOf(runId, step.stepId), { row: stepRow(runId, step), step, mode, reread }] as const),
    ),
  );
  if (rows.size === 0) return changes;
  const incoming = [...rows.values()].map(({ row }) => row);
  const inserted = await client.query<{ run_id: string; step_id: string }>(INSERT_STEPS, [projectId, ...stepArrays(incoming)]);
  const added =
    inserted.rows.length === rows.size ? incoming : inserted.rows.map((key) => present(rows.get(keyOf(key.run_id, key.step_id))).row);
  if (added.length > 0) await client.query(INSERT_IO, [projectId, ...ioArrays(added)]);
  for (const row of added) {
    count(changes, row.runId).added += 1;
    rows.delete(keyOf(row.runId, row.stepId));
  }
  if (rows.size === 0) return changes;
  const differing = await unlikeStored(client, projectId, [...rows.values()]);
  const bodies = await storedSteps(
    client,
    projectId,
    differing.filter(({ mode }) => mode === 'merge'),
  );
  const changed = differing.flatMap(({ row, step, stored, mode, reread }) => {
    if (mode === 'replace') return [row];
    const known = bodies(row.runId, row.stepId, stored);
    const merged = stepRow(row.runId, reread(mergeSteps(known, step)));
    return isSame(merged, stored) ? [] : [merged];
  });
  if (changed.length === 0) return changes;
  await client.query(UPDATE_STEPS, [projectId, ...stepArrays(changed)]);
  await client.query(UPDATE_IO, [projectId, ...ioArrays(changed)]);
  for (const row of changed) {
    const change = count(changes, row.runId);
    change.changed += 1;
    change.isRootEnded ||= endsRoot(row);
  }
  return changes;
}

/** Takes away the steps that a run posted again no longer has; says how many. */
export async function deleteOtherSteps(client: SqlClient, projectId: string, runId: string, keep: readonly string[]): Promise<number> {
  const parameters = [projectId, runId, keep];
  await client.query('DELETE FROM step_io WHERE project_id = $1::uuid AND run_id = $2 AND step_id <> ALL ($3::text[])', parameters);
  const { rowCount } = await client.query(
    'DELETE FROM step WHERE project_id = $1::uuid AND run_id = $2 AND step_id <> ALL ($3::text[])',
    parameters,
  );
  return rowCount ?? 0;
}

interface StoredStep {
  run_id: string;
  step_id: string;
  parent_id: string | null;
  kind: CanonicalStep['kind'];
  source_kind: string | null;
  name: string;
  start_ns: string | null;
  end_ns: string | null;
  status: CanonicalStep['status'];
  error: string | null;
  content_hash: Buffer;
}
interface Incoming {
  row: StepRow;
  step: CanonicalStep;
  mode: StepsOfRun['mode'];
  reread: StepsOfRun['reread'];
}

async function unlikeStored(
  client: SqlClient,
  projectId: string,
  rows: readonly Incoming[],
): Promise<(Incoming & { stored: StoredStep })[]> {
  const { rows: stored } = await client.query<StoredStep>(SELECT_KNOWN, [projectId, ...keyArrays(rows)]);
  const byKey = new Map(stored.map((step) => [keyOf(step.run_id, step.step_id), step]));
  return rows.flatMap((entry) => {
    const known = present(byKey.get(keyOf(entry.row.runId, entry.row.stepId)));
    return isSame(entry.row, known) ? [] : [{ ...entry, stored: known }];
  });
}

async function storedSteps(client: SqlClient, projectId: string, rows: readonly Incoming[]) {
  interface Bodies {
    run_id: string;
    step_id: string;
    facts: StepFacts;
    input: Json | null;
    output: Json | null;
    attributes: { [key: string]: Json };
    events: StoredEvent[];
  }
  interface StoredEvent {
    name: string;
    timeNs: string | null;
    attributes: { [key: string]: Json };
  }
  const { rows: found } = rows.length === 0 ? { rows: [] } : await client.query<Bodies>(SELECT_BODIES, [projectId, ...keyArrays(rows)]);
  const byKey = new Map(found.map((bodies) => [keyOf(bodies.run_id, bodies.step_id), bodies]));
  return (runId: string, stepId: string, stored: StoredStep): CanonicalStep => {
    const { facts, input, output, attributes, events } = present(byKey.get(keyOf(runId, stepId)));
    return {
      stepId,
      parentId: stored.parent_id,
      kind: stored.kind,
      ...(stored.source_kind === null ? {} : { sourceKind: stored.source_kind }),
      name: stored.name,
      startNs: stored.start_ns === null ? null : BigInt(stored.start_ns),
      endNs: stored.end_ns === null ? null : BigInt(stored.end_ns),
      status: stored.status,
      error: stored.error,
      input,
      output,
      facts,
      attributes,
      events: events.map((event) => ({ ...event, timeNs: event.timeNs === null ? null : BigInt(event.timeNs) })),
    };
  };
}

function isSame(row: StepRow, stored: StoredStep): boolean {
  return (
    row.contentHash.equals(stored.content_hash) &&
    row.parentId === stored.parent_id &&
    row.kind === stored.kind &&
    row.sourceKind === stored.source_kind &&
    row.name === stored.name &&
    row.startNs === stored.start_ns &&
    row.endNs === stored.end_ns &&
    row.status === stored.status &&
    row.error === stored.error
  );
}

function stepArrays(rows: readonly StepRow[]): unknown[] {
  const fields = [
    'runId',
    'stepId',
    'parentId',
    'kind',
    'sourceKind',
    'name',
    'startedAt',
    'endedAt',
    'startNs',
    'endNs',
    'status',
    'error',
    'modelName',
    'facts',
    'contentHash',
  ] as const;
  return fields.map((field) => rows.map((row) => row[field]));
}

function ioArrays(rows: readonly StepRow[]): unknown[] {
  return (['runId', 'stepId', 'input', 'output', 'attributes', 'events'] as const).map((field) => rows.map((row) => row[field]));
}

function keyArrays(rows: readonly Incoming[]): unknown[] {
  return [rows.map(({ row }) => row.runId), rows.map(({ row }) => row.stepId)];
}

/** NUL is in no id, so it separates two of them without doubt. */
function keyOf(runId: string, stepId: string): string {
  return `${runId}\0${stepId}`;
}

function count(changes: StepChanges, runId: string): Change {
  const entry = changes.get(runId) ?? { added: 0, changed: 0, isRootEnded: false };
  changes.set(runId, entry);
  return entry;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a step that the database has is not among those that were sent, or the other way round');
  return value;
}
