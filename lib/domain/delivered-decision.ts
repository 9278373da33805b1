// A decision as it is told outside: everything that a connector may need, without the reviewer's name.
import { createHash } from 'node:crypto';
import type { Json } from '@/lib/domain/run/run';
import type { DeliveryTarget } from './delivery-target';
import type { Outcome } from '@/lib/domain/review/review-verdict';

/** One answer about one claim, or something that was missing from the output. */
export interface DeliveredAnswer {
  /** Of the review event and the question: the same at every attempt. */
  answerId: string;
  /** What was asked: `claim_value`, `claim_place`, `claim_support`, or `omission`. */
  name: string;
  /** `right`, `wrong`, `supports` …; `missing` for an omission. */
  label: string;
  claimId: string | null;
  reasonCode: string | null;
  /** Texts that somebody wrote or that the output holds; null where the connector sends none. */
  texts: { claim: string | null; note: string | null; corrected: Json | undefined } | null;
}

export interface DeliveredDecision {
  decisionId: string;
  /** The decision whose place this one takes. */
  amends: string | null;
  runId: string;
  itemId: string | null;
  queue: string | null;
  revision: string | null;
  outcome: Outcome;
  /** 1 when the output stood as it was, 0 otherwise. */
  score: number;
  reasonCode: string | null;
  note: string | null;
  /** Id of the reviewer here: stable, and no name. */
  reviewerId: string;
  startedAt: Date;
  endedAt: Date;
  trailIndex: string;
  /** Span id of the REVIEW step, 16 hex digits. */
  reviewStepId: string;
  target: DeliveryTarget;
  answers: DeliveredAnswer[];
  /** The output with all corrections up to this decision; undefined when nothing was corrected. */
  correctedOutput: Json | undefined;
}

const ANSWER_SCORES: { [label: string]: number } = {
  right: 1,
  wrong: 0,
  absent: 0,
  none: 0,
  supports: 1,
  partly: 0.5,
  silent: 0,
  contradicts: 0,
  missing: 0,
};

/** 1 for what stood, 0 for what did not, 0.5 for partial support; null where the reviewer could not tell. */
export function answerScore({ label }: Pick<DeliveredAnswer, 'label'>): number | null {
  return ANSWER_SCORES[label] ?? null;
}

/** Claim, note and corrected value of one answer as a comment; null when there is nothing to say. */
export function answerComment({ texts }: Pick<DeliveredAnswer, 'texts'>): string | null {
  if (!texts) return null;
  const { claim, note, corrected } = texts;
  const value = corrected === undefined ? null : typeof corrected === 'string' ? corrected : JSON.stringify(corrected);
  const lines = [claim === null ? null : `Claim: ${claim}`, value === null ? null : `Corrected: ${value}`, note];
  return lines.filter((line) => line !== null && line !== '').join('\n') || null;
}

/** Ids that lead back from any receiver to the decision and its place in the trail. */
export function decisionFacts(decision: DeliveredDecision): { [name: string]: string } {
  const { decisionId, amends, runId, itemId, queue, revision, reasonCode, reviewerId, trailIndex } = decision;
  const facts = { decision_id: decisionId, amends, run_id: runId, item_id: itemId, queue, revision, reason_code: reasonCode };
  const present = Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(present), reviewer_id: reviewerId, trail_index: trailIndex };
}

/** The same decision with nothing in it that anybody wrote: verdicts, codes and ids only. */
export function withoutTexts(decision: DeliveredDecision): DeliveredDecision {
  return { ...decision, note: null, correctedOutput: undefined, answers: decision.answers.map((answer) => ({ ...answer, texts: null })) };
}

/** A UUID (version 8, RFC 9562) that is the same whenever the same part of the same decision is sent. */
export function stableUuid(...parts: string[]): string {
  const bytes = createHash('sha256')
    .update(['countersign delivery', ...parts].join('\n'))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
