// How good a list of scores is against verdicts. Ties count half, or as one step of the list.
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';

export interface ScoredVerdict {
  /** Any scale for the order of a queue, a probability for the rest. */
  score: number;
  isBad: boolean;
  weight?: number;
}

/** Probability that a random changed run stands above a random approved one. NaN without both. */
export function auroc(scored: readonly ScoredVerdict[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let [rankSum, bad] = [0, 0];
  for (let index = 0; index < sorted.length; ) {
    const end = endOfTie(sorted, index);
    for (const { isBad } of sorted.slice(index, end)) {
      if (!isBad) continue;
      bad++;
      rankSum += (index + end + 1) / 2;
    }
    index = end;
  }
  return (rankSum - (bad * (bad + 1)) / 2) / (bad * (sorted.length - bad));
}

/** Mean of precision at each changed run, going down the list. */
export function averagePrecision(scored: readonly ScoredVerdict[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  let [hits, sum] = [0, 0];
  for (let index = 0; index < sorted.length; ) {
    const end = endOfTie(sorted, index);
    const step = sorted.slice(index, end).filter(({ isBad }) => isBad).length;
    hits += step;
    sum += step * (hits / end);
    index = end;
  }
  return sum / hits;
}

/** Share of all changed runs met when the first `share` of the list is read. Of a tie that is cut, the part that is expected. */
export function foundWithin(scored: readonly ScoredVerdict[], share: number): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const limit = Math.round(sorted.length * share);
  let found = 0;
  for (let index = 0; index < limit; ) {
    const end = endOfTie(sorted, index);
    const step = sorted.slice(index, end).filter(({ isBad }) => isBad).length;
    found += end <= limit ? step : (step * (limit - index)) / (end - index);
    index = end;
  }
  return found / sorted.filter(({ isBad }) => isBad).length;
}

/** −log of the probability given to what was decided. */
export function logLossOf({ score, isBad }: ScoredVerdict): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, score));
  return -Math.log(isBad ? bounded : 1 - bounded);
}

/** Weighted mean of squared distance between probability and verdict. */
export function brier(scored: readonly ScoredVerdict[]): number {
  return weightedMean(scored, ({ score, isBad }) => (score - (isBad ? 1 : 0)) ** 2);
}

export interface ReliabilityBin {
  /** Mean probability that was given. */
  predicted: number;
  /** Share that was changed, with its 95 % interval. */
  changed: number;
  low: number;
  high: number;
  verdicts: number;
  /** Share of all weight. */
  share: number;
}

/** Tenths of the scale that hold something. Intervals are Wilson's, with the effective number of verdicts. */
export function reliabilityBins(scored: readonly ScoredVerdict[]): ReliabilityBin[] {
  const total = sumOf(scored, weightOf);
  return Array.from({ length: 10 }, (_, bin) => scored.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === bin))
    .filter((held) => held.length > 0)
    .map((held) => {
      const weight = sumOf(held, weightOf);
      const effective = weight ** 2 / sumOf(held, (one) => weightOf(one) ** 2);
      const changed = weightedMean(held, ({ isBad }) => (isBad ? 1 : 0));
      const interval = wilsonInterval(changed * effective, effective);
      return {
        predicted: weightedMean(held, ({ score }) => score),
        changed,
        low: interval?.low ?? 0,
        high: interval?.high ?? 1,
        verdicts: held.length,
        share: weight / total,
      };
    });
}

/** Expected calibration error: mean distance of given and seen over the bins, by their weight. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  return bins.reduce((sum, { predicted, changed, share }) => sum + share * Math.abs(predicted - changed), 0);
}

/** Mean of paired differences and its 95 % interval, by the normal approximation. */
export function pairedDifference(differences: readonly number[]): { mean: number; low: number; high: number } {
  const n = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / n;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, n - 1);
  const half = 1.96 * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}

const weightOf = ({ weight }: ScoredVerdict): number => weight ?? 1;

function sumOf(scored: readonly ScoredVerdict[], of: (one: ScoredVerdict) => number): number {
  return scored.reduce((sum, one) => sum + of(one), 0);
}

function weightedMean(scored: readonly ScoredVerdict[], of: (one: ScoredVerdict) => number): number {
  return sumOf(scored, (one) => weightOf(one) * of(one)) / sumOf(scored, weightOf);
}

function endOfTie(sorted: readonly ScoredVerdict[], from: number): number {
  let end = from;
  while (end < sorted.length && sorted[end]?.score === sorted[from]?.score) end++;
  return end;
}
