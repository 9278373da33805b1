// The steps of a run in columns, chunk by chunk, for the tree, the waterfall and the log of its page.
import 'server-only';
import { maskStep } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import type { AssembledStep } from '@/lib/domain/run/run';
import { type StepChunk, stepChunk } from '@/lib/domain/steps/step-chunk';
import { conflict, forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { getSummary, revisionAt } from './run-detail';
import { listReviewSteps } from './run-review-steps';
import { outlinedSteps, pendingOutline, revisionOutline, type StepOutline } from './step-outline';

export interface StepColumnsQuery {
  from?: number;
  limit?: number;
  asOf?: Date | null;
  /** The state of an earlier chunk: when the run has moved on since, `conflict` `run_moved` is thrown. */
  state?: string | undefined;
}

/** Steps `from` to `from + limit` of a run in tree order, the REVIEW steps of decisions last. Throws `not_found`. */
export async function getStepColumns(
  actor: Actor,
  runId: string,
  { from = 0, limit = 4096, asOf = null, state }: StepColumnsQuery = {},
): Promise<StepChunk> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const summary = await getSummary(tx, projectId, runId);
    const revision = await revisionAt(tx, projectId, runId, asOf);
    const { outline, mark } = revision
      ? { outline: await revisionOutline(tx, projectId, runId, revision), mark: revision }
      : await pending(tx, projectId, runId, asOf);
    const reviews = await listReviewSteps(tx, projectId, runId, asOf);
    const now = `${mark} ${reviews.length}`;
    if (state !== undefined && state !== now)
      throw conflict('run_moved', 'Steps came while the run was being read. Load it again.', { state: now });
    const steps = [...outlinedSteps(outline, from, from + limit), ...reviewsWithin(outline, reviews, from, from + limit)];
    const canReadRaw = can(actor, 'run.read_raw');
    return stepChunk(canReadRaw ? steps : steps.map((step) => maskStep<AssembledStep>(step)), {
      state: now,
      total: outline.total + reviews.length,
      from,
      firstNs: outline.firstNs === null ? null : BigInt(outline.firstNs),
      problems:
        revision === null || (summary.revision === revision && summary.evaluatedAt === null)
          ? new Map()
          : await problemsOf(tx, projectId, runId, revision),
    });
  });
}

async function pending(tx: Tx, projectId: string, runId: string, asOf: Date | null) {
  const [row] = await tx.$queryRaw<{ lastStepAt: string }[]>`
    SELECT last_step_at::text AS "lastStepAt" FROM run WHERE project_id = ${projectId}::uuid AND run_id = ${runId}`;
  const lastStepAt = row?.lastStepAt ?? '';
  return { outline: await pendingOutline(tx, projectId, { runId, lastStepAt, asOf }), mark: `pending ${lastStepAt}` };
}

function reviewsWithin({ total }: StepOutline, reviews: readonly AssembledStep[], from: number, to: number): AssembledStep[] {
  return reviews.slice(Math.max(0, from - total), Math.max(0, to - total));
}

async function problemsOf(tx: Tx, projectId: string, runId: string, revision: string): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ stepId: string; count: number }[]>`
    SELECT f.step_id AS "stepId", count(*)::int AS count FROM finding f
    WHERE f.project_id = ${projectId}::uuid AND f.run_id = ${runId} AND f.revision = ${revision} AND f.step_id IS NOT NULL GROUP BY f.step_id`;
  return new Map(rows.map(({ stepId, count }) => [stepId, count]));
}
