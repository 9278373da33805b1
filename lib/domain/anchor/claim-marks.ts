// Which words of a claim stand in a place that is shown beside it, and which stand in none: plain ranges that a screen can mark.
import { groupBy } from '@/lib/domain/group-by';
import type { AnchoredClaim, Anchor } from '@/lib/domain/evidence';
import { isFunctionWord, isNegation } from '@/lib/domain/match/match-lexeme';
import { type MarkTerm, markTerms } from './mark-terms';

/** UTF-16, `end` exclusive. */
export type MarkRange = [start: number, end: number];

export interface ClaimMarks {
  /** Stretches of the claim that the quote has too; ranges in `claim.text` and in `place.quote`, ascending in the claim. */
  found: { claim: MarkRange; quote: MarkRange }[];
  /** Words of the claim that this quote lacks but another place of the claim has. Ranges in `claim.text`. */
  elsewhere: MarkRange[];
  /** Words of the claim that none of its places has. Ranges in `claim.text`. */
  nowhere: MarkRange[];
}

/**
 * Pure, and quick enough for each render: nothing is read but the claim's text and the quotes of its places. Words of grammar are
 * marked only inside a stretch that is the same on both sides. Numbers and dates are met by value, other words by their stem.
 */
export function claimMarks(claim: Pick<AnchoredClaim, 'text' | 'anchors' | 'candidates'>, place: Pick<Anchor, 'quote'>): ClaimMarks {
  const wanted = markTerms(claim.text);
  const given = markTerms(place.quote);
  const pairs = paired(wanted, given);
  const others = new Set([...claim.anchors, ...claim.candidates].flatMap(({ quote }) => markTerms(quote).flatMap(({ keys }) => keys)));
  const left = wanted.filter((term, index) => tells(term) && pairs[index] === -1);
  const isElsewhere = ({ keys }: MarkTerm) => keys.some((key) => others.has(key));
  return {
    found: stretches(wanted, given, pairs),
    elsewhere: joined(left.filter(isElsewhere), wanted),
    nowhere: joined(
      left.filter((term) => !isElsewhere(term)),
      wanted,
    ),
  };
}

const tells = ({ word }: MarkTerm): boolean => !isFunctionWord(word) || isNegation(word);

/** For each term of the claim the index of the term of the quote it stands on, or -1. */
function paired(wanted: readonly MarkTerm[], given: readonly MarkTerm[]): number[] {
  const places = groupBy(
    given.flatMap(({ keys }, index) => keys.map((key) => ({ key, index }))),
    ({ key }) => key,
    ({ index }) => index,
  );
  const pairs: number[] = wanted.map(() => -1);
  wanted.forEach((term, index) => {
    if (!tells(term)) return;
    const here = [...new Set(term.keys.flatMap((key) => places.get(key) ?? []))].filter(
      (at) => !term.isLetter || isPaired(wanted, given, index, at),
    );
    // The place that goes on where the word before stood; without one, the nearest to it.
    const expected = expectedAt(pairs, index);
    pairs[index] = here.reduce((best, at) => (best === -1 || Math.abs(at - expected) < Math.abs(best - expected) ? at : best), -1);
  });
  wanted.forEach((term, index) => {
    if (!tells(term)) pairs[index] = bridged(wanted, given, pairs, index);
  });
  return pairs;
}

function expectedAt(pairs: readonly number[], index: number): number {
  for (let before = index - 1; before >= 0; before--) {
    const at = pairs[before] as number;
    if (at >= 0) return at + index - before;
  }
  return index;
}

/** A letter of a script without spaces says nothing alone: its neighbour has to stand there too. */
function isPaired(wanted: readonly MarkTerm[], given: readonly MarkTerm[], index: number, at: number): boolean {
  return [-1, 1].some((step) => {
    const [ours, theirs] = [wanted[index + step], given[at + step]];
    return ours !== undefined && theirs !== undefined && ours.isLetter && theirs.isLetter && ours.word === theirs.word;
  });
}

/** A word of grammar between two paired words that stand just as far apart on the other side. */
function bridged(wanted: readonly MarkTerm[], given: readonly MarkTerm[], pairs: readonly number[], index: number): number {
  let before = index - 1;
  while (before >= 0 && !tells(wanted[before] as MarkTerm)) before--;
  let after = index + 1;
  while (after < wanted.length && !tells(wanted[after] as MarkTerm)) after++;
  const [from, to] = [pairs[before] ?? -1, pairs[after] ?? -1];
  if (from < 0 || to < 0 || to - from !== after - before) return -1;
  const at = from + index - before;
  return given[at]?.word === wanted[index]?.word ? at : -1;
}

/** Neighbours that are neighbours on both sides make one stretch. */
function stretches(wanted: readonly MarkTerm[], given: readonly MarkTerm[], pairs: readonly number[]): ClaimMarks['found'] {
  const found: ClaimMarks['found'] = [];
  pairs.forEach((at, index) => {
    if (at < 0) return;
    const [ours, theirs] = [wanted[index] as MarkTerm, given[at] as MarkTerm];
    const last = found.at(-1);
    if (last && at > 0 && index > 0 && pairs[index - 1] === at - 1) {
      last.claim[1] = ours.end;
      last.quote[1] = theirs.end;
    } else found.push({ claim: [ours.start, ours.end], quote: [theirs.start, theirs.end] });
  });
  return found;
}

/** Ranges of terms; those next to each other become one. */
function joined(terms: readonly MarkTerm[], all: readonly MarkTerm[]): MarkRange[] {
  const ranges: MarkRange[] = [];
  let before = -2;
  for (const term of terms) {
    const index = all.indexOf(term, Math.max(0, before));
    const last = ranges.at(-1);
    if (last && index === before + 1) last[1] = term.end;
    else ranges.push([term.start, term.end]);
    before = index;
  }
  return ranges;
}
