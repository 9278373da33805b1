// The term of a verifier: what it said about a claim, added to the log-odds of the claim's other terms.
import type { RiskScore, RiskTerm } from '@/lib/domain/evidence';
import type { VerifiedClaims } from '@/lib/domain/verifier/verified-claims';

/** Support of .95 or more, and of .05 or less, count the same: no single word decides alone. Log-odds. */
const CLIP = 3;
/** A score as it is stored has four decimals. */
const SMALLEST = 0.0005;

/**
 * The claim's risk with the verifier's word; as it was without one. Support of one half adds nothing, more takes away, less adds:
 * `weight` × log-odds against the claim, at most ±3 × `weight`. With the default weight of 1 claims come into the order of the mean of
 * both log-odds, the text's and the verifier's, while the other terms keep their size.
 */
export function withVerified(risk: RiskScore, claimId: string, verified: VerifiedClaims | undefined): RiskScore {
  const support = verified?.scores.get(claimId);
  if (verified === undefined || support === undefined) return risk;
  const term = verifierTerm(support, verified.weight);
  const sum = logOdds(Math.min(1 - SMALLEST, Math.max(SMALLEST, risk.score))) + term.contribution;
  return {
    ...risk,
    score: Number((1 / (1 + Math.exp(-sum))).toFixed(4)),
    terms: [...risk.terms, term].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
}

function verifierTerm(support: number, weight: number): RiskTerm {
  const against = support <= 0 ? CLIP : support >= 1 ? -CLIP : Math.min(CLIP, Math.max(-CLIP, -logOdds(support)));
  return { name: `verifier: support ${support.toFixed(2)}`, contribution: Number((weight * against).toFixed(3)), group: 'verifier' };
}

const logOdds = (share: number): number => Math.log(share / (1 - share));
