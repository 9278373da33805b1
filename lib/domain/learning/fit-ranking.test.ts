import { describe, expect, it } from 'vitest';
import { fitRanking, isEnough, type LabelledRun, MIN_FOR_HISTORY, MIN_FOR_WEIGHTS, rankingScore } from './fit-ranking';
import { normal, seededRandom, simulateVerdicts } from './simulate-verdicts';

/** Runs of equal text score on one route, so many of them changed. */
function ofRoute(route: string, changed: number, n: number): LabelledRun[] {
  return Array.from({ length: n }, (_, index) => ({
    runId: `${route}-${index}`,
    foldKey: `${route}-${index}`,
    isBad: index < changed,
    basis: { logit: 0, groups: {}, keys: { route } },
  }));
}
const termOf = (runs: readonly LabelledRun[], key: string) => {
  const found = fitRanking(runs, false).history.find((entry) => entry.key === key);
  if (!found) throw new Error(`no term for ${key}`);
  return found;
};

describe('history', () => {
  it('counts what it has seen', () => {
    expect(termOf([...ofRoute('refund', 14, 40), ...ofRoute('order', 3, 30)], 'refund')).toMatchObject({ n: 40, changed: 14 });
  });

  it('comes near the observed difference with many verdicts', () => {
    const runs = [...ofRoute('a', 800, 1000), ...ofRoute('b', 200, 1000)];
    expect(termOf(runs, 'a').term - termOf(runs, 'b').term).toBeCloseTo(2 * Math.log(4), 1);
  });

  it('stays near the whole with few, and says how little it knows', () => {
    const runs = [...ofRoute('a', 150, 300), ...ofRoute('b', 150, 300), ...ofRoute('rare', 2, 2)];
    const rare = termOf(runs, 'rare');
    expect(rare.term).toBeGreaterThan(0);
    expect(rare.term).toBeLessThan(0.5);
    expect(rare.low).toBeLessThan(0);
    expect(rare.high - rare.low).toBeGreaterThan(termOf(runs, 'a').high - termOf(runs, 'a').low);
  });

  it('gives a route no blame that the text score has already given', () => {
    const random = seededRandom(3);
    const runs = simulateVerdicts(2000, {}, random).map((run) => ({
      ...run,
      basis: { ...run.basis, keys: { route: run.basis.logit > 0 ? 'hard' : 'easy' } },
    }));
    expect(Math.abs(termOf(runs, 'hard').term)).toBeLessThan(0.3);
  });

  it('leaves out a factor with one key, which every run has', () => {
    expect(fitRanking(ofRoute('only', 20, 40), false).history).toEqual([]);
  });

  it('finds planted effects of two crossed factors', () => {
    const truth = { level: 0.3, route: { a: 1, b: 0, c: -1 }, model: { x: 0.6, y: -0.6 } };
    const { history } = fitRanking(simulateVerdicts(6000, truth, seededRandom(5)), false);
    const term = (key: string) => history.find((entry) => entry.key === key)?.term ?? Number.NaN;
    expect(term('a') - term('b')).toBeCloseTo(1, 0.5);
    expect(term('a') - term('c')).toBeGreaterThan(1.7);
    expect(term('a') - term('c')).toBeLessThan(2.3);
    expect(term('x') - term('y')).toBeGreaterThan(0.95);
    expect(term('x') - term('y')).toBeLessThan(1.45);
  });

  it('has intervals that hold the truth about as often as they say', () => {
    let [held, all] = [0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const names = Array.from({ length: 12 }, (_, index) => `m${index}`);
      const model = Object.fromEntries(names.map((name) => [name, 0.7 * normal(random)]));
      const mean = names.reduce((sum, name) => sum + (model[name] ?? 0) / names.length, 0);
      for (const { key, low, high } of fitRanking(simulateVerdicts(240, { model }, random), false).history) {
        // The level is free, so effects are known up to their mean.
        const truth = (model[key] ?? 0) - mean;
        all++;
        if (low <= truth && truth <= high) held++;
      }
    }
    expect(all).toBeGreaterThan(400);
    expect(held / all).toBeGreaterThan(0.9);
    expect(held / all).toBeLessThan(0.995);
  });
});

describe('weights of groups', () => {
  it('find what the shipped model counts too little', () => {
    const { weights } = fitRanking(simulateVerdicts(3000, { checks: 1 }, seededRandom(7)), true);
    expect(weights?.groups.find(({ feature }) => feature === 'run:checks')?.weight).toBeGreaterThan(0.7);
    expect(weights?.slope).toBeGreaterThan(0.85);
    expect(weights?.slope).toBeLessThan(1.15);
  });

  it('do little harm where there is nothing to learn from few verdicts', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const runs = simulateVerdicts(40, { checks: 0 }, seededRandom(seed));
      const fit = fitRanking(runs, true);
      expect(fit.weights?.slope).toBeGreaterThan(0.6);
      expect(fit.weights?.slope).toBeLessThan(1.4);
      for (const { weight } of fit.weights?.groups ?? []) expect(Math.abs(weight)).toBeLessThan(0.6);
    }
  });

  it('are off below the minimum, so the order of equal keys is that of the text score', () => {
    const fit = fitRanking(simulateVerdicts(30, { route: { a: 1, b: -1 } }, seededRandom(2)), false);
    const basis = (logit: number) => ({ logit, groups: { 'run:checks': 3 }, keys: { route: 'a' } });
    expect(fit.weights).toBeNull();
    expect(rankingScore(fit, basis(1)) - rankingScore(fit, basis(0))).toBeCloseTo(1, 9);
  });
});

it('knows when there are too few verdicts', () => {
  const runs = (bad: number, good: number) => [...ofRoute('a', bad, bad), ...ofRoute('b', 0, good)];
  expect(isEnough(runs(1, 30), MIN_FOR_HISTORY)).toBe(false);
  expect(isEnough(runs(2, 8), MIN_FOR_HISTORY)).toBe(true);
  expect(isEnough(runs(7, 60), MIN_FOR_WEIGHTS)).toBe(false);
  expect(isEnough(runs(8, 32), MIN_FOR_WEIGHTS)).toBe(true);
});
