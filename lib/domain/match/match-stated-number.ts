// The numbers of a text that state something: not parts of dates and codes, not the marks of lists, steps and references.
import { datesIn } from './match-date';
import { numbersIn, type NumberMention } from './match-number';

/** As written in digits; numbers in words are left out. */
export function statedNumbers(text: string, dates = datesIn(text)): NumberMention[] {
  // Both are in order, so one walk over the dates does for all numbers.
  let next = 0;
  const inDate = ({ start, end }: NumberMention) => {
    while (next < dates.length && (dates[next]?.end ?? 0) <= start) next++;
    const date = dates[next];
    return date !== undefined && start >= date.start && end <= date.end;
  };
  return numbersIn(text).filter(
    (mention) =>
      !mention.isSpelled && !inDate(mention) && (!mention.isAttached || /^(?:19|20)\d\d$/u.test(mention.digits)) && !isMark(text, mention),
  );
}

/** `Step 2`, `Section 4`, `(1)`, `1.` at the start: these number the text, not the world. */
function isMark(text: string, { start, end }: NumberMention): boolean {
  const before = text.slice(Math.max(0, start - 14), start);
  if (/\b(?:steps?|options?|points?|passages?|sources?|items?|part|no\.|parts?|tips?|methods?|reasons?|examples?)\s#?$/iu.test(before))
    return true;
  // `. 2 Replace the head`: lists lose their line breaks in scraped text.
  if (end - start <= 2 && /[.!?:;]\s*$/u.test(before) && /^\.?\s+\p{Lu}/u.test(text.slice(end, end + 4))) return true;
  if (/^\s*$/u.test(text.slice(0, start)) && /^(?:[.):]\s|\s+\p{Lu})/u.test(text.slice(end, end + 4)) && end - start <= 2) return true;
  return /[([]$/u.test(before) && /^[)\]]/u.test(text.slice(end, end + 1)) && end - start <= 2;
}
