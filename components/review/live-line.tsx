import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { verbsOf } from './claim-verdict';
import type { ReviewState } from './review-state';

interface LiveLineProps {
  state: ReviewState;
  claims: readonly AnchoredClaim[];
  /** What the last submit came to. */
  message: string | null;
}

/** Says what a key press did to people who do not see it. */
export function LiveLine({ state, claims, message }: LiveLineProps) {
  const { focusId, isPicking, marks } = state.view;
  const claim = claims.find(({ claimId }) => claimId === focusId);
  const verb = claim ? verbsOf(state.history.now.claims[claim.claimId])[0] : undefined;
  const parts = [
    message,
    claim ? `Claim ${claims.indexOf(claim) + 1} of ${claims.length}, ${STATE_LOOKS[claim.state].word}` : null,
    verb ? `verdict ${verb.title}` : null,
    isPicking ? 'mark the words in the source' : null,
    marks === 'both' ? null : `showing ${marks} places only`,
  ];
  return (
    <p role="status" className="sr-only">
      {parts.filter(Boolean).join('. ')}
    </p>
  );
}
