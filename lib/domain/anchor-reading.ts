// What anchoring found out about one claim: the claim with its state and anchors, and the details that checks speak about.
import type { Hit } from './anchor-hit';
import type { AnchoredClaim, EvidenceState } from './evidence';
import type { Change } from './match-align';
import type { CitedEvidence } from './run';

/** What became of one place that the run itself cites for a claim. */
export interface CitedReading {
  evidence: CitedEvidence;
  /**
   * here: it stands where cited · moved: it stands elsewhere · absent: it stands nowhere · silent: the place is there but does
   * not show the claim · differs: the place shows another value · unknown: nobody has the cited document.
   */
  outcome: 'here' | 'moved' | 'absent' | 'silent' | 'differs' | 'unknown';
  /** Where it really stands, in words: `page 7 of lease-2024`. */
  foundAt: string | null;
  /** The other value that the place shows. */
  shown: string | null;
}

export interface ClaimReading {
  claim: AnchoredClaim;
  /** The place behind the first anchor. */
  best: Hit | null;
  /** Share of the claim's weight that the best stretch of any source holds. */
  coverage: number;
  /** How the best place differs, word by word; empty for whole matches. */
  changes: Change[];
  cited: CitedReading[];
  /** The value that stands where the claim's own should, when the state is contradicted. */
  contradictedBy: string | null;
  /** Content words that neither a source nor the question has. */
  fresh: string[];
}

/** A reading before its words were looked up one by one. */
export type PlacedClaim = Omit<ClaimReading, 'fresh'>;

/** From the state that needs a person most to the one that needs none. */
const NEED: readonly EvidenceState[] = ['contradicted', 'missing', 'moved', 'ambiguous', 'no_source', 'approximate', 'normalised', 'exact'];

export const needier = (a: EvidenceState, b: EvidenceState): EvidenceState => (NEED.indexOf(a) <= NEED.indexOf(b) ? a : b);
