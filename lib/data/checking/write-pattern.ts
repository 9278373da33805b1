// Writes down the failure pattern of a run that has been checked, in the transaction that stores the checking.
import 'server-only';
import type { RunPattern } from '@/lib/domain/pattern/run-pattern';
import type { Tx } from '@/lib/data/database';

/**
 * A pattern's row is written once, by its first run, and only read by the others: a row that each failing run updated would make
 * them wait for each other. When it was seen last and which run is typical is counted later.
 */
export async function writePattern(tx: Tx, projectId: string, runId: string, { key, coarseKey, made }: RunPattern): Promise<void> {
  // Shared, so that it is not removed as a pattern without runs before this run is committed.
  const known = await tx.$queryRaw<unknown[]>`
    SELECT p.pattern_key FROM pattern p WHERE p.project_id = ${projectId}::uuid AND p.pattern_key = ${key} FOR KEY SHARE`;
  if (known.length > 0) return;
  await tx.$executeRaw`
    INSERT INTO pattern (project_id, pattern_key, coarse_key, made, first_seen_at, last_seen_at, typical_run_id)
    SELECT r.project_id, ${key}, ${coarseKey}, ${JSON.stringify(made)}::jsonb, r.started_at, r.started_at, r.run_id
    FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId}
    ON CONFLICT (project_id, pattern_key) DO NOTHING`;
}
