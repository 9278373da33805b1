import { describe, expect, it } from 'vitest';
import { signedContribution, termWords } from './term-words';

describe('termWords', () => {
  it('says what a term does by the factor that it changes the odds by', () => {
    const words = [-2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2].map((contribution) => termWords({ contribution, group: 'numbers' }));
    expect(words).toEqual([
      'lowers it strongly',
      'lowers it clearly',
      'lowers it a little',
      'hardly lowers it',
      'hardly raises it',
      'raises it a little',
      'raises it clearly',
      'raises it strongly',
    ]);
    expect(termWords({ contribution: -2.8, group: 'base' })).toBe('where every one starts');
    expect([0.314, -2.8].map(signedContribution)).toEqual(['+0.31', '−2.80']);
  });
});
