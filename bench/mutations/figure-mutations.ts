// Mutations of figures: digits, units, dates.
import { likeCase, type Mutate, type Mutation, replaceOne } from './mutation';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const MONTH = `(?:${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})`;
const DATE = new RegExp(
  `\\b${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\b\\d{1,2}(?:st|nd|rd|th)? ${MONTH}\\.?,? \\d{2,4}|\\b\\d{4}-\\d{2}-\\d{2}|\\b\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}(?!\\d)`,
  'giu',
);
/** Free-standing: no part of a code, a list mark or a footnote. */
const NUMBER =
  /(?<![\p{L}\d.,/#([-])\d[\d,.]*\d(?![\p{L}\d/%-]|[.,]\d)|(?<![\p{L}\d.,/#([-])\d(?= (?:\p{Ll}{3}|percent|%))|\d[\d.]*(?=%)/gu;

const digitChanged: Mutate = (text, { random }) =>
  replaceNumber(text, random, (number) => {
    const places = [...number].flatMap((char, index) => (/\d/u.test(char) && index > 0 ? [index] : []));
    const at = places.length > 0 ? (places[Math.floor(random() * places.length)] as number) : 0;
    const digit = (Number(number[at]) + 1 + Math.floor(random() * 8)) % 10;
    return number.slice(0, at) + String(at === 0 && digit === 0 ? 9 : digit) + number.slice(at + 1);
  });

const digitsSwapped: Mutate = (text, { random }) =>
  replaceNumber(text, random, (number) => {
    const places = [...number].flatMap((_, index) =>
      /^\d\d$/u.test(number.slice(index, index + 2)) && number[index] !== number[index + 1] && !(index === 0 && number[1] === '0')
        ? [index]
        : [],
    );
    const at = places[Math.floor(random() * places.length)];
    return at === undefined ? null : number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
  });

/** The first mark of a list numbers the text, not the world; dates have mutations of their own. */
function replaceNumber(text: string, random: () => number, change: (number: string) => string | null): string | null {
  const dates = [...text.matchAll(DATE)].map((match) => [match.index, match.index + match[0].length] as const);
  return replaceOne(text, NUMBER, random, (match) => {
    const isInDate = dates.some(([start, end]) => match.index >= start && match.index < end);
    const changed = isInDate || match.index === 0 ? null : change(match[0]);
    // Trailing zeros of decimals say nothing, and a number that the text has anyway may be true.
    return changed !== null && Number(changed.replace(/,/gu, '')) !== Number(match[0].replace(/,/gu, '')) && !text.includes(changed)
      ? changed
      : null;
  });
}

const UNITS: [RegExp, string][] = [
  [/\bmillions\b/giu, 'billions'],
  [/\bmillion\b/giu, 'billion'],
  [/\bbillion\b/giu, 'million'],
  [/\bthousand\b/giu, 'million'],
  [
    /(?<=\d[\d.,]*|(?:two|three|four|five|six|seven|ten|twelve|thirty|ninety)(?: \(\d+\))?)[ -](days?|weeks?|months?|years?|hours?|minutes?)\b/giu,
    '',
  ],
  [/(?<=\d ?)%/gu, ' basis points'],
  [/(?<=\d )percent\b/giu, 'basis points'],
  [/(?<=\d ?)(?:kg|kilograms?)\b/giu, 'lb'],
  [/(?<=\d ?)(?:lbs?|pounds?)\b/giu, 'kg'],
  [/(?<=\d )(?:miles)\b/giu, 'kilometers'],
  [/(?<=\d )(?:feet|foot|inches|inch)\b/giu, 'meters'],
  [/\$(?=\s?\d)/gu, '€'],
  [/€(?=\s?\d)/gu, '$'],
  [/£(?=\s?\d)/gu, '$'],
  [/\bUSD\b/gu, 'EUR'],
  [/\bEUR\b/gu, 'USD'],
];
const TIMES: Record<string, string> = {
  minute: 'hour',
  minutes: 'hours',
  hour: 'day',
  hours: 'days',
  day: 'month',
  days: 'months',
  week: 'month',
  weeks: 'months',
  month: 'year',
  months: 'days',
  year: 'month',
  years: 'months',
};

const unitChanged: Mutate = (text, { random }) => {
  const first = Math.floor(random() * UNITS.length);
  for (let offset = 0; offset < UNITS.length; offset++) {
    const [pattern, other] = UNITS[(first + offset) % UNITS.length] as [RegExp, string];
    const changed = replaceOne(text, pattern, random, (match) =>
      match[1] ? match[0].charAt(0) + (TIMES[match[1].toLowerCase()] ?? match[1]) : likeCase(match[0], other),
    );
    // The word must belong to a number: `millions of users` has none.
    if (changed !== null && /\d/u.test(text)) return changed;
  }
  return null;
};

const shift =
  (part: 'day' | 'month' | 'year'): Mutate =>
  (text, { random }) =>
    replaceOne(text, DATE, random, ([written]) => shifted(written, part, random));

/** Another day that exists, in the same notation. */
function shifted(written: string, part: 'day' | 'month' | 'year', random: () => number): string | null {
  const step = 1 + Math.floor(random() * 3);
  if (part === 'month') {
    const name = new RegExp(MONTH, 'iu').exec(written)?.[0];
    if (name === undefined) return null;
    const at = MONTHS.findIndex((month) => month.toLowerCase().startsWith(name.toLowerCase().slice(0, 3)));
    const other = MONTHS[(at + step) % 12] as string;
    return written.replace(name, /^may$/iu.test(name) || name.length > 3 ? other : other.slice(0, 3));
  }
  if (part === 'year') return written.replace(/\d{4}/u, (year) => String(Number(year) - step));
  const isIso = /^\d{4}-/u.test(written);
  return written.replace(isIso ? /\d{2}$/u : /(?<!\d)\d{1,2}(?!\d)/u, (day) =>
    String(Number(day) > 14 ? Number(day) - step : Number(day) + step).padStart(day.length, '0'),
  );
}

/** A digit of a year belongs to a date as often as not. */
const NUMBER_CODES = ['number_not_in_source', 'date_not_in_source', 'evidence_contradicted'];
const DATE_CODES = NUMBER_CODES;

export const FIGURE_MUTATIONS: readonly Mutation[] = [
  { name: 'digit changed', mutate: digitChanged, codes: NUMBER_CODES },
  { name: 'digits swapped', mutate: digitsSwapped, codes: NUMBER_CODES },
  { name: 'unit changed', mutate: unitChanged, codes: ['unit_changed', 'currency_changed'] },
  { name: 'day shifted', mutate: shift('day'), codes: DATE_CODES },
  { name: 'month shifted', mutate: shift('month'), codes: DATE_CODES },
  { name: 'year shifted', mutate: shift('year'), codes: DATE_CODES },
];
