// Lines that only name what follows: bold lines, underlined ones, and a few words in capitals above a list or a paragraph.
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { leadOf } from './claim-lead';

const BOLD_LINE = /^(?:\*\*|__)[^*_]{1,80}(?:\*\*|__):?$/u;
const UNDERLINE = /^\s{0,3}(?:={3,}|-{3,})\s*$/u;
const MAX_HEADING = 100;
const MAX_TITLE = 60;
const MAX_TITLE_WORDS = 8;
/** A line this long below a title is a paragraph. Characters. */
const PARAGRAPH = 40;

/** `lines` include the empty ones. The last line of a text names nothing, so it is none. */
export function isTitle(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trim();
  const below = lines.slice(index + 1, index + 4).find((one) => one.trim() !== '');
  if (line.length > MAX_HEADING || below === undefined) return false;
  if (UNDERLINE.test(lines[index + 1] ?? '') && !line.includes('|')) return true;
  // `**Total: 5 EUR**` and `**It is due.**` say something.
  if (BOLD_LINE.test(line)) return !/\d|[.!。]\W*$|:\s*[\p{L}\p{N}]/u.test(line);
  const above = lines[index - 1] ?? '';
  return above.trim() === '' && isInCapitals(line) && (below.trim().length > PARAGRAPH || leadOf(below).trim() !== '');
}

function isInCapitals(line: string): boolean {
  if (line.length > MAX_TITLE || !/^[\p{L}\p{M}\s&/'’-]+$/u.test(line)) return false;
  const words = line.split(/\s+/u).filter((word) => /\p{L}/u.test(word) && !isFunctionWord(word.toLowerCase()));
  return words.length > 0 && words.length <= MAX_TITLE_WORDS && words.every((word) => /^\p{Lu}/u.test(word));
}
