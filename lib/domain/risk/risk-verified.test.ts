import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RiskScore } from '@/lib/domain/evidence';
import { withVerified } from './risk-verified';

const text = (score: number): RiskScore => ({ score, terms: [{ name: 'base rate', contribution: -1, group: 'base' }], modelVersion: 'm' });
const said = (support: number, weight = 1) => ({ scores: new Map([['c1', support]]), weight, missing: null });
const scoreOf = (score: number, support: number, weight = 1) => withVerified(text(score), 'c1', said(support, weight)).score;
const logOdds = (share: number) => Math.log(share / (1 - share));

describe('withVerified', () => {
  it('leaves a claim as it is without a verifier, and without a word about this claim', () => {
    expect(withVerified(text(0.3), 'c1', undefined)).toEqual(text(0.3));
    expect(withVerified(text(0.3), 'c2', said(0))).toEqual(text(0.3));
  });

  it('shows what the verifier said as a term of its own', () => {
    const { terms } = withVerified(text(0.3), 'c1', said(0.12));
    expect(terms).toContainEqual({ name: 'verifier: support 0.12', contribution: 1.992, group: 'verifier' });
    expect(terms).toHaveLength(2);
  });

  it('adds nothing for one half, raises for less, lowers for more', () => {
    expect(scoreOf(0.3, 0.5)).toBe(0.3);
    expect(scoreOf(0.3, 0.2)).toBeGreaterThan(0.3);
    expect(scoreOf(0.3, 0.8)).toBeLessThan(0.3);
  });

  it('is bounded, so that a sure word does not decide alone', () => {
    expect(logOdds(scoreOf(0.3, 0)) - logOdds(0.3)).toBeCloseTo(3, 1);
    expect(logOdds(0.3) - logOdds(scoreOf(0.3, 1))).toBeCloseTo(3, 1);
    expect(scoreOf(0.3, 0)).toBe(scoreOf(0.3, 0.01));
    expect(logOdds(scoreOf(0.3, 0, 0.5)) - logOdds(0.3)).toBeCloseTo(1.5, 1);
  });

  it('brings claims into the order of the mean of both log-odds', () => {
    const share = fc.double({ min: 0.06, max: 0.94, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (textA, supportA, textB, supportB) => {
        const mean = (risk: number, support: number) => (logOdds(risk) - logOdds(support)) / 2;
        const difference = mean(textA, supportA) - mean(textB, supportB);
        fc.pre(Math.abs(difference) > 0.2);
        expect(Math.sign(logOdds(scoreOf(textA, supportA)) - logOdds(scoreOf(textB, supportB)))).toBe(Math.sign(difference));
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
