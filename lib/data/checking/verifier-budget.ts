// What may still be asked of a verifier today. Pairs are taken before they are sent, so that many workers together keep the limit.
import 'server-only';
import type { Tx } from '@/lib/data/database';

interface Taken {
  granted: number;
  /** UTC, as `2026-11-29`. */
  day: string;
  endsAt: Date;
}

/** Takes up to `wanted` pairs out of what is left of `limit`. */
export async function takePairs(tx: Tx, projectId: string, wanted: number, limit: number): Promise<Taken> {
  await tx.$executeRaw`INSERT INTO verifier_use (project_id, day) VALUES (${projectId}::uuid, (now() AT TIME ZONE 'UTC')::date)
    ON CONFLICT (project_id, day) DO NOTHING`;
  const [row] = await tx.$queryRaw<{ granted: number; day: string; endsAt: Date }[]>`
    WITH held AS (SELECT h.day, h.pairs, greatest(0, least(${wanted}::int, ${limit}::int - h.pairs)) AS granted FROM verifier_use h
      WHERE h.project_id = ${projectId}::uuid AND h.day = (now() AT TIME ZONE 'UTC')::date FOR UPDATE)
    UPDATE verifier_use u SET pairs = held.pairs + held.granted FROM held WHERE u.project_id = ${projectId}::uuid AND u.day = held.day
    RETURNING held.granted, u.day::text AS day, (u.day + 1)::timestamp AT TIME ZONE 'UTC' AS "endsAt"`;
  if (!row) throw new Error('the use of a verifier could not be counted');
  return row;
}

/** Gives back pairs that were taken and not sent, and counts what was done with the others. */
export async function giveBackPairs(
  tx: Tx,
  projectId: string,
  day: string,
  { pairs, calls, failures }: { pairs: number; calls: number; failures: number },
): Promise<void> {
  await tx.$executeRaw`UPDATE verifier_use SET pairs = greatest(0, pairs - ${pairs}::int), calls = calls + ${calls}::int, failures = failures + ${failures}::int
    WHERE project_id = ${projectId}::uuid AND day = ${day}::date`;
}

/** What was used on the current UTC day. */
export async function usedToday(tx: Tx, projectId: string): Promise<{ day: string; calls: number; pairs: number; failures: number }> {
  const [row] = await tx.$queryRaw<{ day: string; calls: number | null; pairs: number | null; failures: number | null }[]>`
    SELECT (now() AT TIME ZONE 'UTC')::date::text AS day, max(u.calls) AS calls, max(u.pairs) AS pairs, max(u.failures) AS failures
    FROM verifier_use u WHERE u.project_id = ${projectId}::uuid AND u.day = (now() AT TIME ZONE 'UTC')::date`;
  return { day: row?.day ?? '', calls: row?.calls ?? 0, pairs: row?.pairs ?? 0, failures: row?.failures ?? 0 };
}
