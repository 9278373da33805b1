// Offset and slope from the learnt score to a probability, from verdicts that stand for all runs.
import { effectiveCount } from './inclusion-weights';
import { fitPenalisedLogistic, type LogisticRow, sandwichCovariance } from './penalised-logistic';

export interface CalibrationVerdict {
  /** Learnt log-odds, from a fit that has not seen this verdict. */
  score: number;
  isBad: boolean;
  /** One over the chance of having been reviewed. */
  weight: number;
}
export interface Calibration {
  offset: number;
  slope: number;
  /** 95 % interval of the offset. */
  low: number;
  high: number;
  verdicts: number;
  /** Verdicts of equal weight that would say as much. */
  effective: number;
}

export const MIN_CALIBRATION = { verdicts: 30, effective: 20, ofEach: 5, coverage: 0.8 };

/** Offset 0 ± 2 and slope 1 ± 0.5 before there are verdicts. */
const PRIORS = [
  { mean: 0, precision: 1 / 4 },
  { mean: 1, precision: 4 },
];

const MIN_SLOPE = 0.1;

/** Why these verdicts cannot say how likely a change is; null when they can. */
export function calibrationGap(verdicts: readonly CalibrationVerdict[], coverage: number): string | null {
  const { verdicts: least, effective, ofEach, coverage: share } = MIN_CALIBRATION;
  const bad = verdicts.filter(({ isBad }) => isBad).length;
  if (verdicts.length < least) return `${verdicts.length} of ${least} verdicts that stand for all runs`;
  if (Math.min(bad, verdicts.length - bad) < ofEach) return `fewer than ${ofEach} of one outcome`;
  const known = effectiveCount(verdicts.map(({ weight }) => weight));
  if (known < effective) return `the verdicts weigh as much as ${Math.floor(known)} equal ones; ${effective} are needed`;
  if (coverage < share)
    return `the rules and reviewers reach ${Math.round(100 * coverage)} % of the runs; a rule that takes a share of every run would reach all`;
  return null;
}

/** Weighted maximum likelihood; the weights sum to the effective number of verdicts, so that none is counted twice. */
export function fitCalibration(verdicts: readonly CalibrationVerdict[]): Calibration {
  const effective = effectiveCount(verdicts.map(({ weight }) => weight));
  const total = verdicts.reduce((sum, { weight }) => sum + weight, 0);
  const rows = verdicts.map(
    ({ score, isBad, weight }): LogisticRow => ({
      columns: [0, 1],
      values: [1, score],
      offset: 0,
      isBad,
      weight: (weight * effective) / total,
    }),
  );
  const fit = fitPenalisedLogistic(rows, PRIORS);
  const [offset = 0, slope = 1] = fit.coefficients;
  // Calibration says how likely, never in which order: a slope below zero would turn the queue round.
  const error = 1.96 * Math.sqrt(sandwichCovariance(rows, fit)[0]?.[0] ?? 0);
  return { offset, slope: Math.max(MIN_SLOPE, slope), low: offset - error, high: offset + error, verdicts: verdicts.length, effective };
}

export const calibrated = ({ offset, slope }: Pick<Calibration, 'offset' | 'slope'>, score: number): number => offset + slope * score;
