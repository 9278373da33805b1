import { describe, expect, it } from 'vitest';
import { signedContribution, splitTerms, termWords } from './term-words';

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

describe('splitTerms', () => {
  const base = { contribution: -2.8, group: 'base' as const };
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ contribution: (at % 2 ? 1 : -1) * (at + 1), group: 'numbers' as const }));
  const sizes = (terms: readonly { contribution: number }[]) => terms.map(({ contribution }) => Math.abs(contribution));

  it('shows the base and the eight that move the risk most, and keeps the others in reach', () => {
    const { large, small } = splitTerms([...others(6), base, ...others(12).slice(6)]);
    expect(sizes(large)).toEqual([2.8, 12, 11, 10, 9, 8, 7, 6, 5]);
    expect(sizes(small)).toEqual([4, 3, 2, 1]);
  });

  it('folds nothing away for a single line', () => {
    expect(splitTerms([base, ...others(9)]).small).toEqual([]);
    expect(splitTerms([base, ...others(10)]).small).toHaveLength(2);
  });
});
