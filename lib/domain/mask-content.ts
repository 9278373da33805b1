// What a role without sight of raw content gets: the same shapes, states, codes, versions, times and costs, with every text of people
// and models replaced by a mark.
import type { AnchoredClaim, Anchor, Finding, RiskTerm } from './evidence';
import type { CanonicalStep, Json, RunFacts, StepFacts } from '@/lib/domain/run/run';
import type { RunDetail, RunItem, RunReview } from '@/lib/domain/run/run-detail';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import type { RunScore } from './score';

export const MASK = '•••';

/** Facts that hold what people wrote, what the model was told or what it said. All others are versions, names, counts and times. */
const CONTENT_FACTS: readonly (keyof RunFacts)[] = [
  'input',
  'instructions',
  'renderedPrompt',
  'context',
  'output',
  'rationale',
  'metadata',
  'userId',
  'routeReason',
  'validationErrors',
  'evidence',
  'guardrails',
  'fallbackTaken',
];
const OPEN_STEP_FACTS: readonly (keyof StepFacts)[] = [
  'provider',
  'modelName',
  'requestModel',
  'usage',
  'costUsd',
  'finishReason',
  'systemFingerprint',
  'promptId',
  'promptVersion',
  'toolName',
  'toolCallId',
  'timeToFirstTokenMs',
  'links',
];

/** Every string, number and truth value below, keys and lengths of lists kept. */
export function maskJson(value: Json): Json {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(maskJson);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, maskJson(child)]));
  return MASK;
}

export function maskSummary(run: RunSummary): RunSummary {
  return {
    ...run,
    userId: run.userId === null ? null : MASK,
    inputPreview: mask(run.inputPreview),
    outputPreview: mask(run.outputPreview),
  };
}

export function maskRun(run: RunDetail): RunDetail {
  return {
    ...run,
    summary: maskSummary(run.summary),
    record: {
      ...run.record,
      facts: maskFacts(run.record.facts),
      passages: run.record.passages.map((passage) => ({ ...passage, content: mask(passage.content), metadata: {} })),
      steps: run.record.steps.map(maskStep),
    },
    reviewSteps: run.reviewSteps.map(maskStep),
    claims: run.claims.map(maskClaim),
    risk: run.risk && { ...run.risk, terms: run.risk.terms.map(maskTerm) },
    findings: run.findings.map(maskFinding),
    items: run.items.map(maskItem),
    reviews: run.reviews.map(maskReview),
    scores: run.scores.map(maskScore),
    originalOutput: maskJson(run.originalOutput),
    effectiveOutput: maskJson(run.effectiveOutput),
  };
}

export function maskStep<S extends { error: string | null; facts: StepFacts }>(step: S): S {
  const facts = Object.fromEntries(Object.entries(step.facts).filter(([name]) => OPEN_STEP_FACTS.includes(name as keyof StepFacts)));
  return { ...step, error: step.error === null ? null : MASK, facts };
}

export function maskStepBody(step: CanonicalStep): CanonicalStep {
  return {
    ...maskStep(step),
    input: maskJson(step.input),
    output: maskJson(step.output),
    attributes: maskJson(step.attributes) as CanonicalStep['attributes'],
    events: step.events.map((event) => ({ ...event, attributes: maskJson(event.attributes) as CanonicalStep['attributes'] })),
  };
}

function maskFacts(facts: RunFacts): RunFacts {
  const masked: { [field: string]: unknown } = { ...facts };
  for (const field of CONTENT_FACTS) if (field in masked) masked[field] = maskJson(masked[field] as Json);
  return masked as RunFacts;
}

export function maskClaim(claim: AnchoredClaim): AnchoredClaim {
  const value = claim.value === null ? null : maskJson(claim.value);
  return {
    ...claim,
    text: MASK,
    value,
    anchors: claim.anchors.map(maskAnchor),
    candidates: claim.candidates.map(maskAnchor),
    terms: claim.terms.map(maskTerm),
    fresh: claim.fresh?.map(() => MASK),
  };
}

/** A term may name the claim, the field or the words that it is about: behind a colon, or in quotation marks. */
function maskTerm(term: RiskTerm): RiskTerm {
  return { ...term, name: term.name.replace(/:.*$/su, `: ${MASK}`).replace(/“[^”]*”/gu, MASK) };
}

export function maskFinding(finding: Finding): Finding {
  return { ...finding, detail: MASK, anchors: finding.anchors.map(maskAnchor) };
}

function maskAnchor(anchor: Anchor): Anchor {
  return { ...anchor, quote: MASK, prefix: '', suffix: '' };
}

function maskItem(item: RunItem): RunItem {
  return { ...item, reasons: item.reasons.map((reason) => ({ ...reason, detail: MASK })) };
}

function maskReview(review: RunReview): RunReview {
  return {
    ...review,
    note: review.note === null ? null : MASK,
    before: maskJson(review.before),
    after: maskJson(review.after),
    body: maskJson(review.body),
  };
}

/** Numbers stay: they are figures about the run. A label may be any text. */
function maskScore({ label, correction, comment, annotator, ...score }: RunScore): RunScore {
  return {
    ...score,
    ...(label === undefined ? {} : { label: MASK }),
    ...(correction === undefined ? {} : { correction: maskJson(correction) }),
    ...(comment === undefined ? {} : { comment: MASK }),
    ...(annotator === undefined ? {} : { annotator: MASK }),
    metadata: {},
  };
}

function mask(text: string): string {
  return text === '' ? '' : MASK;
}
