// Overrides as review events record them: which place of the original output, and what a reviewer made of it.
import { decisionRecordSchema, type OutputChange, type OutputTarget, type RecordedEvent, verdictRecordSchema } from './review-record';
import type { Json } from './run';

export interface OutputOverride {
  eventId: string;
  seq: number;
  at: string;
  claimId: string | null;
  target: OutputTarget;
  /** Null: has no opinion about the output, but takes an earlier event out of force. */
  change: OutputChange | null;
  before: Json | undefined;
  after: Json | undefined;
  supersedes: string | null;
}

/** The overrides among the events of a run; verbs that do not speak about the output are passed over. */
export function overridesOf(events: readonly RecordedEvent[]): OutputOverride[] {
  return events.flatMap((event) => verdictOverride(event) ?? wholeOverride(event) ?? []);
}

function verdictOverride(event: RecordedEvent): OutputOverride[] | null {
  const parsed = verdictRecordSchema.safeParse(event.body);
  if (!parsed.success) return null;
  const { target, change, supersedes } = parsed.data;
  if (target === null && supersedes === null) return [];
  return [{ ...common(event), target: target ?? { kind: 'whole' }, change: target === null ? null : change, supersedes }];
}

/** Every decision also speaks about the whole: that nothing in it is correct, or (again) that something is. */
function wholeOverride(event: RecordedEvent): OutputOverride[] | null {
  const parsed = decisionRecordSchema.safeParse(event.body);
  if (!parsed.success) return null;
  return [{ ...common(event), target: { kind: 'whole' }, change: parsed.data.nothing_correct ? 'remove' : 'keep', supersedes: null }];
}

function common({ eventId, seq, at, claimId, before, after }: RecordedEvent) {
  return { eventId, seq, at, claimId, before, after };
}
