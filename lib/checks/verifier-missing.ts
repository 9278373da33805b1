// The finding of a run whose sentences a verifier should have judged and did not.
import type { Finding } from '@/lib/domain/evidence';
import type { VerifiedClaims } from '@/lib/domain/verifier/verified-claims';

/** Only where the project has a verifier switched on. It adds nothing to the risk: that is the one of a project without. */
export function verifierMissing(verified: VerifiedClaims | undefined): Finding[] {
  if (!verified?.missing) return [];
  const { claims, of, reason } = verified.missing;
  return [
    {
      code: 'verifier_missing',
      severity: 'low',
      claimId: null,
      stepId: null,
      anchors: [],
      checkId: 'verifier',
      checkVersion: '1',
      detail: `The verifier did not judge ${claims} of ${of} ${of === 1 ? 'sentence' : 'sentences'}: ${reason}. Their risk goes by the text alone.`,
    },
  ];
}
