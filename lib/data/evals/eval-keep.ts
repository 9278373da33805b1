// Keeps a decided run as an eval case after the fact.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { decisionRecordSchema } from '@/lib/domain/review/review-record';
import type { EvalRequest } from '@/lib/domain/review/review-submission';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { keepAsEval } from '@/lib/verbs/keep-as-eval';
import { withProject } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { readInput } from '@/lib/data/read-input';
import { createCandidate } from '@/lib/data/review/review-candidate';
import { newReviewEvent, recordedBy, recordEvents } from '@/lib/data/review/review-events';
import { loadSubject } from '@/lib/data/review/review-subject';

/** Throws 409 `not_decided` when nobody has decided about the run, `already_kept` when that decision is in the set. */
export async function keepRunAsEval(actor: Actor, runId: string, payload: unknown = {}): Promise<{ evalCaseId: string }> {
  if (!can(actor, 'item.review')) throw forbidden('keep eval cases');
  const request = readInput(() => keepAsEval.payload.parse(payload)) as EvalRequest;
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const rows = runId.includes('\0')
      ? []
      : await tx.$queryRaw<
          object[]
        >`SELECT r.run_id FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId} FOR NO KEY UPDATE`;
    if (rows.length === 0) throw notFound('run');
    const decision = await tx.reviewEvent.findFirst({
      where: { projectId, runId, verb: { in: ['submit', 'amend'] } },
      orderBy: { seq: 'desc' },
    });
    if (!decision?.revision || decision.trailIndex === null)
      throw conflict('not_decided', 'Nobody has decided about this run yet. A case is made of a decision.', { run_id: runId });
    const subject = await loadSubject(tx, projectId, runId, decision.revision);
    const item =
      decision.itemId === null
        ? null
        : await tx.item.findUnique({
            where: { projectId_itemId: { projectId, itemId: decision.itemId } },
            select: { queue: { select: { name: true } } },
          });
    const evalCaseId = await createCandidate(
      tx,
      {
        projectId,
        runId,
        revision: decision.revision,
        record: subject.record,
        events: subject.events,
        decisionId: decision.eventId,
        trailIndex: decision.trailIndex,
        itemId: decision.itemId,
        queue: item?.queue.name ?? null,
        reviewerId: decision.actorId,
        createdBy: reviewerId(actor),
        at: decision.at,
      },
      request,
    );
    if (evalCaseId === null)
      throw conflict('already_kept', `This decision is in the set ${request.set} already.`, { run_id: runId, set: request.set });
    const { outcome } = decisionRecordSchema.parse(decision.body);
    const facts = { case_id: evalCaseId, set: request.set, outcome };
    await recordEvents(tx, recordedBy(actor, await databaseNow(tx)), runId, [
      newReviewEvent(keepAsEval.name, keepAsEval.trail, {
        itemId: decision.itemId,
        decisionId: decision.eventId,
        revision: decision.revision,
        body: { case_id: evalCaseId, set: request.set },
        facts,
      }),
    ]);
    return { evalCaseId };
  });
}
