// What became of a run in review, as a fold of its events.
import { z } from 'zod';
import { decisionRecordSchema, type RecordedEvent } from './review-record';

export type ReviewOutcome = 'approved' | 'corrected' | 'rejected' | 'escalated';

const itemMoveSchema = z.object({ to: z.string() });

/**
 * The outcome in force: that of the last decision or amendment, `escalated` while an item of the run is with the leads, null
 * before anything was decided. Several queues may hold one run; the last word counts.
 */
export function reviewOutcome(events: readonly Pick<RecordedEvent, 'seq' | 'body'>[]): ReviewOutcome | null {
  let decided: ReviewOutcome | null = null;
  let isEscalated = false;
  for (const { body } of [...events].sort((a, b) => a.seq - b.seq)) {
    const decision = decisionRecordSchema.safeParse(body);
    if (decision.success) {
      decided = decision.data.outcome;
      isEscalated = false;
      continue;
    }
    const move = itemMoveSchema.safeParse(body);
    if (move.success && move.data.to === 'escalated') isEscalated = true;
    if (move.success && (move.data.to === 'waiting' || move.data.to === 'removed')) isEscalated = false;
  }
  return isEscalated ? 'escalated' : decided;
}
