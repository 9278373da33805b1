// What anchoring found out about one claim: the claim with its state and anchors, and the details that checks speak about.
import type { Hit } from './anchor-hit';
import type { AnchoredClaim, Claim, EvidenceState } from '@/lib/domain/evidence';
import type { Change } from '@/lib/domain/match/match-align';
import type { CitedEvidence } from '@/lib/domain/run/run';

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

/** A reading before its words were looked up one by one; `places` are all places of a value, best first. */
export type PlacedClaim = Omit<ClaimReading, 'fresh'> & { places: readonly Hit[] };

type Outcome = Pick<AnchoredClaim, 'state'> &
  Partial<Pick<AnchoredClaim, 'anchors' | 'candidates'>> &
  Partial<Pick<PlacedClaim, 'best' | 'coverage' | 'contradictedBy' | 'places'>>;

/** A claim with what was found for it; what is not named was not found. */
export function placed(
  claim: Claim,
  { state, anchors = [], candidates = [], best = null, coverage = 0, contradictedBy = null, places = [] }: Outcome,
): PlacedClaim {
  return {
    claim: { ...claim, state, anchors, candidates: candidates.slice(0, 3), risk: null, terms: [] },
    best,
    coverage,
    changes: best?.changes ?? [],
    cited: [],
    contradictedBy,
    places,
  };
}

/** From the state that needs a person most to the one that needs none. */
const NEED: readonly EvidenceState[] = ['contradicted', 'missing', 'moved', 'ambiguous', 'no_source', 'approximate', 'normalised', 'exact'];

export const needier = (a: EvidenceState, b: EvidenceState): EvidenceState => (NEED.indexOf(a) <= NEED.indexOf(b) ? a : b);
