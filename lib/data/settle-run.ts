// Whether a run has come to rest, by the database's clock, so that processes with other clocks agree.
import 'server-only';
import { env } from '@/lib/env';
import type { Tx } from './database';

export type Rest = { state: 'at_rest' } | { state: 'moving'; waitMs: number } | { state: 'absent' };

/**
 * At rest: posted whole; or its root has ended and nothing came for COUNTERSIGN_SETTLE_MS; or no root ever ended and nothing came
 * for COUNTERSIGN_STALE_MS. Otherwise how long to wait before asking again.
 */
export async function restOf(tx: Tx, projectId: string, runId: string): Promise<Rest> {
  const [row] = await tx.$queryRaw<{ isWhole: boolean; isRootEnded: boolean; quietMs: number }[]>`
    SELECT is_whole AS "isWhole", is_root_ended AS "isRootEnded", extract(epoch FROM now() - last_step_at)::float8 * 1000 AS "quietMs"
    FROM run WHERE project_id = ${projectId}::uuid AND run_id = ${runId}`;
  if (!row) return { state: 'absent' };
  if (row.isWhole) return { state: 'at_rest' };
  const neededMs = row.isRootEnded ? env().COUNTERSIGN_SETTLE_MS : env().COUNTERSIGN_STALE_MS;
  const waitMs = neededMs - row.quietMs;
  return waitMs <= 0 ? { state: 'at_rest' } : { state: 'moving', waitMs: Math.ceil(waitMs) };
}
