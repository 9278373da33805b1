import { describe, expect, it } from 'vitest';
import { findingWords } from './finding-words';

const sentence = (text: string) => ({ text, path: null });

describe('findingWords', () => {
  it('leaves the claim out where it is quoted whole or by its beginning', () => {
    expect(findingWords('“The rent is 5 EUR.” states 1 number that no source has: 5.', sentence('The rent\nis 5 EUR.'))).toBe(
      'States 1 number that no source has: 5.',
    );
    expect(findingWords('“The rent is…”: the source (page 7 of lease) has “6”.', sentence('The rent is 5 EUR.'))).toBe(
      'The source (page 7 of lease) has “6”.',
    );
    expect(findingWords('/total (41,200) stands in no source.', { text: '41,200', path: '/total' })).toBe('Stands in no source.');
    expect(findingWords('/terms (the tenant…) stands in no source.', { text: 'the tenant pays', path: '/terms' })).toBe(
      'Stands in no source.',
    );
  });

  it('leaves every other sentence as it is', () => {
    for (const detail of ['2 sources differ.', '“Another claim” is odd.', '“The rent is 5 EUR.”', '/total is odd.', '/totals (5) is odd.'])
      expect(findingWords(detail, { text: 'The rent is 5 EUR.', path: detail.startsWith('/') ? '/total' : null })).toBe(detail);
  });
});
