// What the decisions on a run come to: its effective output and the outcome in force.
import { effectiveOutput, type UnappliedOverride } from './effective-output';
import { overridesOf } from './output-override';
import { decisionRecordSchema, type RecordedEvent } from './review-record';
import type { Json } from '@/lib/domain/run/run';

export interface DecidedOutput {
  effectiveOutput: Json;
  /** Outcome of the latest decision or amendment; null while nobody has decided. */
  outcome: string | null;
  /** Corrections that could not be applied: shown, so that none is lost. */
  unapplied: UnappliedOverride[];
}

/** `events` are those of the run up to the moment that is shown, in order. */
export function decidedOutput(original: Json, events: readonly RecordedEvent[]): DecidedOutput {
  const { output, unapplied } = effectiveOutput(original, overridesOf(events));
  let outcome: string | null = null;
  for (const { body } of events) outcome = decisionRecordSchema.safeParse(body).data?.outcome ?? outcome;
  return { effectiveOutput: output, outcome, unapplied };
}
