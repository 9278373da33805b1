// A name that somebody gives to a person, key or project, in whatever script, but nothing that hides or turns the text beside it.
import { z } from 'zod';

/** Control characters, half surrogate pairs, bidirectional overrides and isolates, line separators, tag characters. Joiners stay: some scripts need them. */
const HIDDEN = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

export function plainNameSchema(maxCharacters: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxCharacters, `has at most ${maxCharacters} characters`)
    .refine((name) => name.search(HIDDEN) === -1, 'holds invisible control characters; type it instead of pasting it');
}

/** A name from a system that we cannot ask to correct it. */
export function toPlainName(name: string, maxCharacters: number): string {
  return name.replace(HIDDEN, '').trim().slice(0, maxCharacters);
}
