// Proper names in a text: runs of words with capitals, without the capitals that only begin a sentence.
import { isFunctionWord } from './match-lexeme';

export interface NameMention {
  name: string;
  start: number;
  end: number;
}

/** Words of German, whose common nouns have capitals too: there a capital tells nothing. */
const GERMAN = /\b(?:der|die|das|und|nicht|ist|ein|eine|mit|für|von|wird)\b/giu;
const CAPITALISED =
  /(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}\p{M}'’&.-]*(?:\s(?:(?:of|the|de|van|von|der|du|la|and|&)\s)?\p{Lu}[\p{L}\p{M}'’&.-]*)*/gu;
/** Months, weekdays, and what answers speak of themselves with. */
const COMMON = new Set(
  `january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday passage passages
source sources step note tip overall additionally however therefore finally also first second third i ok yes no pm am please here there it they we you he she`.split(
    /\s+/u,
  ),
);

/** Runs of capitalised words; the first word of a sentence counts only as part of a longer name. */
export function namesIn(text: string): NameMention[] {
  if ((text.match(GERMAN)?.length ?? 0) >= 2) return [];
  const names: NameMention[] = [];
  for (const match of text.matchAll(CAPITALISED)) {
    const run = match[0].replace(/(?<![.'’-])[.'’-]+$/u, '');
    const words = run.split(/\s+/u);
    const opens = /(?:^|[.!?:*"“”|]\s*)$/u.test(text.slice(Math.max(0, match.index - 6), match.index)) || match.index === 0;
    const skipped = opens && (words.length === 1 || isOrdinary(words[0] as string)) ? (words[0] as string).length : 0;
    const kept = run.slice(skipped);
    const content = kept.split(/\s+/u).filter((word) => !isOrdinary(word));
    if (content.length === 0 || !/\p{L}{2}/u.test(content.join(''))) continue;
    const start = match.index + skipped + (kept.length - kept.trimStart().length);
    names.push({ name: kept.trim(), start, end: match.index + run.length });
  }
  return names;
}

export function isOrdinary(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^\p{L}]/gu, '');
  return COMMON.has(plain) || isFunctionWord(plain);
}
