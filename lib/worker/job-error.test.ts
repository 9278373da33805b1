import { describe, expect, it } from 'vitest';
import { conflict } from '@/lib/errors';
import { jobError } from './job-error';

describe('what is logged of an error', () => {
  it('is its class, its code and its place, without a word of what it quotes', () => {
    const error = Object.assign(new SyntaxError('unexpected token in "my secret"\n  at "my secret"'), {
      code: '22P02',
      detail: 'Failing row contains (my secret)',
    });
    const told = jobError(error);
    expect(told).toMatchObject({ type: 'SyntaxError', code: '22P02' });
    expect(told.at[0]).toContain('job-error.test.ts');
    expect(told.at.length).toBeLessThanOrEqual(6);
    expect(JSON.stringify(told)).not.toContain('Failing row');
    expect(told.message).toBeUndefined();
  });

  it('is the message too where it was written for people', () => {
    expect(jobError(conflict('slug_taken', 'Choose another name.'))).toMatchObject({
      type: 'ExpectedError',
      code: 'slug_taken',
      message: 'Choose another name.',
    });
    expect(jobError('a text')).toEqual({ type: 'string', at: [] });
  });
});
