// Which claims want a reviewer first: by what their evidence lacks, then by risk; never by their place in the document.
import { groupBy } from '@/lib/domain/group-by';
import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import { assertionOf } from '@/lib/domain/claim/claim-absence';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';

/** Claims with the neediest first; the order is total, so it never jumps between renderings. */
export function byNeed(claims: readonly AnchoredClaim[]): AnchoredClaim[] {
  const need = new Map(claims.map((claim) => [claim, needOf(claim)]));
  return claims.toSorted((a, b) => (need.get(a) ?? 0) - (need.get(b) ?? 0) || (b.risk ?? 0) - (a.risk ?? 0) || a.ordinal - b.ordinal);
}

/** What is said to be in no source, and is in none, needs a look no more than what has no source at all. */
const needOf = (claim: AnchoredClaim): number =>
  STATE_LOOKS[claim.state === 'missing' && assertionOf(claim) === 'absence' ? 'no_source' : claim.state].need;

/** Findings by the claim they speak of; those of the run as a whole stand under the empty key. */
export function findingsByClaim(findings: readonly Finding[]): Map<string, Finding[]> {
  return groupBy(findings, ({ claimId }) => claimId ?? '');
}
