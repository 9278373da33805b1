import { describe, expect, it } from 'vitest';
import { applyRiskModel } from './apply-risk-model';
import { basisKeys, logOdds, riskBasis } from './risk-basis';
import { currentBase, type ProjectRiskModel } from './risk-model';

const MODEL: ProjectRiskModel = {
  version: 3,
  base_version: 'base@1',
  history: [
    { factor: 'route', key: 'refund', n: 40, changed: 14, term: 0.7, low: 0.2, high: 1.2 },
    { factor: 'model', key: 'small', n: 12, changed: 9, term: 0.4, low: -0.1, high: 0.9 },
  ],
  weights: { slope: 0.9, centre: -0.5, groups: [{ feature: 'claim:numbers', weight: 0.3, centre: 0.5 }] },
  calibration: { offset: -0.4, slope: 0.8, low: -0.7, high: -0.1, verdicts: 80, effective: 60 },
};
const BASIS = { logit: 0.2, groups: { 'claim:numbers': 1.9 }, keys: { route: 'refund', model: 'small', prompt: 'p @ 4' } };

describe('applyRiskModel', () => {
  it('gives the shipped score where no model is in force', () => {
    expect(applyRiskModel(BASIS, 'base@1', null)).toEqual({ score: 0.5498, learnt: [], modelVersion: 'base@1' });
  });

  it('says each thing that it adds, and they sum to the score', () => {
    const { score, learnt, modelVersion } = applyRiskModel(BASIS, 'base@1', MODEL);
    expect(modelVersion).toBe('base@1+p3');
    expect(learnt.map(({ name, group }) => [name, group])).toEqual([
      ['route refund: 14 of 40 changed before', 'history'],
      ['model small: 9 of 12 changed before', 'history'],
      ['numbers, as this project weighs them', 'numbers'],
      ['calibrated on this project', 'base'],
    ]);
    const sum = learnt.reduce((total, { contribution }) => total + contribution, BASIS.logit);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(score, 2);
    // By hand: −0.4 + 0.8 · (0.2 − 0.1 · 0.7 + 0.3 · 1.4 + 0.7 + 0.4)
    expect(logOdds(score)).toBeCloseTo(0.92, 2);
  });

  it('keeps to the history after an upgrade of the shipped model', () => {
    const { learnt, modelVersion, score } = applyRiskModel(BASIS, 'base@2', MODEL);
    expect(modelVersion).toBe('base@2+p3');
    expect(learnt.map(({ group }) => group)).toEqual(['history', 'history']);
    expect(logOdds(score)).toBeCloseTo(1.3, 2);
  });

  it('knows the models for prose and for the rest as one base', () => {
    const base_version = currentBase(['terms@2', 'sentences@1+p4', 'terms@1', 'sentences@1']);
    expect(base_version).toBe('sentences@1 terms@2');
    expect(applyRiskModel(BASIS, 'terms@2', { ...MODEL, base_version }).learnt.map(({ group }) => group)).toContain('numbers');
    expect(applyRiskModel(BASIS, 'terms@1', { ...MODEL, base_version }).learnt.map(({ group }) => group)).toEqual(['history', 'history']);
  });

  it('adds nothing for keys that nobody has reviewed', () => {
    const { score } = applyRiskModel({ ...BASIS, keys: { route: 'new' } }, 'base@2', MODEL);
    expect(score).toBe(0.5498);
  });
});

describe('riskBasis', () => {
  const term = (group: 'numbers' | 'checks' | 'base' | 'claims', contribution: number) => ({ name: group, group, contribution });
  it('sums the terms of the two riskiest claims and of the run by group', () => {
    const claims = [
      { score: 0.9, terms: [term('numbers', 1), term('base', -2)] },
      { score: 0.1, terms: [term('numbers', 7)] },
      { score: 0.5, terms: [term('numbers', 0.5), term('checks', 0.25)] },
    ];
    expect(riskBasis({ score: 0.5, terms: [term('checks', 2), term('claims', 3)] }, claims, {})).toEqual({
      logit: 0,
      groups: { 'claim:numbers': 1.5, 'claim:checks': 0.25, 'run:checks': 2 },
      keys: {},
    });
  });

  it('names a prompt by id and version, and leaves out what a run does not say', () => {
    expect(basisKeys({ route: 'refund', promptId: 'answer', promptVersion: '4', modelName: null }, null)).toEqual({
      route: 'refund',
      prompt: 'answer @ 4',
    });
  });
});
