// Typed reasons: a code from the verb's own list, words where the code is not enough.
import { z } from 'zod';
import { optionalText } from '@/lib/domain/review/review-text';

export interface ReasonCode {
  code: string;
  title: string;
}

/** In every list, so that nobody picks a wrong code for want of a right one. It must come with a note. */
export const OTHER: ReasonCode = { code: 'other', title: 'Something else (say what in the note)' };

const MAX_NOTE_CHARS = 20_000;

/** `reason_code`, `note` and `lease_id` of a payload, with the codes of one verb. A note alone counts as the reason `other`. */
export function reasonPayload<S extends z.ZodRawShape>(codes: readonly ReasonCode[], isRequired: boolean, more: S) {
  return z
    .strictObject({ reason_code: optionalText(64), note: optionalText(MAX_NOTE_CHARS), lease_id: optionalLease, ...more })
    .superRefine((payload, context) => {
      const { reason_code: code, note } = payload as { reason_code?: string; note?: string };
      const detail = reasonProblem(codes, isRequired, code, note);
      if (detail) context.addIssue({ code: 'custom', path: ['reason_code'], message: detail });
    })
    .transform((payload) => {
      const { reason_code: code, note } = payload as { reason_code?: string; note?: string };
      return { ...payload, reason_code: code ?? (isRequired && note ? OTHER.code : undefined) };
    });
}

const optionalLease = z
  .uuid()
  .nullish()
  .transform((id) => id ?? undefined);

/** What is wrong with a reason, in words that name the choice; null when nothing is. */
export function reasonProblem(
  codes: readonly ReasonCode[],
  isRequired: boolean,
  code: string | undefined,
  note: string | undefined,
): string | null {
  const list = codes.map((one) => one.code).join(', ');
  if (code === undefined) return isRequired && !note ? `is needed: one of ${list}` : null;
  if (!codes.some((one) => one.code === code)) return list === '' ? 'is not used here' : `is not one of ${list}`;
  return code === OTHER.code && !note ? 'is other, so say what in the note' : null;
}
