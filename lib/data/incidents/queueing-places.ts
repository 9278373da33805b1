// Where the runs of an incident would go: which have an open item, which were decided or removed before, which are new.
import 'server-only';
import type { Tx } from '@/lib/data/database';
import { textArray } from '@/lib/data/sql-array';

export interface RunStanding {
  runId: string;
  /** Null: the run was not checked yet, so there is nothing to review. */
  revision: string | null;
  risk: number;
  /** An item that waits, is in review or is escalated, in whatever queue; that of the chosen queue goes first. */
  openItemId: string | null;
  /** How the item of the chosen queue ended, if it did. */
  ended: 'done' | 'removed' | null;
  endedItemId: string | null;
  /** Put somewhere by this incident before, and not taken out again. */
  isIn: boolean;
}

/** Rows of runs that exist; `queueId` and `incidentId` are null while they are still to be made. */
export async function standingOf(
  tx: Tx,
  projectId: string,
  runIds: readonly string[],
  { queueId, incidentId }: { queueId: string | null; incidentId: string | null },
): Promise<RunStanding[]> {
  if (runIds.length === 0) return [];
  return tx.$queryRaw<RunStanding[]>`
    SELECT r.run_id AS "runId", CASE WHEN r.evaluated_at IS NULL THEN NULL ELSE r.revision END AS revision, coalesce(r.risk, 0)::float8 AS risk,
      (SELECT o.item_id::text FROM item o WHERE o.project_id = ${projectId}::uuid AND o.run_id = r.run_id AND o.state IN ('waiting', 'leased', 'escalated')
        ORDER BY (o.queue_id = ${queueId}::uuid) DESC NULLS LAST, o.created_at, o.item_id LIMIT 1) AS "openItemId",
      e.state AS ended, e.item_id::text AS "endedItemId",
      EXISTS (SELECT FROM incident_run ir WHERE ir.project_id = ${projectId}::uuid AND ir.incident_id = ${incidentId}::uuid AND ir.run_id = r.run_id
        AND ir.outcome NOT IN ('listed', 'undone')) AS "isIn"
    FROM run r LEFT JOIN item e ON e.project_id = ${projectId}::uuid AND e.queue_id = ${queueId}::uuid AND e.run_id = r.run_id AND e.state IN ('done', 'removed')
    WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${textArray(runIds)})
    ORDER BY r.run_id`;
}

export type Placement = 'already_in' | 'not_checked' | 'reason_added' | 'decided_already' | 'removed_before' | 'queued';

/** A run that waits anywhere keeps its item; one that was decided or removed in the chosen queue stays as it is. */
export function placementOf(run: RunStanding): Placement {
  if (run.isIn) return 'already_in';
  if (run.revision === null) return 'not_checked';
  if (run.openItemId !== null) return 'reason_added';
  if (run.ended === 'done') return 'decided_already';
  return run.ended === 'removed' ? 'removed_before' : 'queued';
}
