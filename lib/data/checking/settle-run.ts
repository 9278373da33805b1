// Whether a run has come to rest, by the database's clock, so that processes with other clocks agree.
import 'server-only';
import { env } from '@/lib/env';
import type { Tx } from '@/lib/data/database';

export type Rest = { state: 'at_rest' } | { state: 'moving'; waitMs: number } | { state: 'absent' };

/** A run that is entered by a step whose parent has not come may still get it: longer than SDKs hold back a batch. */
const LATE_PARENT_MS = 30_000;

/**
 * At rest: posted whole; or its root has ended and nothing came for COUNTERSIGN_SETTLE_MS; or no root ever ended and nothing came
 * for COUNTERSIGN_STALE_MS. A run without a root goes by the earliest step whose parent is not known: when that has ended, the run
 * rests like one whose root has, at once where the parent is in another process, else after the time that a late parent may take.
 * Otherwise how long to wait before asking again.
 */
export async function restOf(tx: Tx, projectId: string, runId: string): Promise<Rest> {
  const [row] = await tx.$queryRaw<{ isWhole: boolean; isRootEnded: boolean; quietMs: number }[]>`
    SELECT is_whole AS "isWhole", is_root_ended AS "isRootEnded", extract(epoch FROM now() - last_step_at)::float8 * 1000 AS "quietMs"
    FROM run WHERE project_id = ${projectId}::uuid AND run_id = ${runId}`;
  if (!row) return { state: 'absent' };
  if (row.isWhole) return { state: 'at_rest' };
  const neededMs = row.isRootEnded ? env().COUNTERSIGN_SETTLE_MS : await withoutRootMs(tx, projectId, runId);
  const waitMs = neededMs - row.quietMs;
  return waitMs <= 0 ? { state: 'at_rest' } : { state: 'moving', waitMs: Math.ceil(waitMs) };
}

async function withoutRootMs(tx: Tx, projectId: string, runId: string): Promise<number> {
  const { COUNTERSIGN_SETTLE_MS: settleMs, COUNTERSIGN_STALE_MS: staleMs } = env();
  const [entry] = await tx.$queryRaw<{ isEnded: boolean; isEntry: boolean }[]>`
    SELECT s.end_ns IS NOT NULL AS "isEnded", coalesce((s.facts->>'isEntry')::boolean, false) AS "isEntry"
    FROM step s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.parent_id IS NOT NULL AND s.start_ns IS NOT NULL
      AND s.kind NOT IN ('EVENT', 'EVALUATION', 'REVIEW')
      AND NOT EXISTS (SELECT FROM step p WHERE p.project_id = ${projectId}::uuid AND p.run_id = ${runId} AND p.step_id = s.parent_id)
      AND NOT EXISTS (SELECT FROM step o WHERE o.project_id = ${projectId}::uuid AND o.run_id = ${runId} AND o.parent_id IS NULL AND o.status = 'running')
    ORDER BY s.start_ns, s.step_id LIMIT 1`;
  if (!entry?.isEnded) return staleMs;
  return entry.isEntry ? settleMs : Math.min(staleMs, Math.max(settleMs, LATE_PARENT_MS));
}
