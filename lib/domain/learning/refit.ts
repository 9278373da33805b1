// From a project's verdicts to a new version of its model, with figures that were measured on verdicts the fit had not seen.
import { type Calibration, calibrated, calibrationGap, type CalibrationVerdict, fitCalibration } from './calibration';
import { fitRanking, isEnough, type LabelledRun, MIN_FOR_WEIGHTS, type RankingFit, rankingScore } from './fit-ranking';
import { foldsOf } from './folds';
import { type InclusionWeights, inclusionWeights, type QueuedRun } from './inclusion-weights';
import { fitPenalisedLogistic } from './penalised-logistic';
import {
  auroc,
  averagePrecision,
  brier,
  calibrationError,
  foundWithin,
  logLossOf,
  pairedDifference,
  reliabilityBins,
  type ScoredVerdict,
} from './ranking-figures';
import { probability } from './risk-basis';
import type { ProbabilityFigures, RankingFigures, RefitFigures, RefitJudgement, RiskModelBody } from './risk-model';

export interface RefitInput {
  baseVersion: string;
  runs: readonly LabelledRun[];
  /** Items of the queues that the verdicts came from, decided or not. */
  items: readonly QueuedRun[];
  /** Runs that were checked in the same time. */
  checkedRuns: number;
  counts: Omit<RiskModelBody['verdicts'], 'runs' | 'changed'>;
}

/** So much more log-loss is put up with: at the far end of what is likely to take force by itself, in the middle to be proposed. */
const TOLERANCE = 0.02;
/** One-sided, 90 %: what takes force is seen and can be taken back, so it need not be certain. */
const Z90 = 1.2816;

/** Callers make sure that there are verdicts enough (`MIN_FOR_HISTORY`). The same input gives the same body. */
export function refit({ baseVersion, runs, items, checkedRuns, counts }: RefitInput): RiskModelBody {
  const folds = foldsOf(runs);
  const { hasWeights, unseen } = betterForm(runs, folds);
  const fit = fitRanking(runs, hasWeights);
  const inclusion = inclusionWeights(items, checkedRuns);
  const standing = standingVerdicts(runs, unseen, inclusion);
  const gap = calibrationGap(standing, inclusion.coverage);
  const change = pairedDifference(unseen.map(({ after, before, isBad }) => loss(after.levelled, isBad) - loss(before.levelled, isBad)));
  return round({
    base_version: baseVersion,
    verdicts: { runs: runs.length, changed: runs.filter(({ isBad }) => isBad).length, ...counts },
    history: fit.history,
    weights: fit.weights,
    calibration: gap === null ? fitCalibration(standing) : null,
    calibration_gap: gap,
    coverage: inclusion.coverage,
    figures: {
      folds: new Set(folds).size,
      ranking: {
        before: rankingFigures(unseen.map(({ before, isBad }) => ({ ...before, isBad }))),
        after: rankingFigures(unseen.map(({ after, isBad }) => ({ ...after, isBad }))),
      },
      log_loss_change: change,
      probabilities: gap === null ? probabilityFigures(standing, folds, unseen) : null,
    },
    judgement: judgementOf(change),
  });
}

/** Worse only where that is known: a few verdicts that lean either way may still be put in force by a person. */
export function judgementOf({ mean, low, high }: RefitFigures['log_loss_change']): RefitJudgement {
  if (low > 0 || mean > TOLERANCE) return 'worse';
  const error = (high - mean) / 1.96;
  return mean < 0 && mean + Z90 * error <= TOLERANCE ? 'better' : 'unclear';
}

/** Weights of groups only where unseen verdicts are met better with them than with the history alone. */
function betterForm(runs: readonly LabelledRun[], folds: readonly number[]): { hasWeights: boolean; unseen: Unseen[] } {
  const plain = scoreUnseen(runs, folds, false);
  if (!isEnough(runs, MIN_FOR_WEIGHTS)) return { hasWeights: false, unseen: plain };
  const weighed = scoreUnseen(runs, folds, true);
  return meanLoss(weighed) < meanLoss(plain) ? { hasWeights: true, unseen: weighed } : { hasWeights: false, unseen: plain };
}

const meanLoss = (unseen: readonly Unseen[]): number =>
  unseen.reduce((sum, { after, isBad }) => sum + loss(after.levelled, isBad), 0) / unseen.length;

interface Unseen {
  isBad: boolean;
  /** Log-odds on the level of the shipped model, and at the level of the other folds' verdicts. */
  before: { score: number; levelled: number };
  after: { score: number; levelled: number };
}

function scoreUnseen(runs: readonly LabelledRun[], folds: readonly number[], hasWeights: boolean): Unseen[] {
  const fits = new Map<number, { fit: RankingFit; level: number }>();
  for (const fold of new Set(folds)) {
    const others = runs.filter((_, index) => folds[index] !== fold);
    fits.set(fold, { fit: fitRanking(others, hasWeights), level: levelOf(others) });
  }
  return runs.map(({ basis, isBad }, index) => {
    const { fit, level } = fits.get(folds[index] ?? 0) as { fit: RankingFit; level: number };
    const score = rankingScore(fit, basis);
    return {
      isBad,
      before: { score: basis.logit, levelled: basis.logit + level },
      after: { score, levelled: score + fit.level },
    };
  });
}

/** The shipped score gets the level of the same verdicts, else a refit would win by knowing how many of the queue are wrong. */
function levelOf(runs: readonly LabelledRun[]): number {
  const rows = runs.map(({ basis, isBad }) => ({ columns: [0], values: [1], offset: basis.logit, isBad, weight: 1 }));
  return fitPenalisedLogistic(rows, [{ mean: 0, precision: 1 / 16 }]).coefficients[0] ?? 0;
}

function rankingFigures(list: readonly { score: number; levelled: number; isBad: boolean }[]): RankingFigures {
  return {
    auroc: auroc(list),
    average_precision: averagePrecision(list),
    found20: foundWithin(list, 0.2),
    log_loss: list.reduce((sum, { levelled, isBad }) => sum + loss(levelled, isBad), 0) / list.length,
  };
}

interface StandingVerdict extends CalibrationVerdict {
  index: number;
}

function standingVerdicts(runs: readonly LabelledRun[], unseen: readonly Unseen[], { weights }: InclusionWeights): StandingVerdict[] {
  return runs.flatMap(({ runId, isBad }, index) => {
    const weight = weights.get(runId);
    return weight === undefined ? [] : [{ index, score: unseen[index]?.after.score ?? 0, isBad, weight }];
  });
}

/** Before: as the shipped model says it. After: calibrated on the other folds. */
function probabilityFigures(
  standing: readonly StandingVerdict[],
  folds: readonly number[],
  unseen: readonly Unseen[],
): RefitFigures['probabilities'] {
  const fits = new Map<number, Calibration>();
  for (const fold of new Set(folds)) fits.set(fold, fitCalibration(standing.filter(({ index }) => folds[index] !== fold)));
  const scored = (of: (verdict: StandingVerdict) => number): ScoredVerdict[] =>
    standing.map((verdict) => ({ score: probability(of(verdict)), isBad: verdict.isBad, weight: verdict.weight }));
  return {
    before: ofProbabilities(scored(({ index }) => unseen[index]?.before.score ?? 0)),
    after: ofProbabilities(scored(({ index, score }) => calibrated(fits.get(folds[index] ?? 0) ?? { offset: 0, slope: 1 }, score))),
  };
}

function ofProbabilities(scored: readonly ScoredVerdict[]): ProbabilityFigures {
  const bins = reliabilityBins(scored);
  return { brier: brier(scored), ece: calibrationError(bins), bins };
}

const loss = (logit: number, isBad: boolean): number => logLossOf({ score: probability(logit), isBad });

/** Six digits say all there is to say, and are the same on every machine. */
function round<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Number(one.toFixed(6)) : one))) as T;
}
