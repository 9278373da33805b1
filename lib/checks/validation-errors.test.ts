import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { validationErrors } from './validation-errors';

describe('errors that the workflow’s own validation reports', () => {
  it('are none when the validation passed', () => {
    expect(saidOfRun(validationErrors)).toEqual([]);
    expect(saidOfRun(validationErrors, { facts: { validationErrors: [] } })).toEqual([]);
  });

  it('are passed on with their number, three of them in words', () => {
    expect(
      saidOfRun(validationErrors, { facts: { validationErrors: ['total is negative.', 'iban has 21 letters', 'no date', 'no buyer'] } }),
    ).toEqual([
      'high validation_error: The output went out with 4 validation errors: total is negative; iban has 21 letters; no date; and 1 more.',
    ]);
  });

  it('are read from the last validation step', () => {
    expect(saidOfRun(validationErrors, { steps: { shape: { output: { passed: false, errors: ['total is not a number'] } } } })).toEqual([
      'high validation_error: The output went out with 1 validation error: total is not a number.',
    ]);
    expect(saidOfRun(validationErrors, { steps: { shape: { status: 'error', error: 'validator crashed' } } })).toEqual([
      'high validation_error: The output went out with 1 validation error: validator crashed.',
    ]);
  });

  it('weigh little when a later attempt passed', () => {
    const more = [{ kind: 'VALIDATION' as const, name: 'shape', output: { passed: true } }];
    expect(saidOfRun(validationErrors, { steps: { shape: { output: { passed: false, errors: ['no total'] } } }, more })).toEqual([
      'low validation_error: shape failed 1 time before it passed: no total.',
    ]);
  });
});
