// One prompt version against another: differences with intervals, and what the same questions say.
import { type MeanDifference, type MeanInterval, welchInterval } from '@/lib/domain/statistics/mean-interval';
import { type DifferenceInterval, newcombeInterval } from '@/lib/domain/statistics/newcombe-interval';
import { type PairedShares, pairedShares } from '@/lib/domain/statistics/paired-shares';
import type { CountedShare, VersionFigures, VersionRun } from './version-figures';

export const SHARE_MEASURES = ['findings', 'refusals', 'found', 'unfounded', 'reviewed'] as const;
export const MEAN_MEASURES = ['risk', 'latencyMs', 'costUsd', 'tokens'] as const;
export type ShareMeasure = (typeof SHARE_MEASURES)[number];
export type MeanMeasure = (typeof MEAN_MEASURES)[number];

export interface VersionDifference {
  /** The version minus the base; null where one of them has nothing counted. */
  shares: Record<ShareMeasure, DifferenceInterval | null>;
  means: Record<MeanMeasure, MeanDifference | null>;
  /** Runs with findings, over questions that both were asked. */
  paired: PairedShares | null;
}

export function versionDifference(
  version: { figures: VersionFigures; runs: readonly VersionRun[] },
  base: { figures: VersionFigures; runs: readonly VersionRun[] },
): VersionDifference {
  const share = (measure: ShareMeasure) => betweenShares(version.figures[measure], base.figures[measure]);
  const mean = (measure: MeanMeasure) => betweenMeans(version.figures[measure], base.figures[measure]);
  return {
    shares: {
      findings: share('findings'),
      refusals: share('refusals'),
      found: share('found'),
      unfounded: share('unfounded'),
      reviewed: share('reviewed'),
    },
    means: { risk: mean('risk'), latencyMs: mean('latencyMs'), costUsd: mean('costUsd'), tokens: mean('tokens') },
    paired: pairQuestions(version.runs, base.runs),
  };
}

/** By the effective numbers of cases, which weights and claims of one run have made smaller. */
function betweenShares(one: CountedShare, other: CountedShare): DifferenceInterval | null {
  if (!one.interval || !other.interval) return null;
  return newcombeInterval(one.interval.share * one.effective, one.effective, other.interval.share * other.effective, other.effective);
}

function betweenMeans(one: MeanInterval | null, other: MeanInterval | null): MeanDifference | null {
  return one && other ? welchInterval(one, other) : null;
}

/** Each question once for each side: its newest run. Runs come newest first. */
function pairQuestions(runs: readonly VersionRun[], base: readonly VersionRun[]): PairedShares | null {
  const [mine, theirs] = [newestOfEach(runs), newestOfEach(base)];
  let [pairs, onlyMine, onlyTheirs] = [0, 0, 0];
  for (const [question, hasFinding] of mine) {
    const other = theirs.get(question);
    if (other === undefined) continue;
    pairs += 1;
    if (hasFinding && !other) onlyMine += 1;
    if (!hasFinding && other) onlyTheirs += 1;
  }
  return pairedShares(pairs, onlyMine, onlyTheirs);
}

function newestOfEach(runs: readonly VersionRun[]): Map<string, boolean> {
  const newest = new Map<string, boolean>();
  for (const { question, hasFinding } of runs) if (question !== null && !newest.has(question)) newest.set(question, hasFinding);
  return newest;
}
