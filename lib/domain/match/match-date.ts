// Dates as a text writes them, as ISO 8601, with the order of day and month that the document itself shows.
import { monthOf } from './match-month-names';

export interface DateMention {
  start: number;
  end: number;
  /** `2018-03-18`, `2018-03` when no day is given, `--03-18` when no year is. */
  iso: string;
  /** The other reading of `03/04/2018` where the document does not show which it means. */
  alternative: string | null;
}

export type DayOrder = 'day-first' | 'month-first' | null;

const WORD = '\\p{L}[\\p{L}\\p{M}]{2,11}';
const PATTERNS: [pattern: RegExp, read: (groups: (string | undefined)[], order: DayOrder) => Omit<DateMention, 'start' | 'end'> | null][] =
  [
    [/(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])/gu, ([y, , m, d]) => full(y, m, d)],
    [
      /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?/gu,
      ([y, m, d]) => (d ? full(y, m, d) : monthOnly(y, Number(m))),
    ],
    [/(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])/gu, ([a, , b, y], order) => numeric(a, b, y, order)],
    [
      new RegExp(
        `(?<![\\d.,])(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?(?:\\s|-|/|\\s?of\\s|\\sde\\s|\\sdi\\s|\\sd[e'’])\\s?(${WORD})\\.?(?:,?\\s|-|/|\\sde\\s|\\sdel\\s|\\s?['’])\\s?(\\d{4}|\\d{2})(?!\\d)`,
        'giu',
      ),
      ([d, m, y]) => named(y, m, d),
    ],
    [
      new RegExp(`(?<!\\p{L})(${WORD})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?:\\s?,\\s?|\\s)(\\d{4})(?!\\d)`, 'giu'),
      ([m, d, y]) => named(y, m, d),
    ],
    [new RegExp(`(?<!\\p{L})(${WORD})\\.?,?(?:\\s|\\sde\\s|\\sof\\s|-)(\\d{4})(?!\\d)`, 'giu'), ([m, y]) => monthOnly(y, monthOf(m ?? ''))],
    [new RegExp(`(?<!\\p{L})(${WORD})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d.,:/%]*\\d)`, 'giu'), ([m, d]) => dayOnly(m, d)],
    [
      new RegExp(`(?<![\\d.,/-])(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s(?:of\\s|de\\s)?(${WORD})(?![\\p{L}\\d])`, 'giu'),
      ([d, m]) => dayOnly(m, d),
    ],
  ];

/** Every date of `text`, in order, none inside another. */
export function datesIn(text: string, order: DayOrder = dayOrderOf(text)): DateMention[] {
  const found: DateMention[] = [];
  for (const [pattern, read] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const date = read(match.slice(1), order);
      if (date) found.push({ start: match.index, end: match.index + match[0].length, ...date });
    }
  }
  // A fuller date is found before its parts, and a stable sort keeps it first.
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: DateMention[] = [];
  for (const mention of found) {
    const last = kept.at(-1);
    if (!last || mention.start >= last.end) kept.push(mention);
    else if (mention.iso.length > last.iso.length) kept[kept.length - 1] = mention;
  }
  return kept;
}

/** The habit that the unmistakable dates of a text show (a first number over 12, or a second), or null. */
export function dayOrderOf(text: string): DayOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const [, a, , b] of text.slice(0, 400_000).matchAll(/(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])/gu)) {
    if (Number(a) > 12 && Number(a) <= 31 && Number(b) <= 12) dayFirst++;
    if (Number(b) > 12 && Number(b) <= 31 && Number(a) <= 12) monthFirst++;
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst > monthFirst ? 'day-first' : 'month-first';
}

function full(year: string | undefined, month: string | undefined, day: string | undefined): Omit<DateMention, 'start' | 'end'> | null {
  const iso = isoOf(yearOf(year), Number(month), Number(day));
  return iso ? { iso, alternative: null } : null;
}

function numeric(
  a: string | undefined,
  b: string | undefined,
  y: string | undefined,
  order: DayOrder,
): Omit<DateMention, 'start' | 'end'> | null {
  const year = yearOf(y);
  const dayFirst = isoOf(year, Number(b), Number(a));
  const monthFirst = isoOf(year, Number(a), Number(b));
  if (!dayFirst || !monthFirst || dayFirst === monthFirst)
    return dayFirst || monthFirst ? { iso: (dayFirst ?? monthFirst) as string, alternative: null } : null;
  if (order === 'day-first') return { iso: dayFirst, alternative: null };
  return order === 'month-first' ? { iso: monthFirst, alternative: null } : { iso: dayFirst, alternative: monthFirst };
}

function named(year: string | undefined, month: string | undefined, day: string | undefined): Omit<DateMention, 'start' | 'end'> | null {
  const number = monthOf(month ?? '');
  const iso = number === null ? null : isoOf(yearOf(year), number, Number(day));
  return iso ? { iso, alternative: null } : null;
}

function monthOnly(year: string | undefined, month: number | null): Omit<DateMention, 'start' | 'end'> | null {
  const y = Number(year);
  return month !== null && month >= 1 && month <= 12 && y >= 1000 && y <= 2999 ? { iso: `${year}-${two(month)}`, alternative: null } : null;
}

/** `may 5` may be a verb and its object, so the shortest name needs a capital letter. */
function dayOnly(month: string | undefined, day: string | undefined): Omit<DateMention, 'start' | 'end'> | null {
  const number = monthOf(month ?? '');
  if (number === null || (month !== undefined && /^(?:may|mar|set|out|mai|mag|gen|ago)$/u.test(month))) return null;
  return Number(day) >= 1 && Number(day) <= 31 ? { iso: `--${two(number)}-${two(Number(day))}`, alternative: null } : null;
}

function yearOf(year: string | undefined): number {
  const number = Number(year);
  return year?.length === 2 ? number + (number < 70 ? 2000 : 1900) : number;
}

function isoOf(year: number, month: number, day: number): string | null {
  if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  return `${year}-${two(month)}-${two(day)}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
