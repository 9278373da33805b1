import { describe, expect, it } from 'vitest';
import { evaluateRun } from './evaluate-run';
import { evaluateWithin } from './evaluate-within';
import { exampleEvaluation } from './evidence-example';
import { exampleRun } from './example-run';

const input = exampleEvaluation(exampleRun());

describe('checking with a limit of time', () => {
  it('gives what the engine gives', () => {
    expect(evaluateWithin(60_000, input)).toEqual({ evaluation: evaluateRun(input), failure: null });
  });

  it('gives a finding when the engine takes too long or breaks, and the failure for the log', () => {
    const endless = evaluateWithin(30, input, () => {
      for (;;);
    });
    expect(endless.failure).toMatchObject({ name: 'OutOfTime' });
    expect(endless.evaluation).toMatchObject({
      claims: [],
      findings: [
        { code: 'run_not_checked', detail: 'Nothing in this run has been checked: checking was cut off after 0 s. Look at it whole.' },
      ],
    });
    const broken = evaluateWithin(1000, input, () => {
      throw new TypeError('a body nobody should read');
    });
    expect(broken.evaluation.findings[0]?.detail).toBe(
      'Nothing in this run has been checked: checking failed (TypeError). Look at it whole.',
    );
    expect(broken.evaluation.risk.terms.map(({ name }) => name)).toContain('run not checked');
  });
});
