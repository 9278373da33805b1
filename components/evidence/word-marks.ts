// The words of a claim by where they stand: at the place that is shown, only elsewhere, or nowhere.
import type { ClaimMarks, MarkRange } from '@/lib/domain/anchor/claim-marks';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { marksIn } from '@/lib/domain/mask-token';

export const WORD_KINDS = ['here', 'elsewhere', 'nowhere'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

export interface WordMark {
  start: number;
  end: number;
  kind: WordKind;
}

const UNKNOWN_VALUES: ReadonlySet<string> = new Set(['number_not_in_source', 'date_not_in_source']);

/**
 * Ascending and apart. A word that none of the places has may still stand in a source that is not shown: it is nowhere only when
 * the checking kept it as such, or found a number of the claim in no source. Without that knowledge the places speak for all.
 */
export function wordMarks(
  claim: Pick<AnchoredClaim, 'text' | 'fresh'>,
  findings: readonly Pick<Finding, 'code'>[],
  { found, elsewhere, nowhere }: ClaimMarks,
): WordMark[] {
  const isNowhere = (range: MarkRange) => {
    const text = claim.text.slice(...range);
    if (/\p{N}/u.test(text)) return claim.fresh === undefined || findings.some(({ code }) => UNKNOWN_VALUES.has(code));
    return claim.fresh === undefined || claim.fresh.some((word) => text.includes(word));
  };
  return [
    ...found.map((pair) => mark(pair.claim, 'here')),
    ...elsewhere.map((range) => mark(range, 'elsewhere')),
    ...nowhere.map((range) => mark(range, isNowhere(range) ? 'nowhere' : 'elsewhere')),
  ].sort((a, b) => a.start - b.start);
}

/** What a quote has in common with the claim, ascending and apart: two words of the claim may stand on the same word of the quote. */
export function quoteMarks({ found }: ClaimMarks): WordMark[] {
  return apart(found.map(({ quote }) => mark(quote, 'here')).sort((a, b) => a.start - b.start));
}

/** A mark that touches a masked value holds it whole: half of one could not be shown as what it is. */
export function aroundMasked(text: string, marks: readonly WordMark[]): WordMark[] {
  const masked = marksIn(text).map(({ start, text: token }) => ({ start, end: start + token.length }));
  if (masked.length === 0) return [...marks];
  return apart(
    marks.map((one) => {
      const touched = masked.filter(({ start, end }) => start < one.end && one.start < end);
      return {
        ...one,
        start: Math.min(one.start, ...touched.map(({ start }) => start)),
        end: Math.max(one.end, ...touched.map(({ end }) => end)),
      };
    }),
  );
}

/** Marks that share words are one, of the kind of the first. */
function apart(marks: readonly WordMark[]): WordMark[] {
  const all: WordMark[] = [];
  for (const next of marks) {
    const last = all.at(-1);
    if (last && next.start < last.end) last.end = Math.max(last.end, next.end);
    else all.push({ ...next });
  }
  return all;
}

const mark = ([start, end]: MarkRange, kind: WordKind): WordMark => ({ start, end, kind });

/** Marks of the first `length` characters. */
export const marksWithin = (marks: readonly WordMark[], length: number): WordMark[] =>
  marks.flatMap((one) => (one.start < length ? [{ ...one, end: Math.min(one.end, length) }] : []));

/** How each kind is drawn: pattern, weight and colour differ, so that no one of them has to tell it. */
export const WORD_LOOKS: Record<WordKind, { words: string; underline: string }> = {
  here: { words: 'at this place', underline: 'decoration-2 decoration-success decoration-solid' },
  elsewhere: { words: 'only elsewhere in the sources', underline: 'decoration-2 decoration-info decoration-dotted' },
  nowhere: { words: 'in no source', underline: 'decoration-2 decoration-danger decoration-wavy font-medium' },
};
