// How likely a reviewer is to change a run: a logistic model of named terms, each with what it adds. Every figure can be shown.
import { groupBy } from '@/lib/domain/group-by';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { Claim, Finding, RiskScore, RiskTerm, Severity } from '@/lib/domain/evidence';
import type { SupportContext } from '@/lib/domain/support/support-context';
import {
  CLAIM_BASE,
  CODE_WEIGHTS,
  CONTRADICTED,
  EVEN,
  FRESH,
  JUDGEMENT,
  RUN_BASE,
  SEVERITY_WEIGHTS,
  STATE_WEIGHTS,
  UNCOVERED,
  WORST_CLAIMS,
} from './risk-weights';
import type { AnswerScale, SentenceModel } from './sentence-model';
import { type ScoredSentence, sentenceTerms } from './sentence-terms';

/** The version of the shipped weights, of findings and of sentences: changes whenever the same run may get another score. */
export const RISK_MODEL = 'countersign@2';

export interface ClaimRisk {
  kind: Claim['kind'];
  /** What a person calls the claim. */
  label: string;
  risk: RiskScore;
  /** The sentence model estimated it. */
  isModelled?: boolean;
}

/** How the riskiest sentences make the risk of an answer, for the shape of its context. */
export interface AnswerModel {
  version: string;
  answer: AnswerScale;
  shape: SupportContext['shape'];
}

/** Terms smaller than this are not listed; they are still in the score. */
const SHOWN = 0.02;
/** The same code a fourth time tells nothing new. */
const MAX_REPEATS = 3;
const MANY_FRESH = 3;

/**
 * Contributions are in log-odds: their sum, through the logistic function, is the score. `said` is what checks found before the
 * project's settings: turning a finding off takes its own term away and never makes another one larger.
 */
export function claimRisk({ claim, coverage, fresh }: ClaimReading, findings: readonly Finding[], said = findings): RiskScore {
  const { state, kind, claimId } = claim;
  const own = findings.filter((finding) => finding.claimId === claimId);
  const isJudgement =
    kind === 'field' &&
    state === 'missing' &&
    said.some((finding) => finding.claimId === claimId && finding.code === 'evidence_missing' && finding.severity === 'low');
  const terms: RiskTerm[] = [
    { name: 'base rate of claims', contribution: CLAIM_BASE, group: 'base' },
    { name: `evidence ${state.replace('_', ' ')}`, contribution: isJudgement ? JUDGEMENT : STATE_WEIGHTS[kind][state], group: 'evidence' },
  ];
  const isLoose = kind === 'sentence' && state !== 'exact' && state !== 'normalised' && state !== 'no_source';
  if (isLoose)
    terms.push({
      name: `${percent(1 - coverage)} of it not in the nearest place`,
      contribution: UNCOVERED * (1 - Math.min(1, coverage)),
      group: 'window',
    });
  if (isLoose && fresh.length > 0) {
    terms.push({
      name: `${fresh.length} ${fresh.length === 1 ? 'word' : 'words'} that no source has`,
      contribution: FRESH * Math.min(1, fresh.length / MANY_FRESH),
      group: 'new_words',
    });
  }
  return scored([...terms, ...codeTerms(own, (code) => CODE_WEIGHTS[code] ?? 0)]);
}

/** What the model's term of the state does not weigh; another name than that term's, since both are listed. */
const RARE_STATES = { moved: 'stands elsewhere than cited', ambiguous: 'fits several places' };

/**
 * The risk of a sentence that the model has read. States and findings that the model's data hardly had keep the weights that people
 * gave them, and a source that says otherwise is never outweighed by how closely the sentence follows it.
 */
export function sentenceRisk(sentence: ScoredSentence, findings: readonly Finding[], model: SentenceModel): RiskScore {
  const { claimId, state } = sentence.reading.claim;
  const known = new Set(model.columns.map(({ name }) => name));
  const own = findings.filter((finding) => finding.claimId === claimId && !known.has(`code_${finding.code}`));
  const terms = [...sentenceTerms(sentence), ...codeTerms(own, (code) => CODE_WEIGHTS[code] ?? 0)];
  if (state === 'moved' || state === 'ambiguous')
    terms.push({ name: RARE_STATES[state], contribution: STATE_WEIGHTS.sentence[state], group: 'evidence' });
  if (state === 'contradicted')
    terms.push({ name: 'a source says otherwise', contribution: Math.max(CONTRADICTED, EVEN - total(terms)), group: 'evidence' });
  return scored(terms, model.version);
}

/** The two riskiest claims speak for all of them; findings about the run as a whole add their own terms. */
export function runRisk(claims: readonly ClaimRisk[], findings: readonly Finding[], model: AnswerModel | null = null): RiskScore {
  const [first, second] = [...claims].sort((a, b) => b.risk.score - a.risk.score);
  // An answer that states nothing, though there were sources, has no sentence to be wrong.
  const isModelled = model !== null && (first ? first.isModelled === true : model.shape !== 'none');
  const terms = isModelled ? modelledTerms(first, second, model) : weightedTerms(first, second);
  const ofRun = findings.filter(({ claimId }) => claimId === null);
  const all = [...terms, ...codeTerms(ofRun, (code, severity) => CODE_WEIGHTS[code] ?? SEVERITY_WEIGHTS[severity])];
  return scored(all, model?.version);
}

function weightedTerms(first: ClaimRisk | undefined, second: ClaimRisk | undefined): RiskTerm[] {
  const terms: RiskTerm[] = [{ name: 'base rate of runs', contribution: RUN_BASE, group: 'base' }];
  if (!first) return terms;
  const [whole, part] = WORST_CLAIMS[first.kind];
  terms.push({ name: `riskiest claim: ${first.label}`, contribution: whole * (logOdds(first) - CLAIM_BASE), group: 'claims' });
  if (second)
    terms.push({ name: `second riskiest claim: ${second.label}`, contribution: part * (logOdds(second) - CLAIM_BASE), group: 'claims' });
  return terms;
}

function modelledTerms(first: ClaimRisk | undefined, second: ClaimRisk | undefined, { answer, shape }: AnswerModel): RiskTerm[] {
  const { offset, slope } = answer.scales[shape === 'none' ? 'passages' : shape];
  const above = (claim: ClaimRisk | undefined) => Math.max(answer.floor, claim ? logOdds(claim) : answer.floor) - answer.typical;
  return [
    { name: 'base rate of runs', contribution: offset + slope * (1 + answer.second) * answer.typical, group: 'base' },
    { name: first ? `riskiest claim: ${first.label}` : 'no claim', contribution: slope * above(first), group: 'claims' },
    {
      name: second ? `second riskiest claim: ${second.label}` : 'no second claim',
      contribution: slope * answer.second * above(second),
      group: 'claims',
    },
  ];
}

const percent = (share: number): string => `${Math.round(100 * Math.max(0, share))} %`;
const total = (terms: readonly RiskTerm[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);

function logOdds({ risk }: ClaimRisk): number {
  const bounded = Math.min(0.999, Math.max(0.001, risk.score));
  return Math.log(bounded / (1 - bounded));
}

/** Each further finding of a code adds half of the one before. */
function codeTerms(findings: readonly Finding[], weightOf: (code: string, severity: Severity) => number): RiskTerm[] {
  return [...groupBy(findings, ({ code }) => code)].map(([code, group]) => {
    const weight = Math.max(...[...new Set(group.map(({ severity }) => severity))].map((severity) => weightOf(code, severity)));
    const times = Math.min(group.length, MAX_REPEATS);
    return {
      name: `${code.replace(/_/gu, ' ')}${group.length > 1 ? ` × ${group.length}` : ''}`,
      contribution: weight * (2 - 2 ** (1 - times)),
      group: 'checks',
    };
  });
}

function scored(terms: readonly RiskTerm[], modelVersion = RISK_MODEL): RiskScore {
  const sum = total(terms);
  const shown = terms.filter(({ contribution }) => Math.abs(contribution) >= SHOWN);
  return {
    score: Number((1 / (1 + Math.exp(-sum))).toFixed(4)),
    terms: shown
      .map(({ contribution, ...term }) => ({ ...term, contribution: Number(contribution.toFixed(3)) }))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    modelVersion,
  };
}
