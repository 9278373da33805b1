// The steps of a run: pages in tree order without bodies, and one step with everything it said.
import 'server-only';
import { z } from 'zod';
import { maskStep, maskStepBody } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import type { AssembledStep, CanonicalStep } from '@/lib/domain/run/run';
import { forbidden, notFound } from '@/lib/errors';
import { noteContentRead } from '@/lib/data/content-read';
import { type Tx, withProject } from '@/lib/data/database';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { getSummary } from './run-detail';
import { assemblePendingRun, canonicalStep } from './run-pending';
import { listReviewSteps } from './run-review-steps';

export interface StepPage {
  steps: AssembledStep[];
  revision: string | null;
  nextCursor: string | null;
}

/** Place in the tree order of one revision. A revision never changes, so pages neither repeat nor skip a step. */
const stepCursorSchema = z.tuple([z.literal('steps'), z.string(), z.number().int().min(0)]);

/** Steps in tree order (`depth` 0 is a root), the REVIEW steps of decisions last. `revision` null: the run is still being received and comes in one page. */
export async function listRunSteps(
  actor: Actor,
  runId: string,
  { cursor, limit = 200 }: { cursor?: string | undefined; limit?: number } = {},
): Promise<StepPage> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  const seen = can(actor, 'run.read_raw') ? (step: AssembledStep) => step : maskStep<AssembledStep>;
  return withProject(projectId, async (tx) => {
    const summary = await getSummary(tx, projectId, runId);
    const [, revision, from] = cursor ? decodeCursor(cursor, stepCursorSchema) : (['steps', summary.revision, 0] as const);
    if (revision === null) return { steps: (await assemblePendingRun(tx, projectId, runId)).steps.map(seen), revision, nextCursor: null };
    const found = await stepSlice(tx, { projectId, runId, revision, from, to: from + limit });
    if (found.length <= limit)
      return { steps: [...found, ...(await listReviewSteps(tx, projectId, runId, null))].map(seen), revision, nextCursor: null };
    const steps = found.slice(0, limit).map(seen);
    return { steps, revision, nextCursor: encodeCursor(['steps', revision, from + limit]) };
  });
}

/** Cut out in the database, so that a page of a run of 50,000 steps does not carry the other 49,800. Both ends are included. */
async function stepSlice(
  tx: Tx,
  slice: { projectId: string; runId: string; revision: string; from: number; to: number },
): Promise<AssembledStep[]> {
  const rows = await tx.$queryRaw<{ steps: AssembledStep[] | null }[]>`
    SELECT jsonb_path_query_array(v.record, ${`$.steps[${slice.from} to ${slice.to}]`}::jsonpath) AS steps FROM run_revision v
    WHERE v.project_id = ${slice.projectId}::uuid AND v.run_id = ${slice.runId} AND v.revision = ${slice.revision}`;
  if (!rows[0]) throw notFound('revision of the run');
  return rows[0].steps ?? [];
}

/** One step with its bodies as they are stored now. Throws `not_found` when run or step is absent. */
export async function getRunStep(actor: Actor, runId: string, stepId: string): Promise<CanonicalStep> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  if (`${runId}${stepId}`.includes('\0')) throw notFound('step');
  return withProject(projectId, async (tx) => {
    const key = { projectId_runId_stepId: { projectId, runId, stepId } };
    const step = await tx.step.findUnique({ where: key });
    if (!step) throw notFound('step');
    const body = canonicalStep(step, await tx.stepIo.findUnique({ where: key }));
    if (!can(actor, 'run.read_raw')) return maskStepBody(body);
    await noteContentRead(tx, actor, runId);
    return body;
  });
}
