// Marks in front of a line: quote marks, list bullets, numbers and task boxes.
import { monthOf } from '@/lib/domain/match/match-month-names';

/** Longer lines are not looked at for markup; patterns would take long on them. Characters. */
export const MAX_MARKUP = 400;

const LEAD = /^\s*(?:>\s?)*(?:[-*+•‣▪–—·●○◦]\s+|\(?(?:\d{1,3}|\p{L}|[ivx]{1,4})[.)]\s+)?(?:\[[ xX]\]\s+(?:\d{1,3}[.)]\s+)?)?/u;
/** `J. R. Tolkien` begins as an item A of a list would. */
const INITIAL = /^\s*(?:>\s?)*\p{Lu}\.\s+$/u;

/** Whether a text has a list of A, B, C: one capital letter and a stop alone is an initial. */
export function isLettered(lines: readonly string[]): boolean {
  const letters = new Set(lines.map((line) => /^\s*(\p{Lu})\.\s/u.exec(line.slice(0, MAX_MARKUP))?.[1]));
  return letters.has('A') && letters.has('B');
}

/** The mark that a line begins with, spaces included; empty for a line without. */
export function leadOf(line: string, hasLetters = false): string {
  const lead = LEAD.exec(line.slice(0, MAX_MARKUP))?.[0] ?? '';
  const quoteMarks = /^\s*(?:>\s?)*/u.exec(lead)?.[0] ?? '';
  const rest = line.slice(lead.length);
  if (INITIAL.test(lead) && !hasLetters) return quoteMarks;
  const word = /^[\p{L}\p{M}]+/u.exec(rest)?.[0] ?? '';
  // `5. Mai` is a day.
  return /\d[.]\s+$/u.test(lead) && monthOf(word) !== null && /^[\p{L}\p{M}]+\.?\s\d/u.test(rest) ? quoteMarks : lead;
}

/** A number or letter of a list that stands on a line by itself. */
export const isLoneMark = (line: string): boolean => /^\s*(?:[-*+•‣▪–—·●○◦]|\(?(?:\d{1,3}|\p{L})[.)])\s*$/u.test(line.slice(0, 40));
