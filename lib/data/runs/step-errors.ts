// The failing steps of runs with what their errors say each time, and their place in the index of what runs share.
import 'server-only';
import { causeKey } from '@/lib/domain/incident/cause-key';
import { errorTemplate } from '@/lib/domain/pattern/error-template';
import type { Tx } from '@/lib/data/database';
import { textArray } from '@/lib/data/sql-array';

/** Errors read at once. */
const PAGE = 1000;
/** Several times what a template is read from, which is cut after its characters were put together. */
const READ_CHARS = 8000;

export interface StepError {
  runId: string;
  kind: string;
  name: string;
  template: string;
}

/** Each kind, name and template of a run once, as they come in the order of step ids; errors of numbers and ids alone are left out. */
export async function* eachStepError(tx: Tx, projectId: string, runIds: readonly string[]): AsyncGenerator<StepError> {
  const told = new Set<string>();
  for (let after = { runId: '', stepId: '' }; ; ) {
    const rows = await tx.$queryRaw<{ runId: string; stepId: string; kind: string; name: string; error: string }[]>`
      SELECT s.run_id AS "runId", s.step_id AS "stepId", s.kind, s.name, left(s.error, ${READ_CHARS}::int) AS error FROM step s
      WHERE s.project_id = ${projectId}::uuid AND s.run_id = ANY(${textArray(runIds)}) AND s.status = 'error' AND s.error IS NOT NULL
        AND (s.run_id, s.step_id) > (${after.runId}, ${after.stepId})
      ORDER BY s.run_id, s.step_id LIMIT ${PAGE}`;
    for (const { runId, kind, name, error } of rows) {
      const template = errorTemplate(error);
      const key = JSON.stringify([runId, kind, name, template]);
      if (template === '' || told.has(key)) continue;
      told.add(key);
      yield { runId, kind, name, template };
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}

/** Replaces what the index says of failing steps of these runs. */
export async function writeStepErrors(tx: Tx, projectId: string, runIds: readonly string[]): Promise<void> {
  const errors: { runId: string; key: string }[] = [];
  for await (const { runId, kind, name, template } of eachStepError(tx, projectId, runIds))
    errors.push({ runId, key: causeKey({ by: 'step_error', step_kind: kind, step_name: name, template }) });
  await tx.$executeRaw`DELETE FROM run_cause c
    WHERE c.project_id = ${projectId}::uuid AND c.kind = 'step_error' AND c.run_id = ANY(${textArray(runIds)})`;
  if (errors.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO run_cause (project_id, kind, key, started_at, run_id)
    SELECT ${projectId}::uuid, 'step_error', e.key::uuid, r.started_at, r.run_id
    FROM unnest(${textArray(errors.map(({ runId }) => runId))}::text[], ${textArray(errors.map(({ key }) => key))}::text[]) AS e(run_id, key)
      JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = e.run_id AND r.revision IS NOT NULL
    ON CONFLICT (project_id, kind, key, started_at, run_id) DO NOTHING`;
}
