// Takes back a queueing where nobody has begun: one page in one transaction. What a reviewer has in hand or decided stays.
import 'server-only';
import type { IncidentQueueing } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { recordIncidentEvents } from './incident-events';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { textArray } from '@/lib/data/sql-array';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';

const PAGE = 200;

interface UndoRow {
  runId: string;
  itemId: string;
  outcome: string;
}

/** `queueing` must be locked and in state undoing. Answers whether it has come to its end. */
export async function undoPage(tx: Tx, projectId: string, queueing: IncidentQueueing): Promise<boolean> {
  const { queueingId, incidentId } = queueing;
  const rows = await tx.$queryRaw<UndoRow[]>`
    SELECT ir.run_id AS "runId", ir.item_id::text AS "itemId", ir.outcome FROM incident_run ir
    WHERE ir.project_id = ${projectId}::uuid AND ir.queueing_id = ${queueingId}::uuid AND ir.run_id > ${queueing.cursorRun ?? ''}
      AND ir.outcome IN ('queued', 'reason_added') AND ir.item_id IS NOT NULL
    ORDER BY ir.run_id LIMIT ${PAGE}`;
  // Runs before items, as everywhere.
  await tx.$queryRaw`SELECT r.run_id FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${textArray(rows.map(({ runId }) => runId))})
    ORDER BY r.run_id FOR NO KEY UPDATE`;
  const at = await databaseNow(tx);
  const removed = await removeItems(
    tx,
    projectId,
    incidentId,
    rows.filter(({ outcome }) => outcome === 'queued'),
  );
  const freed = await removeReasons(
    tx,
    projectId,
    incidentId,
    rows.filter(({ itemId }) => !removed.has(itemId)),
  );
  const undone = rows.filter(({ itemId }) => removed.has(itemId) || freed.has(itemId));
  await tx.incidentRun.updateMany({
    where: { projectId, incidentId, runId: { in: undone.map(({ runId }) => runId) } },
    data: { outcome: 'undone', itemId: null },
  });
  const isEnd = rows.length < PAGE;
  await tx.incidentQueueing.updateMany({
    where: { projectId, queueingId, state: 'undoing' },
    data: {
      undone: { increment: undone.length },
      cursorRun: rows.at(-1)?.runId ?? queueing.cursorRun,
      ...(isEnd ? { state: 'undone', endedAt: at } : {}),
    },
  });
  const entries = undone.map(
    ({ runId, itemId }): TrailRecord => ({
      type: removed.has(itemId) ? 'item.withdrawn' : 'item.reason_removed',
      at,
      actorId: null,
      runId,
      itemId,
      facts: { incident_id: incidentId },
    }),
  );
  if (!isEnd) await appendTrail(tx, projectId, entries);
  else await recordEnd(tx, projectId, queueing, queueing.undone + undone.length, entries);
  return isEnd;
}

/** Items that wait, were never handed out and have no other reason. */
async function removeItems(tx: Tx, projectId: string, incidentId: string, rows: readonly UndoRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const gone = await tx.$queryRaw<{ itemId: string }[]>`
    DELETE FROM item i WHERE i.project_id = ${projectId}::uuid AND i.item_id::text = ANY(${textArray(rows.map(({ itemId }) => itemId))})
      AND i.state = 'waiting' AND i.attempts = 0 AND i.assigned_to IS NULL AND jsonb_array_length(i.reasons) = 1
      AND i.reasons @> ${JSON.stringify([{ incident_id: incidentId }])}::jsonb
      AND NOT EXISTS (SELECT FROM review_event e WHERE e.project_id = ${projectId}::uuid AND e.item_id = i.item_id)
    RETURNING i.item_id::text AS "itemId"`;
  return new Set(gone.map(({ itemId }) => itemId));
}

/** Items that others brought here as well lose the reason while nobody has them in hand. */
async function removeReasons(tx: Tx, projectId: string, incidentId: string, rows: readonly UndoRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const changed = await tx.$queryRaw<{ itemId: string }[]>`
    UPDATE item i SET reasons = (SELECT coalesce(jsonb_agg(each.reason ORDER BY each.ord), '[]') FROM jsonb_array_elements(i.reasons) WITH ORDINALITY AS each(reason, ord)
        WHERE each.reason->>'incident_id' IS DISTINCT FROM ${incidentId})
    WHERE i.project_id = ${projectId}::uuid AND i.item_id::text = ANY(${textArray(rows.map(({ itemId }) => itemId))})
      AND i.state IN ('waiting', 'escalated') AND i.attempts = 0 AND jsonb_array_length(i.reasons) > 1
      AND i.reasons @> ${JSON.stringify([{ incident_id: incidentId }])}::jsonb
    RETURNING i.item_id::text AS "itemId"`;
  return new Set(changed.map(({ itemId }) => itemId));
}

async function recordEnd(
  tx: Tx,
  projectId: string,
  { queueingId, incidentId }: IncidentQueueing,
  undone: number,
  also: readonly TrailRecord[],
): Promise<void> {
  await tx.$queryRaw`SELECT i.incident_id::text FROM incident i WHERE i.project_id = ${projectId}::uuid AND i.incident_id = ${incidentId}::uuid FOR NO KEY UPDATE`;
  const stays = await tx.incidentRun.count({ where: { projectId, queueingId, outcome: { in: ['queued', 'reason_added'] } } });
  const facts = { queueing_id: queueingId, undone, stays };
  await recordIncidentEvents(tx, projectId, incidentId, { id: null, name: 'Countersign' }, [{ kind: 'queueing_undone', facts }], also);
}
