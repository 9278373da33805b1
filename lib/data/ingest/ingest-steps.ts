// Writes the steps of a batch: new ones in two statements, known ones merged under the lock of their run.
import 'server-only';
import { mergeSteps } from '@/lib/domain/merge-step';
import type { CanonicalStep, Json, StepFacts } from '@/lib/domain/run/run';
import type { SqlClient } from '@/lib/data/database';
import { endsRoot } from './ends-root';
import { textArray } from '@/lib/data/sql-array';
import { rowStep, stepRow, type StepRow } from './step-row';
import { insertSteps, updateSteps } from './step-statements';

export interface StepsOfRun {
  rows: readonly StepRow[];
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
    runs.flatMap(({ rows: ofRun, mode, reread }) => ofRun.map((row) => [keyOf(row.runId, row.stepId), { row, mode, reread }] as const)),
  );
  if (rows.size === 0) return changes;
  const incoming = [...rows.values()].map(({ row }) => row);
  const added = await insertSteps(client, projectId, incoming);
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
  const changed = differing.flatMap(({ row, stored, mode, reread }) => {
    if (mode === 'replace') return [row];
    const known = bodies(row.runId, row.stepId, stored);
    const merged = stepRow(row.runId, reread(mergeSteps(known, rowStep(row))));
    return isSame(merged, stored) ? [] : [merged];
  });
  if (changed.length === 0) return changes;
  await updateSteps(client, projectId, changed);
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
    row.contentHash === stored.content_hash.toString('latin1') &&
    row.parentId === stored.parent_id &&
    row.kind === stored.kind &&
    row.sourceKind === stored.source_kind &&
    row.name === stored.name &&
    nsText(row.startNs) === stored.start_ns &&
    nsText(row.endNs) === stored.end_ns &&
    row.status === stored.status &&
    row.error === stored.error
  );
}

function nsText(ns: bigint | null): string | null {
  return ns === null ? null : String(ns);
}

function keyArrays(rows: readonly Incoming[]): unknown[] {
  return [textArray(rows.map(({ row }) => row.runId)), textArray(rows.map(({ row }) => row.stepId))];
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
