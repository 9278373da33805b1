import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { evaluateRun } from './evaluate-run';
import { type EvidenceExample, exampleEvaluation } from './evidence-example';
import { CHECKS, findingCodes } from './registry';

const lease = exampleDocument('lease', ['Deposit: 2,500.00 EUR\nThe landlord may end this lease with ninety days written notice.']);
const evaluate = (example: EvidenceExample) => evaluateRun(exampleEvaluation({ documents: [lease], ...example }));

describe('evaluateRun', () => {
  it('finds nothing against an output that the source bears out, and a low risk', () => {
    const { claims, findings, risk } = evaluate({
      facts: { output: { deposit: 2500, notice: 'ninety days' }, promptId: 'p', promptVersion: '1', modelName: 'm' },
    });
    expect(claims.map(({ state }) => state)).toEqual(['normalised', 'exact']);
    expect(findings.filter(({ claimId }) => claimId !== null)).toEqual([]);
    expect(risk.score).toBeLessThan(0.25);
  });

  it('ranks a wrong output above a right one, and says by which terms', () => {
    const right = evaluate({ facts: { output: 'The landlord may end this lease with ninety days written notice.' } });
    const wrong = evaluate({ facts: { output: 'The landlord may end this lease with thirty days written notice.' } });
    const invented = evaluate({ facts: { output: 'The tenant pays 777 EUR to Maria Keller for the garden on 1 May 2030.' } });
    expect(wrong.risk.score).toBeGreaterThan(right.risk.score + 0.3);
    expect(invented.risk.score).toBeGreaterThan(right.risk.score + 0.3);
    expect(invented.claims[0]?.risk).toBeGreaterThan(0.5);
    expect(wrong.risk.terms.map(({ name }) => name)).toContainEqual(expect.stringContaining('riskiest claim'));
  });

  it('gives contributions that add up to the score', () => {
    const { risk } = evaluate({ facts: { output: { deposit: 99, owner: 'Zanzibar' } } });
    const sum = risk.terms.reduce((total, { contribution }) => total + contribution, 0);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(risk.score, 1);
  });

  it('gives the same answer every time', () => {
    const example = { facts: { output: { deposit: 99, notice: 'thirty days' } } };
    expect(evaluate(example)).toEqual(evaluate(example));
  });

  it('marks the passages that claims stand in', () => {
    const context = [
      { id: 'a', content: 'Shipping takes five days.' },
      { id: 'b', content: 'Deposit: 2,500.00 EUR', documentId: 'lease', page: 1 },
      { id: 'c', content: 'Nothing of use.' },
    ];
    expect(evaluate({ facts: { output: { deposit: 2500, shipping: 'five days' }, context } }).usedPassages).toEqual([0, 1]);
  });

  it('says how many claims it did not check', () => {
    const { findings, claims } = evaluate({ facts: { output: Array.from({ length: 1200 }, () => true) }, documents: [] });
    expect(claims).toHaveLength(1000);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'output_claims_omitted', detail: expect.stringContaining('200 were not') as string }),
    );
  });

  it('takes a run with nothing in it', () => {
    expect(evaluate({ facts: {}, documents: [] }).claims).toEqual([]);
  });
});

describe('the registry of checks', () => {
  it('has every code once, in words that people can read', () => {
    const codes = findingCodes();
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { code, title, explanation } of codes) {
      expect(code).toMatch(/^[a-z][a-z_]+$/u);
      expect(title.length).toBeLessThan(40);
      expect(explanation).toMatch(/[.]$/u);
    }
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });
});
