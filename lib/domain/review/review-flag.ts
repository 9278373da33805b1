// Which claims a reviewer must look at before the run can be approved.
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';

const FLAGGED_STATES: ReadonlySet<string> = new Set(['moved', 'ambiguous', 'contradicted', 'missing']);
const FLAGGED_SEVERITIES: ReadonlySet<string> = new Set(['medium', 'high']);

/** Ids of claims whose evidence is missing or in doubt, or that a check of medium or high severity names; in claim order. */
export function flaggedClaimIds(
  claims: readonly Pick<AnchoredClaim, 'claimId' | 'state'>[],
  findings: readonly Pick<Finding, 'claimId' | 'severity'>[],
): string[] {
  const named = new Set(findings.filter(({ severity }) => FLAGGED_SEVERITIES.has(severity)).map(({ claimId }) => claimId));
  return claims.filter(({ claimId, state }) => FLAGGED_STATES.has(state) || named.has(claimId)).map(({ claimId }) => claimId);
}

/** Flagged claims that a decision neither judged nor says to have seen. */
export function unseenClaimIds(
  flagged: readonly string[],
  decision: { verdicts: readonly { claim_id: string }[]; seen_claim_ids: readonly string[] },
): string[] {
  const seen = new Set([...decision.verdicts.map(({ claim_id }) => claim_id), ...decision.seen_claim_ids]);
  return flagged.filter((claimId) => !seen.has(claimId));
}
