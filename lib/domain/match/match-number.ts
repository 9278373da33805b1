// Numbers as a text writes them, with sign, currency, percent and scale, so that 41200 meets `EUR 41,200.00` and `41.2 thousand`.
import { digitValue, readNumberAt } from './match-number-form';
import { spelledNumbers } from './match-number-words';

export interface NumberMention {
  start: number;
  end: number;
  /** Without grouping, leading zeros and trailing decimal zeros: `41200`, `0.5`. */
  digits: string;
  /** Absolute value without scale. */
  value: number;
  isNegative: boolean;
  isPercent: boolean;
  /** ISO code, or null when none stands beside it. */
  currency: string | null;
  /** 1, 1e3, 1e6, 1e9 or 1e12 by the word behind it. */
  scale: number;
  /** Letters touch it: `FY2023`, `CS00018751`, `10km`. */
  isAttached: boolean;
  /** `thirty` instead of `30`. */
  isSpelled: boolean;
}

const CURRENCY_SIGNS: Record<string, string> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₪': 'ILS',
  zł: 'PLN',
  zl: 'PLN',
  rm: 'MYR',
  rs: 'INR',
  us$: 'USD',
  hk$: 'HKD',
  s$: 'SGD',
  a$: 'AUD',
  c$: 'CAD',
  r$: 'BRL',
  kr: 'SEK',
  fr: 'CHF',
  euro: 'EUR',
  euros: 'EUR',
  dollars: 'USD',
  dollar: 'USD',
  pounds: 'GBP',
};
const CURRENCY_CODES = new Set(
  'USD EUR GBP JPY CHF CNY RMB INR MYR SGD HKD AUD CAD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY RUB BRL MXN ZAR KRW THB IDR PHP VND AED SAR ILS'.split(
    ' ',
  ),
);
/** Whether a text is one of the ISO 4217 codes that are read here. */
export const isCurrencyCode = (text: string): boolean => CURRENCY_CODES.has(text);

const SCALES: [RegExp, number][] = [
  [/^\s?(?:thousand|tausend|mille|mil\b|k(?![a-z]))/iu, 1e3],
  [/^\s?(?:millions?|million(?:en)?|mio\b|mln\b|mn\b|mm\b)/iu, 1e6],
  [/^\s?(?:billions?|bn\b|milliarden?|milliards?|mrd\b|mld\b)/iu, 1e9],
  [/^\s?(?:trillions?|tn\b)/iu, 1e12],
];
const LETTER = /\p{L}/u;

/** Every number of `text`, in order. Linear. */
export function numbersIn(text: string, hasDecimalComma = false): NumberMention[] {
  const mentions: NumberMention[] = [];
  for (let at = 0; at < text.length; ) {
    if (digitValue(text.charCodeAt(at)) < 0) {
      at++;
      continue;
    }
    const form = readNumberAt(text, at, hasDecimalComma);
    mentions.push(mentionAt(text, at, form.end, form.digits));
    at = form.end;
  }
  return [...mentions, ...spelledNumbers(text)].sort((a, b) => a.start - b.start);
}

/** `007.50` as `7.5`; a lone run of zeros as `0`. */
export function plainDigits(digits: string): string {
  const [whole = '0', decimals = ''] = digits.split('.');
  const trimmed = decimals.replace(/0+$/u, '');
  return `${whole.replace(/^0+(?=\d)/u, '') || '0'}${trimmed ? `.${trimmed}` : ''}`;
}

/** A number as plain digits, without exponent or the dust of binary fractions. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return String(value);
  return plainDigits(size < 1e15 && size >= 1e-6 ? String(Number(size.toPrecision(15))) : size.toFixed(size < 1 ? 12 : 0));
}

function mentionAt(text: string, start: number, end: number, digits: string): NumberMention {
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(end, end + 14);
  const currency = currencyBefore(before) ?? currencyAfter(after);
  const scale = SCALES.find(([pattern]) => pattern.test(after))?.[1] ?? shortScale(after, currency);
  const isPercent = /^\s?(?:%|percent\b|per\scent\b|pct\b|prozent\b|pour\s?cent\b)/iu.test(after);
  const isNegative =
    /(?:^|[\s(:])[-−–]\s?\p{Sc}?$/u.test(before) ||
    (/\(\s?\p{Sc}?\s?$/u.test(before) && /^\s?%?\s?\)/u.test(after) && !/^\(\d\)/u.test(text.slice(start - 1, end + 1)));
  const touches = (LETTER.test(before.at(-1) ?? '') && currencyBefore(before) === null) || /[\p{L}_#/]\d*-?$/u.test(before.slice(-2));
  const suffix = /^\p{L}+/u.exec(after)?.[0] ?? '';
  const isAttached =
    touches ||
    (suffix !== '' && scale === 1 && !isPercent && currencyAfter(after) === null && !/^(?:st|nd|rd|th|e|er|am|pm)$/iu.test(suffix));
  const plain = plainDigits(digits);
  return { start, end, digits: plain, value: Number(plain), isNegative, isPercent, currency, scale, isAttached, isSpelled: false };
}

function currencyBefore(before: string): string | null {
  const word = /(?:^|[^\p{L}])(\p{L}{0,3}\p{Sc}|\p{L}{2,3})\.?\s{0,2}$/u.exec(before)?.[1];
  return word ? currencyOf(word) : null;
}

function currencyAfter(after: string): string | null {
  const word = /^\s{0,2}(\p{Sc}|\p{L}{2,7})(?!\p{L})/u.exec(after)?.[1];
  return word ? currencyOf(word) : null;
}

function currencyOf(word: string): string | null {
  const known = CURRENCY_SIGNS[word.toLowerCase()];
  if (known) return known;
  const upper = word.toUpperCase();
  if (upper === 'RMB') return 'CNY';
  return CURRENCY_CODES.has(upper) && word === upper ? upper : (CURRENCY_SIGNS[word.at(-1) ?? ''] ?? null);
}

/** `m` and `b` are metres and bytes unless money stands before them. */
function shortScale(after: string, currency: string | null): number {
  if (currency === null) return 1;
  const letter = /^\s?([mb])(?!\p{L})/iu.exec(after)?.[1]?.toLowerCase();
  return letter === 'm' ? 1e6 : letter === 'b' ? 1e9 : 1;
}
