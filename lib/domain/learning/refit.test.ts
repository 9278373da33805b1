import { describe, expect, it } from 'vitest';
import { applyRiskModel } from './apply-risk-model';
import { foldsOf } from './folds';
import { rankingScore } from './fit-ranking';
import { judgementOf, refit } from './refit';
import { riskModelBodySchema } from './risk-model';
import { seededRandom, simulateVerdicts, type Truth } from './simulate-verdicts';

const COUNTS = { disagreeing: 0, claims_right: 0, claims_wrong: 0 };
function refitOf(count: number, truth: Truth, seed: number) {
  const runs = simulateVerdicts(count, truth, seededRandom(seed));
  const items = runs.map(({ runId, basis }) => ({ runId, queueId: 'q', inclusion: 1, logit: basis.logit, isDecided: true }));
  return refit({ baseVersion: 'base@1', runs, items, checkedRuns: count, counts: COUNTS });
}
const ROUTES: Truth = { level: 0.8, route: { refund: 1.2, order: 0, chat: -1.2 }, checks: 0.8 };

describe('refit', () => {
  it('ranks unseen verdicts better where there is something to learn, and says so', () => {
    const body = refitOf(600, ROUTES, 1);
    const { before, after } = body.figures.ranking;
    expect(after.auroc).toBeGreaterThan(before.auroc + 0.03);
    expect(after.log_loss).toBeLessThan(before.log_loss);
    expect(body.judgement).toBe('better');
    expect(riskModelBodySchema.parse(body)).toEqual(body);
  });

  it('makes probabilities right where verdicts stand for all runs', () => {
    const { probabilities } = refitOf(600, ROUTES, 2).figures;
    expect(probabilities?.after.ece).toBeLessThan((probabilities?.before.ece ?? 0) / 2);
    expect(probabilities?.after.brier).toBeLessThan(probabilities?.before.brier ?? 0);
  });

  it('does little harm where there is nothing to learn', () => {
    // Labels follow the shipped score exactly, so whatever a fit finds is noise; what it costs is measured on further verdicts.
    const truth = { route: { a: 0, b: 0, c: 0 }, checks: 0 };
    const further = simulateVerdicts(4000, truth, seededRandom(99));
    const cost = Array.from({ length: 20 }, (_, seed) => refitOf(60, truth, seed + 1))
      .filter(({ judgement }) => judgement === 'better')
      .map((body) => {
        const differences = further.map(({ basis, isBad }) => {
          const logit = rankingScore(body, basis);
          return Math.log(1 + Math.exp(isBad ? -logit : logit)) - Math.log(1 + Math.exp(isBad ? -basis.logit : basis.logit));
        });
        return differences.reduce((sum, value) => sum + value, 0) / differences.length;
      });
    expect(cost.length).toBeLessThanOrEqual(10);
    for (const one of cost) expect(one).toBeLessThan(0.05);
    expect(cost.reduce((sum, one) => sum + one, 0) / 20).toBeLessThan(0.01);
  });

  it('learns histories from ten verdicts, and weights from forty where they help on unseen ones', () => {
    expect(refitOf(39, ROUTES, 4)).toMatchObject({ weights: null, calibration: expect.anything() });
    expect(refitOf(400, ROUTES, 4).weights?.groups).toContainEqual(expect.objectContaining({ feature: 'run:checks' }));
  });

  it('keeps the shipped level where verdicts stand for nobody, and says why', () => {
    const runs = simulateVerdicts(200, { ...ROUTES, level: 2 }, seededRandom(5));
    const body = refit({ baseVersion: 'base@1', runs, items: [], checkedRuns: 5000, counts: COUNTS });
    expect(body).toMatchObject({ calibration: null, calibration_gap: '0 of 30 verdicts that stand for all runs' });
    const mean = (of: (one: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + of(run) / runs.length, 0);
    const learnt = mean(({ basis }) => applyRiskModel(basis, 'base@1', { ...body, version: 1 }).score);
    const shipped = mean(({ basis }) => 1 / (1 + Math.exp(-basis.logit)));
    // The true level is some 0.35 higher; what is left is that effects of either sign do not cancel in probabilities.
    expect(Math.abs(learnt - shipped)).toBeLessThan(0.1);
  });

  it('is the same for the same verdicts', () => {
    expect(refitOf(50, ROUTES, 6)).toEqual(refitOf(50, ROUTES, 6));
  });
});

it.each([
  [{ mean: 0.03, low: -0.1, high: 0.16 }, 'worse'],
  [{ mean: 0.01, low: 0.002, high: 0.018 }, 'worse'],
  [{ mean: 0.01, low: -0.02, high: 0.04 }, 'unclear'],
  [{ mean: -0.01, low: -0.1, high: 0.08 }, 'unclear'],
  [{ mean: -0.01, low: -0.05, high: 0.03 }, 'better'],
])('judges a change of log-loss of %j as %s', (change, judgement) => {
  expect(judgementOf(change)).toBe(judgement);
});

describe('folds', () => {
  const runs = (key: (index: number) => string) => Array.from({ length: 60 }, (_, index) => ({ runId: `R-${index}`, foldKey: key(index) }));
  it('keep runs of one question together', () => {
    const list = runs((index) => `q${index % 20}`);
    const folds = foldsOf(list);
    for (let index = 0; index < 20; index++) expect(new Set([folds[index], folds[index + 20], folds[index + 40]]).size).toBe(1);
    expect(new Set(folds).size).toBe(10);
  });
  it('part runs that all have the same instruction', () => {
    expect(new Set(foldsOf(runs(() => 'Summarise.'))).size).toBe(10);
  });
});
