// What reviewers did with a run, and the queues it stands in.
import 'server-only';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import type { RunItem, RunReview } from '@/lib/domain/run/run-detail';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';

/** The events of a run in order, all of them or those up to a moment. */
export async function getRunReviews(actor: Actor, runId: string): Promise<RunReview[]> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  return withProject(actor.projectId, (tx) => listRunReviews(tx, actor.projectId, runId, null));
}

export async function listRunReviews(tx: Tx, projectId: string, runId: string, asOf: Date | null): Promise<RunReview[]> {
  const rows = await tx.reviewEvent.findMany({
    where: { projectId, runId, ...(asOf ? { at: { lte: asOf } } : {}) },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ projectId: _p, runId: _r, at, actorName, trailIndex, before, after, body, ...row }) => ({
    ...row,
    actor: actorName,
    at: at.toISOString(),
    before: before as Json,
    after: after as Json,
    body: body as Json,
    trailIndex: trailIndex === null ? null : String(trailIndex),
  }));
}

/** Items as they stand, or as they stood: an item that was decided after `asOf` still waits there. */
export async function listRunItems(tx: Tx, projectId: string, runId: string, asOf: Date | null): Promise<RunItem[]> {
  const rows = await tx.item.findMany({
    where: { projectId, runId, ...(asOf ? { createdAt: { lte: asOf } } : {}) },
    orderBy: [{ priority: 'desc' }, { createdAt: 'asc' }],
    include: { queue: { select: { name: true, title: true } } },
  });
  return rows.map((row) => {
    const wasDecided = row.decidedAt !== null && (!asOf || row.decidedAt <= asOf);
    return {
      itemId: row.itemId,
      queue: row.queue.name,
      queueTitle: row.queue.title,
      state: asOf && row.decidedAt && !wasDecided ? 'waiting' : row.state,
      reasons: row.reasons as unknown as RunItem['reasons'],
      priority: row.priority,
      createdAt: row.createdAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      outcome: wasDecided ? row.outcome : null,
      decidedAt: wasDecided ? (row.decidedAt?.toISOString() ?? null) : null,
    };
  });
}
