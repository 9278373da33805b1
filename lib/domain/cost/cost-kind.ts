// By what cost is broken down, and the sums that are kept of each part.

export const COST_KINDS = ['all', 'route', 'user', 'prompt', 'model', 'query', 'step', 'path'] as const;
export type CostKind = (typeof COST_KINDS)[number];

export const COST_KIND_TITLES: Record<CostKind, string> = {
  all: 'All runs',
  route: 'Route',
  user: 'User',
  prompt: 'Prompt version',
  model: 'Model',
  query: 'Query type',
  step: 'Kind of step',
  path: 'Path through the steps',
};

/** Values beyond the dearest of a day are counted together under this one. */
export const OTHERS = '…';
/** Values of a kind that are told apart on one day. */
export const KEPT_VALUES = 60;
/** Runs that are remembered of each value and day: the dearest. */
export const KEPT_RUNS = 5;
/** Between id and version of a prompt. */
export const PROMPT_SEPARATOR = '\u001f';

export interface CostSums {
  runs: number;
  /** Of these runs, how many have a cost here; of the others nobody knows it, and it is not zero. */
  knownRuns: number;
  costUsd: number;
  /** Runs that tell tokens. `cached` is a part of `input`, `reasoning` a part of `output`. */
  tokenRuns: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  steps: number;
}

export const NO_COST: CostSums = {
  runs: 0,
  knownRuns: 0,
  costUsd: 0,
  tokenRuns: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  steps: 0,
};

export interface DearRun {
  runId: string;
  costUsd: number | null;
  tokens: number;
}

export function addCost(to: CostSums, part: CostSums): CostSums {
  return {
    runs: to.runs + part.runs,
    knownRuns: to.knownRuns + part.knownRuns,
    costUsd: Number((to.costUsd + part.costUsd).toFixed(9)),
    tokenRuns: to.tokenRuns + part.tokenRuns,
    inputTokens: to.inputTokens + part.inputTokens,
    cachedTokens: to.cachedTokens + part.cachedTokens,
    outputTokens: to.outputTokens + part.outputTokens,
    reasoningTokens: to.reasoningTokens + part.reasoningTokens,
    steps: to.steps + part.steps,
  };
}

/** The dearest first; of those without a cost, the ones with most tokens. */
export function dearest(runs: readonly DearRun[], count = KEPT_RUNS): DearRun[] {
  return [...runs]
    .sort((a, b) => (b.costUsd ?? -1) - (a.costUsd ?? -1) || b.tokens - a.tokens || (a.runId < b.runId ? -1 : 1))
    .slice(0, count);
}
