// What checking a generated run gave: claims with their places, findings, a risk, and sometimes a reviewer's decision.
import type { Anchor, AnchoredClaim, Finding, RiskTerm } from '@/lib/domain/evidence';
import type { Evaluation } from '@/lib/domain/evaluation';
import type { GeneratedRun } from './canonical-run';
import type { Random } from './random';

export interface Checked {
  evaluation: Evaluation;
  /** Null for the many that nobody looks at. */
  review: { outcome: 'approved' | 'corrected' | 'rejected'; reason: string | null } | null;
  isWaiting: boolean;
}

const REASONS = ['wrong_number', 'not_supported', 'outdated_source', 'wrong_tone', 'incomplete'];
const UNSUPPORTED = ['number_not_in_source', 'name_not_in_source', 'evidence_missing', 'evidence_thin'] as const;

export function checked(generated: GeneratedRun, from: Random): Checked {
  const { run, asked } = generated;
  const claims = claimsOf(generated, from);
  const findings = findingsOf(generated, claims, from);
  const weight = findings.reduce((sum, { severity }) => sum + ({ high: 1.6, medium: 0.8, low: 0.3, info: 0 }[severity] ?? 0), 0);
  const logit = -2.6 + weight + 0.4 * (from.next() - 0.5);
  const score = Math.round(10_000 / (1 + Math.exp(-logit))) / 10_000;
  const terms: RiskTerm[] = [
    { name: 'every run', contribution: -2.6, group: 'base' },
    ...findings.slice(0, 3).map(({ code }): RiskTerm => ({ name: code, contribution: 0.8, group: 'checks' })),
  ];
  const used = [...new Set(generated.sentences.flatMap(({ from: place }) => (place === null ? [] : [place])))].sort();
  const isReviewed = from.chance(0.03 + 0.12 * score);
  const outcome = from.next() < 0.25 + 0.5 * score ? (from.chance(0.7) ? 'corrected' : 'rejected') : 'approved';
  return {
    evaluation: {
      claims,
      findings,
      risk: {
        score,
        terms,
        modelVersion: 'risk-4',
        basis: {
          logit,
          groups: { 'run:checks': weight },
          keys: { route: run.facts.route ?? '', prompt: `${run.facts.promptId}@${run.facts.promptVersion}` },
        },
      },
      usedPassages: used.filter((place) => place < asked.retrieved.length),
    },
    review: isReviewed ? { outcome, reason: outcome === 'approved' ? null : from.pick(REASONS) } : null,
    isWaiting: !isReviewed && from.chance(0.02),
  };
}

function claimsOf({ sentences, asked, run }: GeneratedRun, from: Random): AnchoredClaim[] {
  const output = String(run.facts.output);
  let at = 0;
  return sentences.map(({ text, from: place }, ordinal): AnchoredClaim => {
    const start = output.indexOf(text, at);
    at = start + text.length;
    const passage = place === null ? undefined : asked.retrieved[place];
    const anchor = passage && place !== null ? anchorOf(passage.text, text, passage.passage.documentId, place) : null;
    const state = anchor
      ? from.chance(0.9)
        ? 'exact'
        : 'normalised'
      : from.chance(0.75)
        ? 'missing'
        : from.chance(0.5)
          ? 'approximate'
          : 'contradicted';
    const risk = anchor ? 0.04 : 0.45;
    return {
      claimId: `c${ordinal + 1}`,
      ordinal,
      kind: 'sentence',
      path: null,
      range: [start, at],
      text,
      value: null,
      state,
      risk,
      anchors: anchor ? [anchor] : [],
      candidates: [],
      terms: anchor ? [] : [{ name: 'no source has it', contribution: 1.9, group: 'evidence' }],
      fresh: anchor ? [] : text.split(' ').slice(0, 3),
    };
  });
}

function anchorOf(content: string, quote: string, documentId: string, passageOrdinal: number): Anchor {
  const start = Math.max(0, content.indexOf(quote));
  const end = start + quote.length;
  const place = { documentId, version: null, sha256: '0'.repeat(64), page: null, passageOrdinal, start, end, quote, boxes: [] };
  return {
    ...place,
    prefix: content.slice(Math.max(0, start - 32), start),
    suffix: content.slice(end, end + 32),
    score: 1,
    origin: 'found',
    match: 'exact',
  };
}

function findingsOf(
  { run, isToolFailed, isFallback, hasSchemaError, asked }: GeneratedRun,
  claims: readonly AnchoredClaim[],
  from: Random,
): Finding[] {
  const stepOf = (kind: string) => run.steps.find((step) => step.kind === kind)?.stepId ?? null;
  const findings: Finding[] = [];
  const add = (code: string, severity: Finding['severity'], detail: string, at: { claimId?: string; stepId?: string | null } = {}) =>
    findings.push({
      code,
      severity,
      detail,
      claimId: at.claimId ?? null,
      stepId: at.stepId ?? null,
      anchors: [],
      checkId: code,
      checkVersion: '1',
    });
  if (isToolFailed)
    add('tool_failed', 'high', `lookup_account failed: ${run.steps.find(({ error }) => error)?.error}`, { stepId: stepOf('TOOL') });
  if (isFallback) add('fallback_taken', 'medium', 'The workflow fell back to: template answer.', { stepId: stepOf('FALLBACK') });
  if (hasSchemaError)
    add('validation_error', 'medium', 'The workflow reports: /citations: must be array.', { stepId: stepOf('VALIDATION') });
  if ((asked.retrieved[0]?.score ?? 1) < 0.84)
    add('retrieval_low_scores', 'low', `The best passage scored ${asked.retrieved[0]?.score}.`, { stepId: stepOf('RETRIEVAL') });
  for (const { claimId, state, text } of claims) {
    if (state === 'missing' && from.chance(0.5))
      add(from.pick(UNSUPPORTED), 'medium', `No source has “${text.slice(0, 60)}”.`, { claimId });
    if (state === 'contradicted') add('evidence_contradicted', 'high', `A source says otherwise than “${text.slice(0, 60)}”.`, { claimId });
  }
  return findings;
}
