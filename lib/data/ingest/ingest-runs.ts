// Writes the run rows of a batch: takes their locks in one order, merges what is stated, and says what is new about them.
import 'server-only';
import { isoMicros } from '@/lib/domain/instant';
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import { preferredSource } from '@/lib/domain/preferred-source';
import type { Json, RunFacts } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { storableJson } from '@/lib/domain/storable-json';
import type { SqlClient } from '@/lib/data/database';
import { endsRoot } from './ends-root';
import type { PackedRun } from './packed-run';
import type { StepRow } from './step-row';
import { boolArray, int4Array, jsonbArray, textArray } from '@/lib/data/sql-array';

/** A run of the batch beside the row it had; `stored` null when it is new. */
export interface RunUnderLock {
  run: PackedRun;
  stated: StatedFacts;
  records: RunRecords;
  stored: StoredRun | null;
  isRootEnded: boolean;
}
type RunRecords = NonNullable<PackedRun['records']>;
export interface StoredRun {
  run_id: string;
  source: string;
  declared: RunFacts;
  declared_ranks: StatedFacts['ranks'];
  records: RunRecords;
  is_whole: boolean;
  is_root_ended: boolean;
}

const STATED_COLUMNS = 'name, session_id, user_id, environment, release, route, prompt_id, prompt_version, model_provider, model_name';
const WORDS = [
  'name',
  'sessionId',
  'userId',
  'environment',
  'release',
  'route',
  'promptId',
  'promptVersion',
  'modelProvider',
  'modelName',
] as const;
/** How many parameters `runArrays` gives. */
export const RUN_PARAMETERS = 21;
const COLUMNS = `run_id, source, declared, declared_ranks, is_whole, is_root_ended, started_at, ended_at, ${STATED_COLUMNS}, tags, steps, records`;
const UNNEST = `unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::bool[], $7::bool[], $8::timestamptz[], $9::timestamptz[], $10::text[],
  $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::jsonb[], $21::int[], $22::jsonb[]) AS u(${COLUMNS})`;
const TAGS = 'ARRAY(SELECT jsonb_array_elements_text(u.tags))';
/** Its parameters are `$1`, the project, and those of `runArrays` with the counts of steps, from `$2` on. */
export const INSERT_RUNS = `INSERT INTO run (project_id, phase, received_at, last_step_at, run_id, source, declared, declared_ranks, is_whole, is_root_ended,
    started_at, ended_at, ${STATED_COLUMNS}, tags, step_count, records, codes, document_ids)
  SELECT $1::uuid, 'receiving', now(), now(), u.run_id, u.source, u.declared, u.declared_ranks, u.is_whole, u.is_root_ended,
    coalesce(u.started_at, now()), u.ended_at, ${STATED_COLUMNS.replace(/\w+/g, 'u.$&')}, ${TAGS}, u.steps, u.records, '{}', '{}'
  FROM ${UNNEST} ON CONFLICT (project_id, run_id) DO NOTHING RETURNING run_id`;
const LOCK = `SELECT run_id, source, declared, declared_ranks, records, is_whole, is_root_ended FROM run
  WHERE project_id = $1::uuid AND run_id = ANY ($2::text[]) ORDER BY run_id FOR UPDATE`;
const UPDATE = `UPDATE run SET phase = 'receiving', last_step_at = now(), source = u.source, declared = u.declared, declared_ranks = u.declared_ranks,
    is_whole = u.is_whole, is_root_ended = u.is_root_ended, started_at = least(run.started_at, u.started_at), ended_at = greatest(run.ended_at, u.ended_at),
    ${STATED_COLUMNS.replace(/\w+/g, '$& = coalesce(u.$&, run.$&)')}, tags = CASE WHEN u.tags = '[]' THEN run.tags ELSE ${TAGS} END,
    step_count = greatest(0, run.step_count + u.steps), records = u.records
  FROM ${UNNEST} WHERE run.project_id = $1::uuid AND run.run_id = u.run_id`;

/** The run as it would be stored if nothing were known of it. */
export function runEntry(run: PackedRun): RunUnderLock {
  return { run, stated: storableFacts(run), records: storableRecords(run), stored: null, isRootEnded: run.rows.some(endsRoot) };
}

/** Locks the runs that are known already, in the order of their ids; every entry comes back, merged with what is stored of it. */
export async function lockKnownRuns(
  client: SqlClient,
  projectId: string,
  entries: readonly RunUnderLock[],
  isNew: ReadonlySet<string>,
): Promise<RunUnderLock[]> {
  const known = entries.flatMap(({ run: { runId } }) => (isNew.has(runId) ? [] : [runId]));
  const { rows } = await client.query<StoredRun>({ name: 'lock-runs', text: LOCK, values: [projectId, textArray(known)] });
  const byId = new Map(rows.map((row) => [row.run_id, row]));
  return entries.map((entry) => {
    const stored = byId.get(entry.run.runId);
    return stored ? merged(entry, stored) : entry;
  });
}

/** Whether anything that the row says about the run is other than it was. */
export function isRunChanged({ run, stated, records, stored, isRootEnded }: RunUnderLock): boolean {
  if (!stored) return true;
  return (
    isRootEnded !== stored.is_root_ended ||
    sourceOf(run, stored) !== stored.source ||
    (run.isWhole && stored.is_whole) !== stored.is_whole ||
    stableJson(stated.facts as Json) !== stableJson(stored.declared as Json) ||
    stableJson(stated.ranks as Json) !== stableJson(stored.declared_ranks as Json) ||
    Object.keys(records).length !== Object.keys(stored.records).length
  );
}

/** Reopens the runs: they are receiving again, and the worker settles them anew. `addedSteps` is counted per run, in their order. */
export async function reopenRuns(
  client: SqlClient,
  projectId: string,
  entries: readonly RunUnderLock[],
  addedSteps: readonly number[],
): Promise<void> {
  await client.query({ name: 'update-runs', text: UPDATE, values: [projectId, ...runArrays(entries, addedSteps)] });
}

function merged(entry: RunUnderLock, stored: StoredRun): RunUnderLock {
  const { run } = entry;
  const before: StatedFacts = { facts: stored.declared, ranks: stored.declared_ranks };
  const records = { ...entry.records, ...stored.records };
  const isRootEnded = run.isWhole && stored.is_whole ? entry.isRootEnded : entry.isRootEnded || stored.is_root_ended;
  if (!run.isWhole) return { ...entry, stored, records, isRootEnded, stated: mergeRunFacts(before, entry.stated) };
  // A record posted again replaces what records said before; what a trace said stays below it.
  return {
    ...entry,
    stored,
    records,
    isRootEnded,
    stated: stored.is_whole ? entry.stated : mergeRunFacts(onlyRanked(before), entry.stated),
  };
}

function onlyRanked({ facts, ranks }: StatedFacts): StatedFacts {
  return { facts: Object.fromEntries(Object.entries(facts).filter(([field]) => field in ranks)), ranks };
}

/** One name for a run of several sources, whichever came first. */
function sourceOf(run: PackedRun, stored: StoredRun | null): string {
  if (!stored || stored.source === run.source) return run.source;
  return preferredSource(run.source, stored.source);
}

function storableFacts({ facts, factRanks }: PackedRun): StatedFacts {
  const copy = JSON.parse(JSON.stringify(facts)) as { [key: string]: Json };
  const { replaced } = storableJson(copy, Number.POSITIVE_INFINITY);
  const repaired = copy as RunFacts;
  if (replaced.length > 0)
    repaired.losses = [...(repaired.losses ?? []), `NUL or half of a surrogate pair was replaced by U+FFFD in ${replaced.join(', ')}`];
  return { facts: repaired, ranks: factRanks ?? {} };
}

/** What PostgreSQL cannot hold is replaced here too; the run says so where it is stated. */
function storableRecords({ records = {} }: PackedRun): RunRecords {
  if (Object.keys(records).length === 0) return records;
  const copy = structuredClone(records);
  storableJson(copy, Number.POSITIVE_INFINITY);
  return copy;
}

/** `steps` is a count for each run, in their order. */
export function runArrays(entries: readonly RunUnderLock[], steps: readonly number[]): unknown[] {
  const texts = (pick: (entry: RunUnderLock) => string | null) => textArray(entries.map(pick));
  return [
    texts(({ run }) => run.runId),
    texts(({ run, stored }) => sourceOf(run, stored)),
    jsonbArray(entries.map(({ stated }) => stableJson(stated.facts as Json))),
    jsonbArray(entries.map(({ stated }) => stableJson(stated.ranks as Json))),
    boolArray(entries.map(({ run, stored }) => run.isWhole && (stored?.is_whole ?? true))),
    boolArray(entries.map(({ isRootEnded }) => isRootEnded)),
    // As text: a time that a record states is PostgreSQL's to judge.
    entries.map(({ run, stated }) => stated.facts.startedAt ?? extreme(run.rows, 'startNs', (a, b) => a < b)),
    entries.map(({ run, stated }) => stated.facts.endedAt ?? extreme(run.rows, 'endNs', (a, b) => a > b)),
    ...WORDS.map((field) => texts(({ stated }) => stated.facts[field] ?? null)),
    jsonbArray(entries.map(({ stated }) => JSON.stringify(stated.facts.tags ?? []))),
    int4Array(steps),
    jsonbArray(entries.map(({ records }) => stableJson(records))),
  ];
}

function extreme(rows: readonly StepRow[], field: 'startNs' | 'endNs', isBetter: (a: bigint, b: bigint) => boolean): string | null {
  const found = rows.reduce<bigint | null>(
    (best, row) => (row[field] !== null && (best === null || isBetter(row[field], best)) ? row[field] : best),
    null,
  );
  return found === null ? null : isoMicros(found);
}
