// Asks for runs to be checked again after a setting of a check has changed: those that nobody has decided and nobody holds.
import 'server-only';
import { FIRED_DAYS } from '@/lib/domain/check-view';
import { Prisma } from '@/prisma/generated/client';
import { checkSettingsInForce } from './check-settings';
import { type Tx, withProject } from '@/lib/data/database';
import { enqueueJob, settleRunKey } from '@/lib/data/jobs';

/** The newest runs; more than this is a matter for a night, not for a switch. */
const MAX_RECHECKED = 5000;
/** Jobs added in one transaction. */
const PAGE = 500;

/** Answers how many runs will be checked again. */
export async function recheckOpenRuns(projectId: string, code: string): Promise<number> {
  const runIds = await withProject(projectId, (tx) => listOpenRuns(tx, projectId, code));
  for (let from = 0; from < runIds.length; from += PAGE) {
    await withProject(projectId, async (tx) => {
      for (const runId of runIds.slice(from, from + PAGE))
        await enqueueJob(tx, 'settle-run', { projectId, runId }, { key: settleRunKey(projectId, runId) });
    });
  }
  return runIds.length;
}

/**
 * Of the last thirty days, newest first. A code that is on may be found in any of them; one that was turned off matters where it
 * was found. Decided runs keep the findings that their decision was made on, held ones those that somebody is reading.
 */
async function listOpenRuns(tx: Tx, projectId: string, code: string): Promise<string[]> {
  const { settings } = await checkSettingsInForce(tx, projectId);
  const whereFound = settings[code]?.isEnabled === false ? Prisma.sql`AND r.codes @> ARRAY[${code}]::text[]` : Prisma.empty;
  const runs = await tx.$queryRaw<{ runId: string }[]>`
    SELECT r.run_id AS "runId" FROM run r
    WHERE r.project_id = ${projectId}::uuid AND r.started_at >= now() - make_interval(days => ${FIRED_DAYS}::int)
      AND r.phase = 'evaluated' AND r.review_outcome IS NULL ${whereFound}
      AND NOT EXISTS (SELECT FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = r.run_id AND i.state IN ('done', 'leased'))
    ORDER BY r.started_at DESC, r.run_id LIMIT ${MAX_RECHECKED}`;
  return runs.map(({ runId }) => runId);
}
