// One page of an incident's queueing in one transaction: items, reasons, the incident's list of runs, the trail and the counters.
import 'server-only';
import { incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import { isPicked } from '@/lib/domain/incident/queueing';
import type { IncidentQueueing } from '@/prisma/generated/client';
import { type CauseRun, pageCauseRuns } from './cause-runs';
import type { Tx } from '@/lib/data/database';
import { recordIncidentEvents } from './incident-events';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { countOf, type Placed, placeRuns } from './queueing-place-runs';
import { textArray } from '@/lib/data/sql-array';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';

const PAGE = 200;

/** `queueing` must be locked and running. Answers whether it has come to its end. */
export async function queuePage(tx: Tx, projectId: string, queueing: IncidentQueueing): Promise<boolean> {
  const cause = incidentCauseSchema.parse(queueing.cause);
  const { incidentId, queueingId, share } = queueing;
  const window = { from: queueing.windowFrom, to: queueing.windowTo };
  const cursor = await cursorOf(tx, projectId, queueingId);
  const page = await pageCauseRuns(tx, projectId, incidentId, cause, window, cursor, PAGE);
  const picked = page.filter(({ runId }) => isPicked(cause, runId, share)).map(({ runId }) => runId);
  // Locked in the order of their ids, as by ingest and by rules: no other item of these runs appears meanwhile.
  await tx.$queryRaw`SELECT r.run_id FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${textArray(picked)})
    ORDER BY r.run_id FOR NO KEY UPDATE`;
  const at = await databaseNow(tx);
  const { placed, entries } = await placeRuns(tx, projectId, queueing, picked, at);
  const isEnd = page.length < PAGE;
  await advance(tx, projectId, queueing, page, placed, isEnd, at);
  if (isEnd) await recordEnd(tx, projectId, queueing, entries);
  else await appendTrail(tx, projectId, entries);
  return isEnd;
}

async function cursorOf(tx: Tx, projectId: string, queueingId: string): Promise<CauseRun | null> {
  const [row] = await tx.$queryRaw<{ at: string | null; runId: string | null }[]>`
    SELECT to_char(q.cursor_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, q.cursor_run AS "runId"
    FROM incident_queueing q WHERE q.project_id = ${projectId}::uuid AND q.queueing_id = ${queueingId}::uuid`;
  return row?.at && row.runId !== null ? { at: row.at, runId: row.runId } : null;
}

async function advance(
  tx: Tx,
  projectId: string,
  { queueingId }: IncidentQueueing,
  page: readonly CauseRun[],
  placed: readonly Placed[],
  isEnd: boolean,
  at: Date,
): Promise<void> {
  const last = page.at(-1);
  await tx.$executeRaw`
    UPDATE incident_queueing SET seen = seen + ${page.length}, queued = queued + ${countOf(placed, 'queued')}, reasons_added = reasons_added + ${countOf(placed, 'reason_added')},
      decided_already = decided_already + ${countOf(placed, 'decided_already')}, removed_before = removed_before + ${countOf(placed, 'removed_before')},
      already_in = already_in + ${countOf(placed, 'already_in')}, cursor_at = coalesce(${last?.at ?? null}::timestamptz, cursor_at),
      cursor_run = coalesce(${last?.runId ?? null}, cursor_run), state = ${isEnd ? 'done' : 'running'}, ended_at = ${isEnd ? at : null}::timestamptz
    WHERE project_id = ${projectId}::uuid AND queueing_id = ${queueingId}::uuid AND state = 'running'`;
}

async function recordEnd(
  tx: Tx,
  projectId: string,
  { queueingId, incidentId }: IncidentQueueing,
  also: readonly TrailRecord[],
): Promise<void> {
  const row = await tx.incidentQueueing.findUniqueOrThrow({ where: { projectId_queueingId: { projectId, queueingId } } });
  await tx.$queryRaw`SELECT i.incident_id::text FROM incident i WHERE i.project_id = ${projectId}::uuid AND i.incident_id = ${incidentId}::uuid FOR NO KEY UPDATE`;
  const facts = {
    queueing_id: queueingId,
    seen: row.seen,
    queued: row.queued,
    reasons_added: row.reasonsAdded,
    decided_already: row.decidedAlready,
    removed_before: row.removedBefore,
    already_in: row.alreadyIn,
  };
  await recordIncidentEvents(tx, projectId, incidentId, { id: null, name: 'Countersign' }, [{ kind: 'queueing_ended', facts }], also);
}
