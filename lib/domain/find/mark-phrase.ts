// Where a phrase stands in a text as it was written, and the piece of text around it that a list of hits shows.
import { foldText } from './fold-text';
import type { Phrase } from './phrase';

/** UTF-16 range in the original text. */
export type MarkRange = readonly [number, number];

export interface Excerpt {
  text: string;
  /** In `text`. */
  marks: MarkRange[];
  isCutBefore: boolean;
  isCutAfter: boolean;
}

const MAX_MARKS = 50;

/** Where any of the phrases stands in the original, in order and apart from each other; at most 50. */
export function phraseMarks(original: string, phrases: readonly Phrase[]): MarkRange[] {
  const { text, starts } = foldText(original);
  const found: MarkRange[] = [];
  for (const { pattern } of phrases) {
    let count = 0;
    for (const match of text.matchAll(pattern)) {
      if (match[0] === '') continue;
      found.push([starts[match.index] as number, originalEnd(original, starts, match.index + match[0].length)]);
      count += 1;
      if (count >= MAX_MARKS) break;
    }
  }
  return merged(found);
}

/** Whether the phrase stands in a text that was folded already. */
export function holdsPhrase(folded: string, { pattern }: Phrase): boolean {
  pattern.lastIndex = 0;
  const isFound = pattern.test(folded);
  pattern.lastIndex = 0;
  return isFound;
}

/** About `chars` characters with the first mark near their beginning, cut between words where there are any. */
export function excerptOf(original: string, marks: readonly MarkRange[], chars = 240): Excerpt {
  const first = marks[0]?.[0] ?? 0;
  const start = first < chars / 3 ? 0 : wordStart(original, Math.max(0, first - Math.floor(chars / 4)));
  const end = Math.min(original.length, pairEnd(original, Math.max(start + chars, (marks[0]?.[1] ?? 0) + 20)));
  const within = marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]): MarkRange => [from - start, to - start]);
  return { text: original.slice(start, end), marks: within, isCutBefore: start > 0, isCutAfter: end < original.length };
}

/** The end of the last character, with the unseen ones behind it that fold to nothing left out where white space follows. */
function originalEnd(original: string, starts: Uint32Array, end: number): number {
  const last = starts[end - 1] as number;
  const next = starts[end] as number;
  const point = original.codePointAt(last) as number;
  const own = last + (point > 0xffff ? 2 : 1);
  // Marks that belong to the last letter are part of it.
  let stop = Math.min(own, Math.max(next, own));
  while (stop < next && /\p{M}/u.test(String.fromCodePoint(original.codePointAt(stop) as number))) stop += 1;
  return stop;
}

function merged(ranges: MarkRange[]): MarkRange[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const apart: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function wordStart(text: string, near: number): number {
  const space = text.slice(near, near + 30).search(/\s/u);
  const at = space < 0 ? near : near + space + 1;
  return isLowHalf(text, at) ? at + 1 : at;
}

function pairEnd(text: string, at: number): number {
  return isLowHalf(text, at) ? at + 1 : at;
}

function isLowHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
