// The numbers and dates that a run had in front of it: in any source, or in what it was asked.
import { type NumberMention, plainNumber } from '@/lib/domain/match/match-number';
import { indexSource, once, type SourceIndex } from '@/lib/domain/match/match-source';
import type { EvidenceSpace } from './evidence-space';

export interface KnownFigures {
  hasNumber: (mention: NumberMention) => boolean;
  hasDate: (iso: string) => boolean;
}

export function knownFigures({ sources, question }: EvidenceSpace): KnownFigures {
  const indexes: SourceIndex[] = [...sources.map(({ index }) => index), indexSource([{ page: null, text: question, words: null }])];
  const hasDigits = (digits: string) => indexes.some((index) => index.numbersByDigits().has(digits));
  const looks = indexes.map((index) => ({ index, roundable: once(() => roundableIn(index)), parts: once(() => dateParts(index)) }));
  return {
    hasNumber: ({ digits, value, scale, isPercent }) =>
      hasDigits(digits) ||
      hasDigits(plainNumber(value * scale)) ||
      (isPercent && hasDigits(plainNumber(value / 100))) ||
      looks.some(({ roundable }) => isRoundingOf(value * scale, digits, roundable())),
    hasDate: (iso) => looks.some(({ index, parts }) => hasDate(index, parts, iso)),
  };
}

/** Sizes that the numbers of a source may have in units, thousands or millions, ascending, each with the figures it is given in. */
interface Roundable {
  sizes: number[];
  figures: number[];
}

function roundableIn(index: SourceIndex): Roundable {
  const bySize = new Map<number, number>();
  for (const { value, scale, isAttached } of index.numbers()) {
    if (isAttached || value === 0) continue;
    const figures = plainNumber(value).replace(/\D/gu, '').length;
    for (const factor of [1, 1e3, 1e6]) {
      const size = value * scale * factor;
      bySize.set(size, Math.max(figures, bySize.get(size) ?? 0));
    }
  }
  const sorted = [...bySize].sort((a, b) => a[0] - b[0]);
  return { sizes: sorted.map(([size]) => size), figures: sorted.map(([, figures]) => figures) };
}

/** `2.5 bn` for 2,512,300 thousand: every given figure is right, only fewer are given. Two figures at least, or chance decides. */
function isRoundingOf(size: number, digits: string, { sizes, figures }: Roundable): boolean {
  const given = digits.replace('.', '').replace(/^0+|0+$/gu, '').length;
  if (given < 2) return false;
  const half = 10 ** (Math.floor(Math.log10(size)) - given + 1) / 2;
  // A little more than half on either side, so that the comparison itself decides at the edge.
  for (let at = firstFrom(sizes, size - half * 1.001); at < sizes.length; at++) {
    const other = sizes[at] ?? 0;
    if (other > size + half * 1.001) return false;
    if (other !== size && Math.abs(other - size) <= half && (figures[at] ?? 0) > given) return true;
  }
  return false;
}

/** Place of the first of the ascending `sizes` that is not below `size`. */
function firstFrom(sizes: readonly number[], size: number): number {
  let [from, to] = [0, sizes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sizes[middle] ?? 0) < size) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** What a date without its year or without its day may be part of: `03-18` and `2018-03`. */
const dateParts = (index: SourceIndex): ReadonlySet<string> =>
  new Set([...index.datesByIso().keys()].flatMap((date) => [date.slice(0, 7), date.slice(-5)]));

/** A date is known when a source gives it, or all of the part that the text gives. */
function hasDate(index: SourceIndex, parts: () => ReadonlySet<string>, iso: string): boolean {
  const known = index.datesByIso();
  if (known.has(iso)) return true;
  if (iso.startsWith('--')) return parts().has(iso.slice(2));
  if (iso.length === 7) return parts().has(iso);
  // A source without the year: `18 April` for 18 April 2014, when the year stands there too.
  return known.has(`--${iso.slice(5)}`) && index.numbersByDigits().has(iso.slice(0, 4));
}
