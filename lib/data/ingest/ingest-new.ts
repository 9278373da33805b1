// Runs that nobody has seen yet, with all that belongs to them, in one statement: most batches are nothing else.
import 'server-only';
import type { SqlClient } from '@/lib/data/database';
import { directQuery } from '@/lib/data/direct-query';
import { INSERT_RUNS, runArrays, RUN_PARAMETERS, type RunUnderLock } from './ingest-runs';
import { aliasArrays, insertingAliases } from './run-aliases';
import { addingSettling, settlingArrays } from '@/lib/data/checking/settle-run-job';
import { insertingSteps, STEP_PARAMETERS, stepArrays } from './step-statements';

export interface NewRuns {
  /** Those of the batch that had no row. */
  isNew: ReadonlySet<string>;
  /** All were new and everything of them is written; otherwise what hangs on the rows has to be written as if nothing were. */
  isDone: boolean;
}

const STEPS_FROM = 2 + RUN_PARAMETERS;
const ALIASES_FROM = STEPS_FROM + STEP_PARAMETERS;
const JOBS_FROM = ALIASES_FROM + 3;
const COUNTS_FROM = JOBS_FROM + 3;
/** A known run has to be locked before anything below it is written, so it keeps the whole batch from being written here. */
const ARE_ALL_NEW = `(SELECT count(*) FROM r) = $${COUNTS_FROM}::int`;
const INSERT = `WITH r AS (${INSERT_RUNS}),
  ${insertingSteps(STEPS_FROM, ARE_ALL_NEW)},
  a AS (${insertingAliases(ALIASES_FROM, ARE_ALL_NEW)})
  SELECT ${addingSettling(JOBS_FROM, ARE_ALL_NEW)} AS jobs,
    CASE WHEN ${ARE_ALL_NEW} AND (SELECT count(*) FROM s) = $${COUNTS_FROM + 1}::int THEN NULL
      ELSE (SELECT coalesce(json_agg(r.run_id), '[]') FROM r) END AS new_runs`;

/** The entries must be distinct and sorted by id. `delayMs` is how long each new run is given to come to rest. */
export async function insertNewRuns(
  client: SqlClient,
  projectId: string,
  entries: readonly RunUnderLock[],
  delayMs: (entry: RunUnderLock) => number,
): Promise<NewRuns> {
  const runs = entries.map(({ run }) => run);
  const rows = runs.flatMap((run) => run.rows);
  const settling = entries.map((entry) => ({ runId: entry.run.runId, delayMs: delayMs(entry) }));
  const { rows: answer } = await directQuery<{ new_runs: string[] | null }>(client, {
    name: 'insert-new-runs',
    text: INSERT,
    values: [
      projectId,
      ...runArrays(
        entries,
        runs.map((run) => run.rows.length),
      ),
      ...stepArrays(rows),
      ...aliasArrays(runs),
      ...settlingArrays(projectId, settling),
      entries.length,
      rows.length,
    ],
  });
  const newRuns = answer[0]?.new_runs ?? null;
  return { isDone: newRuns === null, isNew: new Set(newRuns ?? runs.map(({ runId }) => runId)) };
}
