import { describe, expect, it } from 'vitest';
import { placed } from '@/lib/domain/anchor/anchor-reading';
import type { Claim, EvidenceState, Finding } from '@/lib/domain/evidence';
import { claimRisk, runRisk } from './risk';

const finding = (code: string, severity: Finding['severity'] = 'high', claimId: string | null = 'c1'): Finding => ({
  code,
  severity,
  claimId,
  stepId: null,
  detail: '',
  anchors: [],
  checkId: 'x',
  checkVersion: '1',
});
function risk(kind: Claim['kind'], state: EvidenceState, rest: { coverage?: number; fresh?: string[]; findings?: Finding[] } = {}) {
  const claim: Claim = { claimId: 'c1', ordinal: 0, kind, path: kind === 'field' ? '/x' : null, range: null, text: 'x', value: null };
  return claimRisk({ ...placed(claim, { state, coverage: rest.coverage ?? 1 }), fresh: rest.fresh ?? [] }, rest.findings ?? []);
}
const run = (kind: Claim['kind'], ...risks: ReturnType<typeof risk>[]) =>
  runRisk(
    risks.map((one, index) => ({ kind, label: `c${index}`, risk: one })),
    [],
  ).score;

describe('claimRisk', () => {
  it('rises from evidence that stands to evidence that says otherwise', () => {
    const scores = (['exact', 'approximate', 'missing', 'contradicted'] as const).map((state) => risk('field', state).score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(scores[0]).toBeLessThan(0.05);
    expect(scores.at(-1)).toBeGreaterThan(0.5);
  });

  it('rises with what the nearest place lacks, and with words and numbers that no source has', () => {
    const near = risk('sentence', 'missing', { coverage: 0.6 });
    const far = risk('sentence', 'missing', { coverage: 0.1 });
    const fresh = risk('sentence', 'missing', { coverage: 0.1, fresh: ['a', 'b', 'c'] });
    const figures = risk('sentence', 'missing', { coverage: 0.1, fresh: ['a', 'b', 'c'], findings: [finding('number_not_in_source')] });
    expect([near, far, fresh, figures].map(({ score }) => score)).toEqual(
      [near, far, fresh, figures].map(({ score }) => score).sort((a, b) => a - b),
    );
    expect(figures.terms.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['number not in source', '90 % of it not in the nearest place', '3 words that no source has']),
    );
  });

  it('counts judgements less than values', () => {
    expect(risk('field', 'missing', { findings: [finding('evidence_missing', 'low')] }).score).toBeLessThan(
      risk('field', 'missing', { findings: [finding('evidence_missing', 'medium')] }).score,
    );
  });
});

describe('runRisk', () => {
  it('is high as soon as one field is wrong, however many are right', () => {
    const wrong = risk('field', 'missing', { findings: [finding('number_not_in_source')] });
    expect(run('field', ...Array.from({ length: 20 }, () => risk('field', 'exact')), wrong)).toBeGreaterThan(0.5);
  });

  it('is low when everything stands', () => {
    expect(run('field', risk('field', 'exact'), risk('field', 'normalised'))).toBeLessThan(0.1);
    expect(run('sentence', risk('sentence', 'exact'), risk('sentence', 'exact'))).toBeLessThan(0.1);
  });

  it('adds a term for each code of the run, less for each repetition', () => {
    const once = runRisk([], [finding('tool_failed', 'medium', null)]);
    const twice = runRisk([], [finding('tool_failed', 'medium', null), finding('tool_failed', 'medium', null)]);
    const of = (score: typeof once) => score.terms.find(({ name }) => name.startsWith('tool failed'));
    expect(of(once)).toMatchObject({ name: 'tool failed', contribution: 0.5 });
    expect(of(twice)).toMatchObject({ name: 'tool failed × 2', contribution: 0.75 });
  });

  it('takes a run without claims', () => {
    expect(runRisk([], []).score).toBeCloseTo(0.12, 2);
  });
});
