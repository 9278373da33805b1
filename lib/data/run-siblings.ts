// Runs that answered the same or nearly the same input: the first thing to look at when one of them went wrong.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { forbidden } from '@/lib/errors';
import { withProject } from './database';
import { getSummary } from './run-detail';
import { runColumnsOf, runSummary } from './run-row';

export interface RunSibling {
  run: RunSummary;
  /** 1 is the same input, below it the share of trigrams in common. */
  likeness: number;
  /** Which of these differ from the run that was asked about; empty for a plain repetition. */
  differs: ('prompt_version' | 'model_name' | 'route' | 'release')[];
}

const NEAR = 0.55;
/** Newest runs of the same name that are compared; likeness has no index, so this bounds the work. */
const COMPARED_RUNS = 5000;

/** Under another prompt version, model or route first, then repetitions; the nearest input first within each. */
export async function listSiblings(actor: Actor, runId: string, limit = 20): Promise<RunSibling[]> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const own = await getSummary(tx, projectId, runId);
    const rows = await tx.$queryRaw<(RunSummary & { likeness: number })[]>`
      WITH own AS (SELECT s.input FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.input <> ''),
      recent AS (SELECT x.run_id FROM run x WHERE x.project_id = ${projectId}::uuid AND x.name IS NOT DISTINCT FROM ${own.name} AND x.run_id <> ${runId}
        ORDER BY x.started_at DESC, x.run_id LIMIT ${COMPARED_RUNS}),
      near AS (SELECT s.run_id, CASE WHEN s.input = own.input THEN 1 ELSE similarity(left(s.input, 4000), left(own.input, 4000)) END AS likeness
        FROM recent JOIN run_search s ON s.project_id = ${projectId}::uuid AND s.run_id = recent.run_id CROSS JOIN own)
      SELECT ${runColumnsOf(projectId)}, n.likeness::float8 AS likeness FROM near n JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = n.run_id
      WHERE n.likeness >= ${NEAR}
      ORDER BY (r.prompt_version IS DISTINCT FROM ${own.promptVersion} OR r.model_name IS DISTINCT FROM ${own.modelName} OR r.route IS DISTINCT FROM ${own.route}) DESC,
        n.likeness DESC, r.started_at DESC, r.run_id LIMIT ${limit}`;
    return rows.map(({ likeness, ...row }) => {
      const run = runSummary(row);
      const pairs = [
        ['prompt_version', 'promptVersion'],
        ['model_name', 'modelName'],
        ['route', 'route'],
        ['release', 'release'],
      ] as const;
      return { run, likeness, differs: pairs.filter(([, field]) => run[field] !== own[field]).map(([name]) => name) };
    });
  });
}
