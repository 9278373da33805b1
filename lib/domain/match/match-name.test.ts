import { describe, expect, it } from 'vitest';
import { findName } from './match-name';
import { indexSource } from './match-source';

const text =
  'Between John F. Kennedy and Maria Lopez-Garcia\nAcme Holdings Ltd\nSigned by Smith, Anna. The painter Jan van der Berg paid Dr. P. Q. Miller. Brown left. White came.';
const found = (name: string) =>
  findName(indexSource([{ page: 1, text, words: null }]), name).map(({ start, end, state, match }) => [
    text.slice(start, end),
    state,
    match,
  ]);

describe('findName', () => {
  it.each([
    ['J. F. Kennedy', 'John F. Kennedy', 'approximate', 'initials'],
    ['John Kennedy', 'John F. Kennedy', 'approximate', 'initials'],
    ['John Fitzgerald Kennedy', 'John F. Kennedy', 'approximate', 'initials'],
    ['Kennedy, John F.', 'John F. Kennedy', 'normalised', 'order'],
    ['M. Lopez-Garcia', 'Maria Lopez-Garcia', 'approximate', 'initials'],
    ['Acme Holdings Limited', 'Acme Holdings Ltd', 'normalised', 'legal form'],
    ['Anna Smith', 'Smith, Anna', 'normalised', 'order'],
    ['J. van der Berg', 'Jan van der Berg', 'approximate', 'initials'],
    ['Mr Peter Miller', 'P. Q. Miller', 'approximate', 'initials'],
  ])('meets %s in %s', (name, quote, state, match) => {
    expect(found(name)).toEqual([[quote, state, match]]);
  });

  it.each([
    'Jane Kennedy',
    'K. Kennedy',
    'Acme Holdings GmbH',
    'Anna Brown',
    'Brown White',
    'Kennedy',
    'Maria Kennedy',
    'paid Miller',
    'Flat 5 Miller',
  ])('does not meet %s', (name) => {
    expect(found(name)).toEqual([]);
  });
});
