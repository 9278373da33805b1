import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckSettings } from '@/lib/domain/check-setting';
import { evaluateRun } from './evaluate-run';
import { exampleEvaluation } from './evidence-example';

const WRONG = {
  facts: { input: 'When may orders be returned?', output: 'Returns to Zanzibar take 45 days and cost 12 EUR.' },
  documents: { policy: 'Orders may be returned within 30 days of delivery.' },
};
const evaluated = (checks?: CheckSettings) => evaluateRun({ ...exampleEvaluation(WRONG), ...(checks ? { checks } : {}) });

describe('settings of checks in an evaluation', () => {
  it('take a code that is off out of findings, risk and terms, and leave the others', () => {
    const before = evaluated();
    const after = evaluated({ number_not_in_source: { isEnabled: false } });
    const codes = ({ findings }: typeof before) => findings.map(({ code }) => code);
    expect(codes(before)).toContain('number_not_in_source');
    expect(codes(after)).toEqual(codes(before).filter((code) => code !== 'number_not_in_source'));
    expect(after.claims[0]?.risk).toBeLessThan(before.claims[0]?.risk as number);
    expect(after.claims[0]?.terms.map(({ name }) => name).join()).not.toContain('number not in source');
  });

  it('make findings as grave as the project says, whatever the check says', () => {
    const { findings } = evaluated({ number_not_in_source: { isEnabled: true, severity: 'info' } });
    expect(findings.find(({ code }) => code === 'number_not_in_source')?.severity).toBe('info');
    expect(findings.filter(({ code }) => code !== 'number_not_in_source')).toEqual(
      evaluated().findings.filter(({ code }) => code !== 'number_not_in_source'),
    );
  });

  it('never make a run riskier by turning something off', () => {
    const runs = [WRONG, { ...WRONG, facts: { output: { label: 'unclear', is_open: true, total: '41,200' } } }].map((example) =>
      exampleEvaluation(example),
    );
    for (const input of runs) {
      const before = evaluateRun(input);
      const codes = [...new Set(before.findings.map(({ code }) => code))];
      fc.assert(
        fc.property(fc.subarray(codes), (off) => {
          const after = evaluateRun({ ...input, checks: Object.fromEntries(off.map((code) => [code, { isEnabled: false }])) });
          expect(after.risk.score).toBeLessThanOrEqual(before.risk.score);
          after.claims.forEach(({ risk }, index) => {
            expect(risk).toBeLessThanOrEqual(before.claims[index]?.risk as number);
          });
        }),
        { numRuns: 25, seed: 7 },
      );
    }
  });
});
