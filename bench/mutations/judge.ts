// Runs one text through the whole engine and says whether it was caught: by the finding that names the change, or at all.
import { evaluateRun } from '@/lib/checks/evaluate-run';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import type { EvaluationInput } from '@/lib/domain/evaluation';

export interface Verdict {
  /** A finding whose code fits the mutation, on the claim that was changed. */
  isStrict: boolean;
  /** Any state or finding that sends the claim to a person. */
  isLoose: boolean;
  /** What was said, for reading the misses. */
  said: string;
}

const CAUGHT_STATES = new Set(['contradicted', 'missing', 'moved']);
const CLEAN_STATES = new Set(['exact', 'normalised']);

const ownFindings = (findings: readonly Finding[], claims: readonly AnchoredClaim[]): Finding[] =>
  findings.filter(({ claimId }) => claims.some((claim) => claim.claimId === claimId));

const isGrave = ({ severity }: Finding): boolean => severity === 'medium' || severity === 'high';

const words = (claims: readonly AnchoredClaim[], findings: readonly Finding[]): string =>
  `${claims.map(({ state }) => state).join(' ')}: ${findings.map(({ code, severity }) => `${code} (${severity})`).join(', ')}`;

/** `path`: only the claim of that field counts. */
export function judgeMutated(input: EvaluationInput, codes: readonly string[], path?: string): Verdict {
  const { claims: all, findings: every } = evaluateRun(input);
  const claims = all.filter((claim) => path === undefined || claim.path === path);
  const findings = ownFindings(every, claims);
  return {
    isStrict: findings.some(({ code }) => codes.includes(code)),
    isLoose: findings.some(isGrave) || claims.some(({ state }) => CAUGHT_STATES.has(state)),
    said: words(claims, findings),
  };
}

/** What is wrongly said of a true text; null when nothing is. */
export function falseAlarm(input: EvaluationInput, path?: string): string | null {
  const { claims: all, findings: every } = evaluateRun(input);
  const claims = all.filter((claim) => path === undefined || claim.path === path);
  const findings = ownFindings(every, claims);
  return findings.some(isGrave) || claims.some(({ state }) => !CLEAN_STATES.has(state)) ? words(claims, findings) : null;
}
