// What a reviewer says about one claim: is the value right, is the place right, does the evidence support it. These schemas are
// the wire form of api.md, used by the browser and enforced again on the server, so the names are those of the wire.
import { z } from 'zod';
import { optionalText, reviewText, reviewValueSchema } from './review-text';

export const OUTCOMES = ['approved', 'corrected', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const orAbsent = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);
const offset = z.int().min(0);
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** A place that a reviewer points at: a quote or a box in a document, or in a passage of the run when there is no document. */
export const reviewEvidenceSchema = z
  .strictObject({
    document_id: orAbsent(reviewText(512).min(1)).describe('The document; without it `passage` is needed'),
    version: orAbsent(z.int().min(1)).describe('Defaults to the version that the run used, else the newest'),
    page: orAbsent(z.int().min(1)),
    passage: orAbsent(offset).describe('Ordinal of a passage of the run, counted from 0'),
    quote: optionalText(20_000),
    start: orAbsent(offset).describe('UTF-16 offset of the quote in the text of the page or passage'),
    end: orAbsent(offset),
    boxes: orAbsent(z.array(box).max(500)).describe('[x0, y0, x1, y1] in points, origin top left; for places without text'),
  })
  .superRefine((evidence, context) => {
    if (evidence.document_id === undefined && evidence.passage === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['document_id'],
        message: 'Evidence needs a document_id, or the ordinal of a passage of the run.',
      });
    }
    if (evidence.quote === undefined && !evidence.boxes?.length) {
      context.addIssue({ code: 'custom', path: ['quote'], message: 'Evidence needs the quoted words, or boxes where there are no words.' });
    }
    if ((evidence.start === undefined) !== (evidence.end === undefined) || (evidence.end ?? 0) < (evidence.start ?? 0)) {
      context.addIssue({ code: 'custom', path: ['end'], message: 'Give start and end together, with end not before start.' });
    }
  });
export type ReviewEvidence = z.infer<typeof reviewEvidenceSchema>;

export const verdictSchema = z.strictObject({
  claim_id: reviewText(512).min(1),
  value: orAbsent(z.enum(['right', 'wrong', 'cannot_tell'])),
  place: orAbsent(z.enum(['right', 'wrong', 'none'])),
  support: orAbsent(z.enum(['supports', 'partly', 'silent', 'contradicts'])),
  absent: orAbsent(z.boolean()).describe('The value is wrong and there is no right one: the field or sentence should not be there'),
  corrected_value: reviewValueSchema.optional(),
  evidence: orAbsent(reviewEvidenceSchema),
  reason_code: optionalText(64),
  note: optionalText(20_000),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** Something that should be in the output and is not. */
export const omissionSchema = z.strictObject({
  text: reviewText(20_000).refine((text) => text.trim() !== '', 'says nothing; write what is missing'),
  path: orAbsent(reviewText(2000)).describe('Structured output: JSON Pointer of the missing field; it then enters the effective output'),
  value: reviewValueSchema.optional().describe('Its value; defaults to the text'),
  insert_at: orAbsent(offset).describe('Prose: UTF-16 offset in the original output at which the text belongs'),
  evidence: orAbsent(reviewEvidenceSchema),
  reason_code: optionalText(64),
  note: optionalText(20_000),
});
export type Omission = z.infer<typeof omissionSchema>;
