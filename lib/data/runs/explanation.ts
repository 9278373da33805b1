// The explanation of a run: reads what the rules need beyond the run itself.
import 'server-only';
import type { StepText } from '@/lib/domain/explain/step-text';
import { explainRun } from '@/lib/domain/explain/explain-run';
import type { Explanation } from '@/lib/domain/explain/explanation';
import { siblingGroup } from '@/lib/domain/explain/sibling-group';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { type TraceMap, traceMap } from '@/lib/domain/trace-map';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { getRun } from './run-detail';
import { readRunDrift } from './run-drift';
import { listSiblings, type RunSibling } from './run-siblings';

/** Steps whose contents are read, and characters of each side of a step: an explanation costs the same for a run of 100,000 steps. */
const READ_STEPS = 400;
const READ_CHARS = 6000;
/** As stored, compressed; a larger body is left unread, because reading its beginning means unpacking all of it. */
const READ_BYTES = 1_000_000;

/** Throws `not_found` when the run is absent, and as `getRun` does. */
export async function getExplanation(actor: Actor, runId: string, options: { asOf?: Date | null } = {}): Promise<Explanation> {
  const run = await getRun(actor, runId, options);
  return explainDetail(actor, run, await listSiblings(actor, runId));
}

/** For who has the run, its siblings and perhaps its map already. */
export async function explainDetail(
  actor: Actor,
  run: RunDetail,
  siblings: readonly RunSibling[],
  map: TraceMap = traceMap(run),
): Promise<Explanation> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { texts, stepsNotRead } = await readStepTexts(actor, run);
  return explainRun({ run, map, texts, stepsNotRead, siblings: siblingGroup(siblings), drift: await readRunDrift(actor, run.summary) });
}

/** Contents of the first steps, for those who may see them; a role without that right gets an explanation from structure alone. */
async function readStepTexts(actor: Actor, { record }: RunDetail): Promise<{ texts: Map<string, StepText>; stepsNotRead: number }> {
  if (!can(actor, 'run.read_raw')) return { texts: new Map(), stepsNotRead: record.steps.length };
  const ids = record.steps.slice(0, READ_STEPS).map(({ stepId }) => stepId);
  if (ids.length === 0) return { texts: new Map(), stepsNotRead: 0 };
  const { projectId } = actor;
  const rows = await withProject(
    projectId,
    (tx) =>
      tx.$queryRaw<{ stepId: string; input: string | null; output: string | null }[]>`
      SELECT s.step_id AS "stepId",
        CASE WHEN pg_column_size(s.input) < ${READ_BYTES} THEN left(CASE jsonb_typeof(s.input) WHEN 'string' THEN s.input #>> '{}' ELSE s.input::text END, ${READ_CHARS}) END AS input,
        CASE WHEN pg_column_size(s.output) < ${READ_BYTES} THEN left(CASE jsonb_typeof(s.output) WHEN 'string' THEN s.output #>> '{}' ELSE s.output::text END, ${READ_CHARS}) END AS output
      FROM step_io s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${record.runId} AND s.step_id = ANY(${ids}::text[])`,
  );
  const texts = new Map(rows.map(({ stepId, input, output }) => [stepId, { input: input ?? '', output: output ?? '' }]));
  return { texts, stepsNotRead: record.steps.length - ids.length };
}
