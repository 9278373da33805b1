// A claim explained: why it has its state, and its words by where they stand, against the place that is shown beside it.
import { type ClaimMarks, claimMarks } from '@/lib/domain/anchor/claim-marks';
import { claimWhy, mainPlace, type WhyPart } from '@/lib/domain/claim/claim-why';
import type { AnchoredClaim, Anchor, Finding } from '@/lib/domain/evidence';
import { quoteMarks, type WordMark, wordMarks } from './word-marks';

export interface ExplainedClaim {
  why: WhyPart[];
  /** In the text of the claim; empty for one that stands whole where it is shown. */
  words: WordMark[];
  /** In the quote of the shown place: what the claim has too. */
  quote: WordMark[];
}

/** `shown` null: its main place. Marking takes about a millisecond a place, so do it for what is on the screen. */
export function explainClaim(
  claim: AnchoredClaim,
  findings: readonly Pick<Finding, 'code'>[],
  shown: Anchor | null,
  where: (anchor: Anchor) => string,
): ExplainedClaim {
  const main = mainPlace(claim);
  const isWhole = claim.state === 'exact' || claim.state === 'normalised';
  const mainMarks = main && !isWhole ? claimMarks(claim, main) : null;
  const why = claimWhy({ claim, findings, marks: mainMarks, where });
  const place = shown ?? main;
  const isMain = place === null || place === main;
  // Without any source no word is in one or not in one.
  if (claim.state === 'no_source' && place === null) return { why, words: [], quote: [] };
  const marks = isMain ? (mainMarks ?? (main || isWhole ? null : NO_PLACE(claim))) : claimMarks(claim, place);
  return { why, words: marks ? wordMarks(claim, findings, marks) : [], quote: marks ? quoteMarks(marks) : [] };
}

/** Without a place every word is looked up among those that no source has. */
const NO_PLACE = (claim: AnchoredClaim): ClaimMarks => claimMarks(claim, { quote: '' });
