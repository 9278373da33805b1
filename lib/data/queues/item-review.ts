// Reads everything that the reviewer screen needs of one item.
import 'server-only';
import type { DocumentVersion } from '@/lib/domain/document';
import { type Actor, can } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { flaggedClaimIds } from '@/lib/domain/review/review-flag';
import type { ReviewItem } from '@/lib/domain/review/review-item';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { documentsOf } from '@/lib/domain/run/run-documents';
import { forbidden, notFound } from '@/lib/errors';
import { z } from 'zod';
import { type Tx, withProject } from '@/lib/data/database';
import { documentVersions, findDocumentRow } from '@/lib/data/documents/document-row';
import { NEXT_ITEM_SQL, SKIP_MINUTES } from './item-order';
import { summaries } from './queues';
import { getRun } from '@/lib/data/runs/run-detail';

/** More documents than this no screen shows as tabs; the rest is reached through the claims. */
const MAX_DOCUMENTS = 50;

/** Throws `not_found` for an item that is absent or of another project. Reading changes nothing: claiming is apart. */
export async function getItemForReview(actor: Actor, itemId: string): Promise<ReviewItem> {
  if (!can(actor, 'queue.read') || !can(actor, 'run.read')) throw forbidden('see items');
  if (!z.uuid().safeParse(itemId).success) throw notFound('item');
  const { projectId } = actor;
  const runId = await withProject(projectId, (tx) => findRunId(tx, projectId, itemId));
  const run = await getRun(actor, runId);
  return withProject(projectId, async (tx) => {
    const row = await findItem(tx, projectId, itemId);
    const [queue] = await summaries(tx, projectId, { queueId: row.queueId });
    if (!queue) throw notFound('queue');
    const me = reviewerId(actor);
    const names = await namesOf(tx, [row.leaseHolder, row.assignedTo, row.decidedBy]);
    const person = (id: string) => ({ id, name: names.get(id) ?? 'an API key', isMe: id === me });
    const { name, title, leaseMinutes, counts } = queue;
    return {
      item: {
        itemId,
        runId: row.runId,
        revision: row.revision,
        state: row.state,
        reasons: shownReasons(run, itemId),
        priority: row.priority,
        risk: row.risk,
        createdAt: row.createdAt.toISOString(),
        dueAt: row.dueAt?.toISOString() ?? null,
        attempts: row.attempts,
        outcome: row.outcome,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        decidedBy: row.decidedBy === null ? null : person(row.decidedBy),
        assignedTo: row.assignedTo === null ? null : person(row.assignedTo),
        isChangedSince: row.isChangedSince,
      },
      lease:
        row.leaseHolder === null || row.leaseExpiresAt === null || row.leftMs <= 0
          ? null
          : {
              id: row.leaseHolder === me ? row.leaseId : null,
              holder: person(row.leaseHolder),
              expiresAt: row.leaseExpiresAt.toISOString(),
              leftMs: row.leftMs,
            },
      queue: { name, title, leaseMinutes, counts },
      run,
      flagged: flaggedClaimIds(run.claims, run.findings),
      documents: await listDocuments(tx, projectId, run),
      next: await findNext(tx, projectId, row.queueId, itemId, me),
    };
  });
}

async function findRunId(tx: Tx, projectId: string, itemId: string): Promise<string> {
  const item = await tx.item.findUnique({ where: { projectId_itemId: { projectId, itemId } }, select: { runId: true } });
  if (!item) throw notFound('item');
  return item.runId;
}

interface StoredItem {
  runId: string;
  queueId: string;
  revision: string;
  state: ReviewItem['item']['state'];
  priority: number;
  risk: number;
  createdAt: Date;
  dueAt: Date | null;
  attempts: number;
  outcome: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  assignedTo: string | null;
  isChangedSince: boolean;
  leaseId: string | null;
  leaseHolder: string | null;
  leaseExpiresAt: Date | null;
  leftMs: number;
}

async function findItem(tx: Tx, projectId: string, itemId: string): Promise<StoredItem> {
  const [row] = await tx.$queryRaw<StoredItem[]>`
    SELECT i.run_id AS "runId", i.queue_id::text AS "queueId", i.revision, i.state, i.priority, i.risk, i.created_at AS "createdAt", i.due_at AS "dueAt", i.attempts, i.outcome,
      i.decided_at AS "decidedAt", i.decided_by::text AS "decidedBy", i.assigned_to::text AS "assignedTo", i.is_changed_since AS "isChangedSince", i.lease_id::text AS "leaseId",
      i.lease_holder::text AS "leaseHolder", i.lease_expires_at AS "leaseExpiresAt", coalesce(extract(epoch FROM i.lease_expires_at - clock_timestamp()) * 1000, 0)::float8 AS "leftMs"
    FROM item i WHERE i.project_id = ${projectId}::uuid AND i.item_id = ${itemId}::uuid`;
  if (!row) throw notFound('item');
  return row;
}

/** The run's own list has them masked where this actor may not see content. */
function shownReasons(run: RunDetail, itemId: string): ReviewItem['item']['reasons'] {
  return run.items.find((one) => one.itemId === itemId)?.reasons ?? [];
}

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const users = await tx.user.findMany({ where: { id: { in: ids.flatMap((id) => id ?? []) } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

async function listDocuments(tx: Tx, projectId: string, { claims, record }: RunDetail): Promise<DocumentVersion[]> {
  const anchored = claims
    .flatMap(({ anchors, candidates }) => [...anchors, ...candidates])
    .flatMap(({ documentId, version }) => (documentId === null ? [] : [{ documentId, version: version ?? undefined }]));
  const found = new Map<string, NonNullable<Awaited<ReturnType<typeof findDocumentRow>>>>();
  const asked = new Set<string>();
  for (const { documentId, version } of [...anchored, ...documentsOf(record)]) {
    const key = `${documentId} ${version ?? ''}`;
    if (asked.has(key) || found.size >= MAX_DOCUMENTS) continue;
    asked.add(key);
    const row = await findDocumentRow(tx, projectId, documentId, version);
    if (row) found.set(`${row.documentId} ${row.version}`, row);
  }
  return documentVersions(tx, projectId, [...found.values()]);
}

async function findNext(tx: Tx, projectId: string, queueId: string, itemId: string, me: string): Promise<ReviewItem['next']> {
  const [next] = await tx.$queryRawUnsafe<{ itemId: string; runId: string }[]>(NEXT_ITEM_SQL, projectId, queueId, me, SKIP_MINUTES, itemId);
  return next ?? null;
}
