// What a review event stores about a verdict, an omission or a decision, in `body`. Written once, parsed again on the way out.
import { z } from 'zod';
import type { Json } from '@/lib/domain/run/run';

/** Where in the original output an event speaks: a field, a range of prose, a position in prose, or all of it. */
export const outputTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), path: z.string() }),
  z.object({ kind: z.literal('range'), range: z.tuple([z.int(), z.int()]) }),
  z.object({ kind: z.literal('position'), at: z.int() }),
  z.object({ kind: z.literal('whole') }),
]);
export type OutputTarget = z.infer<typeof outputTargetSchema>;

/** `keep` says that the original is right, which takes back an earlier change of the same target. */
export const outputChangeSchema = z.enum(['set', 'remove', 'insert', 'keep']);
export type OutputChange = z.infer<typeof outputChangeSchema>;

/** Evidence as it was at the decision. It outlives the document, the passage and the run: the hash says what it was. */
export const evidenceSnapshotSchema = z.object({
  document_id: z.string().nullable(),
  version: z.int().nullable(),
  title: z.string().nullable(),
  /** SHA-256 of the document's bytes; of the passage's text where there is no document or the reviewer pointed into a passage. */
  sha256: z.string(),
  page: z.int().nullable(),
  passage: z.int().nullable(),
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  boxes: z.array(z.array(z.number())),
  origin: z.enum(['cited', 'found', 'reviewer']),
  match: z.string(),
});
export type EvidenceSnapshot = z.infer<typeof evidenceSnapshotSchema>;

/** Body of a verdict's or an omission's event. `before` and `after` stand in columns of their own. */
export const verdictRecordSchema = z.object({
  verdict: z.object({ value: z.string(), place: z.string(), support: z.string(), absent: z.boolean() }).partial(),
  claim: z.object({ text: z.string(), state: z.string(), risk: z.number().nullable() }).nullable(),
  target: outputTargetSchema.nullable(),
  change: outputChangeSchema.nullable(),
  /** Where the reviewer pointed. */
  evidence: evidenceSnapshotSchema.nullable(),
  /** What the reviewer was shown for this claim. */
  shown: z.array(evidenceSnapshotSchema),
});
export type VerdictRecord = z.infer<typeof verdictRecordSchema>;

/** Body of a submit's or an amendment's event. */
export const decisionRecordSchema = z.object({
  outcome: z.enum(['approved', 'corrected', 'rejected']),
  nothing_correct: z.boolean(),
  acknowledged_unseen: z.array(z.string()),
  verdicts: z.int(),
  omissions: z.int(),
  review_step_id: z.string(),
  /** For an amendment: the decision whose place it takes, with all its verdicts. */
  amends: z.string().nullable(),
});
export type DecisionRecord = z.infer<typeof decisionRecordSchema>;

/** The columns of a review event that the folds read. */
export interface RecordedEvent {
  eventId: string;
  seq: number;
  verb: string;
  claimId: string | null;
  decisionId: string | null;
  /** RFC 3339. */
  at: string;
  before: Json | undefined;
  after: Json | undefined;
  body: Json;
}
