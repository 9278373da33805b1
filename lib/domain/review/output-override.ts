// Overrides as review events record them: which place of the original output, and what a reviewer made of it.
import { decisionRecordSchema, type OutputChange, type OutputTarget, type RecordedEvent, verdictRecordSchema } from './review-record';
import type { Json } from '@/lib/domain/run/run';

export interface OutputOverride {
  eventId: string;
  seq: number;
  at: string;
  claimId: string | null;
  target: OutputTarget;
  change: OutputChange;
  before: Json | undefined;
  after: Json | undefined;
  decisionId: string | null;
  /** Every override of this earlier decision is out of force. */
  amends: string | null;
}

/** The overrides among the events of a run; verbs that do not speak about the output are passed over. */
export function overridesOf(events: readonly RecordedEvent[]): OutputOverride[] {
  return events.flatMap((event) => verdictOverride(event) ?? wholeOverride(event) ?? []);
}

function verdictOverride(event: RecordedEvent): OutputOverride[] | null {
  const parsed = verdictRecordSchema.safeParse(event.body);
  if (!parsed.success) return null;
  const { target, change } = parsed.data;
  return target === null || change === null ? [] : [{ ...common(event), target, change, amends: null }];
}

/** Every decision also speaks about the whole: that nothing in it is correct, or (again) that something is. */
function wholeOverride(event: RecordedEvent): OutputOverride[] | null {
  const parsed = decisionRecordSchema.safeParse(event.body);
  if (!parsed.success) return null;
  return [
    { ...common(event), target: { kind: 'whole' }, change: parsed.data.nothing_correct ? 'remove' : 'keep', amends: parsed.data.amends },
  ];
}

function common({ eventId, seq, at, claimId, decisionId, before, after }: RecordedEvent) {
  return { eventId, seq, at, claimId, decisionId, before, after };
}
