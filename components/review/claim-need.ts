// Which claims want a reviewer first: by what their evidence lacks, then by risk; never by their place in the document.
import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';

/** Claims with the neediest first; the order is total, so it never jumps between renderings. */
export function byNeed(claims: readonly AnchoredClaim[]): AnchoredClaim[] {
  return claims.toSorted(
    (a, b) => STATE_LOOKS[a.state].need - STATE_LOOKS[b.state].need || (b.risk ?? 0) - (a.risk ?? 0) || a.ordinal - b.ordinal,
  );
}

/** Findings by the claim they speak of; those of the run as a whole stand under the empty key. */
export function findingsByClaim(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.claimId ?? '', [...(groups.get(finding.claimId ?? '') ?? []), finding]);
  return groups;
}
