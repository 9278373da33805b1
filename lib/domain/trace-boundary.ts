// The boundaries of the trace map: their names, their order, and which finding speaks about which of them.
import { withoutCutMark } from './mask-token';
import type { AnchoredClaim, Finding } from './evidence';
import type { AssembledRun, AssembledStep, Json, StepKind } from '@/lib/domain/run/run';
import type { RunItem, RunReview } from '@/lib/domain/run/run-detail';

export const BOUNDARIES = [
  'input',
  'parse',
  'route',
  'prompt',
  'model',
  'context',
  'output',
  'validation',
  'evidence',
  'fallback',
  'review',
  'final',
] as const;
export type BoundaryId = (typeof BOUNDARIES)[number];

/** Causes before effects: what the model was given comes before the model. */
export const CAUSAL_ORDER: readonly BoundaryId[] = [
  'input',
  'parse',
  'route',
  'context',
  'prompt',
  'model',
  'output',
  'validation',
  'evidence',
  'fallback',
  'review',
  'final',
];

/** pending: it has not come to an end yet; absent: the trace says nothing about it. */
export type BoundaryStatus = 'ok' | 'warn' | 'fail' | 'pending' | 'absent';

export interface Boundary {
  id: BoundaryId;
  title: string;
  status: BoundaryStatus;
  /** A few words under the title. */
  summary: string;
  /** What went in and what came out, shortened with an ellipsis; the whole stands at the steps. */
  input: string | null;
  output: string | null;
  /** Prompt id and version, model, parser, policy or schema version. */
  version: string | null;
  startedAt: string | null;
  durationMs: number | null;
  costUsd: number | null;
  stepIds: string[];
  /** What is wrong here, the most severe first. */
  problems: { severity: Finding['severity']; detail: string; code: string }[];
  /** Version anchors that the trace lacks. They do not change the status: not knowing is not failing. */
  unknown: string[];
}

/** What the map is drawn from; a RunDetail has it all. */
export interface TracedRun {
  record: AssembledRun;
  revision: string | null;
  evaluatedAt: string | null;
  claims: readonly AnchoredClaim[];
  findings: readonly Finding[];
  items: readonly RunItem[];
  reviews: readonly RunReview[];
  originalOutput: Json;
  effectiveOutput: Json;
  reviewOutcome: string | null;
}

const KIND_BOUNDARY: Partial<Record<StepKind, BoundaryId>> = {
  PARSE: 'parse',
  ROUTE: 'route',
  PROMPT: 'prompt',
  LLM: 'model',
  RETRIEVAL: 'context',
  RERANK: 'context',
  EMBEDDING: 'context',
  TOOL: 'context',
  VALIDATION: 'validation',
  GUARDRAIL: 'validation',
  EVALUATION: 'evidence',
  FALLBACK: 'fallback',
  REVIEW: 'review',
};

/** Boundary by the first words of a code. A code that is not here goes by its claim or by its step. */
const CODE_BOUNDARY: readonly [RegExp, BoundaryId][] = [
  [/^(output_claims_omitted|run_not_checked)/, 'evidence'],
  [/^(refusal|model_|output_truncated|answer_truncated|finish_|rationale_)/, 'model'],
  [/^(input|attachment)_/, 'input'],
  [/^(parse|parser|ocr)_/, 'parse'],
  [/^route_/, 'route'],
  [/^prompt_/, 'prompt'],
  [/^(retrieval|context|tool|passage|injection|instruction|sources?_conflict|document)_/, 'context'],
  [/^(sources?_conflict|evidence_outside_context)/, 'context'],
  [/^(output_|required_|empty_answer)/, 'output'],
  [/^(schema|validation|guardrail|retried|retries|retry)/, 'validation'],
  [/^fallback/, 'fallback'],
  [/^(review_|run_changed)/, 'review'],
];

export function boundaryOfStep(step: Pick<AssembledStep, 'kind'>): BoundaryId | null {
  return KIND_BOUNDARY[step.kind] ?? null;
}

/** Null for what is said about the trace itself. */
export function boundaryOfFinding(finding: Finding, stepById: ReadonlyMap<string, AssembledStep>): BoundaryId | null {
  if (finding.code.startsWith('trace_')) return null;
  const named = CODE_BOUNDARY.find(([pattern]) => pattern.test(finding.code))?.[1];
  if (named) return named;
  if (finding.claimId !== null) return 'evidence';
  const step = finding.stepId === null ? undefined : stepById.get(finding.stepId);
  // A step of the workflow's own code that failed stopped the run before its output.
  return step ? (boundaryOfStep(step) ?? 'output') : 'evidence';
}

const PREVIEW_CHARS = 280;

/** A value in few words: text as it is, everything else as JSON. */
export function preview(value: Json | undefined, maxChars = PREVIEW_CHARS): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim();
  if (text === '') return null;
  return text.length <= maxChars ? text : `${withoutCutMark([...text.slice(0, maxChars)].slice(0, -1).join(''))}…`;
}
