// Finds a text in a source: first letter for letter, then by its letters and digits alone. Offsets are those of the source text.
import { type Folded, foldText } from './match-fold';
import { groupedRanges, identifierKey } from './match-grouped';
import { describeMatch, type MatchKind } from './match-kind';
import type { SourceIndex } from './match-source';
import { hasSameBreaks, isShortWord, isWhole, isWholeKey } from './match-whole';

/** A place in the joined text of a source. */
export interface FoundText extends MatchKind {
  start: number;
  end: number;
}

export interface FindOptions {
  /** Search inside this range of the joined text only. */
  within?: { start: number; end: number };
  limit?: number;
}

/** A quote this long is meant letter for letter, also where it begins or ends inside a word. Characters. */
const LONG_QUOTE = 16;
const DEFAULT_LIMIT = 20;
/** A text that is met this often without being a word of its own is given up. */
const MAX_TRIES = 5000;

/** Every place of `wanted`, exact ones first. Words and numbers are met whole: `12` is not in `2012`. */
export function findText(source: SourceIndex, wanted: string, options: FindOptions = {}): FoundText[] {
  const limit = options.limit ?? DEFAULT_LIMIT;
  const query = wanted.trim();
  if (query === '') return [];
  const exact = findExact(source, query, options, limit);
  const folded = findFolded(source, query, options, limit);
  const grouped = exact.length + folded.length === 0 ? findGrouped(source, query, options, limit) : [];
  const others = [...folded, ...grouped].filter(({ start, end }) => !exact.some((one) => start < one.end && one.start < end));
  const rank = { exact: 0, normalised: 1, approximate: 2 };
  return [...exact, ...others].sort((a, b) => rank[a.state] - rank[b.state] || a.start - b.start).slice(0, limit);
}

function findExact({ text, meter }: SourceIndex, query: string, { within }: FindOptions, limit: number): FoundText[] {
  const found: FoundText[] = [];
  const last = (within?.end ?? text.length) - query.length;
  const isLong = query.length >= LONG_QUOTE && /\s/u.test(query);
  let at = text.indexOf(query, within?.start ?? 0);
  for (let tries = 0; at >= 0 && at <= last && found.length < limit && tries < MAX_TRIES; at = text.indexOf(query, at + 1), tries++) {
    if (isLong || isWhole(text, at, at + query.length, isShortWord(query)))
      found.push({ start: at, end: at + query.length, state: 'exact', match: 'exact' });
  }
  meter.steps += (at < 0 ? text.length : at) - (within?.start ?? 0);
  return found;
}

function findFolded(source: SourceIndex, query: string, { within }: FindOptions, limit: number): FoundText[] {
  const wanted = foldedQuery(query, source.hasDecimalComma);
  if (wanted.key.length === 0) return [];
  const folded = source.folded();
  const from = within ? firstAtOrAfter(folded.starts, within.start) : 0;
  const to = within ? firstAtOrAfter(folded.starts, within.end) : folded.key.length;
  const found: FoundText[] = [];
  let at = folded.key.indexOf(wanted.key, from);
  let tries = 0;
  for (
    ;
    tries++ < MAX_TRIES && at >= 0 && at + wanted.key.length <= to && found.length < limit;
    at = folded.key.indexOf(wanted.key, at + 1)
  ) {
    if (isShortWord(query) && !isWhole(source.text, folded.starts[at] as number, folded.ends[at + wanted.key.length - 1] as number, true))
      continue;
    if (!isWholeKey(folded, at, at + wanted.key.length) || !hasSameBreaks(source.text, folded, at, query, wanted)) continue;
    found.push(foundAt(source, query, wanted, at, at + wanted.key.length));
  }
  source.meter.steps += (at < 0 ? folded.key.length : at) - from;
  return found;
}

/** The last text that was looked for, in either habit: it is looked for in one source after the other. */
const lastFolded: Record<'true' | 'false', { query: string; folded: Folded } | null> = { true: null, false: null };

function foldedQuery(query: string, hasDecimalComma: boolean): Folded {
  const habit = hasDecimalComma ? 'true' : 'false';
  const known = lastFolded[habit];
  if (known?.query === query) return known.folded;
  const folded = foldText(query, hasDecimalComma);
  lastFolded[habit] = { query, folded };
  return folded;
}

function findGrouped(source: SourceIndex, query: string, { within }: FindOptions, limit: number): FoundText[] {
  const key = identifierKey(query);
  if (key === null) return [];
  const { starts, ends } = source.folded();
  return groupedRanges(source.folded(), source.ungapped(), key, limit)
    .map(({ from, to }) => ({ start: starts[from] as number, end: ends[to - 1] as number }))
    .filter(({ start, end }) => !within || (start >= within.start && end <= within.end))
    .map((range): FoundText => ({ ...range, state: 'normalised', match: 'space' }));
}

/** The original range of a folded range, grown over the same punctuation as the query has at its ends. */
function foundAt({ text, folded }: SourceIndex, query: string, wanted: Folded, from: number, to: number): FoundText {
  const { starts, ends } = folded();
  let start = starts[from] as number;
  let end = ends[to - 1] as number;
  const tail = query.slice(wanted.ends[wanted.key.length - 1]);
  for (const sign of tail.replace(/\s/gu, '')) end = stepOver(text, end, sign, 1);
  const head = query.slice(0, wanted.starts[0]);
  for (const sign of [...head.replace(/\s/gu, '')].reverse()) start = stepOver(text, start, sign, -1);
  if (text[end] === ')' && text.slice(start, end).lastIndexOf('(') > text.slice(start, end).lastIndexOf(')')) end++;
  return { start, end, ...describeMatch(query, text.slice(start, end), signsAround(text, start, end)) };
}

/** The found text with the signs that touch it: `(4.5)` where `4.5` was found. */
function signsAround(text: string, start: number, end: number): string {
  const before = /[-−–<>≤≥±(\p{Sc}]*\s?$/u.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? '';
  const after = /^\s?[)%‰\p{Sc}]*/u.exec(text.slice(end, end + 3))?.[0] ?? '';
  return before + text.slice(start, end) + after;
}

const SAME_SIGN: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '−': '-',
};
const plainSign = (sign: string | undefined) => (sign === undefined ? '' : (SAME_SIGN[sign] ?? sign));

/** The offset beyond `sign` when it follows (or, backwards, precedes) `at`, spaces aside; otherwise `at`. */
function stepOver(text: string, at: number, sign: string, direction: 1 | -1): number {
  let next = at;
  const unit = () => text[direction === 1 ? next : next - 1];
  while (/\s/u.test(unit() ?? '') && Math.abs(next - at) < 3) next += direction;
  return plainSign(unit()) === plainSign(sign) ? next + direction : at;
}

/** First index whose value is at least `least`; values ascend. */
export function firstAtOrAfter(values: Int32Array, least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
