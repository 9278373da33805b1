// The eval case that comes of a decision, and what becomes of the cases of a decision that was amended.
import 'server-only';
import type { Actor } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { evalRequestSchema } from '@/lib/domain/review/review-submission';
import type { Tx } from '@/lib/data/database';
import { createCandidate } from './review-candidate';
import type { DecisionRequest } from './review-decision';
import type { DecisionEvents } from './review-decision-events';
import type { NewReviewEvent, ReviewEventPlace } from './review-events';
import type { ReviewSubject, SubjectEvent } from './review-subject';

/** What was corrected becomes a candidate unless the reviewer says no; anything else when they ask for it. */
export async function keepCase(
  tx: Tx,
  actor: Actor,
  { item, body, amends }: DecisionRequest,
  subject: ReviewSubject,
  { decision, judged }: DecisionEvents,
  places: readonly ReviewEventPlace[],
): Promise<string | null> {
  const { projectId } = actor;
  const replaced =
    amends === null
      ? []
      : await tx.evalCase.findMany({
          where: { projectId, decisionId: amends, state: { in: ['candidate', 'approved'] } },
          select: { set: { select: { name: true } } },
        });
  if (amends !== null)
    await tx.evalCase.updateMany({
      where: { projectId, decisionId: amends, state: { in: ['candidate', 'approved'] } },
      data: { state: 'superseded' },
    });
  const isWanted = body.eval !== null && (body.eval !== undefined || body.outcome === 'corrected' || replaced.length > 0);
  if (!isWanted) return null;
  const request = body.eval ?? evalRequestSchema.parse(replaced[0] ? { set: replaced[0].set.name } : {});
  const made = [decision, ...judged].map((event, index) => recorded(event, item.now, places[index]));
  const trailIndex = places[0]?.trailIndex ?? 0n;
  return createCandidate(
    tx,
    {
      projectId,
      runId: item.runId,
      revision: body.revision,
      record: subject.record,
      events: [...subject.events, ...made],
      decisionId: decision.eventId,
      trailIndex,
      itemId: item.itemId,
      queue: item.queue,
      reviewerId: reviewerId(actor),
      createdBy: reviewerId(actor),
      at: item.now,
    },
    request,
  );
}

function recorded(event: NewReviewEvent, at: Date, place: ReviewEventPlace | undefined): SubjectEvent {
  const { eventId, verb, claimId, decisionId, before, after, body, reasonCode, note } = event;
  return { eventId, verb, claimId, decisionId, before, after, body, reasonCode, note, at: at.toISOString(), seq: place?.seq ?? 0 };
}
