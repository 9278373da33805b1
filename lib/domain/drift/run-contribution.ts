// What one run adds to the counts of its day: the values of every dimension, its sums, and the slices it is counted in.
import { NONE, PROMPT_SEPARATOR } from './drift-dimension';
import { logBin, shareBand } from './numeric-bins';

export const SLICE_KINDS = ['all', 'route', 'prompt', 'model', 'environment'] as const;
export type SliceKind = (typeof SLICE_KINDS)[number];

/** What is known of a checked run. */
export interface CountedRun {
  startedAt: Date;
  route: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelName: string | null;
  environment: string | null;
  risk: number | null;
  confidence: number | null;
  finishReason: string | null;
  codes: readonly string[];
  claimStates: Readonly<Record<string, number>>;
  passages: number;
  usedPassages: number;
  reviewOutcome: string | null;
  /** Of the claims that the decision in force corrected or refused. */
  overrideReasons: readonly string[];
  latencyMs: number | null;
  costUsd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
}

export type Counts = Record<string, Record<string, number>>;

export interface RunSums {
  runs: number;
  latencyRuns: number;
  latencyMs: number;
  costRuns: number;
  costUsd: number;
  tokenRuns: number;
  inputTokens: number;
  outputTokens: number;
}

export const NO_SUMS: RunSums = {
  runs: 0,
  latencyRuns: 0,
  latencyMs: 0,
  costRuns: 0,
  costUsd: 0,
  tokenRuns: 0,
  inputTokens: 0,
  outputTokens: 0,
};

export interface RunContribution {
  /** UTC, `2026-11-30`. */
  day: string;
  slices: readonly (readonly [SliceKind, string])[];
  counts: Counts;
  sums: RunSums;
}

const VALIDATION_CODES = ['validation_error', 'schema_invalid', 'required_field_empty', 'retries_exhausted'];
/** A name that is longer is cut: it would be no name that anybody reads. */
const MAX_VALUE_CHARS = 200;

export function runContribution(run: CountedRun): RunContribution {
  const has = (...codes: string[]) => codes.some((code) => run.codes.includes(code));
  const prompt = promptValue(run.promptId, run.promptVersion);
  const tokens = run.inputTokens === null && run.outputTokens === null ? null : (run.inputTokens ?? 0) + (run.outputTokens ?? 0);
  return {
    day: run.startedAt.toISOString().slice(0, 10),
    slices: [
      ['all', ''],
      ...sliceOf('route', run.route),
      ...sliceOf('prompt', prompt),
      ...sliceOf('model', run.modelName),
      ...sliceOf('environment', run.environment),
    ],
    counts: {
      refusal: one(has('refusal') ? 'refused' : 'answered'),
      fallback: one(has('fallback_taken') ? 'taken' : 'none'),
      validation: one(has(...VALIDATION_CODES) ? 'failed' : 'passed'),
      retrieval: one(run.passages === 0 ? 'none' : run.usedPassages === 0 ? 'unused' : 'used'),
      finding: run.codes.length === 0 ? one('none') : many(run.codes),
      finish: one(run.finishReason ?? NONE),
      route: one(run.route ?? NONE),
      model: one(run.modelName ?? NONE),
      prompt: one(prompt ?? NONE),
      ...(run.risk === null ? {} : { risk: one(shareBand(run.risk)) }),
      ...(run.confidence === null ? {} : { confidence: one(shareBand(run.confidence)) }),
      ...(Object.keys(run.claimStates).length === 0 ? {} : { evidence: { ...run.claimStates } }),
      ...(run.reviewOutcome === null ? {} : { review: one(run.reviewOutcome) }),
      ...(run.overrideReasons.length === 0 ? {} : { override: many(run.overrideReasons) }),
      ...(run.latencyMs === null ? {} : { latency: one(logBin(run.latencyMs)) }),
      ...(run.costUsd === null ? {} : { cost: one(logBin(run.costUsd)) }),
      ...(tokens === null ? {} : { tokens: one(logBin(tokens)) }),
    },
    sums: {
      runs: 1,
      latencyRuns: run.latencyMs === null ? 0 : 1,
      latencyMs: run.latencyMs ?? 0,
      costRuns: run.costUsd === null ? 0 : 1,
      costUsd: run.costUsd ?? 0,
      tokenRuns: tokens === null ? 0 : 1,
      inputTokens: run.inputTokens ?? 0,
      outputTokens: run.outputTokens ?? 0,
    },
  };
}

/** How a prompt is named: `id<US>version`, or the version alone. Null without a version. */
export function promptValue(promptId: string | null, promptVersion: string | null): string | null {
  if (promptVersion === null) return null;
  return promptId === null ? promptVersion : `${promptId}${PROMPT_SEPARATOR}${promptVersion}`;
}

function sliceOf(kind: SliceKind, value: string | null): [SliceKind, string][] {
  return value === null || value === '' ? [] : [[kind, cut(value)]];
}

function one(value: string): Record<string, number> {
  return { [cut(value)]: 1 };
}

function many(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[cut(value)] = (counts[cut(value)] ?? 0) + 1;
  return counts;
}

function cut(value: string): string {
  return value.length <= MAX_VALUE_CHARS
    ? value
    : `${Array.from(value)
        .slice(0, MAX_VALUE_CHARS - 1)
        .join('')}…`;
}
