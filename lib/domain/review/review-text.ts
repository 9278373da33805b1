// What a reviewer may send as text or value: everything that can be stored and hashed, refused in words otherwise.
import { z } from 'zod';
import type { Json } from '@/lib/domain/run/run';
import { isStorableText } from '@/lib/domain/storable-json';

/** The trail refuses more than 256 levels; nothing that a person corrects comes near. */
const MAX_VALUE_DEPTH = 64;
const MAX_VALUE_CHARS = 1_000_000;

const NOT_STORABLE = 'holds a NUL character or half of a surrogate pair, which cannot be stored; remove it';

/** Text of at most `max` UTF-16 units that the database and the trail can hold. */
export const reviewText = (max: number) =>
  z.string().max(max, `is longer than ${max} characters; shorten it`).refine(isStorableText, NOT_STORABLE);

/** An absent text in any of the forms that clients send: missing, null, or nothing but space. */
export const optionalText = (max: number) =>
  reviewText(max)
    .nullish()
    .transform((text) => (text?.trim() ? text : undefined));

/** Any JSON value that can be stored and put into canonical form. */
export const reviewValueSchema = z
  .unknown()
  .superRefine((value, context) => {
    const problem = valueProblem(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((value) => value as Json | undefined);

/** Walks without recursion: a value may come from anywhere. */
function valueProblem(value: unknown): string | null {
  const stack: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let chars = 0;
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.depth > MAX_VALUE_DEPTH) return `is nested deeper than ${MAX_VALUE_DEPTH} levels`;
    if (typeof top.value === 'string') {
      chars += top.value.length;
      if (!isStorableText(top.value)) return NOT_STORABLE;
    } else if (typeof top.value === 'number' && !Number.isFinite(top.value)) {
      return 'holds a number that is too large for JSON';
    } else if (typeof top.value === 'object' && top.value !== null) {
      for (const [key, child] of Object.entries(top.value)) {
        chars += key.length;
        if (!isStorableText(key)) return NOT_STORABLE;
        stack.push({ value: child, depth: top.depth + 1 });
      }
    }
    if (chars > MAX_VALUE_CHARS) return `is longer than ${MAX_VALUE_CHARS} characters; shorten it`;
  }
  return null;
}
