// The record of a run for readers who do not need every fact of every step: of long runs, the outline of the steps.
import 'server-only';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';
import type { Tx } from './database';
import { assembleLightRun, assemblePendingRun } from './run-pending';
import { readRevision } from './run-revision';
import { MANY_STEPS, outlinedSteps, revisionOutline } from './step-outline';

export interface RecordOf {
  projectId: string;
  runId: string;
  revision: string | null;
  asOf: Date | null;
}

/** Steps at the head of a long run that come with all of their facts. */
const WHOLE_STEPS = 200;

/**
 * As stored while a run has at most 2,000 steps. Of a longer one, the steps after the first 200 come without bodies' hashes and with
 * the few facts that a row needs; the record of a pending one is put together without most bodies.
 */
export async function readNarrowRecord(tx: Tx, of: RecordOf): Promise<AssembledRun> {
  const { projectId, runId, revision, asOf } = of;
  if (revision === null) {
    const many = await tx.step.findMany({ where: { projectId, runId }, select: { stepId: true }, skip: MANY_STEPS, take: 1 });
    return many.length > 0 ? assembleLightRun(tx, projectId, runId, asOf) : assemblePendingRun(tx, projectId, runId, asOf);
  }
  const [row] = await tx.$queryRaw<{ count: number; record: Omit<AssembledRun, 'steps'> | null; head: AssembledStep[] | null }[]>`
    SELECT r.count, CASE WHEN r.count > ${MANY_STEPS} THEN r.record - 'steps' END AS record,
      CASE WHEN r.count > ${MANY_STEPS} THEN jsonb_path_query_array(r.record, ${`$.steps[0 to ${WHOLE_STEPS - 1}]`}::jsonpath) END AS head
    FROM (SELECT v.record, jsonb_array_length(v.record->'steps') AS count FROM run_revision v
      WHERE v.project_id = ${projectId}::uuid AND v.run_id = ${runId} AND v.revision = ${revision}) r`;
  if (!row?.record) return readRevision(tx, projectId, runId, revision);
  const outline = await revisionOutline(tx, projectId, runId, revision);
  return { ...row.record, steps: [...(row.head ?? []), ...outlinedSteps(outline, WHOLE_STEPS)] };
}
