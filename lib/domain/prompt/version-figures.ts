// What is known of one prompt version from its newest runs: shares and means with intervals, never bare averages.
import { effectiveCount } from '@/lib/domain/learning/inclusion-weights';
import { type MeanInterval, meanInterval } from '@/lib/domain/statistics/mean-interval';
import { type ShareInterval, wilsonInterval } from '@/lib/domain/statistics/wilson-interval';

/** A checked run as versions are compared by it. */
export interface VersionRun {
  runId: string;
  /** By its normalised input; null for an input that says nothing. */
  question: string | null;
  hasFinding: boolean;
  isRefusal: boolean;
  /** Claims, and those whose evidence was found (exact, normalised, approximate or moved). */
  claims: number;
  found: number;
  /** Claims that a source contradicts, or for which nothing was found. */
  unfounded: number;
  risk: number | null;
  latencyMs: number | null;
  costUsd: number | null;
  tokens: number | null;
  /** Decided by a reviewer: true when corrected or rejected. */
  isWrong: boolean | null;
  /** One over the chance with which it came before a reviewer; 0 where nothing speaks for it. */
  weight: number;
}

/** What was counted, and the share that it speaks for: weighted where runs were picked, over as many independent cases as it is worth. */
export interface CountedShare {
  hits: number;
  count: number;
  interval: ShareInterval | null;
  effective: number;
}
export interface VersionFigures {
  findings: CountedShare;
  refusals: CountedShare;
  /** Of claims. */
  found: CountedShare;
  unfounded: CountedShare;
  /** Of decided runs, those that were corrected or rejected. */
  reviewed: CountedShare;
  risk: MeanInterval | null;
  latencyMs: MeanInterval | null;
  costUsd: MeanInterval | null;
  tokens: MeanInterval | null;
}

export function versionFigures(runs: readonly VersionRun[]): VersionFigures {
  return {
    findings: countedShare(runs.filter(({ hasFinding }) => hasFinding).length, runs.length),
    refusals: countedShare(runs.filter(({ isRefusal }) => isRefusal).length, runs.length),
    found: claimShare(runs.map(({ found, claims }) => [found, claims])),
    unfounded: claimShare(runs.map(({ unfounded, claims }) => [unfounded, claims])),
    reviewed: reviewedShare(runs),
    risk: meanInterval(known(runs, 'risk')),
    latencyMs: meanInterval(known(runs, 'latencyMs')),
    costUsd: meanInterval(known(runs, 'costUsd')),
    tokens: meanInterval(known(runs, 'tokens')),
  };
}

function known(runs: readonly VersionRun[], field: 'risk' | 'latencyMs' | 'costUsd' | 'tokens'): number[] {
  return runs.flatMap((run) => run[field] ?? []);
}

function countedShare(hits: number, count: number): CountedShare {
  return { hits, count, interval: wilsonInterval(hits, count), effective: count };
}

/**
 * Claims of one run go together, so the interval rests on an effective number of claims: their number over the design effect, the
 * ratio of the variance of a ratio estimator over runs (Cochran 1977, 2.11) to that of as many claims drawn one by one.
 */
function claimShare(pairs: readonly (readonly [number, number])[]): CountedShare {
  const withClaims = pairs.filter(([, claims]) => claims > 0);
  const runs = withClaims.length;
  const hits = withClaims.reduce((sum, [one]) => sum + one, 0);
  const count = withClaims.reduce((sum, [, claims]) => sum + claims, 0);
  // All alike: nothing tells how far claims of a run go together, so each run counts once.
  if (runs < 2 || hits === 0 || hits === count)
    return { hits, count, interval: wilsonInterval((hits / Math.max(1, count)) * runs, runs), effective: runs };
  const share = hits / count;
  const spread = withClaims.reduce((sum, [one, claims]) => sum + (one - share * claims) ** 2, 0);
  const variance = ((runs / (runs - 1)) * spread) / count ** 2;
  const effective = Math.min(count, Math.max(runs / 10, (share * (1 - share)) / Math.max(variance, 1e-12)));
  return { hits, count, interval: wilsonInterval(share * effective, effective), effective };
}

/** Weighted, so that runs that were picked for their risk count for no more than they stand for. */
function reviewedShare(runs: readonly VersionRun[]): CountedShare {
  const decided = runs.filter(({ isWrong }) => isWrong !== null);
  const weighted = decided.filter(({ weight }) => weight > 0);
  const effective = effectiveCount(weighted.map(({ weight }) => weight));
  const sum = weighted.reduce((total, { weight }) => total + weight, 0);
  const share = sum === 0 ? 0 : weighted.reduce((total, { weight, isWrong }) => total + (isWrong ? weight : 0), 0) / sum;
  return {
    hits: decided.filter(({ isWrong }) => isWrong).length,
    count: decided.length,
    interval: wilsonInterval(share * effective, effective),
    effective,
  };
}
