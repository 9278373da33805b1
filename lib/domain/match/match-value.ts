// Finds the value of a field in a source: a number by its size, a date by its day, a text by its letters.
import { datesIn } from './match-date';
import { type Label, labelScore } from './match-label';
import { numbersIn, type NumberMention, plainNumber } from './match-number';
import type { SourceIndex } from './match-source';
import { findText, type FoundText } from './match-text';

export interface ValueMatch extends FoundText {
  /** How well the words around it name the field, in [0, 1]. */
  label: number;
}

export interface ValueQuery {
  value: string | number;
  label: Label;
  within?: { start: number; end: number };
}

/** Places beyond this are not weighed: a value that stands everywhere says nothing about where it came from. */
const MAX_PLACES = 60;
/** From here on the words beside a value name the field. */
export const NAMED = 0.5;
const STATE_RANK = { exact: 0, normalised: 1, approximate: 2 } as const;

/** Every place of the value, the best first: by how it matched, then by the words beside it, then in reading order. */
export function findValue(source: SourceIndex, { value, label, within }: ValueQuery): ValueMatch[] {
  const text = typeof value === 'number' ? plainNumber(value) : value.trim();
  const places = new Map<number, FoundText>();
  const add = (found: FoundText) => {
    const known = places.get(found.start);
    if (!known || STATE_RANK[found.state] < STATE_RANK[known.state]) places.set(found.start, found);
  };
  const asNumber =
    typeof value === 'number'
      ? { value, currency: null, isPercent: false, text: numberText(value) }
      : wholeNumber(text, source.hasDecimalComma);
  const asDate = typeof value === 'number' ? null : wholeDate(text);
  // A date, or an amount with its currency, is met as such: letters and digits alone would not see another one.
  const isForm = asDate !== null || (asNumber !== null && (asNumber.currency !== null || asNumber.isPercent));
  if (typeof value !== 'number') {
    const texts = findText(source, text, { ...(within ? { within } : {}), limit: MAX_PLACES });
    texts.filter(({ state }) => state === 'exact' || !isForm).forEach(add);
  }
  if (asNumber) numberPlaces(source, asNumber, within).forEach(add);
  if (asDate) datePlaces(source, asDate, within).forEach(add);
  const found = [...places.values()]
    .slice(0, MAX_PLACES)
    .map((place) => ({ ...place, label: labelScore(source, place.start, place.end, label) }));
  return found.filter((place) => place.match !== 'rounded' || isTelling(text) || place.label >= NAMED).sort(compare);
}

/** Four figures do not meet by chance as three do. */
const isTelling = (number: string): boolean => number.replace(/\D/gu, '').replace(/^0+|0+$/gu, '').length >= 4;

function compare(a: ValueMatch, b: ValueMatch): number {
  const quality = (match: ValueMatch) => (match.state === 'approximate' ? 0 : 1);
  return quality(b) - quality(a) || b.label - a.label || STATE_RANK[a.state] - STATE_RANK[b.state] || a.start - b.start;
}

/** As JSON prints it: `41200`, `0.5`. */
const numberText = (value: number): string => String(value);

interface WantedNumber {
  value: number;
  currency: string | null;
  isPercent: boolean;
  text: string;
}

/** The number that a text is, with nothing but its sign, currency, percent or scale around it. */
export function wholeNumber(text: string, hasDecimalComma: boolean): WantedNumber | null {
  // Identifiers: a leading zero counts, and beyond fifteen digits a number is no longer exact.
  if (/^0\d|\d{16}/u.test(text)) return null;
  const [mention, second] = numbersIn(text, hasDecimalComma).filter(({ isSpelled }) => !isSpelled);
  if (!mention || second || mention.isAttached) return null;
  const rest = `${text.slice(0, mention.start)} ${text.slice(mention.end)}`.replace(
    /\p{Sc}|[-+−–()%\s.]|\b[A-Z]{2,3}\b|\b(?:percent|euros?|dollars?|thousand|million|billion|bn|mn|rm|rs|kr)\b/giu,
    '',
  );
  if (rest !== '') return null;
  const value = mention.value * mention.scale * (mention.isNegative ? -1 : 1);
  return { value, currency: mention.currency, isPercent: mention.isPercent, text };
}

function numberPlaces(source: SourceIndex, wanted: WantedNumber, within: ValueQuery['within']): FoundText[] {
  const size = Math.abs(wanted.value);
  const same = source.numbersByDigits().get(plainNumber(size)) ?? [];
  const asPercent =
    wanted.isPercent || size > 1 ? [] : (source.numbersByDigits().get(plainNumber(size * 100)) ?? []).filter(({ isPercent }) => isPercent);
  const apart = same.length === 0 ? groupsApart(source, size) : [];
  const rounded = same.length + apart.length === 0 && asPercent.length === 0 ? roundedPlaces(source, size) : [];
  const inside = ({ start, end }: Pick<NumberMention, 'start' | 'end'>) => !within || (start >= within.start && end <= within.end);
  return [
    ...same
      .filter(inside)
      .filter((mention) => !isOnlyPartOfCode(mention))
      .map((mention) => numberFound(source, mention, wanted)),
    ...asPercent.filter(inside).map(({ start, end }) => ({ start, end, state: 'normalised' as const, match: 'percent' })),
    ...apart.filter(inside).map(({ start, end }) => ({ start, end, state: 'normalised' as const, match: 'digits' })),
    ...rounded.filter(inside).map(({ start, end }) => ({ start, end, state: 'approximate' as const, match: 'rounded' })),
  ].slice(0, MAX_PLACES);
}

/** `18751` inside `CS00018751` is not the number 18751; `2023` in `FY2023` is the year. */
const isOnlyPartOfCode = ({ isAttached, digits }: NumberMention): boolean => isAttached && !/^(?:19|20)\d\d$/u.test(digits);

function numberFound({ text }: SourceIndex, mention: NumberMention, wanted: WantedNumber): FoundText {
  const { start, end } = mention;
  const place = { start, end };
  if (wanted.currency && mention.currency && wanted.currency !== mention.currency)
    return { ...place, state: 'approximate', match: 'currency' };
  if (wanted.isPercent && !mention.isPercent) return { ...place, state: 'approximate', match: 'percent' };
  if (mention.isNegative !== wanted.value < 0) return { ...place, state: 'approximate', match: 'sign' };
  const written = text.slice(start, end);
  if (written === wanted.text) return { ...place, state: 'exact', match: 'exact' };
  if (mention.isSpelled) return { ...place, state: 'normalised', match: 'number words' };
  if (mention.scale !== 1 && plainNumber(mention.value) !== plainNumber(Math.abs(wanted.value)))
    return { ...place, state: 'normalised', match: 'scale' };
  return { ...place, state: 'normalised', match: 'digits' };
}

/** Recognisers of scans set a space behind the comma that groups digits: `24, 000`. Other figures than zeros may be a list. */
function groupsApart(source: SourceIndex, size: number): { start: number; end: number }[] {
  if (!Number.isInteger(size) || size < 1000 || size % 1000 !== 0) return [];
  const [lead = '', ...groups] = size.toLocaleString('en-US').split(',');
  const rest = new RegExp(`^${groups.map((group) => `[,.]\\s?${group}`).join('')}(?![\\d.,]*\\d)`, 'u');
  return (source.numbersByDigits().get(lead) ?? []).flatMap(({ start, end }) => {
    const tail = rest.exec(source.text.slice(end, end + 8 * groups.length))?.[0];
    return tail === undefined ? [] : [{ start, end: end + tail.length }];
  });
}

/** A figure of three digits or more may be a rounding of one given in units, thousands, millions or billions. */
function roundedPlaces(source: SourceIndex, size: number): NumberMention[] {
  const figures = plainNumber(size)
    .replace('.', '')
    .replace(/^0+|0+$/gu, '');
  if (figures.length < 3) return [];
  const decimals = plainNumber(size).split('.')[1]?.length ?? 0;
  const step = decimals > 0 ? 10 ** -decimals : 10 ** (/0*$/u.exec(plainNumber(size))?.[0].length ?? 0);
  return source.numbers().filter(({ value, scale, isAttached }) => {
    if (isAttached || value === 0) return false;
    return [1, 1e3, 1e6, 1e-3, 1e-6].some(
      (factor) => Math.abs(value * scale * factor - size) <= step / 2 && value * scale * factor !== size,
    );
  });
}

/** The day that a text is, and nothing else: `2014-08-03`, `3 August 2014`, `2014-08-03T00:00:00Z`. */
export function wholeDate(text: string): { iso: string; alternative: string | null } | null {
  const [date, second] = datesIn(text.replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*$/u, '$1'));
  if (!date || second) return null;
  const rest = `${text.slice(0, date.start)}${text.slice(date.end)}`.replace(
    /[\s,.()]|T?\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*/giu,
    '',
  );
  return rest === '' ? date : null;
}

function datePlaces(source: SourceIndex, wanted: { iso: string; alternative: string | null }, within: ValueQuery['within']): FoundText[] {
  const isos = wanted.alternative ? [wanted.iso, wanted.alternative] : [wanted.iso];
  return isos.flatMap((iso) => {
    const written = (source.datesByIso().get(iso) ?? []).map((mention) => ({
      ...mention,
      isSure: mention.iso === iso || mention.alternative === null,
    }));
    const compact = (source.numbersByDigits().get(iso.replace(/-/gu, '')) ?? [])
      .filter(() => iso.length === 10)
      .map((mention) => ({ ...mention, isSure: true }));
    return [...written, ...compact]
      .filter(({ start, end }) => !within || (start >= within.start && end <= within.end))
      .map(
        ({ start, end, isSure }): FoundText => ({
          start,
          end,
          state: 'normalised',
          match: isSure && !wanted.alternative ? 'date' : 'date, day and month order assumed',
        }),
      );
  });
}
