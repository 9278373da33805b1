// How likely a reviewer is to change a run: a logistic model of named terms, each with what it adds. Every figure can be shown.
import type { ClaimReading } from './anchor-reading';
import type { Finding, RiskScore, RiskTerm, Severity } from './evidence';
import { CLAIM_BASE, CLAIM_WEIGHTS, CODE_WEIGHTS, RUN_BASE, SECOND_CLAIM, SEVERITY_WEIGHTS } from './risk-weights';

/** Changes whenever the same findings may give another score. */
export const RISK_MODEL = 'countersign-terms@1';

/** Terms smaller than this are left out of the list; they are still in the score. */
const SHOWN = 0.02;
/** The same code a fourth time tells nothing new. */
const MAX_REPEATS = 3;

/** Contributions are in log-odds: their sum, through the logistic function, is the score. */
export function claimRisk(reading: ClaimReading, findings: readonly Finding[]): RiskScore {
  const { claim, coverage } = reading;
  const own = findings.filter(({ claimId }) => claimId === claim.claimId);
  const terms: RiskTerm[] = [{ name: 'base rate of claims', contribution: CLAIM_BASE }, { name: `evidence ${claim.state}`, contribution: CLAIM_WEIGHTS[claim.state] }];
  if (claim.state === 'missing' || claim.state === 'approximate') {
    terms.push({ name: `${Math.round((1 - coverage) * 100)} % of its words not in the nearest place`, contribution: CLAIM_WEIGHTS.uncovered * (1 - coverage) });
  }
  return scored([...terms, ...codeTerms(own, (code) => CODE_WEIGHTS[code] ?? 0)]);
}

/** The two riskiest claims speak for all of them; findings about the run as a whole add their own terms. */
export function runRisk(claims: readonly { claimId: string; risk: RiskScore; label: string }[], findings: readonly Finding[]): RiskScore {
  const worst = [...claims].sort((a, b) => b.risk.score - a.risk.score).slice(0, 2);
  const terms: RiskTerm[] = [{ name: 'base rate of runs', contribution: RUN_BASE }];
  worst.forEach(({ risk, label }, index) => {
    terms.push({ name: `${index === 0 ? 'riskiest' : 'second riskiest'} claim: ${label}`, contribution: (index === 0 ? 1 : SECOND_CLAIM) * (logit(risk.score) - CLAIM_BASE) });
  });
  const ofRun = findings.filter(({ claimId }) => claimId === null);
  return scored([...terms, ...codeTerms(ofRun, (code, severity) => CODE_WEIGHTS[code] ?? SEVERITY_WEIGHTS[severity])]);
}

function codeTerms(findings: readonly Finding[], weightOf: (code: string, severity: Severity) => number): RiskTerm[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings) byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  return [...byCode].map(([code, group]) => {
    const weight = Math.max(...group.map(({ severity }) => weightOf(code, severity)));
    const times = Math.min(group.length, MAX_REPEATS);
    // Each further finding of a code adds half of the one before.
    return { name: `${code.replace(/_/gu, ' ')}${group.length > 1 ? ` × ${group.length}` : ''}`, contribution: weight * (2 - 2 ** (1 - times)) };
  });
}

function scored(terms: readonly RiskTerm[]): RiskScore {
  const sum = terms.reduce((total, { contribution }) => total + contribution, 0);
  const shown = terms.filter(({ contribution }) => Math.abs(contribution) >= SHOWN).map(({ name, contribution }) => ({ name, contribution: Number(contribution.toFixed(3)) }));
  return { score: Number((1 / (1 + Math.exp(-sum))).toFixed(4)), terms: shown.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)), modelVersion: RISK_MODEL };
}

function logit(score: number): number {
  const bounded = Math.min(0.999, Math.max(0.001, score));
  return Math.log(bounded / (1 - bounded));
}
