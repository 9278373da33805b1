import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg';
import { jensenShannon, populationStability } from './divergence';
import { balancedCramersV, homogeneityTest } from './homogeneity';
import { newcombeInterval } from './newcombe-interval';
import { kolmogorovSmirnov, mannWhitney } from './ordered-samples';
import frozen from './scipy-values.json';
import { betaI, chiSquareSurvival, fSurvival, gammaQ, logGamma, normalSurvival, studentTwoSided } from './special-functions';
import { wilsonInterval } from './wilson-interval';

/**
 * Inputs and what SciPy (version in the file) gave for them: special.gammaln, gammaincc, betainc; stats.chi2.sf, f.sf, norm.sf, t.sf,
 * chi2_contingency(correction=False) with contingency.association, false_discovery_control, binomtest.proportion_ci('wilson'),
 * mannwhitneyu(use_continuity=False, method='asymptotic'), ks_2samp with kstwobign.sf; spatial.distance.jensenshannon(base=2)²;
 * psi from special.kl_div both ways; newcombe from Wilson bounds by Newcombe's formula.
 */
const values = frozen as unknown as {
  [name in 'logGamma' | 'gammaQ' | 'betaI' | 'chi2' | 'f' | 'norm' | 't' | 'wilson' | 'newcombe']: number[][];
} & {
  homogeneity: [number[], number[], number, number, number, number][];
  js: [number[], number[], number][];
  psi: [number[], number[], number][];
  bh: [number[], number[]][];
  mw: [number[], number[], number, number][];
  ks: [number[], number[], number, number][];
  scipy: string;
};

/** Relative, because small tails are what matters. */
function close(actual: number | undefined, expected: number | undefined, relative = 1e-10) {
  if (actual === undefined || expected === undefined) throw new Error('nothing to compare');
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(Math.max(1e-14, Math.abs(expected) * relative));
}
const at = (row: number[], index: number) => row[index] ?? Number.NaN;

describe(`values of SciPy ${values.scipy}`, () => {
  it('special functions', () => {
    for (const row of values.logGamma) close(logGamma(at(row, 0)), row[1]);
    for (const row of values.gammaQ) close(gammaQ(at(row, 0), at(row, 1)), row[2]);
    for (const row of values.betaI) close(betaI(at(row, 0), at(row, 1), at(row, 2)), row[3]);
  });

  it('tails of distributions, the far ones too', () => {
    for (const row of values.chi2) close(chiSquareSurvival(at(row, 0), at(row, 1)), row[2]);
    for (const row of values.f) close(fSurvival(at(row, 0), at(row, 1), at(row, 2)), row[3]);
    for (const row of values.norm) close(normalSurvival(at(row, 0)), row[1]);
    for (const row of values.t) close(studentTwoSided(at(row, 0), at(row, 1)), row[2]);
  });

  it('chi-square of homogeneity with Cramér’s V', () => {
    for (const [left, right, chiSquare, df, pValue, v] of values.homogeneity) {
      const test = homogeneityTest(left, right);
      expect(test?.df).toBe(df);
      close(test?.chiSquare, chiSquare);
      close(test?.pValue, pValue, 1e-9);
      close(test?.cramersV, v);
    }
  });

  it('Cramér’s V of equally large windows is V of the scaled table', () => {
    const [left, right, , , , v] = values.homogeneity[0] ?? [];
    close(
      balancedCramersV(
        (left ?? []).map((count) => count * 7),
        right ?? [],
      ) ?? undefined,
      v,
    );
  });

  it('divergences', () => {
    for (const [left, right, js] of values.js) close(jensenShannon(left, right) ?? undefined, js, 1e-9);
    for (const [left, right, psi] of values.psi) close(populationStability(left, right) ?? undefined, psi, 1e-9);
  });

  it('false discovery rates', () => {
    for (const [pValues, adjusted] of values.bh) for (const [index, q] of benjaminiHochberg(pValues).entries()) close(q, adjusted[index]);
  });

  it('intervals of shares and of their differences', () => {
    for (const row of values.wilson) {
      const interval = wilsonInterval(at(row, 0), at(row, 1));
      close(interval?.low, row[2], 1e-6);
      close(interval?.high, row[3], 1e-6);
    }
    for (const row of values.newcombe) {
      const interval = newcombeInterval(at(row, 0), at(row, 1), at(row, 2), at(row, 3));
      close(interval?.difference, row[4]);
      close(interval?.low, row[5], 1e-6);
      close(interval?.high, row[6], 1e-6);
    }
  });

  it('ordered samples', () => {
    for (const [left, right, u, pValue] of values.mw) {
      close(mannWhitney(left, right)?.u, u);
      close(mannWhitney(left, right)?.pValue, pValue);
    }
    for (const [left, right, distance, pValue] of values.ks) {
      close(kolmogorovSmirnov(left, right)?.distance, distance);
      close(kolmogorovSmirnov(left, right)?.pValue, pValue, 1e-8);
    }
  });
});
