import { describe, expect, it } from 'vitest';
import { calibrated, calibrationGap, fitCalibration } from './calibration';
import { effectiveCount, inclusionWeights, type QueuedRun, WEIGHT_CAP } from './inclusion-weights';
import { probability } from './risk-basis';
import { normal, seededRandom } from './simulate-verdicts';

/** A stream in which a finding that the text score does not know of raises the risk, and the queue's rule looks at that finding. */
function stream(count: number, seed: number) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const logit = -1 + normal(random);
    const isFlagged = random() < 0.15;
    return { runId: `R-${index}`, logit, isFlagged, place: random(), isBad: random() < probability(logit - 0.5 + (isFlagged ? 2.5 : 0)) };
  });
}
const AUDITED = 0.1;
const verdict = ({ logit, isBad }: { logit: number; isBad: boolean }, weight: number) => ({ score: logit, isBad, weight });

/** Mean over all runs of what a calibration says, less the rate of all runs. */
function errorOfLevel(runs: ReturnType<typeof stream>, calibration: { offset: number; slope: number }): number {
  const said = runs.reduce((sum, { logit }) => sum + probability(calibrated(calibration, logit)), 0);
  return (said - runs.filter(({ isBad }) => isBad).length) / runs.length;
}

describe('calibration', () => {
  it('finds offset and slope, with an interval that holds the truth', () => {
    const random = seededRandom(11);
    const verdicts = Array.from({ length: 4000 }, () => {
      const score = 1.5 * normal(random);
      return { score, isBad: random() < probability(-0.7 + 0.6 * score), weight: 1 };
    });
    const { offset, slope, low, high } = fitCalibration(verdicts);
    expect(slope).toBeGreaterThan(0.5);
    expect(slope).toBeLessThan(0.7);
    expect(low).toBeLessThan(-0.7);
    expect(high).toBeGreaterThan(-0.7);
    expect(offset).toBeCloseTo(-0.7, 0);
  });

  it('is fooled by a queue that shows what a rule caught, and is not where the chance of being shown is counted', () => {
    const errors = Array.from({ length: 10 }, (_, seed) => {
      const runs = stream(6000, seed + 1);
      const shown = runs.filter(({ isFlagged, place }) => isFlagged || place < AUDITED);
      const naive = fitCalibration(shown.map((run) => verdict(run, 1)));
      const items = shown.map(
        ({ runId, logit, isFlagged }): QueuedRun => ({
          runId,
          logit,
          queueId: isFlagged ? 'rule' : 'audit',
          inclusion: isFlagged ? 1 : AUDITED,
          isDecided: true,
        }),
      );
      const { weights } = inclusionWeights(items, runs.length);
      const weighted = fitCalibration(shown.map((run) => verdict(run, weights.get(run.runId) ?? 0)));
      return { naive: errorOfLevel(runs, naive), weighted: errorOfLevel(runs, weighted) };
    });
    const mean = (of: 'naive' | 'weighted') => errors.reduce((sum, error) => sum + error[of], 0) / errors.length;
    expect(mean('naive')).toBeGreaterThan(0.15);
    expect(Math.abs(mean('weighted'))).toBeLessThan(0.02);
    for (const { naive, weighted } of errors) expect(Math.abs(weighted)).toBeLessThan(naive / 2);
  });

  it('counts that a queue is worked from the top', () => {
    // Reviewers see the flag too and take those first: of 100 items in each fifth of risk more of the upper ones are decided.
    const items = Array.from(
      { length: 500 },
      (_, index): QueuedRun => ({
        runId: `R-${index}`,
        queueId: 'q',
        inclusion: 1,
        logit: index / 100,
        isDecided: index % 100 < 20 * (1 + Math.floor(index / 100)),
      }),
    );
    const { weights, coverage } = inclusionWeights(items, 500);
    expect([0, 100, 400].map((index) => weights.get(`R-${index}`))).toEqual([5, 2.5, 1]);
    expect(coverage).toBe(1);
  });

  it('says what the verdicts do not reach', () => {
    const items = Array.from(
      { length: 100 },
      (_, index): QueuedRun => ({
        runId: `R-${index}`,
        queueId: 'q',
        inclusion: 1,
        logit: index,
        isDecided: index >= 80,
      }),
    );
    expect(inclusionWeights(items, 100).coverage).toBeCloseTo(0.2, 6);
    expect(inclusionWeights(items.slice(0, 50), 100)).toEqual({ weights: new Map(), coverage: 0 });
  });

  it('caps the weight of one verdict, and counts what the rest is worth', () => {
    const items: QueuedRun[] = [{ runId: 'R', queueId: 'q', inclusion: 0.001, logit: 0, isDecided: true }];
    expect(inclusionWeights(items, 1000).weights.get('R')).toBe(WEIGHT_CAP);
    expect(effectiveCount([1, 1, 1, 1])).toBe(4);
    expect(effectiveCount([20, 1, 1, 1])).toBeCloseTo(529 / 403, 6);
  });
});

describe('calibrationGap', () => {
  const verdicts = (n: number, bad: number, weight = 1) =>
    Array.from({ length: n }, (_, index) => ({ score: 0, isBad: index < bad, weight: index === 0 ? weight : 1 }));
  it.each([
    ['too few', verdicts(29, 10), 1, '29 of 30 verdicts'],
    ['one outcome', verdicts(60, 2), 1, 'fewer than 5'],
    ['one heavy verdict', verdicts(30, 10, 20), 1, 'weigh as much as 5'],
    ['runs that no rule reaches', verdicts(60, 20), 0.4, '40 % of the runs'],
  ])('names %s', (_, list, coverage, words) => {
    expect(calibrationGap(list, coverage)).toContain(words);
  });
  it('is silent when they can speak', () => {
    expect(calibrationGap(verdicts(60, 20), 0.9)).toBeNull();
  });
});
