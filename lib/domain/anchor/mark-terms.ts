// The words of a text as marking compares them: a date or a number is one term however it is written, other words are their stems.
import { datesIn } from '@/lib/domain/match/match-date';
import { numbersIn, plainNumber } from '@/lib/domain/match/match-number';
import { queryTokens } from '@/lib/domain/match/match-query';
import { isUnspaced } from '@/lib/domain/match/match-tokens';

export interface MarkTerm {
  start: number;
  end: number;
  /** Folded; empty for dates and numbers. */
  word: string;
  /** Terms that share one of these are the same. */
  keys: string[];
  /** A letter of a script that sets words without spaces. */
  isLetter: boolean;
}

/** What is read of a text: nobody follows marks through more, and a claim may be as long as an output. Characters. */
const MAX_CHARS = 2000;

/** Ascending, none inside another. */
export function markTerms(whole: string): MarkTerm[] {
  const text = whole.slice(0, MAX_CHARS);
  const dates = datesIn(text).map(
    ({ start, end, iso, alternative }): MarkTerm => ({
      start,
      end,
      word: '',
      keys: [iso, ...(alternative ? [alternative] : [])].map((day) => `date ${day}`),
      isLetter: false,
    }),
  );
  const values = [
    ...dates,
    ...numbersIn(text)
      .filter(({ isAttached }) => !isAttached)
      .map((number) => numberTerm(text, number)),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = -1;
  const apart = values.filter(({ end }) => {
    const isHeld = end <= reached;
    reached = Math.max(reached, end);
    return !isHeld;
  });
  // Both lists ascend, so that one walk over them meets every pair that touches.
  let at = 0;
  const words = queryTokens(text, () => 1)
    .filter(({ start, end }) => {
      while (at < apart.length && (apart[at] as MarkTerm).end <= start) at++;
      return at >= apart.length || (apart[at] as MarkTerm).start >= end;
    })
    .map(({ start, end, word, lexeme }): MarkTerm => ({ start, end, word, keys: [lexeme], isLetter: isUnspaced(word.charCodeAt(0)) }));
  return [...apart, ...words].sort((a, b) => a.start - b.start);
}

/** `4.5 million` is 4500000 as well as 4.5: a table may give it in millions. */
function numberTerm(text: string, { start, end, digits, value, scale, isPercent }: ReturnType<typeof numbersIn>[number]): MarkTerm {
  const unit = isPercent ? ' %' : '';
  const scaleWord = scale === 1 ? '' : (/^\s?\p{L}+/u.exec(text.slice(end, end + 14))?.[0] ?? '');
  return {
    start,
    end: end + scaleWord.length,
    word: '',
    keys: [...new Set([digits, plainNumber(value * scale)])].map((number) => `number ${number}${unit}`),
    isLetter: false,
  };
}
