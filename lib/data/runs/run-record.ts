// The record of a run for readers who do not need every fact of every step: of long runs, the outline of the steps.
import 'server-only';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';
import { assembleLightRun, assemblePendingRun } from './run-pending';
import { readRevision } from './run-revision';
import { MANY_STEPS, outlinedSteps, revisionOutline } from './step-outline';
import { WeightedCache } from '@/lib/data/weighted-cache';

export interface RecordOf {
  projectId: string;
  runId: string;
  revision: string | null;
  asOf: Date | null;
  /** Leaves large inputs and outputs of the run out, but for their beginnings: for a page, which says so. */
  isCut: boolean;
}

/** Steps at the head of a long run that come with all of their facts. */
const WHOLE_STEPS = 200;
const SMALL_STORED_BYTES = 32 * 1024;
const HEAVY_STORED_BYTES = 4 * 1024 * 1024;
/** Texts of long records that were read last: the next tab or boundary of the same run need not unpack it in the database again. */
const CACHED_CHARS = 96 * 1024 * 1024;
/** Bytes of a fact of the run from which a page shows its beginning only, and how much of it. */
const CUT_VALUE_BYTES = 512 * 1024;
const SHOWN_CHARS = 20_000;

/**
 * As stored while a run has at most 2,000 steps. Of a longer one, the steps after the first 200 come without bodies' hashes and with
 * the few facts that a row needs; the record of a pending one is put together without most bodies.
 */
export async function readNarrowRecord(tx: Tx, of: RecordOf): Promise<AssembledRun> {
  const { projectId, runId, revision, asOf, isCut } = of;
  if (revision === null) {
    const isHeavy = await isHeavyPending(tx, projectId, runId);
    return isHeavy ? assembleLightRun(tx, projectId, runId, asOf) : assemblePendingRun(tx, projectId, runId, asOf);
  }
  const key = `${projectId} ${runId} ${revision} ${isCut}`;
  const known = cache.get(key);
  if (known) return withOutline(tx, of, revision, JSON.parse(known) as StoredRecord);
  const [{ stored } = { stored: 0 }] = await tx.$queryRaw<{ stored: number }[]>`
    SELECT pg_column_size(v.record) AS stored FROM run_revision v
    WHERE v.project_id = ${projectId}::uuid AND v.run_id = ${runId} AND v.revision = ${revision}`;
  // Packed to less than this, a record has neither many steps nor a large value.
  if (stored < SMALL_STORED_BYTES) return readRevision(tx, projectId, runId, revision);
  const [row] = await tx.$queryRaw<(Omit<StoredRecord, 'record'> & { record: StoredRecord['record'] | null })[]>`
    WITH r AS MATERIALIZED (SELECT v.record - 'steps' AS rest, v.record->'steps' AS steps FROM run_revision v
      WHERE v.project_id = ${projectId}::uuid AND v.run_id = ${runId} AND v.revision = ${revision})
    SELECT jsonb_array_length(r.steps) AS count, jsonb_set(r.rest, '{facts}', (SELECT coalesce(jsonb_object_agg(f.key,
        CASE WHEN ${isCut} AND pg_column_size(f.value) > ${CUT_VALUE_BYTES} THEN to_jsonb(left(f.value#>>'{}', ${SHOWN_CHARS}) || '…') ELSE f.value END), '{}')
        FROM jsonb_each(r.rest->'facts') AS f)) AS record,
      jsonb_path_query_array(r.steps, ${`$[0 to ${MANY_STEPS - 1}]`}::jsonpath) AS head,
      (SELECT json_agg(json_build_object('field', f.key, 'bytes', pg_column_size(f.value))) FROM jsonb_each(r.rest->'facts') AS f
        WHERE ${isCut} AND pg_column_size(f.value) > ${CUT_VALUE_BYTES}) AS cut
    FROM r`;
  if (!row?.record) return readRevision(tx, projectId, runId, revision);
  const isLong = row.count > MANY_STEPS;
  const read: StoredRecord = { ...row, record: row.record, head: isLong ? (row.head ?? []).slice(0, WHOLE_STEPS) : (row.head ?? []) };
  if (isLong) {
    const text = JSON.stringify(read);
    cache.set(key, text, text.length);
  }
  return withOutline(tx, of, revision, read);
}

interface StoredRecord {
  count: number;
  record: Omit<AssembledRun, 'steps'>;
  head: AssembledStep[];
  cut: AssembledRun['cut'] | null;
}

// A revision never changes. As text, so that no reader can change what the next one gets.
const holder = globalThis as typeof globalThis & { countersignLongRecords?: WeightedCache<string> };
holder.countersignLongRecords ??= new WeightedCache<string>(CACHED_CHARS);
const cache = holder.countersignLongRecords;

async function withOutline(
  tx: Tx,
  { projectId, runId }: RecordOf,
  revision: string,
  { count, record, head, cut }: StoredRecord,
): Promise<AssembledRun> {
  const rest = count <= MANY_STEPS ? [] : outlinedSteps(await revisionOutline(tx, projectId, runId, revision), WHOLE_STEPS);
  return { ...record, steps: [...head, ...rest], ...(cut ? { cut } : {}) };
}

/** Many steps, or bodies that take long to read. */
async function isHeavyPending(tx: Tx, projectId: string, runId: string): Promise<boolean> {
  const many = await tx.step.findMany({ where: { projectId, runId }, select: { stepId: true }, skip: MANY_STEPS, take: 1 });
  if (many.length > 0) return true;
  const [row] = await tx.$queryRaw<{ stored: number | null }[]>`
    SELECT sum(pg_column_size(io.input) + pg_column_size(io.output) + pg_column_size(io.attributes))::float8 AS stored FROM step_io io
    WHERE io.project_id = ${projectId}::uuid AND io.run_id = ${runId}`;
  return (row?.stored ?? 0) > HEAVY_STORED_BYTES;
}
