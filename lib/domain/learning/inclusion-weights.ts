// How much each verdict counts for calibration: one over the chance with which its run came before a reviewer.

export interface QueuedRun {
  runId: string;
  queueId: string;
  /** The recorded chance with which the rules of the queue let it in. */
  inclusion: number;
  /** Of the shipped model, which does not change under review as the learnt one does. */
  logit: number;
  isDecided: boolean;
}
export interface InclusionWeights {
  /** Of decided runs. */
  weights: Map<string, number>;
  /** Share of the checked runs for which the verdicts can speak. */
  coverage: number;
}

/** No verdict counts for more than this many runs; the bias that a cap brings is smaller than the noise of one huge weight. */
export const WEIGHT_CAP = 20;
/** A queue is worked from the top, so how many were decided is counted in fifths of its risk. */
const BANDS = 5;
const MIN_BAND = 10;

/**
 * Horvitz and Thompson (1952): weights of 1 / (inclusion × share decided). The first is exact, it is recorded with the item. The
 * second is estimated within a queue in bands of risk (propensity by subclassification, Rosenbaum and Rubin 1984), because a
 * queue that is worked from the top shows its riskiest items. A band of which nothing was decided is not covered. A run in
 * several queues counts by the largest chance.
 */
export function inclusionWeights(items: readonly QueuedRun[], checkedRuns: number): InclusionWeights {
  const chances = new Map<string, number>();
  const covered = new Map<string, number>();
  for (const queue of groupBy(items, ({ queueId }) => queueId).values()) {
    for (const band of bandsOf(queue)) {
      const share = band.filter(({ isDecided }) => isDecided).length / band.length;
      if (share === 0) continue;
      for (const { runId, inclusion, isDecided } of band) {
        if (inclusion <= 0) continue;
        covered.set(runId, Math.max(covered.get(runId) ?? 0, inclusion));
        if (isDecided) chances.set(runId, Math.max(chances.get(runId) ?? 0, inclusion * share));
      }
    }
  }
  const reached = [...covered.values()].reduce((sum, inclusion) => sum + 1 / inclusion, 0);
  return {
    weights: new Map([...chances].map(([runId, chance]) => [runId, Math.min(WEIGHT_CAP, 1 / chance)])),
    coverage: checkedRuns === 0 ? 0 : Math.min(1, reached / checkedRuns),
  };
}

/** Kish (1965): how many verdicts of equal weight would say as much. */
export function effectiveCount(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum === 0 ? 0 : sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
}

function bandsOf(queue: readonly QueuedRun[]): QueuedRun[][] {
  const sorted = [...queue].sort((a, b) => a.logit - b.logit || (a.runId < b.runId ? -1 : 1));
  const count = Math.max(1, Math.min(BANDS, Math.floor(sorted.length / MIN_BAND)));
  return Array.from({ length: count }, (_, band) =>
    sorted.slice(Math.floor((band * sorted.length) / count), Math.floor(((band + 1) * sorted.length) / count)),
  );
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
