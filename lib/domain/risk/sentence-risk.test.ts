import { describe, expect, it } from 'vitest';
import { placed } from '@/lib/domain/anchor/anchor-reading';
import type { Claim, EvidenceState, Finding } from '@/lib/domain/evidence';
import { runRisk, sentenceRisk } from './risk';
import { sentenceScore } from './sentence-score';
import { SHIPPED_MODEL } from './shipped-model';

const claim: Claim = { claimId: 'c1', ordinal: 0, kind: 'sentence', path: null, range: [0, 1], text: 'x', value: null };
const finding = (code: string): Finding => ({
  code,
  severity: 'high',
  claimId: 'c1',
  stepId: null,
  detail: '',
  anchors: [],
  checkId: 'x',
  checkVersion: '1',
});

function risk(state: EvidenceState, features: Record<string, number> = {}, findings: Finding[] = [], fresh: string[] = []) {
  const reading = { ...placed(claim, { state, coverage: 1 }), fresh };
  return sentenceRisk({ reading, features, score: sentenceScore(SHIPPED_MODEL, features) }, findings, SHIPPED_MODEL);
}
const sentence = (score: number, label: string) => ({
  kind: 'sentence' as const,
  label,
  isModelled: true,
  risk: { score, terms: [], modelVersion: SHIPPED_MODEL.version },
});
const model = { version: SHIPPED_MODEL.version, answer: SHIPPED_MODEL.answer, shape: 'passages' as const };

describe('sentenceRisk', () => {
  it('has terms in words that sum to the score, largest first, and names its model', () => {
    const { score, terms, modelVersion } = risk(
      'missing',
      { new_count: 1.1, new_share: 0.6, numbers: 0.69, numbers_absent: 0.69 },
      [],
      ['vegan', 'delivery'],
    );
    const sum = terms.reduce((total, { contribution }) => total + contribution, 0);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(score, 1);
    expect(terms.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['2 words in no source: “vegan”, “delivery”', '1 number in no source']),
    );
    expect(modelVersion).toBe(SHIPPED_MODEL.version);
  });

  it('is likely wrong where a source says otherwise, however closely the sentence follows it', () => {
    const near = { window_one: 1, window_three: 1, copied_share: 0.9, anchor_coverage: 1 };
    expect(risk('approximate', near).score).toBeLessThan(0.1);
    expect(risk('contradicted', near).score).toBeGreaterThan(0.5);
  });

  it('keeps the weights of findings that its data hardly had', () => {
    expect(risk('approximate', {}, [finding('source_superseded')]).score).toBeGreaterThan(risk('approximate').score + 0.2);
  });
});

describe('runRisk of modelled sentences', () => {
  it('rises with the riskiest and, less, with the second riskiest', () => {
    const of = (...scores: number[]) =>
      runRisk(
        scores.map((score, index) => sentence(score, `s${index}`)),
        [],
        model,
      ).score;
    expect(of(0.9, 0.1)).toBeGreaterThan(of(0.5, 0.1));
    expect(of(0.5, 0.5)).toBeGreaterThan(of(0.5, 0.1));
    expect(of(0.9, 0.1)).toBeGreaterThan(of(0.5, 0.5));
    expect(of(0.02, 0.02)).toBeLessThan(0.2);
  });
});
