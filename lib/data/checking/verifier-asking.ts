// Before and after a verifier is asked: what is known already, what the budget and its state allow, and what became of it. Two
// short transactions; nothing is held while it answers.
import 'server-only';
import { verifierPauseMs } from '@/lib/domain/verifier/verifier-pause';
import type { Asked } from '@/lib/verifier/ask-verifier';
import { withProject } from '@/lib/data/database';
import { giveBackPairs, takePairs } from './verifier-budget';
import type { ReadyVerifier } from './verifier-row';

/** The one who asks a verifier that was away has this long beyond its time-out; then somebody else may. */
const PROBE_MS = 5000;
/** After a failure that makes no pause, and for pairs that got no score. */
const SOON_MS = 30_000;

export interface Begun {
  /** Support by key, for what was asked before. */
  known: Map<string, number>;
  /** How many of the others may be asked now. */
  granted: number;
  /** UTC day that the budget was taken from. */
  day: string;
  isProbe: boolean;
  /** Why no more than `granted` may be asked, and when to try again; null when all may. */
  refusal: { reason: string; retryAt: Date } | null;
}

export async function beginAsking({ projectId, settings }: ReadyVerifier, keys: readonly string[]): Promise<Begun> {
  return withProject(projectId, async (tx) => {
    const rows = await tx.verifierScore.findMany({
      where: { projectId, key: { in: [...keys] } },
      select: { key: true, support: true },
    });
    const known = new Map(rows.map(({ key, support }) => [key, support]));
    const begun: Begun = { known, granted: 0, day: '', isProbe: false, refusal: null };
    const wanted = keys.length - known.size;
    if (wanted === 0) return begun;
    const [row] = await tx.$queryRaw<{ pausedUntil: Date | null; isPaused: boolean | null; lastError: string | null }[]>`
      SELECT paused_until AS "pausedUntil", paused_until > now() AS "isPaused", last_error AS "lastError"
      FROM verifier WHERE project_id = ${projectId}::uuid`;
    if (row?.pausedUntil) {
      const probeMs = settings.timeout_ms + PROBE_MS;
      // The row decides who of several asks first.
      const taken =
        row.isPaused === true
          ? 0
          : await tx.$executeRaw`UPDATE verifier SET paused_until = now() + ${probeMs} * interval '1 millisecond'
              WHERE project_id = ${projectId}::uuid AND paused_until <= now()`;
      if (taken === 0) return { ...begun, refusal: { reason: awayReason(row.lastError), retryAt: row.pausedUntil } };
      begun.isProbe = true;
    }
    const { granted, day, endsAt } = await takePairs(tx, projectId, wanted, settings.max_pairs_per_day);
    const refusal =
      granted < wanted
        ? { reason: `its budget of ${settings.max_pairs_per_day.toLocaleString('en-US')} pairs a day is used up`, retryAt: endsAt }
        : null;
    if (granted === 0 && begun.isProbe)
      await tx.$executeRaw`UPDATE verifier SET paused_until = now() WHERE project_id = ${projectId}::uuid`;
    return { ...begun, granted, day, refusal };
  });
}

export const awayReason = (problem: string | null): string => `it is away${problem === null ? '' : ` (${problem.replace(/\.$/u, '')})`}`;

/** Keeps the scores by key, gives back what was not used of the budget, and says when to try again after a failure; else null. */
export async function endAsking(
  { projectId }: ReadyVerifier,
  { granted, day, isProbe }: Begun,
  keys: readonly string[],
  asked: Asked,
  random = Math.random(),
): Promise<Date | null> {
  const scores = asked.scores.flatMap((score, index) => (score ? [{ ...score, key: keys[index] ?? '' }] : []));
  const isFailed = asked.isAway || (scores.length === 0 && asked.failures > 0 && !asked.isCut);
  return withProject(projectId, async (tx) => {
    const at = new Date();
    await tx.verifierScore.createMany({
      data: scores.map(({ key, support, detail }) => ({ projectId, key, support, detail, model: asked.model, at })),
      skipDuplicates: true,
    });
    await giveBackPairs(tx, projectId, day, { pairs: granted - asked.sent, calls: asked.calls, failures: asked.failures });
    const problem = asked.problem;
    if (isFailed) {
      const [row] = await tx.$queryRaw<{ failures: number; now: Date }[]>`
        SELECT failures, now() AS now FROM verifier WHERE project_id = ${projectId}::uuid FOR UPDATE`;
      if (!row) return null;
      const failures = row.failures + 1;
      const pauseMs = verifierPauseMs(failures, asked.retryAfterMs, random);
      const pausedUntil = pauseMs === null ? null : new Date(row.now.getTime() + pauseMs);
      await tx.$executeRaw`UPDATE verifier SET failures = ${failures}, paused_until = ${pausedUntil}, last_error = ${problem}, last_error_at = now(),
        away_since = CASE WHEN ${pausedUntil !== null} THEN coalesce(away_since, now()) ELSE away_since END
        WHERE project_id = ${projectId}::uuid`;
      return pausedUntil ?? new Date(row.now.getTime() + SOON_MS);
    }
    if (scores.length > 0) {
      // Written at most every ten seconds while all is well, so that runs do not queue up for this row.
      await tx.$executeRaw`UPDATE verifier SET failures = 0, paused_until = NULL, away_since = NULL, last_ok_at = now()
        WHERE project_id = ${projectId}::uuid
          AND (failures > 0 OR paused_until IS NOT NULL OR away_since IS NOT NULL OR last_ok_at IS NULL OR last_ok_at < now() - interval '10 seconds')`;
    } else if (isProbe) {
      await tx.$executeRaw`UPDATE verifier SET paused_until = now() WHERE project_id = ${projectId}::uuid`;
    }
    if (problem === null) return null;
    await tx.$executeRaw`UPDATE verifier SET last_error = ${problem}, last_error_at = now() WHERE project_id = ${projectId}::uuid`;
    return new Date(at.getTime() + SOON_MS);
  });
}
