// Numbers written as English words: contracts say `thirty (30) days`, answers say `thirty days`.
import type { NumberMention } from './match-number';

const UNITS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const WORDS = new RegExp(
  `\\b(?:(${TENS.join('|')})(?:[- ](${UNITS.slice(0, 9).join('|')}))?|(${UNITS.join('|')}))(?:[- ](hundred|thousand))?\\b`,
  'giu',
);

const SPELLED = new Map<string, number>([
  ...UNITS.slice(1).map((word, index) => [word, index + 2] as const),
  ...TENS.map((word, index) => [word, 20 + index * 10] as const),
]);

/** More digits than a number keeps exactly; an identifier of that length equals only itself. */
const MAX_EXACT = 15;

/** The number that one folded word is, in digits or in letters, or null; NaN for digits that no number holds exactly. */
export function numberOf(word: string): number | null {
  const first = word.charCodeAt(0);
  if (first < 48 || first > 57) return SPELLED.get(word) ?? null;
  return word.length > MAX_EXACT + 1 ? Number.NaN : Number(word);
}

/** `one` alone is a pronoun more often than a number and is left out. */
export function spelledNumbers(text: string): NumberMention[] {
  const mentions: NumberMention[] = [];
  for (const match of text.matchAll(WORDS)) {
    const [written, tens, ones, small, times] = match;
    const base = tens
      ? 20 + TENS.indexOf(tens.toLowerCase()) * 10 + (ones ? UNITS.indexOf(ones.toLowerCase()) + 1 : 0)
      : UNITS.indexOf((small ?? '').toLowerCase()) + 1;
    const value = base * (times?.toLowerCase() === 'hundred' ? 100 : times ? 1000 : 1);
    if (value === 1) continue;
    const end = match.index + written.length;
    const isPercent = /^\s?(?:%|percent\b|per\scent\b)/iu.test(text.slice(end, end + 10));
    mentions.push({
      start: match.index,
      end,
      digits: String(value),
      value,
      isNegative: false,
      isPercent,
      currency: null,
      scale: 1,
      isAttached: false,
      isSpelled: true,
    });
  }
  return mentions;
}
