// Finds a text in a source: first letter for letter, then by its letters and digits alone. Offsets are those of the source text.
import { type Folded, foldText, NUMBER_GAP } from './match-fold';
import { groupedRanges, identifierKey } from './match-grouped';
import { describeMatch, type MatchKind } from './match-kind';
import type { SourceIndex } from './match-source';
import { isNumeric, isUnspaced } from './match-tokens';

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

const DEFAULT_LIMIT = 20;
const SHORT_KEY = 10;
/** A text that is met this often without being a word of its own is given up. */
const MAX_TRIES = 5000;
const WORD_UNIT = /[\p{L}\p{N}]/u;

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

function findExact({ text }: SourceIndex, query: string, { within }: FindOptions, limit: number): FoundText[] {
  const found: FoundText[] = [];
  const last = (within?.end ?? text.length) - query.length;
  let at = text.indexOf(query, within?.start ?? 0);
  for (let tries = 0; at >= 0 && at <= last && found.length < limit && tries < MAX_TRIES; at = text.indexOf(query, at + 1), tries++) {
    if (isWhole(text, at, at + query.length, isShortWord(query)))
      found.push({ start: at, end: at + query.length, state: 'exact', match: 'exact' });
  }
  return found;
}

function isWhole(text: string, start: number, end: number, isStrict: boolean): boolean {
  return !continues(text, start, isStrict) && !continues(text, end, isStrict);
}

/** `US` is not in `US1234567890`, though `EUR 5` may be written `EUR5`. */
const isShortWord = (query: string): boolean => query.length <= 3 && /^\p{L}+$/u.test(query);

/** Whether a word or number runs on across `at`; letters and digits part, unless told to be strict. */
function continues(text: string, at: number, isStrict: boolean): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at] ?? '';
  if (/\p{Nd}/u.test(after) && /[.,]/u.test(before)) return /\p{Nd}/u.test(text[at - 2] ?? '');
  if (/\p{Nd}/u.test(before) && /[.,]/u.test(after)) return /\p{Nd}/u.test(text[at + 1] ?? '');
  if (!WORD_UNIT.test(before) || !WORD_UNIT.test(after)) return false;
  if (isUnspaced(before.charCodeAt(0)) || isUnspaced(after.charCodeAt(0))) return false;
  return isStrict || /\p{Nd}/u.test(before) === /\p{Nd}/u.test(after);
}

function findFolded(source: SourceIndex, query: string, { within }: FindOptions, limit: number): FoundText[] {
  const wanted = foldText(query, source.hasDecimalComma);
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
  return found;
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

/** Short texts must be broken into words alike, or `an other` would be found in `another`; long ones cannot meet by chance. */
function hasSameBreaks(text: string, folded: Folded, at: number, query: string, wanted: Folded): boolean {
  if (wanted.key.length >= SHORT_KEY) return true;
  for (let index = 1; index < wanted.key.length; index++) {
    const [a, b] = [breakAt(query, wanted, index), breakAt(text, folded, at + index)];
    if (a !== b && a !== 'either' && b !== 'either') return false;
  }
  return true;
}

/** A hyphen at the end of a line may or may not belong to the word; letters and digits, or letters of Chinese, may stand apart. */
function breakAt(text: string, { key, starts, ends }: Folded, at: number): 'none' | 'space' | 'either' {
  const gap = text.slice(ends[at - 1], starts[at]);
  if (!/\s/u.test(gap)) return 'none';
  const isMixed = isNumeric(key.charCodeAt(at)) !== isNumeric(key.charCodeAt(at - 1));
  return isMixed || isUnspaced(key.charCodeAt(at)) || /^[-\u2010\u00ad]\s*\n/u.test(gap) ? 'either' : 'space';
}

function isWholeKey({ key, starts, ends }: Folded, from: number, to: number): boolean {
  return !runsOn(key, starts, ends, from) && !runsOn(key, starts, ends, to);
}

function runsOn(key: string, starts: Int32Array, ends: Int32Array, at: number): boolean {
  if (at <= 0 || at >= key.length || key[at] === NUMBER_GAP || key[at - 1] === NUMBER_GAP) return false;
  const before = key.charCodeAt(at - 1);
  const after = key.charCodeAt(at);
  if (isNumeric(before) && isNumeric(after)) return true;
  if (isNumeric(before) !== isNumeric(after) || isUnspaced(before) || isUnspaced(after)) return false;
  return (starts[at] as number) <= (ends[at - 1] as number);
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
