// Counts the runs that have changed: what a run added before is taken off, what it adds now is put on, in one transaction.
import 'server-only';
import { applyRun, bounded, type DayRow, emptyRow, MAX_SLICES, rowKey } from '@/lib/domain/drift/day-row';
import { type RunContribution, runContribution } from '@/lib/domain/drift/run-contribution';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { type Tx, withProject } from '@/lib/data/database';
import { markDays } from './day-marks';
import { readCountedRuns } from './drift-facts';
import { readDayRows, writeDayRows } from './drift-rows';
import { sendSql } from '@/lib/data/sql-sender';

const PAGE = 500;
/** Markers that are put down at once for runs that were there before counting began. */
const FILL_PAGE = 5000;
const TIMEOUT_MS = 120_000;

/** Counts one page of marked runs; answers how many markers were taken. Two that count the same project wait for each other. */
export async function countMarkedRuns(projectId: string): Promise<number> {
  return withProject(projectId, (tx) => countPage(tx, projectId), { timeoutMs: TIMEOUT_MS });
}

/** Marks a page of the runs that were there before counting began; false when all are marked. */
export async function markOldRuns(projectId: string): Promise<boolean> {
  return withProject(projectId, async (tx) => {
    const state = await lockState(tx, projectId);
    if (state.isFilled) return false;
    const rows = await sendSql<{ run_id: string }>(
      tx,
      `WITH page AS (SELECT r.run_id FROM run r WHERE r.project_id = $1::uuid AND r.run_id > $2 ORDER BY r.run_id LIMIT $3),
        marked AS (INSERT INTO drift_dirty (project_id, marker_id, run_id) SELECT $1::uuid, gen_random_uuid(), p.run_id FROM page p)
       SELECT max(p.run_id) AS run_id FROM page p`,
      [projectId, state.filledAfter, FILL_PAGE],
    );
    const last = rows[0]?.run_id ?? null;
    await tx.driftState.update({
      where: { projectId },
      data: last === null ? { filledAt: new Date() } : { filledAfter: last },
    });
    return last !== null;
  });
}

/** The row of the project, locked: made when it is not there. */
async function lockState(tx: Tx, projectId: string): Promise<{ filledAfter: string; isFilled: boolean }> {
  await tx.$executeRaw`INSERT INTO drift_state (project_id) VALUES (${projectId}::uuid) ON CONFLICT (project_id) DO NOTHING`;
  const [state] = await tx.$queryRaw<{ filledAfter: string; isFilled: boolean }[]>`
    SELECT filled_after AS "filledAfter", filled_at IS NOT NULL AS "isFilled" FROM drift_state WHERE project_id = ${projectId}::uuid FOR UPDATE`;
  if (!state) throw new Error('the state of a project is not to be found');
  return state;
}

async function countPage(tx: Tx, projectId: string): Promise<number> {
  await lockState(tx, projectId);
  const markers = await tx.$queryRaw<{ runId: string }[]>`
    DELETE FROM drift_dirty d WHERE d.project_id = ${projectId}::uuid AND d.marker_id IN (
      SELECT m.marker_id FROM drift_dirty m WHERE m.project_id = ${projectId}::uuid ORDER BY m.marker_id LIMIT ${PAGE})
    RETURNING d.run_id AS "runId"`;
  if (markers.length === 0) return 0;
  const runIds = [...new Set(markers.map(({ runId }) => runId))].sort();
  const { runs, unchecked } = await readCountedRuns(tx, projectId, runIds);
  const counted = await tx.driftRun.findMany({ where: { projectId, runId: { in: runIds } } });
  const before = new Map(counted.map((row) => [row.runId, row.contribution as unknown as RunContribution]));
  const after = runIds.flatMap((runId) => runs.get(runId) ?? []).map((run) => runContribution(run).day);
  await markDays(tx, projectId, [...[...before.values()].map(({ day }) => day), ...after]);
  const changes = runIds
    .filter((runId) => !unchecked.has(runId))
    .map((runId) => {
      const run = runs.get(runId);
      return { runId, before: before.get(runId) ?? null, after: run ? runContribution(run) : null };
    })
    // The same as before is the common case when a run is checked again.
    .filter((change) => isChanged(change));
  await applyChanges(tx, projectId, changes);
  await tx.driftState.update({ where: { projectId }, data: { countedAt: new Date() } });
  return markers.length;
}

/** What the database gives back has its members in another order. */
function isChanged({ before, after }: Change): boolean {
  return stableJson(before as unknown as Json) !== stableJson(after as unknown as Json);
}

interface Change {
  runId: string;
  before: RunContribution | null;
  after: RunContribution | null;
}

async function applyChanges(tx: Tx, projectId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const days = [...new Set(changes.flatMap(({ before, after }) => [before?.day ?? [], after?.day ?? []].flat()))].sort();
  const rows = await readDayRows(tx, projectId, days);
  const touched = new Set<string>();
  const rowOf = (day: string, kind: string, value: string): DayRow => {
    const key = rowKey(day, kind, value);
    touched.add(key);
    const row = rows.get(key) ?? emptyRow(day, kind, value);
    rows.set(key, row);
    return row;
  };
  const put = (contribution: RunContribution, sign: 1 | -1) => {
    for (const [kind, value] of contribution.slices) applyRun(rowOf(contribution.day, kind, value), contribution, sign);
  };
  for (const { before } of changes) if (before) put(before, -1);
  const stored: { runId: string; contribution: RunContribution }[] = [];
  for (const { runId, after } of changes) {
    if (!after) continue;
    const contribution = bounded(after, rowOf(after.day, 'all', ''), (kind, value) => hasRoom(rows, after.day, kind, value));
    put(contribution, 1);
    stored.push({ runId, contribution });
  }
  await writeDayRows(
    tx,
    projectId,
    [...touched].flatMap((key) => rows.get(key) ?? []),
  );
  await storeContributions(
    tx,
    projectId,
    stored,
    changes.filter(({ after }) => after === null).map(({ runId }) => runId),
  );
}

function hasRoom(rows: ReadonlyMap<string, DayRow>, day: string, kind: string, value: string): boolean {
  if (rows.has(rowKey(day, kind, value))) return true;
  let slices = 0;
  for (const row of rows.values()) if (row.day === day && row.sliceKind === kind) slices++;
  return slices < MAX_SLICES;
}

async function storeContributions(
  tx: Tx,
  projectId: string,
  stored: readonly { runId: string; contribution: RunContribution }[],
  gone: string[],
): Promise<void> {
  if (gone.length > 0) await tx.driftRun.deleteMany({ where: { projectId, runId: { in: gone } } });
  if (stored.length === 0) return;
  await sendSql(
    tx,
    `INSERT INTO drift_run (project_id, run_id, day, contribution)
     SELECT $1::uuid, s.run_id, (s.contribution->>'day')::date, s.contribution
     FROM jsonb_to_recordset($2::jsonb) AS s(run_id text, contribution jsonb)
     ON CONFLICT (project_id, run_id) DO UPDATE SET day = excluded.day, contribution = excluded.contribution`,
    [projectId, JSON.stringify(stored.map(({ runId, contribution }) => ({ run_id: runId, contribution })))],
  );
}
