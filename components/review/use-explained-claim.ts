import { useMemo } from 'react';
import { placeWords } from '@/components/evidence/anchor-words';
import { type ExplainedClaim, explainClaim } from '@/components/evidence/explain-claim';
import type { Anchor, Finding } from '@/lib/domain/evidence';
import type { TextRange } from '@/lib/domain/find-text';
import { placesOf, type ReviewClaim } from './claim-places';
import type { ReviewState } from './review-state';

export interface FocusedExplanation extends ExplainedClaim {
  /** Ranges in the text of the page that the shown place is on: what the claim has too. */
  same: TextRange[];
}

interface ExplainOptions {
  claims: readonly ReviewClaim[];
  findings: ReadonlyMap<string, readonly Finding[]>;
  state: ReviewState;
  titleOf: (documentId: string, version: number | null) => string;
}

/** The claim in focus explained against the place that is shown; nothing is marked for the others. */
export function useExplainedClaim({ claims, findings, state, titleOf }: ExplainOptions): FocusedExplanation | null {
  const { focusId, place } = state.view;
  const claim = claims.find(({ claimId }) => claimId === focusId);
  const picked = focusId === null ? undefined : state.history.now.claims[focusId]?.evidence;
  return useMemo(() => {
    if (!claim) return null;
    const places = placesOf(claim, picked);
    const shown = places[Math.min(place, places.length - 1)]?.anchor ?? null;
    const explained = explainClaim(claim, findings.get(claim.claimId) ?? [], shown, (anchor) => placeWords(anchor, titleOf));
    return { ...explained, same: shown ? onPage(shown, explained) : [] };
  }, [claim, picked, place, findings, titleOf]);
}

/** A quote that was put together from parts of the page has no offsets of its own. */
function onPage({ start, end, quote }: Anchor, explained: ExplainedClaim): TextRange[] {
  if (end - start !== quote.length) return [];
  return explained.quote.map((range) => ({ start: start + range.start, end: start + range.end }));
}
